// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A reading of a measure taken from a released version of a data set: shown first, then entered with its source.
struct FigureReadingPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.ownObjective(visit))
    }

    @Sendable func enter(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        let (_, version) = try await source(visit, objective)
        do {
            var reading = try await office.figureReading(objective, version)
            guard visit.fields.text("seen") == Self.seen(reading) else {
                return try await page(
                    visit, objective,
                    [Problem(at: "section", "Look at this again: another edition was published meanwhile")],
                    status: 409)
            }
            let note = visit.fields.text("note")
            guard note.count <= 2_000 else {
                return try await page(
                    visit, objective, [Problem(at: "note", "Note must be 2,000 characters or fewer")])
            }
            let all = try await office.objectives.readings(of: objective.id)
            if let other = Reading.standing(all).first(where: { $0.day == reading.day }) {
                return try await page(
                    visit, objective,
                    [
                        Problem(
                            at: "section",
                            "\(other.day.written) has a reading already: \(objective.measure.shown(other.value)). "
                                + "Correct that one")
                    ])
            }
            reading = Reading(
                day: reading.day, value: reading.value, base: reading.base,
                note: note.isEmpty ? reading.note : note, figure: reading.figure)
            _ = try await office.objectives.add(reading, to: objective.id, visit.change())
            return .redirect(visit.frame.link(Address.objective(objective.id)) + "?done=done")
        } catch let refusal as FigureRefusal {
            return try await page(
                visit, objective, [Problem(at: "section", refusal.description)])
        }
    }

    /// What the page showed.
    private static func seen(_ reading: Reading) -> String {
        "\(reading.day.iso) \(reading.value) \(reading.base.map(String.init) ?? "")"
    }

    private func source(_ visit: Visit, _ objective: Objective) async throws -> (DataSet, DataSetVersion) {
        guard let figure = objective.measure.figure, objective.state == .open,
            let dataSet = try await office.monitoring.dataSet(figure.dataSet),
            let version = try await office.monitoring.versions(of: dataSet.id).first(where: {
                String($0.number) == visit.parameter("version")
            })
        else { throw Refusal.notFound }
        return (dataSet, version)
    }

    private func page(
        _ visit: Visit, _ objective: Objective, _ problems: [Problem] = [], status: Int? = nil
    ) async throws -> WebResponse {
        let (dataSet, version) = try await source(visit, objective)
        let back = visit.frame.link(Address.objective(objective.id))
        let main: HTML
        do {
            let reading = try await office.figureReading(objective, version)
            let note = visit.fields.has("note") ? visit.fields.raw("note") : reading.note
            let content: HTML = """
                \(HiddenInput("seen", Self.seen(reading)))
                \(TextArea("note", label: "Note (optional)", value: note, rows: 2, problems))
                \(ButtonGroup([Button("Enter this reading")], links: [NavigationLink("Cancel", back)]))
                """
            main = """
                \(SummaryList([
                    .init("Measure", text: objective.measure.words),
                    .init("Value", text: objective.measure.shown(reading.value)),
                    .init("Day", text: reading.day.written),
                    .init("Counted from", text: reading.base.map { Reading.written(Double($0)) } ?? "Not told"),
                    .init("From", text: "\(dataSet.title), version \(version.number), \(version.period)"),
                ]))
                \(office.form(visit, Address.objective(objective.id, "/readings/from/\(version.number)"), content))
                """
        } catch let refusal as FigureRefusal {
            let released = try await office.figures.released(of: version)
            let way = released.isEmpty ? ReleaseWords.notReleased(version.number, visit) : HTML()
            main = """
                \(InsetText("<p>\(refusal.description).</p>"))\(way)
                <p><a href="\(visit.frame.link(Address.objective(objective.id, "/readings/new")))">Enter a reading from elsewhere</a></p>
                """
        }
        return office.page(
            visit, "Take a reading from a data set", in: .actions, trail: .back(back), problems: problems,
            status: status,
            "\(PageHeading("Take a reading from a data set", caption: objective.title))\(main)")
    }
}

extension Office {
    /// The reading that a version gives for an objective. Throws `FigureRefusal`.
    func figureReading(_ objective: Objective, _ version: DataSetVersion) async throws -> Reading {
        guard let figure = objective.measure.figure else {
            throw FigureRefusal("This objective reads from no data set")
        }
        let title = try await monitoring.dataSet(figure.dataSet)?.title ?? ""
        let name = version.column(named: figure.column)?.name
        let table = try await figures.released(of: version).first { $0.column == name }
        return try figure.reading(of: version, called: title, released: table)
    }

    /// The version from which a reading can be taken: the newest that was released, where it came after the last
    /// reading, and the one that waits for its release; `nil` for none.
    func figureOffer(
        _ objective: Objective, _ readings: [Reading]
    ) async throws -> (released: DataSetVersion?, waiting: DataSetVersion?) {
        guard let figure = objective.measure.figure, objective.state == .open else { return (nil, nil) }
        let current = try await monitoring.versions(of: figure.dataSet).current
        let standing = Reading.standing(readings)
        let last = standing.last?.day ?? objective.measure.baselineDay
        func isNew(_ version: DataSetVersion) -> Bool {
            let isTaken = standing.contains {
                $0.figure?.version == version.number && $0.figure?.dataSet == figure.dataSet
            }
            return !isTaken && figure.baselineVersion != version.number
                && last.map { $0 < version.period.last } ?? true
        }
        for version in current {
            let isReleased = try await figures.released(of: version).contains {
                $0.column == version.column(named: figure.column)?.name
            }
            guard isReleased else { continue }
            let waits = current.first.flatMap { $0.number == version.number ? nil : $0 }
            return (isNew(version) ? version : nil, waits)
        }
        return (nil, current.first)
    }

    /// The group that a measure reads, in words: "Asian by ethnic group of Leisure users, as a share".
    func words(of figure: FigureMeasure) async throws -> String {
        let dataSet = try await monitoring.dataSet(figure.dataSet)
        let newest = try await monitoring.versions(of: figure.dataSet).current.first
        let label = newest?.column(named: figure.column)?.entries.first { $0.code == figure.group }?.label
        return
            "\(label ?? figure.group) by \(figure.column) of \(dataSet?.title ?? "a data set that is not here"), "
            + (figure.kind == .share ? "as a share of those who answered" : "as a number of people")
    }
}
