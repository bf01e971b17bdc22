// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An old assessment as plain facts: enough to stand in the register and to be checked.
public struct PlainFacts: Sendable {
    /// The word by which such a file is known.
    public static let format = "dueregard-assessment-facts"

    /// The title, and the number it had elsewhere; the latter is empty for none.
    public var title, reference: String
    /// Whose it was, and the post that answered for it; empty where the file does not say.
    public var directorate: String
    /// The service, and the post that answered for it.
    public var service, owner: String
    /// When it was begun and when it was finished; `nil` where the file does not say.
    public var started, completed: CalendarDay?
    /// What it said, at the paths that the rules read.
    public var content: AssessmentContent
    /// The decision it served; `nil` for none. Its id is empty and its time the start of its day in UTC.
    public var decision: AssessmentDecision?
    /// What could not be taken as it stands: it is kept in words in `content` or named here.
    public var remarks: [String]

    /// Reads a file; `newRow` gives a key that grows with time for each row.
    public init(
        _ bytes: [UInt8], characteristics: [Characteristic], newRow: () -> String
    ) throws(ExchangeProblem) {
        let value: JSONValue
        do throws(JSONProblem) {
            value = try JSONReader.value(bytes)
        } catch {
            throw ExchangeProblem("", "The file is no JSON that can be followed. \(error)")
        }
        let file = try ExchangeReader(value, at: "")
        guard try file.text("format") == Self.format else {
            throw ExchangeProblem("format", "Enter “\(Self.format)” in “format”.")
        }
        title = TypedText.line(try file.text("title"))
        guard !title.isEmpty else { throw ExchangeProblem("title", "Enter a title.") }
        reference = try file.optionalText("reference")
        directorate = try file.optionalText("directorate")
        service = try file.optionalText("service")
        owner = try file.optionalText("owner")
        started = try file.optionalDay("started")
        completed = try file.optionalDay("completed")
        decision = try Self.decision(file)
        var reading = Reading(characteristics: characteristics)
        try reading.read(file, newRow)
        reading.content["about/title"] = title
        reading.content["about/directorate"] = directorate
        reading.content["about/service"] = service
        content = AssessmentContent(reading.content.fields.mapValues(TypedText.paragraphs))
        remarks = reading.remarks + Self.unknown(file)
    }

    /// Names that the form does not have, such as a misspelt one: nothing of theirs is taken.
    private static func unknown(_ file: ExchangeReader) -> [String] {
        let known: [String: Set<String>] = [
            "": [
                "format", "title", "reference", "directorate", "service", "owner", "started", "completed",
                "decision",
                "what", "why", "outcome", "justification", "changed", "summary", "implementation", "review",
                "evidence", "engagement", "impacts",
            ],
            "decision": ["date", "title", "reference", "maker", "makerName", "reportPublished", "decided"],
            "evidence": ["title", "source", "coverage", "date", "characteristics"],
            "engagement": ["title", "who", "findings", "answer", "closed", "present", "missing"],
            "impacts": [
                "characteristic", "people", "direction", "basis", "who", "where", "number", "likelihood",
                "scale",
                "duration", "description", "before", "residual", "reason", "evidence", "mitigation",
                "cannotMitigate",
            ],
        ]
        func strange(_ value: JSONValue, in group: String, at place: String) -> [String] {
            (value.members ?? []).filter { known[group]?.contains($0.name) == false }.map {
                "\(place)“\($0.name)” is not known here and was left out."
            }
        }
        var found = strange(file.value, in: "", at: "")
        if let decision = file.value["decision"] {
            found += strange(decision, in: "decision", at: "decision: ")
        }
        for group in ["evidence", "engagement", "impacts"] {
            for (index, item) in (file.value[group]?.values ?? []).enumerated() {
                found += strange(item, in: group, at: "\(group)[\(index)]: ")
            }
        }
        return found
    }

    private static func decision(_ file: ExchangeReader) throws(ExchangeProblem) -> AssessmentDecision? {
        guard let found = file.value["decision"], found != .null else { return nil }
        let reader = try file.object("decision")
        guard let day = try reader.optionalDay("date") else {
            throw ExchangeProblem(reader.at("date"), "Enter the day of the decision.")
        }
        let at = Instant(milliseconds: Int64(day.dayNumber) * 86_400_000)
        let decided = try reader.optionalText("decided")
        return AssessmentDecision(
            id: "", reference: try reader.optionalText("reference"), title: try reader.text("title"),
            maker: try reader.word("maker"), makerName: try reader.text("makerName"), meetingAt: at,
            reportPublished: try reader.optionalDay("reportPublished"), takenAt: decided.isEmpty ? nil : at,
            decided: decided)
    }

    private struct Reading {
        let characteristics: [Characteristic]
        var content = AssessmentContent()
        var remarks: [String] = []

        mutating func read(_ file: ExchangeReader, _ newRow: () -> String) throws(ExchangeProblem) {
            for (name, path) in [
                ("what", "about/what"), ("why", "about/why"), ("outcome", "outcome/kind"),
                ("justification", "outcome/justification"), ("changed", "outcome/changed"),
                ("summary", "outcome/summary"),
            ] {
                content[path] = try file.optionalText(name)
            }
            let outcome = content["outcome/kind"]
            if !outcome.isEmpty, !["no-change", "adjust", "continue", "stop"].contains(outcome) {
                throw ExchangeProblem("outcome", "“outcome” is one of no-change, adjust, continue, stop.")
            }
            for (name, path) in [("implementation", "about/implementation"), ("review", "review/date")] {
                content[path] = try file.optionalDay(name)?.iso ?? ""
            }
            var evidence: [String] = []
            for item in try file.objects("evidence", { $0 }) {
                let row = newRow()
                evidence.append(row)
                for name in ["title", "source", "coverage"] {
                    content["evidence/\(row)/\(name)"] = try item.optionalText(name)
                }
                content["evidence/\(row)/date"] = try item.optionalDay("date")?.iso ?? ""
                content["evidence/\(row)/characteristics"] = codes(try item.texts("characteristics"), item)
            }
            for item in try file.objects("engagement", { $0 }) {
                let row = newRow()
                for name in ["title", "who", "findings", "answer"] {
                    content["engagement/\(row)/\(name)"] = try item.optionalText(name)
                }
                content["engagement/\(row)/closed"] = try item.optionalDay("closed")?.iso ?? ""
                content["engagement/\(row)/present"] = codes(try item.texts("present"), item)
                content["engagement/\(row)/missing"] = codes(try item.texts("missing"), item)
            }
            for item in try file.objects("impacts", { $0 }) { try impact(item, evidence, newRow) }
        }

        private mutating func impact(
            _ item: ExchangeReader, _ evidence: [String], _ newRow: () -> String
        ) throws(ExchangeProblem) {
            let name = try item.text("characteristic")
            guard let code = code(name) else {
                throw ExchangeProblem(
                    item.at("characteristic"),
                    "“\(name)” is no characteristic of this body: use its code or name.")
            }
            let people: AffectedPeople = try item.word("people")
            let direction: ImpactDirection = try item.word("direction")
            let path = "impact/\(code)/\(people.rawValue)"
            guard !content.isFilled("\(path)/direction") else {
                throw ExchangeProblem(
                    item.place, "The impact on \(name), \(people.rawValue), stands here twice.")
            }
            content["\(path)/direction"] = direction.rawValue
            for name in [
                "basis", "who", "where", "number", "likelihood", "scale", "duration", "description", "before",
                "residual", "reason",
            ] {
                content["\(path)/\(name)"] = try item.optionalText(name)
            }
            let number = content["\(path)/number"]
            guard number.isEmpty || number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                throw ExchangeProblem(item.at("number"), "Enter a whole number of people in “number”.")
            }
            let numbers = item.value["evidence"]?.values ?? []
            guard numbers.allSatisfy({ $0.wholeNumber != nil })
            else {
                throw ExchangeProblem(item.at("evidence"), "Enter a list of whole numbers in “evidence”.")
            }
            var rows: [String] = []
            for number in numbers.compactMap(\.wholeNumber) {
                guard evidence.indices.contains(number - 1) else {
                    throw ExchangeProblem(
                        item.at("evidence"), "There is no evidence number \(number) in this file.")
                }
                rows.append(evidence[number - 1])
            }
            content["\(path)/evidence"] = rows.joined(separator: "\n")
            let mitigation = try item.optionalText("mitigation")
            let reason = try item.optionalText("cannotMitigate")
            guard !(mitigation + reason).isEmpty else { return }
            let row = newRow()
            content["mitigation/\(row)/impact"] = path
            content["mitigation/\(row)/response"] = reason.isEmpty ? "action" : "cannot"
            content["mitigation/\(row)/title"] = mitigation
            content["mitigation/\(row)/reason"] = reason
        }

        private func code(_ name: String) -> String? {
            let folded = name.lowercased()
            return characteristics.first {
                ([$0.code, $0.name] + $0.aliases).contains { $0.lowercased() == folded }
            }?.code
        }

        private mutating func codes(_ names: [String], _ item: ExchangeReader) -> String {
            names.compactMap { name in
                if let code = code(name) { return code }
                remarks.append("\(item.place): “\(name)” is no characteristic of this body and was left out.")
                return nil
            }.joined(separator: "\n")
        }
    }
}
