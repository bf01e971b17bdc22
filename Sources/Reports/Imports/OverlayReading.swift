// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Yams

/// How a file becomes an overlay.
extension TemplateNodes {
    func overlay(_ node: Node) -> TemplateOverlay {
        let words = ["overlay", "version", "template", "name", "effective_from", "operations"]
        let file = mapping(node, "", words: words) ?? Mapping(place: "", line: 1)
        if text(file, "template").isEmpty {
            add(file.line, "", "Name the template that is changed: template: …")
        }
        if text(file, "effective_from").isEmpty {
            add(file.line, "", "Say from which day it may be used: effective_from: 2026-04-01")
        }
        let overlay = TemplateOverlay(
            id: text(file, "overlay"), version: number(file, "version") ?? 1,
            template: text(file, "template"),
            name: text(file, "name"), effectiveFrom: day(file, "effective_from") ?? CalendarDay(2010, 10, 1),
            operations: list(file, "operations").compactMap(operation))
        for problem in overlay.problems { add(file.line, "", problem) }
        return overlay
    }

    private static let operations = [
        "relabel", "guidance", "hint", "hide", "need", "add_section", "add_group", "add_question",
        "add_choice", "add_scale",
    ]

    private func operation(_ node: Node) -> TemplateOverlay.Operation? {
        guard let entry = mapping(node, "operation", words: Self.operations + ["to", "after"]) else {
            return nil
        }
        let verbs = Self.operations.filter { entry.values[$0] != nil }
        guard verbs.count == 1, let verb = verbs.first else {
            add(
                entry.line, entry.place,
                "Write one change an item: \(Self.operations.joined(separator: ", "))")
            return nil
        }
        switch verb {
        case "relabel": return target(entry, verb).map { .relabel($0, text(entry, "to")) }
        case "guidance": return target(entry, verb).map { .guidance($0, text(entry, "to")) }
        case "hint": return target(entry, verb).map { .hint($0, text(entry, "to")) }
        case "hide": return target(entry, verb).map { .hide($0) }
        case "need": return target(entry, verb).map { .need($0, need(entry, "to")) }
        default: return addition(entry, verb)
        }
    }

    private func addition(_ entry: Mapping, _ verb: String) -> TemplateOverlay.Operation? {
        guard let node = entry.values[verb] else { return nil }
        let after = after(entry)
        switch verb {
        case "add_section": return section(node).map { .addSection($0, after: after) }
        case "add_scale": return scale(node).map { .addScale($0) }
        default: break
        }
        switch (verb, target(entry, "to")) {
        case ("add_group", .section(let id)?):
            return group(node, in: id).map { .addGroup($0, section: id, after: after) }
        case ("add_question", .group(let section, let id)?):
            return question(node, in: id).map { .addQuestion($0, section: section, group: id, after: after) }
        case ("add_choice", .question(let group, let id)?):
            return choice(node, of: "\(group)/\(id)", in: entry.place)
                .map { .addChoice($0, group: group, question: id) }
        case (_, nil): return nil
        case (_, _?):
            add(entry.line, entry.place, "Say where it goes: to: section …, group …/… or question …/…")
            return nil
        }
    }

    private func target(_ entry: Mapping, _ word: String) -> TemplateTarget? {
        let written = text(entry, word)
        if let target = TemplateTarget(written) { return target }
        add(
            line(entry, word), entry.place,
            "Name a part after “\(word)”, such as section about or question about/title, not “\(written)”")
        return nil
    }

    /// The id of the part after which something goes.
    private func after(_ entry: Mapping) -> String? {
        guard entry.values["after"] != nil, let target = target(entry, "after") else { return nil }
        switch target {
        case .section(let id), .group(_, let id), .question(_, let id): return id
        case .template, .choice, .scale, .step: return nil
        }
    }
}
