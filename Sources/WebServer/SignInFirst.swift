// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

/// What somebody sees who comes without a session: the sign-in page, then back to where they wanted to be.
public enum SignInFirst {
    /// Fields of the form whose session had ended travel through the sign-in under this prefix.
    public static let keptPrefix = "kept-"

    /// The page for a route that needs a session; a form is kept if its address can be opened again afterwards.
    static func response(
        to request: WebRequest, frame: SiteFrame, isForm: Bool, canReturn: Bool
    ) throws -> WebResponse {
        guard canReturn else { return .redirect(frame.link("/")) }
        let target = returnAddress(request)
        guard isForm else {
            return .redirect(frame.link("/sign-in?return=\(FormFields.encoded(target))"))
        }
        let fields = request.form.fields.all.filter {
            // Passwords and files are never written into a page.
            $0.name != Form.csrfField && $0.name != Form.idempotencyField && !$0.name.contains("password")
        }
        let main: HTML = """
            \(PageHeading("Sign in again"))
            <p>Your session ended before you sent this page. What you entered is kept: sign in, then send it.</p>
            \(SignInForm(frame: frame, returnAddress: target, kept: fields).html)
            """
        return .page(frame.publicPage("Sign in again", main: main), status: 401)
    }

    private static func returnAddress(_ request: WebRequest) -> String {
        let query = request.query.all.map { "\(FormFields.encoded($0.name))=\(FormFields.encoded($0.value))" }
        return query.isEmpty ? request.rawPath : request.rawPath + "?" + query.joined(separator: "&")
    }
}

/// The sign-in form, with what must survive it.
public struct SignInForm: Component {
    let frame: SiteFrame
    let returnAddress: String
    let kept: [FormFields.Field]
    let name: String
    let problems: [Problem]

    /// A form that leads to `returnAddress` afterwards and carries the `kept` fields along, hidden.
    public init(
        frame: SiteFrame, returnAddress: String, kept: [FormFields.Field] = [], name: String = "",
        problems: [Problem] = []
    ) {
        self.frame = frame
        self.returnAddress = returnAddress
        self.kept = kept
        self.name = name
        self.problems = problems
    }

    public var html: HTML {
        let hidden: [HTML] = kept.map { HiddenInput(SignInFirst.keptPrefix + $0.name, $0.value).html }
        let content: HTML = """
            \(HiddenInput("return", returnAddress))\(hidden)
            \(TextInput(
                    "name", label: "Sign-in name", value: name, width: .half, autocomplete: "username", problems))
            \(TextInput(
                    "password", label: "Password", kind: .password, width: .half, autocomplete: "current-password",
                    problems))
            \(Button("Sign in"))
            """
        return Form(action: frame.link("/sign-in"), content).html
    }
}
