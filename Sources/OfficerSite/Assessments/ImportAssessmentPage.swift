// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// An assessment from a file: exported elsewhere, or an old one as plain facts; checked, shown, then taken.
struct ImportAssessmentPage {
    let office: Office
    private static let purpose = "assessment file"

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { page(visit) }

    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        guard let file = visit.files.first(where: { $0.field == UploadCheck.field && !$0.bytes.isEmpty })
        else {
            return page(visit, [Problem(at: UploadCheck.field, "Select a JSON file")])
        }
        let taken: AssessmentExchange
        do {
            taken = try await office.reading(file.bytes, by: visit.actor, at: visit.now, on: visit.today)
            _ = try await office.take(
                taken, source: file.fileName, renumbering: visit.fields.has("renumber"), rehearsing: true,
                Change(by: visit.actor, at: visit.now))
        } catch let problem as ExchangeProblem {
            return page(
                visit,
                [Problem(at: UploadCheck.field, "The file must be an assessment. \(problem.description)")])
        } catch let refused as AssessmentRefused {
            return page(visit, [Problem(at: UploadCheck.field, refused.reason)])
        }
        let id = try await office.sessions.keepUpload(
            file.bytes, fileName: file.fileName, purpose: Self.purpose, personID: visit.actor.id,
            at: visit.now)
        let record = taken.record
        let rows: [SummaryList.Row] = [
            .init("File", text: file.fileName), .init("From", text: taken.body),
            .init(
                "Reference",
                text: record.reference.isEmpty || visit.fields.has("renumber")
                    ? "The next free one" : record.reference),
            .init("Title", text: record.title), .init("Stands at", text: record.state.name),
            .init("Versions", text: "\(record.versions.count)"),
            .init("Answers", text: "\(record.content.fields.count)"),
            .init("Actions", text: "\(record.actions.count)"),
            .init("Attached files", text: "\(taken.attachments.count)"),
            .init("Decision", text: record.decision?.title ?? "None"),
        ]
        let content: HTML = """
            \(HiddenInput("upload", id))\(visit.fields.has("renumber") ? HiddenInput("renumber", "yes").html : HTML())
            \(ButtonGroup([Button("Import")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessmentImport))]))
            """
        return office.page(
            visit, "Check the import", in: .assessments,
            trail: .back(visit.frame.link(Address.assessmentImport)),
            """
            \(PageHeading("Check the import"))\(UploadCheck.notes(taken.remarks))\(SummaryList(rows))
            \(office.form(visit, Address.assessmentImport + "/confirm", key: Identifier.next(), content))
            """)
    }

    @Sendable func confirm(_ visit: Visit) async throws -> WebResponse {
        let id = visit.fields.text("upload")
        guard let file = try await office.sessions.upload(id, purpose: Self.purpose, personID: visit.actor.id)
        else {
            return page(
                visit, [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
        }
        do {
            let taken = try await office.reading(file.bytes, by: visit.actor, at: visit.now, on: visit.today)
            let id = try await office.take(
                taken, source: file.fileName, renumbering: visit.fields.has("renumber"), visit.change())
            return visit.backToAssessment(id, done: "imported")
        } catch let problem as ExchangeProblem {
            return page(
                visit,
                [Problem(at: UploadCheck.field, "The file must be an assessment. \(problem.description)")])
        } catch let refused as AssessmentRefused {
            return page(visit, [Problem(at: UploadCheck.field, refused.reason)])
        }
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) -> WebResponse {
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Assessment file", hint: "The JSON of an exported assessment, or plain facts of an old one, up to 32 MB", accept: ".json,application/json", problems))
            \(Checkboxes("renumber", label: "Reference", [Choice("yes", "Give it the next free reference here, and keep its own as the earlier one", isChosen: visit.fields.has("renumber"))]))
            \(Button("Check the file"))
            """
        return office.page(
            visit, "Import an assessment", in: .assessments,
            trail: .back(visit.frame.link(Address.assessments)), problems: problems,
            """
            \(PageHeading("Import an assessment"))
            <p>An assessment that another body exported comes in whole, with all its versions. \
            An old assessment can be written as plain facts and is then checked like any other.</p>
            \(office.form(visit, Address.assessmentImport, isMultipart: true, content))
            """)
    }
}

extension Office {
    /// Reads the file of an assessment; throws `ExchangeProblem`.
    public func reading(_ bytes: [UInt8], by actor: Change.Actor, at now: Instant, on today: CalendarDay)
        async throws -> AssessmentExchange
    {
        let profile = try await profile()
        let file = try AssessmentFile(
            bytes, characteristics: profile.characteristics, vocabulary: profile.vocabulary,
            newRow: { Identifier.next() })
        switch file {
        case .whole(let exchange): return exchange
        case .facts(let facts):
            for (name, day) in [("started", facts.started), ("completed", facts.completed)] {
                guard let day, day > today else { continue }
                throw ExchangeProblem(name, "\(day.written) is still to come. Enter a day that has passed.")
            }
            guard
                let template = try await shelf().offered(on: today, in: profile.nation).first(where: {
                    $0.kind == .full
                })
            else {
                throw ExchangeProblem("", "No template of a full assessment is offered here.")
            }
            return facts.record(template: template, by: actor, at: now, newID: { Identifier.next() })
        }
    }

    /// Takes an assessment in; throws `AssessmentRefused`.
    public func take(
        _ exchange: AssessmentExchange, source: String, renumbering: Bool = false, rehearsing: Bool = false,
        _ change: Change
    ) async throws -> String {
        let led = AssessmentWorkflow.state(givenBy: exchange.record)
        guard exchange.body.isEmpty || led == exchange.record.state else {
            throw AssessmentRefused(
                reason:
                    "The file says that it stands at “\(exchange.record.state.name)”, but what happened to it leads to “\(led.name)”"
            )
        }
        let profile = try await profile()
        for file in exchange.attachments {
            if let refusal = AttachmentKind.refusal(of: file.bytes, named: file.fileName) {
                throw AssessmentRefused(reason: "The attached file “\(file.fileName)”: \(refusal)")
            }
            guard file.mediaType == AttachmentKind.of(file.fileName)?.mediaType else {
                throw AssessmentRefused(
                    reason:
                        "The attached file “\(file.fileName)” is called \(file.mediaType), which it is not")
            }
        }
        let id = try await assessments(profile).take(
            exchange.record, changes: exchange.changes, attachments: exchange.attachments,
            templateText: TemplateText.text(of: exchange.record.template), source: source,
            year: settings.today().year, renumbering: renumbering, rehearsing: rehearsing, change)
        forgetShelf()
        return id
    }
}
