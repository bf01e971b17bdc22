// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `A file taken back into the plan` {
    static let title = ActionCells.headers[0]
    static let status = ActionCells.headers[6]
    static let lead = ActionCells.headers[2]

    static func fields(_ title: String, _ status: String = "", _ lead: String = "") -> PlanFields {
        PlanFields([Self.title: title, Self.status: status, Self.lead: lead])
    }

    /// One action at version 3; version 1 said "Old words" and nothing else, version 2 had the status.
    static func merge() -> PlanMerge {
        let known = ["a": PlanMerge.Known(version: 3, fields: fields("New words", "At risk"))]
        return PlanMerge(known: known) { id, version in
            guard id == "a" else { return nil }
            return version == 1 ? fields("Old words") : version == 2 ? fields("Old words", "At risk") : nil
        }
    }

    static func outcome(_ version: Int?, _ fields: PlanFields, id: String = "a") -> PlanRowOutcome {
        var merge = merge()
        return merge.outcome(of: PlanRow(row: 2, id: id, version: version, fields: fields))
    }

    @Test func `changes nothing where it says what the record says`() {
        #expect(Self.outcome(3, Self.fields("New words", "At risk")) == .unchanged)
        #expect(Self.outcome(1, Self.fields("Old words")) == .unchanged)
    }

    @Test func `takes what only the file changed, and leaves what only the record changed`() {
        #expect(
            Self.outcome(2, Self.fields("Old words", "Complete"))
                == .changed([.init(field: Self.status, old: "At risk", new: "Complete")]))
        #expect(
            Self.outcome(1, Self.fields("Old words", "", "Head of Housing"))
                == .changed([.init(field: Self.lead, old: "", new: "Head of Housing")]))
    }

    @Test func `asks where both sides changed a field, and not where both made the same change`() {
        #expect(
            Self.outcome(1, Self.fields("My words", "At risk", "Me"))
                == .conflict(
                    [.init(field: Self.title, base: "Old words", theirs: "New words", mine: "My words")],
                    alsoChanged: [.init(field: Self.lead, old: "", new: "Me")]))
        #expect(Self.outcome(1, Self.fields("New words", "At risk")) == .unchanged)
    }

    @Test func `asks about every difference where the exported version is not kept`() {
        #expect(
            Self.outcome(nil, Self.fields("New words", "Complete"))
                == .conflict(
                    [.init(field: Self.status, base: nil, theirs: "At risk", mine: "Complete")],
                    alsoChanged: []))
    }

    @Test func `leaves columns alone that the file does not have`() {
        #expect(Self.outcome(1, PlanFields([Self.title: "Old words"])) == .unchanged)
    }

    @Test func `refuses a row of another plan, of the future, twice, or without words`() {
        func field(_ outcome: PlanRowOutcome) -> String? {
            if case .refused(let problems) = outcome { return problems.first?.field }
            return nil
        }
        #expect(field(Self.outcome(1, Self.fields("x"), id: "b")) == "_id")
        #expect(field(Self.outcome(4, Self.fields("x"))) == "_version")
        #expect(field(Self.outcome(3, Self.fields(" "))) == Self.title)
        #expect(field(Self.outcome(3, PlanFields([Self.title: "x", "Risk": "purple"]))) == "Risk")
        var merge = Self.merge()
        #expect(
            merge.outcome(
                of: PlanRow(row: 2, id: "a", version: 3, fields: Self.fields("New words", "At risk")))
                == .unchanged)
        #expect(
            field(merge.outcome(of: PlanRow(row: 7, id: "a", version: 3, fields: Self.fields("y")))) == "_id")
    }

    @Test func `adds rows without an id, once, and knows those that are there word for word`() {
        var merge = Self.merge()
        #expect(merge.outcome(of: PlanRow(row: 2, fields: Self.fields("Fresh"))) == .added)
        #expect(merge.outcome(of: PlanRow(row: 3, fields: Self.fields("Fresh"))) != .added)
        #expect(merge.outcome(of: PlanRow(row: 4, fields: Self.fields("New words", "At risk"))) == .unchanged)
        #expect(merge.outcome(of: PlanRow(row: 5, fields: Self.fields("New words", "At risk"))) == .added)
    }

    @Test func `comes back from an action's fields as it was`() {
        var action = Action.reading(
            ActionCells(
                title: "Train staff", targetDate: "Before July 2013", status: "Amber", characteristics: "All"),
            id: "a", version: 4, characteristics: Fixtures.vocabulary, outcomeNote: "none yet",
            lastUpdated: CalendarDay(2013, 5, 1))
        action.measure = "staff trained"
        action.details.own = ["Budget code": "E12"]
        (action.details.risk, action.details.phase) = (.high, "2")
        let fields = PlanFields(storedText: PlanFields(of: action).storedText)
        let empty = Action.reading(
            ActionCells(title: ""), id: "a", version: 4, characteristics: Fixtures.vocabulary,
            lastUpdated: CalendarDay(2000, 1, 1))
        #expect(
            fields.applied(
                to: empty, characteristics: Fixtures.vocabulary, own: ["Budget code"],
                lastUpdated: CalendarDay(2013, 5, 1)) == action)
    }
}

@Suite struct `An update of an action` {
    static let today = CalendarDay(2026, 11, 21)

    static func action(_ target: String = "Before July 2027", status: String = "On target") -> Action {
        Action.reading(
            ActionCells(title: "Train staff", targetDate: target, status: status), id: "a",
            characteristics: Fixtures.vocabulary, lastUpdated: CalendarDay(2026, 1, 1))
    }

    static func fields(_ update: ActionUpdate, _ target: String = "Before July 2027") -> [String] {
        update.problems(about: action(target), today: today).map(\.field)
    }

    @Test func `says something, and says why where a date moves or work ends`() {
        #expect(Self.fields(ActionUpdate(day: Self.today)) == ["note"])
        #expect(Self.fields(ActionUpdate(day: Self.today, note: "Going well")).isEmpty)
        #expect(Self.fields(ActionUpdate(day: Self.today.next, note: "x")) == ["day"])
        #expect(Self.fields(ActionUpdate(day: Self.today, oldTarget: "a", newTarget: "2028")) == ["why"])
        #expect(
            Self.fields(ActionUpdate(day: Self.today, oldTarget: "a", newTarget: "13/3/4", why: "late"))
                == ["newTarget"])
        #expect(Self.fields(ActionUpdate(day: Self.today, status: .complete)) == ["note"])
        #expect(Self.fields(ActionUpdate(day: Self.today, status: .closedNotDone)) == ["note"])
        #expect(Self.fields(ActionUpdate(day: Self.today, occurrence: Self.today)) == ["occurrence"])
        #expect(Self.fields(ActionUpdate(day: Self.today, occurrence: Self.today), "every March").isEmpty)
    }

    @Test func `is a slip only where the last day moves away`() {
        func slip(_ old: String, _ new: String) -> Bool {
            ActionUpdate(day: Self.today, oldTarget: old, newTarget: new).isSlip(asOf: Self.today)
        }
        #expect(slip("March 2027", "2027/28") && slip("March 2027", "TBC"))
        #expect(!slip("March 2027", "February 2027") && !slip("TBC", "2028") && !slip("2028", "2028"))
    }

    @Test func `gives the action its status, date, outcome and evidence and keeps the rest`() {
        let update = ActionUpdate(
            day: Self.today, status: .complete, note: "All trained", oldTarget: "Before July 2027",
            newTarget: "October 2026", why: "sooner", evidence: "minute 12")
        let after = Self.action().reported(update, characteristics: Fixtures.vocabulary)
        #expect(after.status == .complete && after.outcomeNote == "All trained")
        #expect(after.cells.targetDate == "October 2026" && after.details.evidence == "minute 12")
        #expect(after.lastUpdated == Self.today && after.title == "Train staff" && after.version == 1)
        let note = ActionUpdate(day: Self.today, note: "Half way")
        #expect(Self.action().reported(note, characteristics: Fixtures.vocabulary).outcomeNote.isEmpty)
    }

    @Test func `counts each occurrence of what comes again`() {
        let done = [ActionUpdate(day: CalendarDay(2025, 2, 1), occurrence: CalendarDay(2025, 1, 31))]
        let all = Self.action("31 January (annually)").occurrences(
            done: done, from: CalendarDay(2024, 6, 1), on: Self.today)
        #expect(all.map(\.day.iso) == ["2025-01-31", "2026-01-31", "2027-01-31"])
        #expect(all.map(\.isDone) == [true, false, false])
        #expect(Self.action().occurrences(done: done, from: Self.today, on: Self.today).isEmpty)
    }

    @Test func `derives its colour and never lets anybody set it`() {
        func colour(_ target: String, _ status: String, _ day: CalendarDay = Self.today) -> ActionColour {
            ActionColour(of: Self.action(target, status: status), on: day, staleAfter: 90)
        }
        #expect(colour("March 2026", "On target") == .red && colour("March 2027", "On target") == .green)
        #expect(colour("March 2027", "At risk") == .amber && colour("Ongoing", "On target") == .amber)
        #expect(colour("March 2026", "Complete") == .blue && colour("March 2026", "Superseded") == .grey)
        #expect(colour("March 2027", "") == .grey)
    }
}

@Suite struct `A suggestion for the queue` {
    static func action(_ id: String, _ cells: ActionCells) -> Action {
        Action.reading(
            cells, id: id, characteristics: Fixtures.vocabulary, lastUpdated: CalendarDay(2026, 1, 1))
    }

    @Test func `comes from the words of the action, from actions like it, and from its directorate`() {
        let open = Self.action(
            "x",
            ActionCells(title: "Stop harassment of older people at bus stations", directorate: "Transport"))
        let like = Self.action(
            "y",
            ActionCells(
                title: "Less harassment at bus stations", directorate: "Transport", frameworkCriteria: "3.4"))
        let usual = ["p", "q", "r"].map {
            Self.action(
                $0,
                ActionCells(title: "Other \($0)", leadOfficer: "Head of Transport", directorate: "Transport"))
        }
        let adviser = QueueAdviser([open, like] + usual, characteristics: Fixtures.vocabulary)
        #expect(adviser.suggestions(for: open, column: 10).map(\.words) == ["Age"])
        #expect(adviser.suggestions(for: open, column: 9).map(\.words) == ["A"])
        #expect(adviser.suggestions(for: open, column: 8).map(\.words) == ["3.4"])
        #expect(adviser.suggestions(for: open, column: 2).map(\.words) == ["Head of Transport"])
        #expect(adviser.suggestions(for: open, column: 2)[0].because.contains("3 of 3 actions of Transport"))
        #expect(adviser.suggestions(for: usual[0], column: 8).isEmpty)
        #expect(adviser.suggestions(for: open, column: 10)[0].isSure)
        for column in [2, 8, 9] { #expect(!adviser.suggestions(for: open, column: column)[0].isSure) }
    }
}

@Suite struct `Plans that feed each other` {
    @Test func `make one family, and never a circle`() {
        let plans = [
            BusinessPlan(id: "c", title: "Corporate", kind: .corporate),
            BusinessPlan(id: "d", title: "Housing", kind: .directorate, parentID: "c"),
            BusinessPlan(id: "s", title: "Lettings", kind: .service, parentID: "d"),
            BusinessPlan(id: "x", title: "Other", kind: .project),
        ]
        #expect(BusinessPlan.family(of: "c", among: plans) == ["c", "d", "s"])
        #expect(BusinessPlan.family(of: "s", among: plans) == ["s"])
        var corporate = plans[0]
        #expect(corporate.problems(among: plans).isEmpty)
        corporate.parentID = "s"
        #expect(corporate.problems(among: plans).map(\.field) == ["parent"])
        corporate.parentID = "c"
        #expect(corporate.problems(among: plans).map(\.field) == ["parent"])
    }
}

@Suite struct `Progress of a plan` {
    static let day = CalendarDay(2026, 11, 21), since = CalendarDay(2026, 8, 21)

    static func action(_ id: String, _ target: String, _ status: String) -> Action {
        Action.reading(
            ActionCells(title: "Action \(id)", targetDate: target, status: status), id: id,
            characteristics: Fixtures.vocabulary, lastUpdated: CalendarDay(2026, 10, 1))
    }

    @Test func `puts exceptions first and tells what moved, slipped and needs deciding`() {
        let now = [
            Self.action("a", "March 2026", "On target"), Self.action("b", "2027", "At risk"),
            Self.action("c", "May 2026", "Complete"), Self.action("d", "2028", "On target"),
        ]
        let before = [
            Self.action("a", "March 2026", "On target"), Self.action("b", "2027", "On target"),
            Self.action("c", "May 2026", "On target"),
        ]
        let moved = [
            "b": [
                ActionUpdate(
                    number: 1, day: CalendarDay(2026, 9, 1), oldTarget: "2026", newTarget: "2027",
                    why: "staff"),
                ActionUpdate(
                    number: 2, day: CalendarDay(2026, 10, 1), oldTarget: "2027", newTarget: "2028",
                    why: "money"),
                ActionUpdate(number: 3, day: CalendarDay(2026, 10, 2), note: "a note"),
            ]
        ]
        let facts = PlanProgress.Facts(
            actions: now, before: before, updates: moved, objectives: [Objective(id: "o", title: "Be fairer")]
        )
        let progress = PlanProgress(facts, on: Self.day, since: Self.since, staleAfter: 90)
        #expect(progress.overdue.map(\.id) == ["a"] && progress.atRisk.map(\.id) == ["b"])
        #expect(progress.colours == [.red: 1, .amber: 1, .blue: 1, .green: 1])
        #expect(progress.movements.map(\.actionID) == ["b", "c", "d"])
        #expect(progress.movements.map(\.before) == [.onTarget, .onTarget, nil])
        #expect(progress.slips.map(\.why) == ["staff", "money"])
        #expect(progress.decisionsWanted.count == 3)
        #expect(progress.decisionsWanted[0].words.contains("slipped 2 times"))
        #expect(progress.decisionsWanted[1].words.contains("was due by 31 March 2026"))
        #expect(progress.decisionsWanted[2].words.contains("cannot be measured"))
    }

    @Test func `counts the actions that serve an objective and those finished without effect`() {
        let objective = `An objective`.objective()
        let done = Self.action("a", "2021", "Complete")
        let facts = PlanProgress.Facts(
            actions: [done, Self.action("b", "2027", "On target")], objectives: [objective],
            readings: ["o": [Reading(number: 1, day: CalendarDay(2026, 11, 1), value: 40)]],
            links: [
                RecordLink(.serves, from: RecordName(.action, "a"), to: RecordName(.objective, "o")),
                RecordLink(.serves, from: RecordName(.action, "b"), to: RecordName(.objective, "o")),
            ])
        let line = PlanProgress(facts, on: Self.day, since: Self.since, staleAfter: 90).objectives[0]
        #expect(line.actions == 2 && line.finished == 1)
        #expect(line.remark?.hasPrefix("1 action is complete") == true)
        #expect(line.progress.standing == .missed)
    }
}
