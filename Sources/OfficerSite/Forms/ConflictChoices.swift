// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import WebServer

/// One answer of a form in two versions, each with the fields that carry it.
struct ConflictChoice {
    let name: String
    let label: String
    let mine: String
    let theirs: String
    /// What the form would have sent for their version.
    let theirFields: [FormFields.Field]

    init(_ name: String, _ label: String, mine: String, theirs: String, fields: [(String, String)]? = nil) {
        self.name = name
        self.label = label
        self.mine = mine
        self.theirs = theirs
        theirFields = (fields ?? [(name, theirs)]).map { FormFields.Field(name: $0.0, value: $0.1) }
    }

    /// A day in three boxes.
    init(_ label: String, mine: DateField, theirs: DateField) {
        func words(_ date: DateField) -> String { date.reading().day?.written ?? "" }
        self.init(
            mine.name, label, mine: words(mine), theirs: words(theirs),
            fields: [
                ("\(mine.name)-day", theirs.day), ("\(mine.name)-month", theirs.month),
                ("\(mine.name)-year", theirs.year),
            ])
    }

    /// The answers in which the two versions differ, as the conflict page shows them.
    static func differing(_ all: [ConflictChoice]) -> [ConflictView.Field] {
        all.filter { $0.mine != $0.theirs }.map { .init($0.name, $0.label, mine: $0.mine, theirs: $0.theirs) }
    }

    /// The form as it was sent, with their version wherever that was chosen.
    static func taking(_ all: [ConflictChoice], in sent: FormFields) -> FormFields {
        var fields = sent
        for choice in all where sent.text("keep-\(choice.name)") == "theirs" {
            let names = Set(choice.theirFields.map(\.name) + [choice.name])
            fields.all.removeAll { names.contains($0.name) }
            fields.all += choice.theirFields
        }
        return fields
    }

    /// The form to go on with: as it was sent, or with what was chosen on the conflict page; `nil` where that page was
    /// answered and a field on which both differ has no choice.
    static func settled(_ all: [ConflictChoice], in sent: FormFields) -> FormFields? {
        guard sent.text(ConflictPage.marker) == "shown" else { return sent }
        return ConflictPage.problems(differing(all), in: sent).isEmpty ? taking(all, in: sent) : nil
    }

    /// Everything that was typed, to be sent again with the choices.
    static func typed(_ sent: FormFields) -> HTML {
        let own: Set<String> = ["csrf", Form.idempotencyField, "version", ConflictPage.marker]
        return sent.all.filter { !own.contains($0.name) && !$0.name.hasPrefix("keep-") }
            .map { HiddenInput($0.name, $0.value).html }.joined()
    }
}
