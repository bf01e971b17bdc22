// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

/// Days, moments and fields as the files of a demonstration write them.
struct ScriptClock {
    let today: CalendarDay

    /// `2009-01-16`, or `-12` for twelve days before today; `nil` for a blank.
    func day(_ text: String) -> CalendarDay? {
        CalendarDay(iso: text) ?? Int(text).map { today.adding(days: $0) }
    }

    /// `2009-01-16 09:30` or `-12 09:30`, by the clock in London; `nil` for anything else.
    func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let day = day(parts[0]) else { return nil }
        let clock = parts[1].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 2 else { return nil }
        return LondonTime.instant(on: day, hour: clock[0], minute: clock[1])
    }

    /// A day as people write it, "31 July 2009", and any other words as they are.
    func written(_ text: String) -> String {
        let filled = filled(text)
        return CalendarDay(iso: filled)?.written ?? filled
    }

    /// A text with the days that are counted from today: `{+180}`, `{-3}`.
    func filled(_ text: String) -> String {
        guard text.contains("{") else { return text }
        var filled = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            let inside = rest[rest.index(after: start)..<end]
            let word = inside.hasPrefix("+") ? inside.dropFirst() : inside
            filled += rest[..<start]
            filled += Int(word).map { today.adding(days: $0).iso } ?? String(rest[start...end])
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }

    /// Fields out of names within names; a name such as `age|sex` stands for both, so that what holds for several
    /// is written once.
    func fields(_ tree: PlainYAML) -> [String: String] {
        var fields: [String: String] = [:]
        add(tree, at: [], to: &fields)
        return fields
    }

    private func add(_ tree: PlainYAML, at paths: [String], to fields: inout [String: String]) {
        switch tree {
        case .text, .list: for path in paths { fields[path] = filled(tree.words) }
        case .pairs(let pairs):
            for pair in pairs {
                let names = pair.name.split(separator: "|").map(String.init)
                let below =
                    paths.isEmpty ? names : paths.flatMap { path in names.map { "\(path)/\($0)" } }
                add(pair.value, at: below, to: &fields)
            }
        }
    }
}
