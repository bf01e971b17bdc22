// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The register of those who object to being in monitoring records.
struct ObjectionsPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    /// Enters an objection: the reference is digested at once and shown nowhere again.
    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let fields = visit.fields
        let reference = fields.text("reference")
        let (day, wrong) = DateField("received", "Day", fields).reading()
        var problems: [Problem] = []
        if reference.isEmpty {
            problems.append(
                Problem(at: "reference", "Enter the reference by which the service knows the person"))
        }
        if reference.count > 200 {
            problems.append(Problem(at: "reference", "The reference must be 200 characters or fewer"))
        }
        if let wrong { problems.append(wrong) }
        if day == nil, wrong == nil {
            problems.append(Problem(at: "received-day", "Enter the day on which the notice came"))
        }
        if let day, day > visit.today {
            problems.append(
                Problem(at: "received-day", "The day on which the notice came must be in the past"))
        }
        if fields.text("note").count > 500 {
            problems.append(Problem(at: "note", "The note must be 500 characters or fewer"))
        }
        guard problems.isEmpty, let day else { return try await page(visit, problems) }
        _ = try await office.objectionRegister.add(
            reference, receivedOn: day, note: fields.text("note"), visit.change())
        return .redirect(visit.frame.link(Address.objections) + "?done=done")
    }

    /// Ends an objection that was taken back.
    @Sendable func end(_ visit: Visit) async throws -> WebResponse {
        guard let number = Int(visit.fields.text("number")),
            try await office.objectionRegister.objections().contains(where: {
                $0.number == number && $0.endedAt == nil
            })
        else {
            return try await page(visit, [Problem(at: "number", "Select an objection that was taken back")])
        }
        _ = try await office.objectionRegister.end(number, visit.change())
        return .redirect(visit.frame.link(Address.objections) + "?done=done")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let all = try await office.objectionRegister.objections()
        let fields = visit.fields
        let open = all.filter { $0.endedAt == nil }
        let rows: [[Table.Cell]] = all.map { objection in
            [
                .text("Objection \(objection.number)"), .text(objection.receivedOn.written),
                .text(objection.note),
                .text(objection.byPost),
                .text(objection.endedAt.map { "Taken back \(LondonTime.written($0))" } ?? "Holds"),
            ]
        }
        let form: HTML = """
            \(TextInput("reference", label: "The person's reference", hint: "As it stands in the service's files. Only a digest of it is kept, and nobody can read it back", value: fields.raw("reference"), width: .twenty, autocomplete: "off", problems))
            \(DateField("received", "Day on which the notice came", fields).input(hint: "For example, 3 11 2026", problems))
            \(TextInput("note", label: "Note (optional)", hint: "How the notice came. No name", value: fields.raw("note"), problems))
            \(Button("Enter the objection"))
            """
        let end: HTML =
            open.isEmpty
            ? HTML()
            : """
            <h2 class="dr-heading-m">Taken back</h2>
            \(office.form(visit, Address.objections + "/end", key: Identifier.next(), "\(Select("number", label: "Objection that was taken back", [Choice("", "Select one")] + open.map { Choice(String($0.number), "Objection \($0.number) of \($0.receivedOn.written)") }, problems))\(Button("End this objection", .secondary))"))
            """
        return office.page(
            visit, "Objections", in: .community,
            trail: .back(visit.frame.link(Address.data), text: "Monitoring data"), problems: problems,
            """
            \(PageHeading("Objections"))
            <p>Anybody may give notice in writing that they are not to be in equality monitoring (Data Protection Act 2018, \
            Schedule 1, paragraph 8). From the next delivery on their rows are left out, and only counted as left out.</p>
            \(office.form(visit, Address.objections, form))
            <h2 class="dr-heading-m">The register</h2>
            \(Table("Objections", columns: ["Number", "Notice came", "Note", "Entered by", "Standing"], rows: rows, empty: "Nobody has objected."))
            \(end)
            """)
    }
}

/// Mappings that are remembered, and the way to forget them.
struct MappingsPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    /// Forgets the chosen mappings; the next file of that sort is guessed anew.
    @Sendable func forget(_ visit: Visit) async throws -> WebResponse {
        let known = Set(try await office.monitoring.mappings().map(\.name))
        let chosen = visit.fields.values("mapping").filter(known.contains)
        guard !chosen.isEmpty else {
            return try await page(visit, [Problem(at: "mapping", "Select a mapping to forget")])
        }
        for name in chosen {
            try await office.monitoring.forgetMapping(named: name, Change(by: visit.actor, at: visit.now))
        }
        return .redirect(visit.frame.link(Address.mappings) + "?done=forgotten")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let all = try await office.monitoring.mappings()
        let choices = all.map { mapping in
            Choice(
                mapping.name, mapping.name,
                hint: mapping.columns.map { "\($0.header): \($0.use.name)" }.joined(separator: "; "))
        }
        let form: HTML =
            choices.isEmpty
            ? "<p>No mapping is remembered. The first delivery of a data set makes one.</p>"
            : office.form(
                visit, Address.mappings,
                "\(Checkboxes("mapping", label: "Remembered mappings", hint: "A file of a sort chosen here is guessed anew", choices, problems))\(Button("Forget those chosen"))"
            ).html
        return office.page(
            visit, "Remembered mappings", in: .community,
            trail: .back(visit.frame.link(Address.data), text: "Monitoring data"), problems: problems,
            "\(PageHeading("Remembered mappings"))\(form)")
    }
}
