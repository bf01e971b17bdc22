// SPDX-License-Identifier: Apache-2.0
import Crypto
import EqualityDuty
import Foundation

/// Coded records that were read and are not kept yet, in a file that has no name and goes with the process.
///
/// A file is read before the transaction begins, so that nobody waits for it, and however long it is it takes no memory.
public final class ChunkSpool {
    private struct Place {
        let part, records, length: Int
    }
    private let handle: FileHandle
    private var places: [Place] = []

    /// An empty one; throws where no such file can be made.
    public init() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("dueregard-\(Identifier.next())").path
        let made = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard made, let handle = FileHandle(forUpdatingAtPath: path) else {
            throw DatabaseFailure.unavailable("no file can be made in the folder for temporary files")
        }
        try FileManager.default.removeItem(atPath: path)
        self.handle = handle
    }

    deinit { try? handle.close() }

    /// Adds a piece at the end.
    public func add(_ piece: CodedPiece) throws {
        try handle.write(contentsOf: Data(piece.bytes))
        places.append(Place(part: piece.part, records: piece.records, length: piece.bytes.count))
    }

    /// Gives all pieces in order, one at a time.
    func forEach(_ body: (CodedPiece) throws -> Void) throws {
        try handle.seek(toOffset: 0)
        for place in places {
            guard let data = try handle.read(upToCount: place.length), data.count == place.length else {
                throw DatabaseFailure.broken("a file for temporary data was cut short")
            }
            try body(CodedPiece(part: place.part, records: place.records, bytes: [UInt8](data)))
        }
    }
}

/// The digest by which the same file is known again.
public enum SourceDigest {
    /// Of a file, read piece by piece. Throws where it cannot be read.
    public static func of(path: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw DatabaseFailure.unavailable("\(path) cannot be read")
        }
        defer { try? handle.close() }
        var hash = SHA256()
        while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty { hash.update(data: data) }
        return hash.finalize().map { Self.hex($0) }.joined()
    }

    /// Of bytes.
    public static func of(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { hex($0) }.joined()
    }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
