// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Every component in every state, on one page, for people and for tests.
public enum GalleryPage {
    /// The words of the h1.
    public static let title = "Gallery of components"

    /// The main part of the page, with its h1.
    public static let main: HTML = {
        let sections =
            Specimen.forms + Specimen.content + Specimen.lists + Specimen.figures + Specimen.charts
            + Specimen.maps
        return """
            \(PageHeading(title, caption: "Design"))
            <p class="dr-lead">Every part that a page can be made of, in every state that it can be in. \
            It is for people who build and test the service; nothing on it can be sent.</p>
            \(sections.map(\.html))
            """
    }()
}

/// One component and its states.
struct Specimen: Sendable {
    let name: String
    let states: [(name: String, html: HTML)]

    init(_ name: String, _ states: [(name: String, html: HTML)]) {
        self.name = name
        self.states = states
    }

    var html: HTML {
        let parts: [HTML] = states.map { "<h3>\(name): \($0.name)</h3>\n\($0.html)\n" }
        return """
            <section class="dr-specimen" id="\(identifier(name))">
            <h2>\(name)</h2>
            \(parts)</section>

            """
    }

    /// Text that would break a page that trusted it.
    static let hostile = "<script>alert(\"1\")</script> & 'quoted' \u{202E}abc\u{202C} </textarea><!--"
    /// A word of two hundred letters, as found in pasted file names.
    static let longWord = String(repeating: "Equalityimpact", count: 15).prefix(200).description
    /// A sentence longer than anybody planned for.
    static let longText = """
        Review how residents who do not use the internet, or who need information in another format or \
        language, hear about changes to the household waste service, and agree with the contact centre \
        how their questions are recorded, answered and reported to the portfolio holder each quarter
        """
}
