// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What was typed into a section of an assessment that the writer can no longer open: it was given to somebody
/// else meanwhile, or never was there. The page says the same of both, and gives the words back.
struct TypedWords {
    let office: Office
    let visit: Visit

    private var words: [String] {
        visit.fields.values(AnswerInput.asked).map { visit.fields.raw($0) }.filter { !$0.isEmpty }
    }

    /// The page; "not found" as everywhere where nothing was typed.
    var page: WebResponse {
        get throws {
            guard visit.signedIn != nil, !words.isEmpty else { throw Refusal.notFound }
            let title = "You can no longer open this assessment"
            let texts: [HTML] = words.enumerated().map { number, text in
                let rows = max(3, min(16, text.count / 70 + 2))
                return TextArea(
                    "typed-\(number + 1)", label: "Your words, \(number + 1)", value: text, rows: rows
                ).html
            }
            return office.page(
                visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessments)),
                status: 404,
                """
                \(PageHeading(title))
                <p>It is not here, or its sections were given to somebody else while you wrote. \
                Nothing was saved. Copy what you typed, and ask the author of the assessment to take it in.</p>
                \(texts)
                """)
        }
    }
}
