// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Testing

@testable import Reports

@Suite struct `Figures of few people in published progress` {
    static let day = CalendarDay(2026, 11, 21)

    /// An objective with one reading, and a finished action before it, so that its effect is looked at.
    struct Case: CustomTestStringConvertible, Sendable {
        let title, unit, baseline, target, value: String
        let base: Int?
        var direction = Objective.Direction.up
        var testDescription: String { "\(title), \(value) \(unit)" }
    }

    static let incidents = Case(
        title: "Racist incidents at Eastmarsh school", unit: "incidents", baseline: "4", target: "0",
        value: "2", base: nil, direction: .down)
    static let tenants = Case(
        title: "Deaf tenants rehoused", unit: "people", baseline: "1", target: "3", value: "3", base: 3)
    static let staff = Case(
        title: "All trans staff say they are safe", unit: "%", baseline: "67", target: "100", value: "100",
        base: 3)
    static let blank = Case(
        title: "Tenants who feel heard", unit: "%", baseline: "51", target: "72", value: "61", base: nil)

    /// What the same objective would say with other figures, which nobody may tell from the first.
    static let others: [(Case, Case)] = [
        (
            incidents,
            .init(
                title: incidents.title, unit: "incidents", baseline: "1", target: "0", value: "3",
                base: nil, direction: .down)
        ),
        (
            tenants,
            .init(title: tenants.title, unit: "people", baseline: "2", target: "4", value: "1", base: 3)
        ),
        (staff, .init(title: staff.title, unit: "%", baseline: "100", target: "100", value: "33", base: 3)),
        (blank, .init(title: blank.title, unit: "%", baseline: "49", target: "72", value: "44", base: nil)),
    ]

    static func progress(_ cases: [Case]) -> PlanProgress {
        let done = Action.reading(
            ActionCells(title: "Do it", targetDate: "1 May 2026", status: "Complete"), id: "a",
            characteristics: CharacteristicVocabulary([]), outcomeNote: "It was done",
            lastUpdated: CalendarDay(2026, 1, 1))
        let objectives = cases.enumerated().map { place, one in
            Objective(
                id: "o\(place)", title: one.title,
                measure: Objective.Measure(
                    words: one.title, unit: one.unit, direction: one.direction,
                    baseline: Reading.number(one.baseline), baselineDay: CalendarDay(2025, 3, 31),
                    target: Reading.number(one.target)), targetDate: "31 March 2028")
        }
        let readings = cases.enumerated().map { place, one in
            (
                "o\(place)",
                [
                    Reading(
                        number: 1, day: CalendarDay(2026, 3, 31), value: Reading.number(one.value) ?? 0,
                        base: one.base)
                ]
            )
        }
        return PlanProgress(
            .init(
                actions: [done], objectives: objectives,
                readings: Dictionary(uniqueKeysWithValues: readings),
                links: objectives.map {
                    .init(.serves, from: .init(.action, "a"), to: .init(.objective, $0.id))
                }
            ), on: day, since: day.adding(days: -90), staleAfter: 90)
    }

    /// Every form in which progress goes out: the page, both files, and the line of the feed.
    static func forms(_ progress: PlanProgress, _ thresholds: CheckThresholds = CheckThresholds()) -> [String]
    {
        let readers = ProgressReaders.everybody(thresholds)
        return [
            "\(Reports.progress(progress, of: "Eastmarsh", for: readers).blocks)",
            String(decoding: Reports.progressCSV(progress, for: readers), as: UTF8.self),
            String(decoding: Reports.progressJSON(progress, for: readers), as: UTF8.self),
            progress.summary(for: readers),
        ]
    }

    @Test(arguments: [
        (incidents, ["4 incidents", "2 incidents", "from 4", "\"value\":2", "incidents,4,", "On course"]),
        (tenants, ["3 people", "1 people", "Target met", "\"target\":3", "people,1,"]),
        (staff, ["67%", "to 100%", "Target met", "\"value\":100", "%,67,"]),
        (blank, ["51%", "61%", "\"value\":61", "%,51,", "On course", "Behind"]),
    ])
    func `are in no form`(one: Case, secrets: [String]) {
        let forms = Self.forms(Self.progress([one]))
        for (form, name) in zip(forms, ["page", "CSV", "JSON", "feed"]) {
            for secret in secrets { #expect(!form.contains(secret), "\(secret) in \(name)") }
            #expect(!form.contains("1 of 1"), "\(name)")
        }
        #expect(forms[0].contains("[c]") && forms[3].contains("1 withheld"))
        // The planted fault: without thresholds the same words would be found.
        if one.unit != "%" || one.base != nil {
            var none = CheckThresholds()
            (none.leastPeople, none.leastStaff, none.leastSensitive) = (0, 0, 0)
            let open = Self.forms(Self.progress([one]), none).joined()
            #expect(secrets.contains { open.contains($0) } && open.contains("1 of 1"))
        }
    }

    @Test(arguments: others.indices)
    func `cannot be told from others that are withheld`(place: Int) {
        let (one, other) = Self.others[place]
        let forms = (Self.forms(Self.progress([one])), Self.forms(Self.progress([other])))
        for place in forms.0.indices {
            #expect(forms.0[place] == forms.1[place])
        }
    }

    @Test func `leave the target in sight where it is no small number of people`() {
        #expect(Self.forms(Self.progress([Self.staff]))[0].contains("The target is 100%"))
        #expect(Self.forms(Self.progress([Self.incidents]))[0].contains("The target is 0 incidents"))
        #expect(!Self.forms(Self.progress([Self.tenants]))[0].contains("The target is"))
    }

    @Test(arguments: [
        (Case(title: "Tenants heard", unit: "%", baseline: "50", target: "80", value: "82", base: 400), true),
        (
            Case(title: "Days to repair", unit: "days", baseline: "9", target: "3", value: "4", base: nil),
            true
        ),
        (
            Case(
                title: "Libraries with a loop", unit: "libraries", baseline: "1", target: "9", value: "3",
                base: nil), true
        ),
        (
            Case(
                title: "Assessments made in time", unit: "%", baseline: "1", target: "9", value: "3",
                base: nil), true
        ),
        (Case(title: "Complaints", unit: "", baseline: "40", target: "9", value: "5", base: nil), true),
        (Case(title: "Complaints", unit: "", baseline: "40", target: "9", value: "4", base: nil), false),
        (
            Case(title: "Complaints of staff", unit: "", baseline: "40", target: "19", value: "9", base: nil),
            false
        ),
        (
            Case(
                title: "Disabled tenants", unit: "people", baseline: "40", target: "90", value: "9", base: nil
            ), false
        ),
        (
            Case(
                title: "Incidents a year", unit: "incidents a year", baseline: "40", target: "9", value: "4",
                base: nil), false
        ),
        (Case(title: "Tenants heard", unit: "%", baseline: "50", target: "80", value: "82", base: 4), false),
    ])
    func `are told from those of many, or of no people`(one: Case, isShown: Bool) {
        let shown = ProgressReaders.everybody().shown(Self.progress([one]).objectives[0])
        #expect(shown.isWithheld != isShown, "\(String(describing: shown.reason))")
        let own = ProgressReaders.officers.shown(Self.progress([one]).objectives[0])
        #expect(!own.isWithheld && own.value != nil)
    }

    @Test func `say why, and what nobody could judge`() {
        let progress = Self.progress([Self.incidents, Self.staff, Self.blank])
        let withheld = progress.withheld(for: .everybody())
        #expect(withheld.map(\.reason) == [.smallCount(least: 5), .smallBase(least: 10), .noBase])
        #expect(progress.withheld(for: .officers).isEmpty)
    }
}
