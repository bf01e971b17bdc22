// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// How an assessment lies in its row: its content whole, and columns derived from it for questions.
enum AssessmentRow {
    /// What is read out of the content for lists, filters and the cumulative view; the day of the review that comes
    /// next depends on what was reviewed, too.
    static func derived(
        _ content: AssessmentContent, reviewDay: CalendarDay?
    ) -> [(name: String, value: any SQLBindable)] {
        let impacts = content.impacts(content.impactCodes)
        let stated = impacts.filter {
            $0.direction == .negative || $0.direction == .positive || $0.direction == .unknown
        }
        let codes = Set(stated.flatMap(\.characteristics)).sorted()
        let places = Set(
            impacts.flatMap { Self.places($0.text("where")) } + Self.places(content["reach/wards"])
        ).sorted()
        let outcome = content["outcome/kind"].isEmpty ? content["screening/outcome"] : content["outcome/kind"]
        return [
            ("title", content["about/title"]), ("directorate", content["about/directorate"]),
            ("directorateKey", foldedForSearch(content["about/directorate"])),
            ("service", content["about/service"]), ("outcome", outcome),
            ("characteristics", codes.isEmpty ? "" : ",\(codes.joined(separator: ",")),"),
            ("places", places.isEmpty ? "" : ";\(places.joined(separator: ";"));"),
            ("umbrella", content["link/umbrella"]), ("policyReference", content["link/policy"]),
            ("budgetRound", content["about/budget-reference"]), ("reviewDate", reviewDay),
            ("isStaged", content["review/staged"] == "yes"), ("dataSets", dataSets(of: content)),
        ]
    }

    /// The data sets whose figures its evidence tells, each between commas.
    private static func dataSets(of content: AssessmentContent) -> String {
        let ids = Set(content.evidence.compactMap { $0.figure?.dataSet }).sorted()
        return ids.isEmpty ? "" : ",\(ids.joined(separator: ",")),"
    }

    static func searchText(_ content: AssessmentContent, reference: String, legacy: String) -> String {
        foldedForSearch(
            [
                reference, legacy, content["about/title"], content["about/service"],
                content["about/directorate"], content["about/what"], content["reach/wards"],
            ].joined(separator: " "))
    }

    /// Places as people list them, folded.
    static func places(_ text: String) -> [String] { PlaceNames.read(text).map(foldedForSearch) }

    static let lineColumns: SQL =
        """
        id, reference, title, templateID, state, directorate, service, outcome, due, reviewDate, decisionDay,
        updatedAt, COALESCE((SELECT p.post FROM assessment_party a JOIN person p ON p.id = a.personID
            WHERE a.assessmentID = assessment.id AND a.part = 'owner' ORDER BY p.post LIMIT 1), ''),
        (SELECT \(isRetrospective) FROM decision_item i JOIN decision d ON d.id = i.decisionID
            WHERE i.assessmentID = assessment.id ORDER BY d.meetingAt DESC, d.id DESC LIMIT 1)
        """

    /// 1 where the item `i` was begun or signed after its decision `d` was taken, else 0.
    static let isRetrospective: SQL =
        """
        CASE WHEN d.takenAt < (SELECT MAX(e.at) FROM assessment_act e
                WHERE e.assessmentID = i.assessmentID AND e.act = 'signed')
            OR d.takenAt < (SELECT MIN(v.at) FROM assessment_version v WHERE v.assessmentID = i.assessmentID)
            THEN 1 ELSE 0 END
        """

    static func line(_ row: Row) -> AssessmentLine {
        AssessmentLine(
            id: row.text(0), reference: row.text(1), title: row.text(2), template: row.text(3),
            state: AssessmentState(rawValue: row.text(4)) ?? .draft, directorate: row.text(5),
            service: row.text(6), outcome: row.text(7), owner: row.text(12), due: row.day(8),
            reviewDate: row.day(9), decisionDay: row.day(10), updatedAt: row.instant(11),
            isRetrospective: row.optionalInt(13) == 1)
    }

    /// Details of an act as they are stored, and back.
    static func text(_ details: [String: String]) -> String {
        String(decoding: CanonicalJSON.bytes(of: details), as: UTF8.self)
    }

    static func details(_ text: String) -> [String: String] { CanonicalJSON.fields(Array(text.utf8)) ?? [:] }
}

extension AssessmentContent {
    /// The codes of characteristics for which an impact was written.
    var impactCodes: [String] { rows(AssessmentPath.impact) }

    /// The content of stored text; a fault where the text is none.
    init(stored text: String) throws {
        var text = text
        let content = text.withUTF8 { AssessmentContent(canonicalJSON: Array($0)) }
        guard let content else { throw DatabaseFailure.broken("the content of an assessment cannot be read") }
        self = content
    }

    var storedText: String { String(decoding: canonicalJSON, as: UTF8.self) }
}
