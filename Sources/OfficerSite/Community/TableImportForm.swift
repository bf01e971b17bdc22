// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import WebServer

/// What a person says of a published table: its facts, and what the file leaves open.
struct TableImportForm {
    let wishes: StatisticsWishes
    let draft: TableDraft
    private let statistics: PublishedStatistics

    /// What was sent.
    init(_ fields: FormFields, _ statistics: PublishedStatistics) {
        var draft = TableDraft()
        draft.table = fields.text("table")
        draft.title = fields.text("title")
        draft.dataset = fields.text("dataset")
        draft.day = fields.text("day")
        draft.universe = fields.text("universe")
        draft.publisher = fields.text("publisher")
        draft.source = fields.text("source")
        draft.licence = fields.text("licence")
        var wishes = StatisticsWishes()
        wishes.table = fields.text("table")
        wishes.variable = fields.text("variable")
        wishes.day = fields.text("day")
        wishes.schemes = fields.values("scheme").filter { statistics.schemes[$0] != nil }
        wishes.addedUp = fields.values("add-up")
        for (place, label) in fields.values("label").prefix(200).enumerated() {
            let meaning = fields.text("meaning-\(place)")
            if meaning == "-" {
                wishes.meanings[label] = ""
            } else if !meaning.isEmpty {
                wishes.meanings[label] = meaning
            }
        }
        wishes.leavesUnknownAreasOut = fields.text("known-areas-only") == "yes"
        wishes.missingAreNone = fields.text("missing-is-none") == "yes"
        (self.draft, self.wishes, self.statistics) = (draft, wishes, statistics)
    }

    /// The same form with facts that were filled in.
    init(form: TableImportForm, draft: TableDraft) {
        (wishes, statistics) = (form.wishes, form.statistics)
        self.draft = draft
    }

    /// What stands in the way of the file, for the summary above the page.
    static func problems(of read: ReadStatistics) -> [Problem] {
        guard read.problemCount > 0 else { return [] }
        let ask: [(StatisticsProblem.Remedy, String, String)] = [
            (.chooseTable, "table", "Enter which of the tables is wanted"),
            (.chooseVariable, "variable", "Select which of the variables is wanted"),
            (.chooseDay, "day", "Enter which of the days is wanted"),
            (.sayScheme, "scheme", "Select a category scheme, or let the variable be added up"),
            (.sayMeaning, "meaning-0", "Select what each label means that was not understood"),
            (.leaveAreasOut, "known-areas-only", "Select that unknown areas are left out, or mend the file"),
            (.missingAreNone, "missing-is-none", "Select that nobody is there, or mend the file"),
        ]
        let remedies = Set(read.problems.map(\.remedy))
        var problems = ask.filter { remedies.contains($0.0) }.map { Problem(at: $0.1, $0.2) }
        if problems.contains(where: { $0.field == "scheme" }), read.unread.isEmpty {
            problems.removeAll { $0.field == "scheme" }
        }
        if problems.contains(where: { $0.field == "meaning-0" }), unknown(read).isEmpty {
            problems.removeAll { $0.field == "meaning-0" }
        }
        let toMend = read.problems.count { $0.remedy == .mendFile }
        if toMend > 0 || problems.isEmpty {
            let count = read.problemCount == 1 ? "1 problem" : "\(read.problemCount) problems"
            problems.append(
                Problem(
                    at: UploadCheck.field,
                    "The file has \(count), listed below. Mend it and send it again"))
        }
        return problems
    }

    private static func unknown(_ read: ReadStatistics) -> [(label: String, scheme: CategoryScheme)] {
        read.dimensions.flatMap { dimension in
            dimension.labels.filter(\.isUnknown).map { ($0.label, dimension.scheme) }
        }
    }

    /// What the file leaves open, to be chosen.
    func choices(_ read: ReadStatistics, _ problems: [Problem]) -> HTML {
        var parts: [HTML] = []
        if !read.variables.isEmpty {
            parts.append(
                Select(
                    "variable", label: "Variable",
                    [Choice("", "Select a variable", isChosen: wishes.variable.isEmpty)]
                        + read.variables.map {
                            Choice($0, $0, isChosen: LabelKey($0) == LabelKey(wishes.variable))
                        },
                    problems
                ).html)
        }
        let schemes = statistics.schemes.schemes.values.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        for (place, name) in read.unread.enumerated() {
            let shown = name.isEmpty ? "the categories" : "“\(name)”"
            parts.append(
                Select(
                    "scheme", label: "Category scheme of \(shown)",
                    [Choice("", "Not known", isChosen: true)] + schemes.map { Choice($0.id, $0.title) },
                    place == 0 ? problems : []
                ).html)
            parts.append(
                Checkboxes(
                    "add-up", label: "Or add it up",
                    [
                        Choice(
                            name, "Leave \(shown) out and count everybody together",
                            isChosen: wishes.addedUp.contains(name))
                    ]
                ).html)
        }
        if read.unread.isEmpty { parts += wishes.schemes.map { HiddenInput("scheme", $0).html } }
        parts += wishes.addedUp.filter { !read.unread.contains($0) }.map { HiddenInput("add-up", $0).html }
        parts += meanings(read, problems)
        let remedies = Set(read.problems.map(\.remedy))
        if remedies.contains(.leaveAreasOut) || wishes.leavesUnknownAreasOut {
            parts.append(
                Checkboxes(
                    "known-areas-only", label: "Areas that are not known here",
                    [Choice("yes", "Leave them out", isChosen: wishes.leavesUnknownAreasOut)], problems
                ).html)
        }
        if remedies.contains(.missingAreNone) || wishes.missingAreNone {
            parts.append(
                Checkboxes(
                    "missing-is-none", label: "Combinations that the file does not have",
                    [Choice("yes", "Nobody is there", isChosen: wishes.missingAreNone)], problems
                ).html)
        }
        return "\(parts)"
    }

    /// A choice for each label that was not understood; those that were said before go along.
    private func meanings(_ read: ReadStatistics, _ problems: [Problem]) -> [HTML] {
        var parts: [HTML] = []
        var place = 0
        for (label, scheme) in Self.unknown(read).prefix(100) {
            let categories = scheme.categories.map { Choice($0.code, $0.label) }
            parts.append(HiddenInput("label", label).html)
            parts.append(
                Select(
                    "meaning-\(place)", label: "“\(label)” means",
                    [
                        Choice("", "Select a meaning", isChosen: true),
                        Choice("-", "Nobody of the table: leave it out"),
                    ]
                        + categories, problems
                ).html)
            place += 1
        }
        for (label, code) in wishes.meanings.sorted(by: { $0.key < $1.key }) {
            guard !Self.unknown(read).contains(where: { $0.label == label }) else { continue }
            parts.append(HiddenInput("label", label).html)
            parts.append(HiddenInput("meaning-\(place)", code.isEmpty ? "-" : code).html)
            place += 1
        }
        return parts
    }

    /// What the table is.
    func facts(_ problems: [Problem]) -> HTML {
        """
        <h2 class="dr-heading-m">What the table is</h2>
        \(TextInput("table", label: "Id of the table", hint: "The publisher\u{2019}s, such as TS021", value: draft.table, width: .twenty, problems))
        \(TextInput("title", label: "What it counts", hint: "For example, Ethnic group", value: draft.title, problems))
        \(TextInput("dataset", label: "Dataset", hint: "For example, Census 2021", value: draft.dataset, problems))
        \(TextInput("day", label: "Day of the counts", hint: "For example, 21 March 2021", value: draft.day, width: .twenty, problems))
        \(TextInput("universe", label: "Who is counted", hint: "For example, All usual residents aged 16 and over", value: draft.universe, problems))
        \(TextInput("publisher", label: "Publisher", hint: "For example, Office for National Statistics", value: draft.publisher, problems))
        \(TextInput("source", label: "Where it was published (optional)", value: draft.source, problems))
        \(TextInput("licence", label: "Licence", hint: "For example, OGL-UK-3.0", value: draft.licence, width: .twenty, problems))
        """
    }
}

/// Words as they are compared in a form.
private struct LabelKey: Equatable {
    let key: String

    init(_ words: String) { key = foldedForSearch(words) }
}

/// What was understood of a file, and every problem.
struct ReadTableView {
    let read: ReadStatistics
    let areas: AreaDirectory

    var html: HTML {
        let dimensions: [HTML] = read.dimensions.map { dimension in
            let rows: [[Table.Cell]] = dimension.labels.prefix(150).map { label in
                [.text(label.label), .text(label.meaning), .text(label.code)]
            }
            let more = dimension.labels.count - rows.count
            let name = dimension.name.isEmpty ? "Categories" : dimension.name
            let table = Table(
                "\(name), led to \(dimension.scheme.title)", columns: ["In the file", "Means", "Code"],
                rows: rows)
            let rest: HTML = more > 0 ? "<p>… and \(more) more.</p>" : HTML()
            return dimension.labels.contains(where: \.isUnknown)
                ? "\(table)\(rest)"
                : Details(
                    "\(name): \(dimension.labels.count) labels, led to \(dimension.scheme.title)",
                    "\(table)\(rest)"
                ).html
        }
        let leftOut: [HTML] = read.leftOut.prefix(50).map { "<li>\($0.name): \($0.reason)</li>\n" }
        let out: HTML =
            leftOut.isEmpty
            ? HTML()
            : Details("Left out (\(read.leftOut.count))", "<ul class=\"dr-list\">\n\(leftOut)</ul>\n").html
        return """
            \(SummaryList([
                .init("Form of the file", text: read.form?.words ?? "None that is known"),
                .init("Areas", text: TableDraft.geography(read, areas)),
                .init("Categories", text: read.columns.isEmpty ? "" : "\(read.columns.count)"),
                .init("People in all", text: read.counts.isEmpty ? "" : AnswerReader.grouped(read.total)),
                .init("Checks", text: read.checks.joined(separator: "\n")),
                .init("Remarks", text: read.notes.joined(separator: "\n")),
            ]))
            \(dimensions)\(out)\(problems)
            """
    }

    private var problems: HTML {
        guard read.problemCount > 0 else { return HTML() }
        let rows: [[Table.Cell]] = read.problems.prefix(200).map { one in
            [
                .text(one.problem.row == 0 ? "File" : "Row \(one.problem.row)"),
                .text(one.problem.column ?? ""),
                .text(one.problem.text),
            ]
        }
        let more = read.problemCount - rows.count
        return """
            \(Table("What stands in the way", columns: ["Where", "Column", "What is the matter"], rows: rows))
            \(more > 0 ? "<p>… and \(more) more.</p>" : HTML())
            """
    }
}
