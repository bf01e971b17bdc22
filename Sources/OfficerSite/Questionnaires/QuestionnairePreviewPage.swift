// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A questionnaire as people will see it, all on one page: the last look before it is opened; and on paper.
struct QuestionnairePreviewPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let one = try await office.questionnaire(visit)
        let dataSet = try await office.dataSet(of: one)
        let fields: [HTML] = one.road.questions.map { question in
            var only = HTML()
            if let after = question.after, let before = one.road[after.question]?.answer(after.code) {
                only = "<p class=\"dr-hint\">Asked only after \u{201C}\(before.label)\u{201D}</p>\n"
            }
            return only + QuestionField(question, name: "look-\(question.id)").html
        }
        let mayOpen = one.standing == .draft && visit.reach(.editMonitoring) == .wholeBody
        let act: HTML =
            mayOpen
            ? """
            <h2 class="dr-heading-m">Open it</h2>
            <p>Once it is open its questions, its address and its data set stay as they are. It can be answered from \
            \(one.period.first.written) to \(one.period.last.written).</p>
            \(office.form(
                visit, Address.questionnaire(one.id, "/open"), key: Identifier.next(),
                """
                \(HiddenInput("version", String(one.version)))\(ButtonGroup([Button("Open the questionnaire")], links: [NavigationLink("Change it first", visit.frame.link(Address.questionnaire(one.id, "/edit")))]))
                """))
            """ : HTML()
        return office.page(
            visit, "Look at the questionnaire", in: .community,
            trail: .back(visit.frame.link(Address.questionnaire(one.id))),
            """
            \(PageHeading("Look at the questionnaire", caption: one.title))
            <p>People see these words first, then one question a page, then all their answers before they send them. Nothing \
            that you choose here is sent.</p>
            \(QuestionnaireIntroduction(one, dataSet: dataSet, body: office.body.name))
            <h2 class="dr-heading-m">The questions</h2>
            \(fields)\(act)
            """)
    }

    /// All questions on a page for print; large where the address asks for it.
    @Sendable func paper(_ visit: Visit) async throws -> WebResponse {
        let one = try await office.questionnaire(visit)
        let isLarge = visit.request.query.text("size") == "large"
        let path = visit.frame.link(Address.questionnaire(one.id, "/paper"))
        let other: HTML =
            isLarge
            ? "<a href=\"\(path)\">Ordinary print</a>" : "<a href=\"\(path)?size=large\">Large print</a>"
        return office.page(
            visit, one.title, in: .community, trail: .back(visit.frame.link(Address.questionnaire(one.id))),
            """
            \(PageHeading(one.title, caption: office.body.name))
            <p class="dr-screen-only">\(other)</p>
            \(PaperQuestionnaire(one, dataSet: try await office.dataSet(of: one), body: office.body.name, isLarge: isLarge))
            """)
    }
}
