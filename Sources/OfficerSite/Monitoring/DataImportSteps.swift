// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// The steps of a delivery as they are shown.
extension DataImportPage {
    func start(_ visit: Visit, _ dataSet: DataSet, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let current = try await office.monitoring.versions(of: dataSet.id).current
        let chosen = visit.fields.text("supersedes")
        let replaces: HTML =
            current.isEmpty
            ? HTML()
            : Select(
                "supersedes", label: "Version that it replaces (optional)",
                hint: "The replaced version stays readable",
                [Choice("", "None: it stands beside the others")]
                    + current.map {
                        Choice(
                            String($0.number), "Version \($0.number) of \($0.period)",
                            isChosen: chosen == String($0.number))
                    }, problems
            ).html
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "File of records", hint: "A CSV, XLSX or ODS file of up to 32 MB. The command takes CSV of any length", accept: ".csv,.xlsx,.ods", problems))
            \(TextInput("period", label: "Days of the records", hint: "For example 2025/26, 2025, or 2026-03-31 for a single day. Ages are reckoned on the last day", value: visit.fields.raw("period"), width: .half, problems))
            \(replaces)
            \(TextInput("note", label: "Note (optional)", hint: "What whoever reads the figures should know", value: visit.fields.raw("note"), problems))
            \(Button("Continue"))
            """
        return office.page(
            visit, "Take in a delivery", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id))), problems: problems,
            """
            \(PageHeading("Take in a delivery", caption: dataSet.title))
            <p>Rows may be people, or counts of people. Days of birth become age bands and references are forgotten as the \
            file is read. Nothing is kept before you have seen what was found.</p>
            \(office.form(visit, Address.dataSet(dataSet.id, "/import"), isMultipart: true, content))
            """)
    }

    func columns(
        _ visit: Visit, _ dataSet: DataSet, _ kept: Kept, _ head: RecordsFile.Head, _ mapping: ColumnMapping,
        isKnown: Bool, _ problems: [Problem] = []
    ) -> WebResponse {
        let form = MappingForm(office.taking.schemes)
        let words: HTML =
            isKnown
            ? "<p>These columns are known from before. Check that they mean the same in this file.</p>"
            : "<p>What each column is was guessed from its header and its first cells. Check every one.</p>"
        return office.page(
            visit, "What the columns mean", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id, "/import"))), problems: problems,
            """
            \(PageHeading("What the columns mean", caption: kept.fileName))
            \(words)
            \(office.form(visit, Address.dataSet(dataSet.id, "/import/check"), key: Identifier.next(), """
            \(kept.hidden)\(TextInput("mapping", label: "Name of this mapping", hint: "Files with the same headers find it again", value: mapping.name, width: .half, problems))
            \(form.html(mapping, head, problems))
            \(Button("Continue"))
            """))
            """)
    }

    func found(
        _ visit: Visit, _ dataSet: DataSet, _ kept: Kept, _ mapping: ColumnMapping,
        _ checked: MonitoringTaking.Checked, _ notes: [String], _ problems: [Problem] = [],
        _ banner: Banner? = nil
    ) -> WebResponse {
        let form = MappingForm(office.taking.schemes)
        let quality = checked.version.quality
        let meanings = form.meanings(mapping, quality)
        let again: HTML =
            meanings.isEmpty
            ? HTML()
            : """
            <h2 class="dr-heading-m">Say what these mean</h2>
            \(office.form(visit, Address.dataSet(dataSet.id, "/import/check"), key: Identifier.next(), "\(kept.hidden)\(form.hidden(mapping))\(meanings)\(Button("Read again with these meanings", .secondary))"))
            """
        let accept: HTML =
            quality.asks.isEmpty
            ? HTML()
            : Checkboxes(
                "accept", label: "What was found",
                [
                    Choice(
                        "yes",
                        "I accept it: answers that cannot be read count as unknown, rows that are not taken stay out, and all others go in"
                    )
                ],
                problems
            ).html
        let act: HTML =
            quality.canBeTaken
            ? office.form(
                visit, Address.dataSet(dataSet.id, "/import/take"), key: Identifier.next(),
                """
                \(kept.hidden)\(form.hidden(mapping))\(HiddenInput("seen", Self.seen(checked)))\(HiddenInput("source", SourceDigest.of(kept.bytes)))\(accept)
                \(ButtonGroup([Button("Take in \(quality.people) people"), Button("Change the columns", .secondary, name: "change", value: "yes")], links: [NavigationLink("Cancel", visit.frame.link(Address.dataSet(dataSet.id)))]))
                """
            ).html
            : office.form(
                visit, Address.dataSet(dataSet.id, "/import/take"), key: Identifier.next(),
                """
                <p>The file cannot be taken as it is. Change what its columns mean, or mend it and send it again.</p>
                \(kept.hidden)\(form.hidden(mapping))
                \(ButtonGroup([Button("Change the columns", name: "change", value: "yes")], links: [NavigationLink("Select another file", visit.frame.link(Address.dataSet(dataSet.id, "/import")))]))
                """
            ).html
        return office.page(
            visit, "Check the delivery", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id, "/import"))), banner: banner,
            problems: problems, status: banner == nil ? nil : 409,
            """
            \(PageHeading("Check the delivery", caption: "\(kept.fileName), \(kept.period)"))
            \(UploadCheck.notes(notes))\(QualityView(checked.version, of: dataSet).html)\(again)\(act)
            """)
    }
}
