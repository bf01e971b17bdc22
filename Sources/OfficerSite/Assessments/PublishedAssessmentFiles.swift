// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports

/// The bytes of one published edition of an assessment.
enum PublishedAssessmentFiles {
    /// The page. It names its neighbours by relative addresses only, so that the bytes hold wherever it stands.
    static func page(
        _ copy: PublicCopy, _ document: Document, edition: Int, digest: String, address: String, body: Body,
        accent: Accent,
        at published: Instant, by post: String, files: [Artefact]
    ) -> [UInt8] {
        let title = copy.edition.title
        let links = files.map {
            FileLinks.File(
                title, path: "\(edition).\($0.format.rawValue)", kind: $0.format.rawValue.uppercased(),
                bytes: $0.bytes.count)
        }
        let fingerprint: HTML =
            digest.isEmpty
            ? HTML()
            : """
            <h2 class="dr-heading-m">Fingerprint</h2>
            <p>This page shows version \(copy.version). The content of that version has the SHA-256 fingerprint \
            <code class="dr-reference">\(digest)</code>.</p>
            """
        let main: HTML = """
            \(DocumentView(document))
            <h2 class="dr-heading-m">Files</h2>
            \(FileLinks(links))
            \(fingerprint)
            <p><a href="../\(address)">All editions of this assessment</a></p>
            """
        let imprint: HTML = """
            <p>Edition \(edition), published by \(body.name) (\(post)) on \
            <time datetime="\(published.iso)">\(published.day.written)</time>.</p>
            """
        var page = PublishedLayout(
            title: title, section: "Equality impact assessments", council: body.name,
            stylesheets: ["../../../assets/dueregard.css", "../../../assets/\(accent.fileName)"],
            listPath: "../../assessments",
            footer: FooterLinks(
                help: "../../help", accessibility: "../../accessibility", cookies: "../../cookies",
                privacy: "../../privacy", contact: "../../contact"),
            imprint: imprint, isDemonstration: body.isDemonstration,
            alternates: [Alternate(type: "application/json", path: "\(edition).json", title: "JSON")],
            description: String(copy.summary.prefix(300)), main: main)
        page.iconPath = "../../../assets/dueregard.svg"
        return page.html.bytes
    }

    /// The same for programs. Where nothing is withheld, `content` as canonical JSON has the fingerprint `digest`.
    static func json(
        _ copy: PublicCopy, _ document: Document, edition: Int, digest: String, body: Body
    ) -> [UInt8] {
        let open = copy.open
        let shown = copy.publicContent
        let withheld: [JSONValue] = copy.redaction.reasons.sorted { $0.key < $1.key }.map {
            ["path": .string($0.key), "reason": .string($0.value)]
        }
        let record = copy.edition
        let value: JSONValue = [
            "body": .string(body.slug), "reference": .string(open.record.reference),
            "title": .string(record.title), "edition": .number(edition), "version": .number(copy.version),
            "digest": .string(digest), "template": .string(open.template.id),
            "templateVersion": .number(open.template.version), "outcome": .string(record.outcome),
            "summary": .string(copy.summary), "reason": .string(record.reason),
            "exemption": .string(copy.exemption),
            "exemptUntil": copy.exemptUntil.map { .string($0.iso) } ?? .null, "withheld": .array(withheld),
            "answersLeftOut": .number(copy.leftOut.count), "content": .fields(shown.fields),
        ]
        return value.pretty
    }
}
