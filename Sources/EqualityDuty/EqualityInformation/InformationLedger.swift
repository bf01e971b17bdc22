// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// The ledger of releases as bytes that a database keeps, line after line.
public enum InformationLedger {
    /// The releases in it, and the digest of its last line. Throws where a line was changed, taken out or put in.
    public static func read(_ bytes: [UInt8]) throws(InformationProblem) -> (
        ledger: ReleaseLedger, end: String
    ) {
        do throws(DisclosureProblem) {
            let entries = try LedgerFile.entries(bytes, file: "the ledger of releases")
            var ledger = ReleaseLedger()
            for entry in entries { ledger.append(entry.record) }
            return (ledger, entries.last?.digest ?? LedgerFile.first)
        } catch {
            throw InformationProblem(error.description)
        }
    }

    /// The line of a release, and the digest that the next one follows.
    public static func line(
        of release: InformationRelease, after previous: String, approver: String, on day: CalendarDay
    ) throws(InformationProblem) -> (bytes: [UInt8], digest: String) {
        do throws(DisclosureProblem) {
            return try LedgerFile.line(release.record(approver: approver, publishedOn: day), after: previous)
        } catch {
            throw InformationProblem(error.description)
        }
    }

    /// What `summary.json` of a release folder says, by which the folder is known as ours. It stays inside.
    public static func summary(of release: InformationRelease) -> String {
        let (sizes, policy) = (release.sizes, release.released.policy)
        let members: [(String, String)] = [
            ("cells", "\(sizes.cells)"), ("certificateSHA256", "\"\(release.released.certificateDigest)\""),
            ("format", "\"\(ReleaseFolder.format)\""), ("need", "\(policy.need)"),
            ("policy", "\"\(policy.name)\""), ("primaries", "\(sizes.primaries)"),
            ("secondaries", "\(sizes.secondaries)"), ("seed", "\"\(release.released.seed)\""),
            ("shown", "\(sizes.shown)"), ("threshold", "\(policy.threshold)"),
        ]
        return "{\n" + members.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    }
}
