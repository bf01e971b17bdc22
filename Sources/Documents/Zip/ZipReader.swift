// SPDX-License-Identifier: Apache-2.0
import CZip

/// What a ZIP file from outside may hold; everything is counted while it is unpacked, no stated size is believed.
public struct ZipLimits: Hashable, Sendable {
    /// The size of the file as it came.
    public var bytes = 16 << 20
    /// The number of entries.
    public var entries = 2_000
    /// What all entries read become together.
    public var inflated = 64 << 20
    /// How many times its own size a file may become; the first MiB is not weighed.
    public var ratio = 100
    /// How many bytes are not weighed.
    public var unweighed = 1 << 20

    /// The limits of the house.
    public init() {}
}

/// The entries of a ZIP file, unpacked in memory.
public struct ZipContents: Hashable, Sendable {
    /// The names of all entries in their order, as words and nothing else: no file is ever written by them.
    public let names: [String]
    /// The bytes of the entries that were asked for.
    public let entries: [String: [UInt8]]
}

/// Reads ZIP files that may have been made to do harm.
public enum ZipReader {
    /// The names of all entries and the bytes of those wanted.
    public static func read(
        _ bytes: [UInt8], limits: ZipLimits = ZipLimits(), wanting: (String) -> Bool = { _ in true }
    ) throws(FileRefusal) -> ZipContents {
        try opening(bytes, limits) { unpack($0, size: bytes.count, limits, wanting) }
    }

    /// Opens a file held in memory for as long as the body runs.
    static func opening<Value>(
        _ bytes: [UInt8], _ limits: ZipLimits, _ body: (OpaquePointer) -> Result<Value, FileRefusal>
    ) throws(FileRefusal) -> Value {
        guard bytes.count <= limits.bytes else { throw .tooLarge(megabytes: limits.bytes >> 20) }
        let result = bytes.withUnsafeBytes { buffer -> Result<Value, FileRefusal> in
            var error = zip_error_t()
            zip_error_init(&error)
            defer { zip_error_fini(&error) }
            guard
                let source = zip_source_buffer_create(
                    buffer.baseAddress, zip_uint64_t(buffer.count), 0, &error)
            else { return .failure(.damaged) }
            guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
                zip_source_free(source)
                return .failure(.damaged)
            }
            defer { zip_discard(archive) }
            return body(archive)
        }
        return try result.get()
    }

    private static func unpack(
        _ archive: OpaquePointer, size: Int, _ limits: ZipLimits, _ wanting: (String) -> Bool
    ) -> Result<ZipContents, FileRefusal> {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0 else { return .failure(.damaged) }
        guard count <= limits.entries else { return .failure(.unpacksTooFar) }
        var names: [String] = []
        var entries: [String: [UInt8]] = [:]
        var rest = min(limits.inflated, max(limits.unweighed, size * limits.ratio))
        for index in 0..<zip_uint64_t(count) {
            var about = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &about) == 0, let bytes = about.name else {
                return .failure(.damaged)
            }
            let name = String(cString: bytes)
            guard !names.contains(name) else { return .failure(.damaged) }
            names.append(name)
            if about.encryption_method != 0 { return .failure(.hasPassword) }
            guard wanting(name) else { continue }
            switch inflate(archive, index, atMost: rest) {
            case .success(let content):
                guard UInt64(content.count) == about.size else { return .failure(.damaged) }
                rest -= content.count
                entries[name] = content
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(ZipContents(names: names, entries: entries))
    }

    private static func inflate(
        _ archive: OpaquePointer, _ index: zip_uint64_t, atMost limit: Int
    ) -> Result<[UInt8], FileRefusal> {
        guard let file = zip_fopen_index(archive, index, 0) else { return .failure(.damaged) }
        defer { zip_fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let read = chunk.withUnsafeMutableBytes {
                zip_fread(file, $0.baseAddress, zip_uint64_t($0.count))
            }
            guard read >= 0 else { return .failure(.damaged) }
            if read == 0 { return .success(content) }
            guard content.count + Int(read) <= limit else { return .failure(.unpacksTooFar) }
            content += chunk[..<Int(read)]
        }
    }
}
