// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An action plan file on its way in: read once to find everything wrong, and again to take it.
public struct ActionPlanFile: Sendable {
    /// What a reading of the whole file found.
    public struct Findings: Sendable {
        /// Problems that stop the import, and notes.
        public let log: ImportLog
        /// The first things that somebody has to settle later; they stop nothing.
        public let queue: [ActionQueueItem]
        /// How many things there are to settle, listed or not.
        public let queueCount: Int
        /// How many rows can be taken as actions.
        public let actionCount: Int
    }

    private let source: ImportSource
    private let vocabulary: CharacteristicVocabulary
    private let today: CalendarDay

    /// A file held in memory, such as an upload; actions count as updated on the day given.
    public init(bytes: [UInt8], vocabulary: CharacteristicVocabulary, today: CalendarDay) {
        source = ImportSource(CSVReader(bytes: bytes, forPeople: true))
        self.vocabulary = vocabulary
        self.today = today
    }

    /// A file on disk; throws where it cannot be opened.
    public init(path: String, vocabulary: CharacteristicVocabulary, today: CalendarDay) throws {
        source = ImportSource(try CSVReader(path: path, forPeople: true))
        self.vocabulary = vocabulary
        self.today = today
    }

    /// Reads the whole file and says all that is wrong with it, and what somebody has to settle later.
    public func check() throws -> Findings {
        var reading: ActionPlanImport?
        var header: [String]?
        let problems = try source.reader.forEachRecord { row, cells in
            if reading == nil {
                header = cells
                reading = ActionPlanImport(header: cells, characteristics: vocabulary, on: today)
            } else {
                _ = reading?.read(row: row, cells: cells)
            }
        }
        return Findings(
            log: source.log(reading?.log, problems, header: header), queue: reading?.queue ?? [],
            queueCount: reading?.queueCount ?? 0,
            actionCount: reading?.actionCount ?? 0)
    }

    /// Gives the actions of a file that `check` found nothing wrong with.
    public var actions: @Sendable (_ take: (Action) throws -> Void) throws -> Void {
        { [source, vocabulary, today] take in
            var reading: ActionPlanImport?
            _ = try source.reader.forEachRecord { row, cells in
                if reading == nil {
                    reading = ActionPlanImport(header: cells, characteristics: vocabulary, on: today)
                } else if let action = reading?.read(row: row, cells: cells) {
                    try take(action)
                }
            }
        }
    }
}
