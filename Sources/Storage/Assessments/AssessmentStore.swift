// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Somebody acted first: what was about to be done was decided on an older state of the assessment.
public struct AssessmentMoved: Error, Hashable, Sendable {}

/// The assessments of a body.
public struct AssessmentStore: Sendable {
    let database: any Database
    let templates: TemplateShelf
    let vocabulary: CharacteristicVocabulary

    /// The states in which others have to reckon with an assessment.
    private static let live = AssessmentState.allCases.filter(\.isLive).map(\.rawValue)

    /// A store that finds the templates of assessments on this shelf.
    public init(database: any Database, templates: TemplateShelf, vocabulary: CharacteristicVocabulary) {
        self.database = database
        self.templates = templates
        self.vocabulary = vocabulary
    }

    /// A page of the list and how many assessments fit the question.
    public func page(_ question: AssessmentQuestion, within scope: Scope) async throws -> (
        lines: [AssessmentLine], total: Int
    ) {
        let conditions = question.conditions(within: scope)
        return try await database.read { connection in
            let total = try connection.row("SELECT COUNT(*) FROM assessment WHERE \(conditions)")?.int(0) ?? 0
            let rows = try connection.rows(
                """
                SELECT \(AssessmentRow.lineColumns) FROM assessment WHERE \(conditions)
                ORDER BY \(question.ordering) LIMIT \(question.limit) OFFSET \(question.offset)
                """)
            return (rows.map(AssessmentRow.line), total)
        }
    }

    /// How many assessments fit a question.
    public func count(_ question: AssessmentQuestion, within scope: Scope) async throws -> Int {
        try await database.rows("SELECT COUNT(*) FROM assessment WHERE \(question.conditions(within: scope))")
            .first?.int(0) ?? 0
    }

    /// One assessment with everything that happened to it; `nil` where it does not exist or lies outside the scope.
    public func record(_ id: String, within scope: Scope) async throws -> AssessmentRecord? {
        let (templates, vocabulary) = (templates, vocabulary)
        return try await database.read { connection in
            try AssessmentReading(connection: connection, templates: templates, vocabulary: vocabulary)
                .record(id, within: scope)
        }
    }

    /// The id of the assessment with this reference; `nil` where there is none inside the scope.
    public func id(ofReference reference: String, within scope: Scope) async throws -> String? {
        try await database.rows(
            "SELECT id FROM assessment WHERE referenceKey = \(foldedForSearch(reference)) AND \(scope.condition)"
        ).first?.text(0)
    }

    /// When the first version of any assessment was saved; `nil` where there is none.
    public func firstBegun() async throws -> Instant? {
        try await database.rows("SELECT MIN(at) FROM assessment_version WHERE number = 1").first
            .flatMap { $0.isNull(0) ? nil : $0.instant(0) }
    }

    /// The content of one version, put together from the nearest one kept whole.
    public func content(of id: String, version: Int) async throws -> AssessmentContent? {
        try await database.read { try AssessmentReading.content(of: id, version: version, $0) }
    }

    /// The directorates that occur, for filters.
    public func directorates(within scope: Scope) async throws -> [String] {
        try await database.read { try BodyStore.directorates($0, within: scope) }
    }

    /// The lines of the cumulative view: every stated impact of the live assessments inside the scope.
    public func cumulativeLines(within scope: Scope) async throws -> [CumulativeLine] {
        return try await database.read { connection in
            var lines: [CumulativeLine] = []
            // The places of an assessment are read once for all its impacts.
            var places: (id: String, names: [String]) = ("", [])
            try connection.forEachRow(
                """
                SELECT a.id, a.reference, a.title, a.directorate, a.service, a.budgetRound, a.decisionDay,
                    a.startedAt, a.places, i.characteristic, i.people, i.direction, i.beforeRank, i.residualRank
                FROM (SELECT * FROM assessment WHERE state IN (\(list: Self.live)) AND \(scope.condition)) a
                LEFT JOIN assessment_impact i ON i.assessmentID = a.id ORDER BY a.id, i.path
                """
            ) { row in
                let id = row.text(0)
                if places.id != id { places = (id, Self.places(row.text(8))) }
                lines.append(Self.line(row, places.names))
            }
            return lines
        }
    }

    /// Live assessments of the whole body that touch what this one touches, and were begun or are decided since.
    public func neighbours(of record: AssessmentRecord, months: Int) async throws -> [NeighbouringAssessment]
    {
        let own = record.cumulativeLines(record.content.characteristicsWritten)
        let codes = Set(own.filter(\.isOfConcern).map(\.characteristic)).sorted()
        let places = Set(own.flatMap(\.wards)).subtracting([PlaceNames.wholeArea]).map(foldedForSearch)
            .sorted()
        let concern: SQL =
            "i.characteristic IN (\(list: codes)) AND i.direction IN ('negative', 'unknown')"
        var touches: [SQL] = ["a.id IN (SELECT i.assessmentID FROM assessment_impact i WHERE \(concern))"]
        if !record.service.isEmpty { touches.append("a.service = \(record.service)") }
        for place in places.prefix(20) { touches.append("\(SQL.position)(a.places, \(";\(place);")) > 0") }
        let since = own.first?.day.adding(months: -months).startUTC
        let condition: SQL =
            """
            a.state IN (\(list: Self.live)) AND a.id <> \(record.id) AND (\(SQL.any(touches)))
                AND (a.updatedAt >= \(since) OR a.decisionDay IS NOT NULL)
            """
        let lines = try await database.read { connection in
            var shared: [String: [String]] = [:]
            try connection.forEachRow(
                """
                SELECT DISTINCT i.assessmentID, i.characteristic
                FROM assessment a JOIN assessment_impact i ON i.assessmentID = a.id
                WHERE \(condition) AND \(concern) ORDER BY i.characteristic
                """
            ) { shared[$0.text(0), default: []].append($0.text(1)) }
            let rows = try connection.rows(
                """
                SELECT a.id, a.reference, a.title, a.service, a.decisionDay, a.startedAt, a.places
                FROM assessment a WHERE \(condition)
                """)
            return rows.flatMap { row in
                (shared[row.text(0)] ?? [""]).map { Self.touching($0, row) }
            }
        }
        return CumulativeView.neighbours(of: record.id, in: own + lines, months: months)
    }

    /// What one assessment is touched by, as far as neighbours ask.
    private static func touching(_ characteristic: String, _ row: Row) -> CumulativeLine {
        CumulativeLine(
            assessmentID: row.text(0), reference: row.text(1), title: row.text(2), directorate: "",
            service: row.text(3), wards: places(row.text(6)),
            decisionDay: row.day(4), created: row.instant(5).utcDay, characteristic: characteristic,
            direction: characteristic.isEmpty ? nil : .negative)
    }

    /// The assessments in which a person has a part, or which are before a decision that the person takes.
    public static func parts(of personID: String, in database: any Database) async throws -> [String] {
        try await database.rows(
            """
            SELECT assessmentID FROM assessment_party WHERE personID = \(personID)
            UNION SELECT i.assessmentID FROM decision_item i JOIN decision_member m ON m.decisionID = i.decisionID
            WHERE m.personID = \(personID)
            """
        ).map { $0.text(0) }
    }

    /// The assessments that may wait for a person: those with a part in, or all that wait for a decision or its
    /// publication, for whoever looks after those.
    public func waiting(for personID: String, andDecisions: Bool, within scope: Scope) async throws
        -> [String]
    {
        let own = try await Self.parts(of: personID, in: database)
        let more: SQL = andDecisions ? "OR state IN ('notNeeded', 'signed', 'beforeDecision', 'decided')" : ""
        return try await database.rows(
            """
            SELECT id FROM assessment
            WHERE state NOT IN ('closed', 'superseded', 'withdrawn') AND \(scope.condition)
                AND (id IN (\(list: own)) OR id IN (SELECT assessmentID FROM assessment_act
                    WHERE act = 'putToDecision' AND byID = \(personID)) \(more))
            ORDER BY due NULLS LAST, id LIMIT 200
            """
        ).map { $0.text(0) }
    }

    private static func places(_ stored: String) -> [String] {
        stored.split(separator: ";").map { PlaceNames.written(String($0)) }
    }

    private static func line(_ row: Row, _ places: [String]) -> CumulativeLine {
        CumulativeLine(
            assessmentID: row.text(0), reference: row.text(1), title: row.text(2), directorate: row.text(3),
            service: row.text(4), wards: places,
            budgetRound: row.text(5), decisionDay: row.day(6), created: row.instant(7).utcDay,
            characteristic: row.text(9), people: AffectedPeople(rawValue: row.text(10)) ?? .residents,
            direction: ImpactDirection(rawValue: row.text(11)),
            beforeRank: row.optionalInt(12).flatMap { $0 < 0 ? nil : $0 },
            residualRank: row.optionalInt(13).flatMap { $0 < 0 ? nil : $0 })
    }
}

/// All templates that assessments may have been started with, by id and version.
public struct TemplateShelf: Sendable {
    /// The templates, those offered first.
    public let templates: [AssessmentTemplate]
    /// How many of them, from the first, may be started with here.
    private let own: Int
    private let places: [String: Int]

    /// A shelf with these templates; of two with the same id and version the first counts.
    ///
    /// Those from elsewhere came with assessments of other bodies and are never offered.
    public init(_ own: [AssessmentTemplate], elsewhere: [AssessmentTemplate] = []) {
        let templates = own + elsewhere
        self.templates = templates
        self.own = own.count
        var places: [String: Int] = [:]
        for (index, template) in templates.enumerated() {
            places["\(template.id) \(template.version)"] =
                places["\(template.id) \(template.version)"] ?? index
        }
        self.places = places
    }

    /// A template by its id and version.
    public func template(_ id: String, _ version: Int) -> AssessmentTemplate? {
        places["\(id) \(version)"].map { templates[$0] }
    }

    /// The newest version of each template with which a body of a nation may start on a day.
    public func offered(on day: CalendarDay, in nation: Nation) -> [AssessmentTemplate] {
        var newest: [String: AssessmentTemplate] = [:]
        for template in templates.prefix(own) where template.isOffered(on: day, in: nation) {
            if let known = newest[template.id], known.version >= template.version { continue }
            newest[template.id] = template
        }
        var seen: Set<String> = []
        return templates.prefix(own).compactMap { template in
            guard seen.insert(template.id).inserted else { return nil }
            return newest[template.id]
        }
    }
}
