// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Reports
import Yams

/// The reference data on disk: where it is, and how its files become values.
struct ReferenceData {
    let folder: String

    /// Finds it: the flag, beside the binary, the checkout, the system's own place.
    init(given: String?) throws {
        if let given {
            guard Self.isThere(given) else { throw Stop.failed("There is no reference data in \(given)") }
            folder = given
            return
        }
        let binary = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map {
            URL(fileURLWithPath: $0)
        }
        var candidates: [String] = []
        var place = (running ?? binary).deletingLastPathComponent()
        for _ in 0..<6 {
            candidates.append(place.appendingPathComponent("ReferenceData").path)
            place = place.deletingLastPathComponent()
        }
        candidates += [
            FileManager.default.currentDirectoryPath + "/ReferenceData", "/usr/share/dueregard/ReferenceData",
        ]
        guard let found = candidates.first(where: Self.isThere) else {
            throw Stop.failed("The reference data was not found. Say where it is with --reference-data")
        }
        folder = found
    }

    private static func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/settings/defaults.yaml")
    }

    func path(_ file: String) -> String { folder + "/" + file }

    /// All that a body's pages need.
    func library() throws -> ReferenceLibrary {
        let schemes = try ["equality-act-2010", "northern-ireland-s75"].map {
            try scheme("characteristics/\($0).yaml")
        }
        let defaults: Defaults = try read("settings/defaults.yaml")
        guard
            let criteria = defaults.relevance_criteria.first(where: {
                $0.default_for?.contains("england") ?? false
            })
                ?? defaults.relevance_criteria.first
        else { throw Stop.failed("\(path("settings/defaults.yaml")): no relevance criteria") }
        let years = defaults.thresholds.assessment_years.value
        var library = ReferenceLibrary(
            schemes: schemes, duties: try duties(),
            criteria: criteria.criteria.map {
                .init(
                    criterion: .init(id: $0.id, name: $0.name, weight: $0.weight ?? 1),
                    question: $0.question ?? "")
            },
            assessmentLabel: defaults.labels.assessment,
            assessmentLabels: (defaults.labels_alternatives?.assessment ?? []).map(\.label),
            staleDays: defaults.thresholds.stale_days.value,
            interval: AssessmentInterval(high: years.high, medium: years.medium, low: years.low))
        library.templates = try templates()
        do {
            library.disclosurePolicies = try DisclosurePolicies.read(path("disclosure-policies"))
        } catch {
            throw Stop.failed("Reference data cannot be read: \(path("disclosure-policies")): \(error)")
        }
        return library
    }

    /// The shipped templates: every version of each, in the order in which they are offered.
    private func templates() throws -> [AssessmentTemplate] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path("templates"))
            .filter { $0.hasSuffix(".yaml") }.sorted()
        let order: [AssessmentTemplate.Kind] = [.full, .short, .screening]
        let all = try names.map { name in
            let file = TemplateFile(
                bytes: [UInt8](FileManager.default.contents(atPath: path("templates/\(name)")) ?? Data()))
            guard let template = file.template else {
                let words = file.problems.first?.description ?? "it is no template"
                throw Stop.failed("Reference data cannot be read: \(path("templates/\(name)")): \(words)")
            }
            return template
        }
        return all.sorted {
            (order.firstIndex(of: $0.kind) ?? 0, $0.id, $1.version) < (
                order.firstIndex(of: $1.kind) ?? 0, $1.id, $0.version
            )
        }
    }

    /// Every local authority that the program knows, by code.
    func areas() throws -> [String: Area] {
        var areas: [String: Area] = [:]
        let problems = try CSVReader(path: path("areas/areas.csv")).forEachRecord { row, cells in
            guard row > 1, cells.count >= 9, let nation = Nation(rawValue: cells[3]) else { return }
            areas[cells[0]] = Area(
                code: cells[0], name: cells[1], kind: cells[2], nation: nation, population2021: Int(cells[7]),
                replacedBy: cells[8].split(separator: " ").map(String.init))
        }
        if let problem = problems.first { throw Stop.failed("\(path("areas/areas.csv")): \(problem)") }
        return areas
    }

    private func read<Value: Decodable>(_ file: String) throws -> Value {
        guard let data = FileManager.default.contents(atPath: path(file)) else {
            throw Stop.failed("Reference data is incomplete: \(path(file)) is missing")
        }
        do {
            return try YAMLDecoder().decode(Value.self, from: data)
        } catch {
            throw Stop.failed("Reference data cannot be read: \(path(file)): \(error)")
        }
    }

    private func scheme(_ file: String) throws -> ReferenceLibrary.CharacteristicScheme {
        let content: SchemeFile = try read(file)
        return ReferenceLibrary.CharacteristicScheme(
            id: content.id, name: content.name,
            nations: Set(content.nations.compactMap { Nation(rawValue: $0) }),
            characteristics: content.characteristics.map { entry in
                Characteristic(
                    code: entry.code, name: entry.name, aliases: entry.aliases ?? [],
                    aims: Set((entry.aims ?? ["a", "b", "c"]).compactMap { GeneralDutyAim(rawValue: $0) }))
            })
    }

    private func duties() throws -> [Duty] {
        let content: DutiesFile = try read("duties/duties.yaml")
        return content.duties.compactMap { entry in
            guard let nation = Nation(rawValue: entry.nation) else { return nil }
            return Duty(
                id: entry.id, nation: nation, name: entry.name, rule: entry.rule,
                source: [entry.source.instrument, entry.source.provision].compactMap { $0 }.joined(
                    separator: ", "),
                from: entry.effective_from.flatMap { CalendarDay(iso: $0) },
                until: entry.effective_to.flatMap { CalendarDay(iso: $0) },
                standing: Duty.Standing(rawValue: entry.status) ?? .unsettled,
                isVoluntary: entry.in_force == false, interval: entry.interval?.value,
                doubt: entry.doubt ?? "")
        }
    }
}

private struct SchemeFile: Decodable {
    struct Entry: Decodable {
        let code: String
        let name: String
        let aliases: [String]?
        let aims: [String]?
    }
    let id: String
    let name: String
    let nations: [String]
    let characteristics: [Entry]
}

private struct DutiesFile: Decodable {
    struct Source: Decodable {
        let instrument: String
        let provision: String?
    }
    struct Entry: Decodable {
        let id: String
        let name: String
        let nation: String
        let rule: String
        let source: Source
        let in_force: Bool?
        let effective_from: String?
        let effective_to: String?
        let status: String
        let doubt: String?
        let interval: Interval?
    }
    struct Interval: Decodable {
        struct Every: Decodable {
            let years: Int
            let from: String
        }
        struct Day: Decodable {
            let month: Int
            let day: Int
        }
        let every: Every?
        let by: Day?
        let everyYears: Int?
        let firstBy: String?
        let firstYear: Int?

        /// The interval in the words of the house; `nil` where the file says none that it knows.
        var value: DutyInterval? {
            if let every, let anchor = DutyInterval.Anchor(rawValue: every.from) {
                return DutyInterval(
                    years: every.years, anchor: anchor, firstBy: firstBy.flatMap { CalendarDay(iso: $0) })
            }
            guard let by else { return nil }
            let first =
                firstBy.flatMap { CalendarDay(iso: $0) }
                ?? firstYear.flatMap { CalendarDay(validYear: $0, month: by.month, day: by.day) }
            return DutyInterval(
                years: everyYears ?? 1, anchor: .fixedDay, month: by.month, day: by.day, firstBy: first)
        }
    }
    let duties: [Entry]
}

private struct Defaults: Decodable {
    struct Label: Decodable { let label: String }
    struct Labels: Decodable { let assessment: String }
    struct Alternatives: Decodable { let assessment: [Label] }
    struct Days: Decodable { let value: Int }
    struct Years: Decodable {
        struct Value: Decodable { let high, medium, low: Int }
        let value: Value
    }
    struct Thresholds: Decodable {
        let stale_days: Days
        let assessment_years: Years
    }
    struct Criterion: Decodable {
        let id: String
        let name: String
        let weight: Int?
        let question: String?
    }
    struct Criteria: Decodable {
        let id: String
        let default_for: [String]?
        let criteria: [Criterion]
    }
    let labels: Labels
    let labels_alternatives: Alternatives?
    let thresholds: Thresholds
    let relevance_criteria: [Criteria]
}
