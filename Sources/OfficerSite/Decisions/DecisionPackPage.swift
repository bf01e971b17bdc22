// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// The decision pack: a summary that is read in ten minutes, then every assessment whole, in the frozen version.
struct DecisionPackPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let document = try await office.decisionPack(decision, visit)
        let files: HTML = """
            <ul class="dr-list">
            <li><a href="\(visit.frame.link(Address.decision(decision.id, "/pack/odt")))">Download the pack as ODT</a></li>
            <li><a href="\(visit.frame.link(Address.decision(decision.id, "/pack/docx")))">Download the pack as Word</a></li>
            <li><a href="\(visit.frame.link(Address.decision(decision.id, "/pack/html")))">Download the pack as a web page</a></li>
            </ul>
            """
        return office.page(
            visit, document.title, in: .decisions,
            trail: .back(visit.frame.link(Address.decision(decision.id))),
            "\(DocumentView(document))\(files)")
    }

    @Sendable func file(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let document = try await office.decisionPack(decision, visit)
        let format = visit.parameter("format")
        guard let file = try await office.documentFile(document, format) else { throw Refusal.notFound }
        let name = decision.reference.isEmpty ? decision.meetingAt.utcDay.iso : decision.reference
        return .file(
            file.bytes, type: file.type, name: "decision-pack-\(name.replacing("/", with: "-")).\(format)")
    }
}

extension Office {
    /// The pack of a decision, with what has changed since its versions were listed.
    func decisionPack(_ decision: AssessmentDecision, _ visit: Visit) async throws -> Document {
        var items: [DecisionPackItem] = []
        for item in try await decisions.items(of: decision.id) {
            guard let open = try await openItem(item.assessmentID, visit, of: decision.id),
                let content = try await open.store.content(of: item.assessmentID, version: item.version)
            else { continue }
            let own = try await decisions.decision(decision.id, for: item.assessmentID) ?? decision
            let read = open.record.asRead(
                in: item.version, content: content, of: own, open.profile.vocabulary)
            let moment = decision.takenAt ?? visit.now
            items.append(
                DecisionPackItem(
                    record: read, content: content, version: item.version, digest: item.digest,
                    findings: try await findings(
                        read, open.profile, open.store,
                        on: decision.takenAt.map { LondonTime.reading($0).day } ?? visit.today, at: moment),
                    members: own.members, characteristics: open.characteristics,
                    notice: Self.notice(of: item, open.record)))
        }
        return Reports.decisionPack(
            decision, items, body: body.name, meeting: LondonTime.written(decision.meetingAt))
    }

    /// A review after the decision is no news to the report; a reopened signature is.
    private static func notice(of item: DecisionItem, _ record: AssessmentRecord) -> String {
        let reopened = record.reopeningInWords(of: item.version)
        guard reopened != nil || record.state != .notNeeded,
            record.standingSignature?.version != item.version
        else { return "" }
        let why = reopened ?? "The assessment has changed since"
        return "This is version \(item.version), as it was put in the report. \(sentence(why))"
    }
}
