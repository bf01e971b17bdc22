// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The awkward files beside the tests of `Documents`, each with the reading that a person wrote down for it.
enum PlanFixtures {
    static let folder =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        + "/DocumentsTests/Fixtures/plans"

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = "\(folder)/\(name)"
        let file = try #require(fopen(path, "rb"), "\(path) is missing")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// The expected readings, by the names of the files.
    static func expected() throws -> [String: JSONValue] {
        let members = try #require(try JSONReader.value(bytes("expected.json")).members)
        return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    }

    /// What is read in a file, or why it is refused.
    static func reading(_ name: String) throws -> Result<TableReading, FileRefusal> {
        let bytes = try bytes(name)
        do throws(FileRefusal) {
            let isPasted = name.hasPrefix("word-paste") || name.hasPrefix("pdf-text")
            return .success(
                isPasted
                    ? try PlanSheet.reading(pasted: String(decoding: bytes, as: UTF8.self))
                    : try PlanSheet.reading(bytes))
        } catch {
            return .failure(error)
        }
    }
}

@Suite struct `An awkward plan file` {
    @Test(arguments: try PlanFixtures.expected().keys.sorted())
    func `reads as a person wrote down`(name: String) throws {
        let expected = try #require(try PlanFixtures.expected()[name])
        switch try PlanFixtures.reading(name) {
        case .failure(let refusal): #expect(refusal.message == expected["refusal"]?.text, "\(name)")
        case .success(let reading):
            for (line, wanted) in zip(Self.lines(of: reading), Self.lines(of: expected)) where line != wanted
            {
                Issue.record("\(name)\n  read:     \(line)\n  expected: \(wanted)")
            }
            #expect(
                Self.lines(of: reading).count == Self.lines(of: expected).count, "\(Self.lines(of: reading))")
        }
    }

    /// A reading line by line, as the file of expected readings has it.
    static func lines(of reading: TableReading) -> [String] {
        reading.notes.map { "note \($0)" }
            + reading.tables.flatMap { table in
                ["sheet \(table.sheet)", "columns \(joined(table.header))"]
                    + table.rows.map {
                        "\($0.needsConfirmation ? "confirm" : "row") \($0.number) \(joined($0.cells))"
                    }
                    + table.notes.map { "note \($0)" }
            }
    }

    private static func lines(of expected: JSONValue) -> [String] {
        (expected["lines"]?.values ?? []).compactMap(\.text)
    }

    /// Cells with bars between them; of a very wide row the first twelve and the last.
    private static func joined(_ cells: [String]) -> String {
        let shown = cells.count > 20 ? cells.prefix(12) + ["…"] + cells.suffix(1) : cells[...]
        return shown.joined(separator: " | ")
    }

    @Test func `of a risk in people's own words say what the record says`() throws {
        let file = Array("Objective/Task,Risk,What happened\nRamp,amber,Ordered\nLift,,\n".utf8)
        let rows = try PlanSheet.rows(file, own: [], mapping: [:]).rows
        #expect(rows.map { $0.fields["Risk"] } == ["Medium", ""] && rows.map(\.happened) == ["Ordered", ""])
    }
}
