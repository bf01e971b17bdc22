// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The ledger as a file: one line of JSON for each release, chained by digests, to which lines are only added.
///
/// A line is `{"digest":D,"previous":P,"record":R}`: P is the digest of the line before (64 noughts in the
/// first), and D the SHA-256 of P, a line feed and the bytes of R. While it is open no other process can
/// open it, so that no two releases are worked out at once without each other.
public final class LedgerFile {
    /// A line that was read: its number, the digest it ends with, and the release.
    public struct Entry: Sendable {
        public let line: Int
        public let digest: String
        public let record: ReleaseRecord
    }

    public let path: String
    public private(set) var entries: [Entry] = []
    private let handle: FileHandle

    /// What the first line follows.
    public static let first = String(repeating: "0", count: 64)

    /// Opens and verifies a ledger; one that is not there is begun unless it is only to be read.
    public init(_ path: String, reading: Bool = false) throws(DisclosureProblem) {
        self.path = path
        let descriptor = open(
            path, reading ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DisclosureProblem(file: path, "cannot be opened as a ledger") }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var held = stat()
        guard fstat(descriptor, &held) == 0, held.st_mode & S_IFMT == S_IFREG else {
            throw DisclosureProblem(file: path, "is not a file")
        }
        if flock(descriptor, (reading ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            throw DisclosureProblem(file: path, "is in use by another release; wait until that has ended")
        }
        guard let data = try? handle.readToEnd() ?? Data() else {
            throw DisclosureProblem(file: path, "cannot be read")
        }
        entries = try Self.entries([UInt8](data), file: path)
        if reading { flock(descriptor, LOCK_UN) }
    }

    /// Lets go of the file for others, even where a process begun meanwhile holds it for a moment.
    deinit { flock(handle.fileDescriptor, LOCK_UN) }

    /// Every line of a ledger, verified, wherever its bytes are kept.
    public static func entries(_ bytes: [UInt8], file: String) throws(DisclosureProblem) -> [Entry] {
        if bytes.isEmpty { return [] }
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let last = lines.removeLast()
        if !last.isEmpty {
            throw DisclosureProblem(
                file: file, row: lines.count + 1,
                "the last line is torn: the writing of a release was cut off. Compare it with what was published "
                    + "and take the line out by hand if that release never went out")
        }
        var entries: [Entry] = []
        var previous = first
        for (at, line) in lines.enumerated() {
            func fault(_ text: String) -> DisclosureProblem {
                DisclosureProblem(file: file, row: at + 1, text)
            }
            let parts = try split(line, fault)
            if parts.previous != previous {
                throw fault("does not follow the line before it: a line was changed, taken out or put in")
            }
            if parts.digest != digest(previous: previous, record: parts.record) {
                throw fault("is not what was written: its digest differs")
            }
            guard let record = try? JSONDecoder().decode(ReleaseRecord.self, from: Data(parts.record)) else {
                throw fault("holds no release that this program knows")
            }
            entries.append(Entry(line: at + 1, digest: parts.digest, record: record))
            previous = parts.digest
        }
        return entries
    }

    private static func digest(previous: String, record: some Sequence<UInt8>) -> String {
        sha256(Array(previous.utf8) + [10] + record)
    }

    /// A line's parts, which stand in fixed places.
    private static func split(
        _ line: ArraySlice<UInt8>, _ fault: (String) -> DisclosureProblem
    ) throws(DisclosureProblem) -> (digest: String, previous: String, record: ArraySlice<UInt8>) {
        func isDigest(_ bytes: ArraySlice<UInt8>) -> Bool {
            bytes.count == 64 && bytes.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        }
        let heads = ["{\"digest\":\"", "\",\"previous\":\"", "\",\"record\":"].map { Array($0.utf8) }
        var rest = line
        var digests: [String] = []
        for (at, head) in heads.enumerated() {
            guard rest.starts(with: head) else { throw fault("is not a line of a ledger") }
            rest = rest.dropFirst(head.count)
            if at == 2 { break }
            guard isDigest(rest.prefix(64)) else { throw fault("is not a line of a ledger") }
            digests.append(String(decoding: rest.prefix(64), as: UTF8.self))
            rest = rest.dropFirst(64)
        }
        guard rest.last == 125 else { throw fault("is not a line of a ledger") }
        return (digests[0], digests[1], rest.dropLast())
    }

    /// The line of a release with its line feed, and the digest that the next one follows.
    public static func line(
        _ record: ReleaseRecord, after previous: String
    ) throws(DisclosureProblem) -> (bytes: [UInt8], digest: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let encoded = try? encoder.encode(record) else {
            throw DisclosureProblem("the release cannot be written as a line")
        }
        let bytes = [UInt8](encoded)
        let digest = digest(previous: previous, record: bytes)
        let head = "{\"digest\":\"\(digest)\",\"previous\":\"\(previous)\",\"record\":"
        return (Array(head.utf8) + bytes + [125, 10], digest)
    }

    /// Adds a release; it is on the disk when this returns.
    public func append(_ record: ReleaseRecord) throws(DisclosureProblem) {
        let (line, digest) = try Self.line(record, after: entries.last?.digest ?? Self.first)
        do {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(line))
            try handle.synchronize()
        } catch {
            throw DisclosureProblem(
                file: path, "the release could not be written: \(error.localizedDescription)")
        }
        entries.append(Entry(line: entries.count + 1, digest: digest, record: record))
    }
}
