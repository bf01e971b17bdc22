// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The settings of the body, each with the day from which it holds.
struct SettingsPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let rows: [SummaryList.Row] = SettingForm.all(profile).map { form in
            .init(
                form.label, text: form.shown,
                change: visit.may(.changeSettings) ? address(visit, form.name) : nil)
        }
        let characteristics: [[Table.Cell]] = profile.characteristics.map { one in
            [
                .text(one.name), .text(one.local == nil ? "Protected by law" : "Local"),
                .text(one.aims.sorted { $0.rawValue < $1.rawValue }.map(\.letter).joined(separator: ", ")),
                .html(definition(of: one, visit)),
            ]
        }
        let duties: [[Table.Cell]] = profile.listedDuties.map { duty in
            let path = address(visit, BodyProfile.Name.duty + duty.id)
            let isOn = profile.duties.contains(duty)
            let change: HTML = "<a href=\"\(path)\">Change <span class=\"dr-vh\">\(duty.name)</span></a>"
            return [
                .text(duty.name), .text(duty.rule), .text("\(duty.source). \(duty.standing.name)."),
                .html(isOn ? Tag("In force", .good).html : Tag("Not in force", .inactive).html),
                .html(visit.may(.changeSettings) ? change : HTML()),
            ]
        }
        let add =
            visit.may(.changeSettings)
            ? Button("Add a local characteristic", .secondary, path: address(visit, "characteristic")) : nil
        var links = [NavigationLink("Structure", visit.frame.link(Address.structure))]
        if visit.reach(.viewLog) == .wholeBody {
            links.append(NavigationLink("Log", visit.frame.link(Address.log)))
        }
        if visit.may(.managePeople) {
            links.append(NavigationLink("People", visit.frame.link(Address.people)))
        }
        if visit.reach(.changeSettings) == .wholeBody {
            links.append(NavigationLink("Reminders", visit.frame.link(Address.reminders)))
        }
        return office.page(
            visit, "Settings", in: .settings,
            """
            \(PageHeading("Settings"))
            \(ButtonGroup([], links: links))
            \(SummaryList([
                .init("Body", text: office.body.name), .init("Area", text: office.body.areaCode ?? "No area"),
            ]))
            <h2 class="dr-heading-m">Words, colour and thresholds</h2>
            \(SummaryList(rows))
            <h2 class="dr-heading-m">Characteristics</h2>
            \(Table("Characteristics, local ones apart", isCaptionHidden: true, columns: ["Name", "Kind", "Aims", "Definition"], rows: characteristics))
            \(add)
            <h2 class="dr-heading-m">Duties</h2>
            \(Table("Duties in \(profile.nation.name)", columns: ["Duty", "Rule in short", "Source, and how sure we are", "State", "Change"], rows: duties, empty: "None is listed for this nation."))
            """)
    }

    @Sendable func edit(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let field = DateField("from", "From", visit.fields)
        let (day, problem) = field.reading()
        let form = try await form(visit)
        var problems = form.problems(visit.fields)
        if let problem { problems.append(problem) }
        if day == nil, problem == nil {
            problems.append(Problem(at: "from-day", "Enter the day from which it holds"))
        }
        guard problems.isEmpty, let day else { return try await page(visit, problems) }
        let setting = form.setting(visit.fields, from: day)
        try await office.bodies.set([setting], visit.change())
        office.forgetProfile()
        return .redirect(visit.frame.link(Address.settings) + "?done=set")
    }

    /// What a local characteristic means here, with the way to change or end it.
    private func definition(of one: Characteristic, _ visit: Visit) -> HTML {
        guard let local = one.local else { return HTML() }
        let path = address(visit, BodyProfile.Name.localCharacteristic + one.code)
        let change: HTML =
            visit.may(.changeSettings)
            ? " <a href=\"\(path)\">Change <span class=\"dr-vh\">\(one.name)</span></a>" : ""
        return "\(local.definition) Adopted by: \(local.resolution), from \(local.from.written).\(change)"
    }

    private func address(_ visit: Visit, _ name: String) -> String {
        visit.frame.link(Address.settings + "/change/" + name)
    }

    private func form(_ visit: Visit) async throws -> SettingForm {
        let profile = try await office.profile()
        guard let form = SettingForm.named(visit.parameter("name"), profile) else { throw Refusal.notFound }
        return form
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let form = try await form(visit)
        let from =
            visit.fields.all.isEmpty
            ? DateField("from", "From", visit.today) : DateField("from", "From", visit.fields)
        let content: HTML = """
            \(form.inputs(visit.fields, problems))
            \(from.input(hint: "Earlier days keep the value they had", problems))
            \(ButtonGroup([Button("Save")], links: [NavigationLink("Cancel", visit.frame.link(Address.settings))]))
            """
        return office.page(
            visit, form.label, in: .settings, trail: .back(visit.frame.link(Address.settings)),
            problems: problems,
            "\(PageHeading(form.label, caption: "Settings"))\(office.form(visit, Address.settings + "/change/" + form.name, content))"
        )
    }
}
