// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

extension Demonstration {
    /// Binds an item of evidence and the measure of an objective to the earlier count of service users, so that the
    /// later one can be seen to have moved or not.
    ///
    /// Does nothing where there is no such data set. `characteristic` gives the characteristic of a column.
    public func bindFigures(
        _ sample: Sample, in database: any Database, characteristic: (DataColumn) -> String
    ) async throws {
        let monitoring = MonitoringStore(database: database)
        guard let users = try await monitoring.dataSet(named: "Leisure and library users"),
            let earlier = try await monitoring.versions(of: users.id).current.last
        else { return }
        let tables = try await FigureStore(database: database).released(of: earlier)
        var items: [FigureEvidence] = []
        for (name, groups) in [("ethnic group", ["white"]), ("disability", [])] {
            guard let column = earlier.column(named: name) else { continue }
            items.append(
                FigureEvidence(
                    users, earlier, by: column, groups: groups,
                    released: tables.first { $0.column == column.name },
                    characteristic: characteristic(column)))
        }
        try await add(items, sample, in: database)
        try await addObjective(users, earlier, in: database)
    }

    /// An objective whose first reading waits to be taken from the earlier count.
    private func addObjective(
        _ users: DataSet, _ earlier: DataSetVersion, in database: any Database
    ) async throws {
        guard let column = earlier.column(named: "disability"),
            let group = column.entries.first(where: { $0.kind == .category })
        else { return }
        _ = try await ObjectiveStore(database: database).add(
            Objective(
                title: "More disabled people use leisure centres and libraries (demonstration)",
                gap:
                    "Nobody has looked yet whether disabled people use them as much as others. The records are synthetic.",
                characteristics: "Disability",
                measure: Objective.Measure(
                    words: "Share of disabled people among leisure and library users who answered",
                    unit: "%", source: "\(users.title), as released", direction: .up,
                    figure: FigureMeasure(
                        dataSet: users.id, column: column.name, group: group.code, kind: .share)),
                targetDate: "by end of March \(today.financialYear + 3)"),
            Change(
                by: Change.Actor(
                    id: "demonstration", post: "Equality lead", role: Role.equalityLead.rawValue), at: now))
    }

    /// Adds figures to the first assessment that is still written, as its author would.
    private func add(_ items: [FigureEvidence], _ sample: Sample, in database: any Database) async throws {
        let profile = BodyProfile(
            try await BodyStore(database: database).settings(), of: sample.body, library: library, on: today)
        let store = AssessmentStore(
            database: database, templates: TemplateShelf(library.templates), vocabulary: profile.vocabulary)
        for state in [AssessmentState.inProgress, .consulting, .draft] {
            var question = AssessmentQuestion()
            question.state = state
            question.order = .reference
            guard let line = try await store.page(question, within: .wholeBody).lines.first,
                let record = try await store.record(line.id, within: .wholeBody),
                let author = record.parties(.author).first
            else { continue }
            var fields: [String: String] = [:]
            for item in items { fields.merge(item.fields(row: Identifier.next())) { $1 } }
            _ = try await store.save(
                fields, of: record.id, readIn: record.version,
                reason: "Figures of data sets", within: .wholeBody,
                Change(
                    by: Change.Actor(
                        id: author.personID, post: author.post, role: Role.serviceManager.rawValue),
                    at: now))
            return
        }
    }
}
