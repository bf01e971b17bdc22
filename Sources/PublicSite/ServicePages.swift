// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The pages about the service itself.
struct ServicePages {
    let site: PublicSite

    private var name: String { site.works.body.name }

    @Sendable func accessibility(_ visit: Visit) async throws -> WebResponse {
        page(
            visit, "Accessibility statement",
            """
            <p>\(name) wants as many people as possible to be able to use these pages. You should be able to zoom in to \
            400%, use a keyboard alone, use a screen reader, and read every page without scripts.</p>
            <h2 class="dr-heading-m">How accessible it is</h2>
            <p>This is a draft made from the product's own tests: each page is checked by machine against WCAG 2.2, levels A \
            and AA, in several states and sizes, with no finding at the time of release. Tests by machine find only part \
            of what can be wrong. The council must check and approve this statement before relying on it.</p>
            <h2 class="dr-heading-m">If something does not work for you</h2>
            <p><a href="\(visit.frame.link("/contact"))">Tell us</a>, and say in which form you need the information.</p>
            <h2 class="dr-heading-m">Enforcement</h2>
            <p>The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) \
            (No. 2) Accessibility Regulations 2018. If you are not happy with how we respond, contact the Equality \
            Advisory and Support Service.</p>
            """)
    }

    @Sendable func cookies(_ visit: Visit) async throws -> WebResponse {
        let cookie: [Table.Cell] = [
            "Session", "Keeps an officer signed in", "12 hours at most, or 30 minutes without use",
        ]
        return page(
            visit, "Cookies",
            """
            <p>Reading these pages sets no cookie, and neither does answering equality questions. Signing in as an officer sets one. Nothing here follows you or counts you.</p>
            \(Table("Cookies", columns: ["Cookie", "What it does", "How long it lasts"], rows: [cookie]))
            """)
    }

    @Sendable func privacy(_ visit: Visit) async throws -> WebResponse {
        page(
            visit, "Privacy",
            """
            <p>Published pages name posts, not people. \(name) keeps the sign-in name, the post and the roles of officers \
            who use the service, and a log of what they changed and when, because the equality duty must be provable.</p>
            <p>Answers to equality questions are kept without anything that says who sent them, from where or when. Each set of \
            questions says what its answers are for, by what right they are held and for how long.</p>
            <p>To see what is held about you, <a href="\(visit.frame.link("/contact"))">contact the council</a>.</p>
            """)
    }

    @Sendable func help(_ visit: Visit) async throws -> WebResponse {
        page(
            visit, "Help",
            """
            <h2 class="dr-heading-m">What you can read here</h2>
            <p>Coverage says how many of the council's policies, functions and services have had an equality impact \
            assessment. The action plan says what the council promised to do, who leads it, and by when.</p>
            <h2 class="dr-heading-m">What the words mean</h2>
            <p>“2 to 30 April” ends on 30 April. “Before July 2027” ends on 30 June 2027. A financial year such as \
            2026/27 runs from 1 April to 31 March. An action is overdue once its last day has passed and it is not finished.</p>
            <h2 class="dr-heading-m">Using the figures</h2>
            <p>Each page has its data as CSV and JSON. Addresses do not change; an edition that is withdrawn says why.</p>
            """)
    }

    @Sendable func contact(_ visit: Visit) async throws -> WebResponse {
        page(
            visit, "Contact",
            """
            <p>Questions about these pages are answered by the equality lead of \(name), through the council's usual \
            telephone number, address or web form. Quote the reference of an error page if you have one.</p>
            """)
    }

    private func page(_ visit: Visit, _ title: String, _ content: HTML) -> WebResponse {
        site.page(visit, title, "\(PageHeading(title))\(content)")
    }
}
