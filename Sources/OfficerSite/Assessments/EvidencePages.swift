// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The evidence library: what is known, once, for every assessment to point to.
struct EvidenceLibraryPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let list = ListState(visit.request.query, defaultSort: "day")
        let path = visit.frame.link(Address.evidence)
        let items = try await office.evidence.items(
            matching: list.text("q"), characteristic: list.value("characteristic"))
        var selected: [Filters.Selected] = []
        if !list.text("q").isEmpty {
            selected.append(.init("Search", list.text("q"), remove: list.link(path, without: "q")))
        }
        if let code = list.value("characteristic") {
            selected.append(
                .init(
                    "Speaks of", profile.vocabulary.name(of: code),
                    remove: list.link(path, without: "characteristic")))
        }
        let rows: [[Table.Cell]] = items.map { item in
            let title: Table.Cell =
                visit.may(.writeAssessments)
                ? .link(item.title, visit.frame.link(Address.evidence(item.id, "/edit"))) : .text(item.title)
            return [
                title, .text(item.source), .text(item.day?.written ?? "No date"), .text(item.coverage),
                .text(item.characteristics.map { profile.vocabulary.name(of: $0) }.joined(separator: ", ")),
            ]
        }
        var figures: [NavigationLink] = []
        if visit.may(.writeAssessments) {
            figures = try await office.releasedVersions().map {
                let path = Address.dataSet($0.dataSet.id, "/use-as-evidence")
                return NavigationLink("Add figures of \($0.dataSet.title)", visit.frame.link(path))
            }
        }
        let buttons =
            visit.may(.writeAssessments)
            ? ButtonGroup(
                [Button("Add evidence", path: visit.frame.link(Address.newEvidence))], links: figures
            ).html : HTML()
        let codes =
            [Choice("", "Any", isChosen: list.value("characteristic") == nil)]
            + profile.characteristics.map {
                Choice($0.code, $0.name, isChosen: list.value("characteristic") == $0.code)
            }
        let table = Table(
            "Evidence", isCaptionHidden: true,
            columns: ["What it is", "Source", "Date", "Covers", "Speaks of"], rows: rows,
            empty: "Nothing fits. Remove a filter, or add the first item.")
        return office.page(
            visit, "Evidence library", in: .assessments,
            trail: .back(visit.frame.link(Address.assessments)),
            """
            \(PageHeading("Evidence library", caption: "Assessments"))
            \(buttons)
            \(Filters(
                action: path, selected: selected, clearPath: path,
                count: items.count == 1 ? "1 item" : "\(items.count) items",
                fields: "\(TextInput("q", label: "Search", value: list.text("q"), kind: .search, width: .full))\(Select("characteristic", label: "Speaks of", codes))",
                results: table.html))
            """)
    }
}

/// An item of the library: new, or changed. Assessments keep what they copied from it.
struct EditEvidencePage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, LibraryEvidence(title: ""), day: DateField("day", "Date", nil))
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let item = try await item(visit)
        return try await page(visit, item, day: DateField("day", "Date", item.day))
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (item, day, problems) = reading(visit.fields, id: "")
        guard problems.isEmpty else { return try await page(visit, item, day: day, problems) }
        _ = try await office.evidence.add(item, visit.change())
        return .redirect(visit.frame.link(Address.evidence) + "?done=added")
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await item(visit)
        let choices = choices(visit.fields, old, try await office.profile())
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        var (item, day, problems) = reading(fields, id: old.id)
        item.version = Int(fields.text("version")) ?? 0
        item.attachmentID = old.attachmentID
        item.figure = old.figure
        guard problems.isEmpty else { return try await page(visit, item, day: day, problems) }
        do {
            try await office.evidence.save(item, visit.change())
            return .redirect(visit.frame.link(Address.evidence(old.id, "/edit")) + "?done=saved")
        } catch is EditConflict {
            let now = try await self.item(visit)
            let fresh = self.choices(visit.fields, now, try await office.profile())
            return try await conflict(visit, now, ConflictChoice.differing(fresh))
        }
    }

    private func item(_ visit: Visit) async throws -> LibraryEvidence {
        guard let item = try await office.evidence.item(visit.parameter("id")) else { throw Refusal.notFound }
        return item
    }

    private func choices(_ sent: FormFields, _ old: LibraryEvidence, _ profile: BodyProfile)
        -> [ConflictChoice]
    {
        func names(_ codes: [String]) -> String {
            codes.map { profile.vocabulary.name(of: $0) }.sorted().joined(separator: ", ")
        }
        let codes = sent.values("characteristics").filter { !$0.isEmpty }
        return [
            ConflictChoice("title", "What it is", mine: sent.text("title"), theirs: old.title),
            ConflictChoice("source", "Source", mine: sent.text("source"), theirs: old.source),
            ConflictChoice(
                "Date", mine: DateField("day", "Date", sent), theirs: DateField("day", "Date", old.day)),
            ConflictChoice("coverage", "What it covers", mine: sent.text("coverage"), theirs: old.coverage),
            ConflictChoice(
                "characteristics", "Speaks of", mine: names(codes), theirs: names(old.characteristics),
                fields: old.characteristics.map { ("characteristics", $0) }),
            ConflictChoice("link", "Link", mine: sent.text("link"), theirs: old.link),
            ConflictChoice("summary", "What it says", mine: sent.text("summary"), theirs: old.summary),
        ]
    }

    private func conflict(_ visit: Visit, _ old: LibraryEvidence, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .assessments, title: "Two versions of this evidence", caption: old.title,
            kind: "evidence",
            id: old.id, path: Address.evidence(old.id, "/edit"), back: Address.evidence, version: old.version,
            fields: fields, typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func reading(_ fields: FormFields, id: String) -> (LibraryEvidence, DateField, [Problem]) {
        let day = DateField("day", "Date", fields)
        let read = day.reading()
        let item = LibraryEvidence(
            id: id, title: fields.text("title"), source: fields.text("source"),
            coverage: fields.text("coverage"), link: fields.text("link"), summary: fields.text("summary"),
            day: read.day, characteristics: fields.values("characteristics").filter { !$0.isEmpty })
        var problems: [Problem] = []
        if item.title.isEmpty { problems.append(Problem(at: "title", "Enter what the evidence is")) }
        if item.source.isEmpty { problems.append(Problem(at: "source", "Enter who says so")) }
        if let problem = read.problem { problems.append(problem) }
        if !item.link.isEmpty, !WebLink.isSafe(item.link) {
            problems.append(Problem(at: "link", "Link must begin with https:// or http://"))
        }
        for (name, value) in [("title", item.title), ("source", item.source), ("coverage", item.coverage)]
        where value.count > 2_000 {
            problems.append(Problem(at: name, "\(name.capitalized) must be 2,000 characters or fewer"))
        }
        return (item, day, problems)
    }

    private func page(
        _ visit: Visit, _ item: LibraryEvidence, day: DateField, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let profile = try await office.profile()
        let isNew = item.id.isEmpty
        let title = isNew ? "Add evidence" : "Change this evidence"
        let codes = profile.characteristics.map {
            Choice($0.code, $0.name, isChosen: item.characteristics.contains($0.code))
        }
        let version: HTML = isNew ? "" : HiddenInput("version", String(item.version)).html
        let content: HTML = """
            \(version)
            \(TextInput("title", label: "What it is", value: item.title, problems))
            \(TextInput("source", label: "Source", hint: "Who says so: a census table, a survey, a report", value: item.source, problems))
            \(day.input(hint: "The day or the census it speaks of, for example 21 3 2021", problems))
            \(TextInput("coverage", label: "What it covers (optional)", hint: "For example, residents of Thanet aged 16 and over", value: item.coverage, problems))
            \(Checkboxes("characteristics", label: "Speaks of (optional)", codes, isSmall: true, problems))
            \(TextInput("link", label: "Link (optional)", value: item.link, problems))
            \(TextArea("summary", label: "What it says (optional)", value: item.summary, rows: 4, problems))
            \(ButtonGroup([Button(isNew ? "Add" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(Address.evidence))]))
            """
        let target = isNew ? Address.newEvidence : Address.evidence(item.id, "/edit")
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.evidence)),
            problems: problems,
            "\(PageHeading(title, caption: "Evidence library"))\(office.form(visit, target, content))")
    }
}

/// An address that somebody typed and others will follow.
enum WebLink {
    /// Whether it leads to a web page and nothing else.
    static func isSafe(_ text: String) -> Bool {
        let lower = text.lowercased()
        return (lower.hasPrefix("https://") || lower.hasPrefix("http://"))
            && !text.contains { $0.isWhitespace }
    }
}
