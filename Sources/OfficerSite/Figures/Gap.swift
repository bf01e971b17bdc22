// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import WebServer

/// A gap that somebody found and wants to answer: in words, with released numbers or none.
struct Gap {
    let dataSet: DataSet
    let version: DataSetVersion
    /// The columns and groups of the finding, one for each characteristic.
    let groups: [(column: DataColumn, code: String, label: String)]
    /// Whether there are too many of them, not too few.
    let isOver: Bool
    /// What the group was held against.
    let beside: String
    /// What was released of the group; `nil` for nothing, and for several characteristics at once.
    let released: Figure?

    /// Who it is about, and among whom: "the group “Asian”", "the group “Asian, female”".
    private var who: String { "the group \u{201C}\(groups.map(\.label).joined(separator: ", "))\u{201D}" }

    /// The figure from which readings can be taken; `nil` for several characteristics at once.
    var figure: FigureMeasure? {
        guard groups.count == 1, let group = groups.first,
            group.column.entries.contains(where: { $0.code == group.code && $0.kind == .category })
        else { return nil }
        return FigureMeasure(
            dataSet: dataSet.id, column: group.column.name, group: group.code, kind: .share,
            baselineVersion: released?.percentage == nil ? nil : version.number)
    }

    /// Whether the figure of the group was withheld when the version was published, so that nothing may be told of it.
    private var isWithheld: Bool { released.map { $0.percentage == nil } ?? false }

    /// The gap in a sentence.
    var words: String {
        if isWithheld {
            return
                "What is known of \(who) among \(dataSet.title), \(version.period), is withheld from publication: say "
                + "nothing of its size here."
        }
        let verdict = isOver ? "over-represented" : "under-represented"
        let benchmark = beside.isEmpty ? "" : ", beside \(beside)"
        let number = released?.share == nil ? "" : " Released figure: \(released?.shown ?? "")."
        let synthetic = dataSet.isSynthetic ? " Synthetic records." : ""
        return "T\(who.dropFirst()) is \(verdict) among \(dataSet.title), \(version.period)\(benchmark)."
            + number + synthetic
    }

    private var measureWords: String {
        "Share of \(who) among \(dataSet.title), of those who answered"
    }

    /// The names of its characteristics, as forms take them.
    private func characteristics(_ office: Office) async throws -> String {
        let profile = try await office.profile()
        let codes = groups.map { office.characteristic(of: $0.column, office.taking.schemes) }
        let known = codes.filter { code in profile.characteristics.contains { $0.code == code } }
        return known.map { profile.vocabulary.name(of: $0) }.joined(separator: ", ")
    }

    /// The boxes of an objective that answers it.
    func objectiveFields(_ office: Office) async throws -> [FormFields.Field] {
        let verb = isOver ? "Fewer" : "More"
        var values: [(String, String)] = [
            (
                "title",
                isWithheld
                    ? "Learn from people of \(who) about \(dataSet.title)"
                    : "\(verb) people of \(who) among \(dataSet.title)"
            ), ("gap", words),
            ("characteristics", try await characteristics(office)), ("directorate", dataSet.directorate),
        ]
        if !isWithheld {
            values += [
                ("measure", measureWords), ("unit", "%"),
                ("direction", (isOver ? Objective.Direction.down : .up).rawValue),
                ("source", "\(dataSet.title), from version \(version.number), as released"),
                ("figure", figure?.written ?? ""),
            ]
        }
        if let share = released?.percentage, figure != nil {
            let day = version.period.last
            values += [
                ("baseline", Figure.oneDecimal(share)), ("baselineDay-day", String(day.day)),
                ("baselineDay-month", String(day.month)), ("baselineDay-year", String(day.year)),
            ]
        }
        return values.filter { !$0.1.isEmpty }.map { .init(name: $0.0, value: $0.1) }
    }

    /// The boxes of an action that answers it, and its measure.
    func actionCells(_ office: Office) async throws -> (ActionCells, String) {
        let verb = isOver ? "Find out why so many" : "Find out why so few"
        let cells = ActionCells(
            title: isWithheld
                ? "Learn from people of \(who) about \(dataSet.title), and agree what to change"
                : "\(verb) people of \(who) are among \(dataSet.title), and agree what to change",
            arisingFrom: words,
            directorate: dataSet.directorate, status: "", characteristics: try await characteristics(office))
        return (cells, isWithheld ? "" : measureWords)
    }
}

extension Office {
    /// The gap that an address names; `nil` where it names none, or none that is here.
    func gap(_ query: FormFields) async throws -> Gap? {
        guard let dataSet = try await monitoring.dataSet(query.text("data-set")),
            let version = try await monitoring.versions(of: dataSet.id)
                .first(where: { String($0.number) == query.text("version") })
        else { return nil }
        let names = zip(query.values("by"), query.values("group")).enumerated()
        let labels = query.values("label")
        let groups = names.compactMap { place, pair -> (column: DataColumn, code: String, label: String)? in
            guard let column = version.column(named: pair.0) else { return nil }
            // Beside a benchmark of other categories a group may be one that the column itself does not have.
            let known = column.entries.first { $0.code == pair.1 && $0.kind == .category }?.label
            let label = known ?? (labels.indices.contains(place) ? String(labels[place].prefix(100)) : pair.1)
            return (column, pair.1, label)
        }
        guard !groups.isEmpty, groups.count == query.values("by").count else { return nil }
        let table =
            groups.count == 1
            ? try await figures.released(of: version).first { $0.column == groups[0].column.name } : nil
        return Gap(
            dataSet: dataSet, version: version, groups: groups,
            isOver: query.text("finding").hasPrefix("over"), beside: String(query.text("beside").prefix(200)),
            released: table?.figure(groups[0].code))
    }

    /// The figure of a measure that a form brought, as far as it is one: of a data set that is here, with its baseline
    /// bound to a version only where that version was released and says the same.
    func settled(_ measure: Objective.Measure) async throws -> FigureMeasure? {
        guard var figure = measure.figure else { return nil }
        let versions = try await monitoring.versions(of: figure.dataSet)
        guard versions.contains(where: { $0.column(named: figure.column) != nil }) else { return nil }
        if let number = figure.baselineVersion {
            let version = versions.first { $0.number == number }
            var isSame = false
            if let version, version.period.last == measure.baselineDay {
                let table = try await figures.released(of: version).first { $0.column == figure.column }
                let value = table?.figure(figure.group).flatMap { figure.value(of: $0) }
                isSame = value != nil && value == measure.baseline
            }
            if !isSame { figure.baselineVersion = nil }
        }
        return figure
    }
}
