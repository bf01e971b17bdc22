// SPDX-License-Identifier: Apache-2.0
import Documents

/// Forms for tests, and the three formats under one name each.
enum FormSample {
    static let yesNo: [FormDocument.Option] = [
        .init(code: "yes", label: "Yes"), .init(code: "no", label: "No"),
        .init(code: "unknown", label: "Not known", hint: "nobody has looked yet"),
    ]

    static func identity(body: String = "eastmarsh", version: Int = 3) -> FormDocument.Identity {
        .init(
            body: body, template: "full-eqia", templateVersion: version, assessment: "0192-a",
            assessmentVersion: 7, exportedAt: "2027-02-01T09:30:00Z")
    }

    static func form(_ value: String = "School meals in special schools", choice: String = "no")
        -> FormDocument
    {
        FormDocument(
            title: "Review of specialist school meals", intro: "Fill in what you know.\nLeave the rest.",
            identity: identity(),
            sections: [
                .init(
                    title: "About",
                    parts: [
                        .heading("The proposal"), .guidance("Say it in a sentence."),
                        .item(
                            .init(path: "about/what", label: "What is proposed?", kind: .long, value: value)),
                        .item(.init(path: "about/title", label: "Title", hint: "Short", kind: .text)),
                    ]),
                .init(
                    title: "Answers",
                    parts: [
                        .item(
                            .init(
                                path: "proposal/new", label: "Is it new?", kind: .choice(yesNo), value: choice
                            )),
                        .item(
                            .init(
                                path: "impact/who", label: "Who?",
                                kind: .choices([
                                    .init(code: "age", label: "Age"),
                                    .init(code: "sexual-orientation", label: "Sexual orientation"),
                                    .init(code: "age-2", label: "age"),
                                ]), value: "age\nsexual-orientation\nage-2")),
                        .item(
                            .init(path: "review/date", label: "Review date", kind: .date, value: "2028-03-31")
                        ),
                        .item(.init(path: "impact/number", label: "How many?", kind: .number, value: "0")),
                    ]),
            ])
    }

    static let formats: [String] = ["odt", "docx", "html"]

    static func bytes(_ form: FormDocument, as format: String) -> [UInt8] {
        switch format {
        case "odt": FormFile.odt(form)
        case "docx": FormFile.docx(form)
        default: FormFile.html(form)
        }
    }
}
