// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A strategy's table on its way in: its parts, and everything wrong with the file.
public struct StrategyFile: Sendable {
    private let source: ImportSource

    /// A file held in memory, such as an upload.
    public init(bytes: [UInt8]) { source = ImportSource(CSVReader(bytes: bytes, forPeople: true)) }

    /// A file on disk; throws where it cannot be opened.
    public init(path: String) throws { source = ImportSource(try CSVReader(path: path, forPeople: true)) }

    /// The parts of the strategy, and everything wrong with the file.
    public func read(_ vocabulary: CharacteristicVocabulary) throws -> (
        parts: [StrategyPart], log: ImportLog
    ) {
        var reading: StrategyImport?
        var header: [String]?
        let problems = try source.reader.forEachRecord { row, cells in
            if reading == nil {
                header = cells
                reading = StrategyImport(header: cells, characteristics: vocabulary)
            } else {
                reading?.read(row: row, cells: cells)
            }
        }
        return (reading?.parts ?? [], source.log(reading?.log, problems, header: header))
    }
}

/// A statement of outcomes on its way in.
public struct OutcomesFile: Sendable {
    private let source: ImportSource

    /// A file held in memory, such as an upload.
    public init(bytes: [UInt8]) { source = ImportSource(CSVReader(bytes: bytes, forPeople: true)) }

    /// A file on disk; throws where it cannot be opened.
    public init(path: String) throws { source = ImportSource(try CSVReader(path: path, forPeople: true)) }

    /// The outcomes, what else the statement says, and everything wrong with the file.
    public func read() throws -> (outcomes: [Outcome], parts: [StrategyPart], log: ImportLog) {
        var reading: OutcomesImport?
        var header: [String]?
        let problems = try source.reader.forEachRecord { row, cells in
            if reading == nil {
                header = cells
                reading = OutcomesImport(header: cells)
            } else {
                reading?.read(row: row, cells: cells)
            }
        }
        return (
            reading?.outcomes ?? [], reading?.parts ?? [],
            source.log(reading?.log, problems, header: header)
        )
    }
}

extension Reports {
    /// The parts of a strategy as a table that `StrategyFile` reads back, word for word.
    public static func strategyCSV(_ parts: [StrategyPart]) -> [UInt8] {
        var writer = CSVWriter(forPeople: true)
        writer.write(["kind", "section", "number", "area", "divisions", "characteristic", "title", "text"])
        for part in parts where !part.isRetired {
            let kind = part.kindWritten.isEmpty ? part.kind.name : part.kindWritten
            writer.write([
                kind, part.section, part.number, part.area, part.divisions, part.characteristic, part.title,
                part.text,
            ])
        }
        return writer.take()
    }

    /// The outcomes as a table that `OutcomesFile` reads back.
    public static func outcomesCSV(_ outcomes: [Outcome], parts: [StrategyPart]) -> [UInt8] {
        let strategic = Dictionary(outcomes.map { ($0.id, $0) }) { first, _ in first }
        var writer = CSVWriter(forPeople: true)
        writer.write(["kind", "strategic_outcome", "strategic_outcome_title", "ref", "text"])
        for outcome in outcomes where !outcome.isStrategic {
            let parent = strategic[outcome.parentID]
            writer.write([
                "supporting outcome", parent?.reference ?? "", parent?.title ?? "", outcome.reference,
                outcome.title,
            ])
        }
        for part in parts where !part.isRetired {
            writer.write([part.kindWritten, part.section, part.area, part.number, part.text])
        }
        return writer.take()
    }
}
