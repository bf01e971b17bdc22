// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The last look before an act that cannot be undone: what was typed goes along, to be done or to be changed.
struct CheckAnswers {
    /// Where the form goes; it is the address of the form that was filled in.
    let path: String
    /// The act, and where to go without it.
    let button: Button
    let cancel: NavigationLink
    /// What the page showed, so that the act is done on exactly that or not at all.
    var seen: [(name: String, value: String)] = []
    /// What is asked on the last look itself: the name of its field, and the field.
    var asked: (name: String, html: HTML)?

    private static let confirmation = "confirmed"
    private static let change = "change"

    /// Whether the form comes from the last look, to be done.
    static func isConfirmed(_ fields: FormFields) -> Bool {
        fields.text(confirmation) == "yes" && !wantsChange(fields)
    }

    /// Whether the form comes from the last look, to be filled in again with everything that was typed.
    static func wantsChange(_ fields: FormFields) -> Bool { fields.has(change) }

    /// The form with the act and the way back.
    func form(_ visit: Visit, of office: Office) -> HTML {
        var own: Set<String> = ["csrf", Form.idempotencyField, Self.confirmation, Self.change]
        own.formUnion(seen.map { $0.name })
        if let asked { own.insert(asked.name) }
        let typed: [HTML] = visit.fields.all.filter { !own.contains($0.name) }
            .map { HiddenInput($0.name, $0.value).html }
        let shown: [HTML] = seen.map { HiddenInput($0.name, $0.value).html }
        let content: HTML = """
            \(typed)\(shown)\(HiddenInput(Self.confirmation, "yes"))
            \(asked?.html ?? HTML())
            \(ButtonGroup([button, Button("Change", .secondary, name: Self.change, value: "yes")], links: [cancel]))
            """
        return office.form(visit, path, key: Identifier.next(), content).html
    }
}

/// Somebody changed something while a page about it was open: told above the page as it stands now.
struct ChangedMeanwhile {
    /// What the page is about, as the log names it: the newest line on any of these is the change.
    let records: [(kind: String, id: String)]
    /// What to do now.
    var next = "This is how it stands now. What you typed is kept: check it again."

    func banner(of office: Office) async throws -> Banner {
        var newest: LogEntry?
        for record in records {
            guard let entry = try await office.log.entries(about: record.kind, record.id).first else {
                continue
            }
            if entry.sequence > newest?.sequence ?? 0 { newest = entry }
        }
        let change: String =
            if let newest {
                "\(newest.actor.post) acted meanwhile (\(newest.event.verb)), \(LondonTime.written(newest.at))."
            } else {
                "Somebody acted meanwhile."
            }
        return Banner(
            .important, "Nothing was recorded",
            "<p>\(change) \(next)</p>")
    }
}
