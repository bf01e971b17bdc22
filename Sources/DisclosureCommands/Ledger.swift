// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `disclosure ledger FILE [--json]`: what was released, and whether the ledger is as it was written.
struct Ledger: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the releases in a ledger and verify it line by line.")

    @Argument(help: "The ledger that protect wrote.") var file: String
    @Flag(help: "Print the list as JSON.") var json = false

    func run() throws {
        let book = try opened()
        if json {
            let list = book.entries.map { entry -> [String: Any] in
                let record = entry.record
                return [
                    "line": entry.line, "digest": entry.digest, "population": record.population,
                    "area": record.area, "period": record.period, "dataVersion": record.dataVersion,
                    "publishedOn": record.publishedOn, "approver": record.approver,
                    "policy": record.policy.name, "tables": record.tables,
                    "certificateSHA256": record.certificateDigest,
                    "furtherSHA256": record.furtherDigests, "files": record.files.map(\.name),
                    "apart": record.apart ?? [],
                ]
            }
            print(DisclosureCommands.json(["releases": list, "verified": true]))
            return
        }
        for entry in book.entries {
            let record = entry.record
            print(
                "\(entry.line). \(record.publishedOn) \(record.population), \(record.area), \(record.period), "
                    + "data \(record.dataVersion): \(record.tables.count) tables under \(record.policy.name), "
                    + "approved by \(record.approver); proof \(record.certificateDigest)")
        }
        print(
            "\(book.entries.count) releases, every line as it was written; the last digest is \(head(book))")
    }

    private func opened() throws -> LedgerFile {
        do throws(DisclosureProblem) {
            return try LedgerFile(file, reading: true)
        } catch {
            throw stop(error, status: 1)
        }
    }

    private func head(_ book: LedgerFile) -> String { book.entries.last?.digest ?? "none" }
}
