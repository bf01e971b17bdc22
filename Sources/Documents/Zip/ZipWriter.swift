// SPDX-License-Identifier: Apache-2.0
import CZip

/// Writes ZIP files whose bytes depend on their entries alone: no clock, no owner, no machine.
public enum ZipWriter {
    /// An entry: its name within the file and its bytes.
    public struct Entry: Hashable, Sendable {
        /// The name, with `/` between folders.
        public let name: String
        /// The content.
        public let bytes: [UInt8]
        /// Whether it is stored as it is, as the first entry of an ODT has to be.
        public let isStored: Bool

        /// An entry.
        public init(_ name: String, _ bytes: [UInt8], isStored: Bool = false) {
            self.name = name
            self.bytes = bytes
            self.isStored = isStored
        }

        /// An entry of text.
        public init(_ name: String, text: String, isStored: Bool = false) {
            self.init(name, Array(text.utf8), isStored: isStored)
        }
    }

    /// The file; the entries keep their order. What would shrink so far that a careful reader takes it for a
    /// bomb is shrunk less, and stored as it is only where even that is too far.
    public static func bytes(of entries: [Entry]) -> [UInt8] {
        let total = entries.reduce(0) { $0 + $1.bytes.count }
        for level: UInt32 in [6, 1] {
            let packed = write(entries, level: level)
            if total <= 1 << 19 || total / max(packed.count, 1) <= 90 { return packed }
        }
        return write(entries, level: nil)
    }

    /// The file with every entry shrunk as far as it will go, whatever a careful reader makes of it.
    static func packed(_ entries: [Entry]) -> [UInt8] { write(entries, level: 6) }

    private static func write(_ entries: [Entry], level: UInt32?) -> [UInt8] {
        let copies = entries.map { entry -> UnsafeMutableRawBufferPointer in
            let copy = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(entry.bytes.count, 1), alignment: 1)
            copy.copyBytes(from: entry.bytes)
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { preconditionFailure("no memory") }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, Int32(ZIP_TRUNCATE), nil) else {
            preconditionFailure("an empty buffer that is no archive")
        }
        for (entry, copy) in zip(entries, copies) {
            let size = zip_uint64_t(entry.bytes.count)
            let source = zip_source_buffer(archive, copy.baseAddress, size, 0)
            let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            precondition(index >= 0, "two entries of one name")
            let method = level == nil || entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
            zip_set_file_compression(archive, zip_uint64_t(index), zip_int32_t(method), level ?? 0)
            // 1 January 1980, the first day that ZIP can name.
            zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
        }
        precondition(zip_close(archive) == 0, "an archive that memory cannot hold")
        return content(of: target)
    }

    private static func content(of source: OpaquePointer) -> [UInt8] {
        var about = zip_stat_t()
        zip_stat_init(&about)
        precondition(zip_source_stat(source, &about) == 0 && zip_source_open(source) == 0, "a lost buffer")
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: Int(about.size))
        let read = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, about.size) }
        precondition(read == zip_int64_t(about.size), "a buffer cut short")
        return bytes
    }
}
