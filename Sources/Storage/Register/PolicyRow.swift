// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// How a policy lies in its row.
enum PolicyRow {
    static let names = [
        "id", "version", "reference", "referenceKey", "name", "type", "directorate", "directorateKey",
        "service",
        "owner", "adopted", "retired", "decisionDate", "nextAssessment", "relevanceGiven", "relevanceScores",
        "relevanceRank", "lastAssessed", "assessments", "searchText", "recordedAt", "updatedAt",
        "importID",
    ]

    static let columns: SQL =
        """
        id, version, reference, name, type, directorate, service, owner, adopted, retired, decisionDate,
        nextAssessment, relevanceGiven, relevanceScores, assessments
        """

    static func values(
        _ policy: Policy, criteria: RelevanceCriteria, recordedAt: Instant, updatedAt: Instant,
        importID: String?
    ) -> [SQLValue] {
        let bindings: [any SQLBindable] = [
            policy.id, policy.version, policy.reference, Policy.comparable(policy.reference), policy.name,
            policy.type.word, policy.directorate, foldedForSearch(policy.directorate), policy.service,
            policy.owner,
            policy.adopted, policy.retired, policy.decisionDate, policy.nextAssessment,
            policy.relevance.overall.map(String.init) ?? "", scoresText(policy.relevance),
            rank(policy, criteria),
            policy.assessments.last, policy.assessments.map { String($0.dayNumber) }.joined(separator: ","),
            searchText(policy), recordedAt, updatedAt, importID,
        ]
        return bindings.map(\.sqlValue)
    }

    static func policy(_ row: Row) -> Policy {
        let scores = row.text(13).split(separator: ";").compactMap { part -> (String, Int)? in
            let pair = part.split(separator: "=")
            guard pair.count == 2, let score = Int(pair[1]), (1...3).contains(score) else { return nil }
            return (String(pair[0]), score)
        }
        let overall = Int(row.text(12)).flatMap { (1...3).contains($0) ? $0 : nil }
        return Policy(
            id: row.text(0), version: row.int(1), reference: row.text(2), name: row.text(3),
            type: type(row.text(4)), directorate: row.text(5), service: row.text(6),
            owner: row.text(7),
            adopted: row.day(8), retired: row.day(9), decisionDate: row.day(10),
            assessments: row.text(14).split(separator: ",").compactMap {
                Int($0).map { CalendarDay(dayNumber: $0) }
            },
            relevance: Relevance(scores: Dictionary(scores) { first, _ in first }, overall: overall),
            nextAssessment: row.day(11))
    }

    /// The type of a stored word; the seven are stored as they are written, anything else was kept as found.
    private static func type(_ word: String) -> PolicyType { known[word] ?? PolicyType(words: word) }

    private static let known = Dictionary(uniqueKeysWithValues: PolicyType.known.map { ($0.word, $0) })

    static func rank(_ policy: Policy, _ criteria: RelevanceCriteria) -> Int {
        Relevance.Band.allCases.sorted().firstIndex(of: policy.relevance.band(by: criteria)) ?? 0
    }

    private static func scoresText(_ relevance: Relevance) -> String {
        relevance.scores.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
    }

    private static func searchText(_ policy: Policy) -> String {
        foldedForSearch(
            [
                policy.reference, policy.name, policy.service, policy.owner, policy.directorate,
                policy.type.word,
            ]
            .joined(separator: " "))
    }
}
