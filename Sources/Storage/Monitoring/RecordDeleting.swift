// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The records of a delivery were deleted, so that nothing can be counted from them any more.
public struct RecordsDeleted: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number of the version.
    public let version: Int

    /// The records of the version of this number.
    public init(version: Int) { self.version = version }

    /// What it means, as a sentence.
    public var description: String {
        "The records of version \(version) were deleted. What was published from them stays, and nothing new can be "
            + "counted"
    }
}

extension MonitoringStore {
    /// The numbers of the versions of a data set whose records are still kept.
    public func versionsWithRecords(of id: String) async throws -> Set<Int> {
        Set(
            try await database.rows("SELECT DISTINCT number FROM data_chunk WHERE dataSetID = \(id)")
                .map { $0.int(0) })
    }

    /// Deletes the single records of versions for good, and returns how many versions had any. What is said of a
    /// delivery and what was found when it was read stays, without anybody's record.
    public func deleteRecords(of id: String, versions: [Int], _ change: Change) async throws -> Int {
        try await database.record(change) { recorder in
            var deleted = 0
            for number in Set(versions).sorted() {
                let kept = try recorder.connection.row(
                    "SELECT COUNT(*) FROM data_chunk WHERE dataSetID = \(id) AND number = \(number)")
                guard let kept, kept.int(0) > 0 else { continue }
                try recorder.connection.execute(
                    "DELETE FROM data_chunk WHERE dataSetID = \(id) AND number = \(number)")
                try recorder.log(
                    LogEvent("deleted the records of", "data set", id, details: "version \(number)"))
                deleted += 1
            }
            return deleted
        }
    }
}

extension DataSet {
    /// Whether its records were to be kept no longer than until a day before this one.
    public func isPastKeeping(on day: CalendarDay) -> Bool { retainUntil.map { $0 < day } ?? false }
}
