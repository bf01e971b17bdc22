// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A form that was sent again after its effect had been recorded: where the first time led to.
public struct AlreadyDone: Error, Hashable, Sendable {
    /// The kind of the record that the first sending logged last, as the log names it.
    public let subjectKind: String
    /// The id of that record.
    public let subjectID: String
}

/// The receipts of forms: one key has its effect once, however often the browser sends it.
enum FormReceipt {
    static func take(_ key: String, _ change: Change, _ connection: any Connection) throws {
        let taken = try connection.execute(
            """
            INSERT INTO form_receipt (formKey, personID, answer, at) VALUES (\(key), \(change.actor.id), '', \(change.at))
            ON CONFLICT (formKey) DO NOTHING
            """)
        guard taken == 0 else { return }
        let answer =
            try connection.row("SELECT answer FROM form_receipt WHERE formKey = \(key)")?.text(0) ?? ""
        let parts = answer.split(separator: " ", maxSplits: 1).map(String.init)
        throw AlreadyDone(subjectKind: parts.first ?? "", subjectID: parts.count > 1 ? parts[1] : "")
    }

    static func complete(_ key: String, _ connection: any Connection) throws {
        let last = try connection.row(
            "SELECT subjectKind, subjectID FROM log_entry ORDER BY sequence DESC LIMIT 1")
        let answer = "\(last?.text(0) ?? "") \(last?.text(1) ?? "")"
        try connection.execute("UPDATE form_receipt SET answer = \(answer) WHERE formKey = \(key)")
    }
}
