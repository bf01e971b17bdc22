// SPDX-License-Identifier: Apache-2.0
import CZip

/// A ZIP file read entry by entry in small pieces, so that the size of an entry costs no memory.
///
/// It lives only within `open`. Everything that is unpacked counts against the limits; no stated size is believed.
final class ZipStream {
    /// The names of all entries in their order.
    let names: [String]

    private let archive: OpaquePointer
    private var rest: Int

    private init(_ archive: OpaquePointer, names: [String], rest: Int) {
        self.archive = archive
        self.names = names
        self.rest = rest
    }

    /// Opens a file held in memory for as long as the body runs.
    static func open<Value>(
        _ bytes: [UInt8], limits: ZipLimits, _ body: (ZipStream) throws(FileRefusal) -> Value
    ) throws(FileRefusal) -> Value {
        try ZipReader.opening(bytes, limits) { archive in
            do throws(FileRefusal) {
                let names = try names(of: archive, limits)
                let rest = min(limits.inflated, max(limits.unweighed, bytes.count * limits.ratio))
                return .success(try body(ZipStream(archive, names: names, rest: rest)))
            } catch {
                return .failure(error)
            }
        }
    }

    private static func names(of archive: OpaquePointer, _ limits: ZipLimits) throws(FileRefusal) -> [String]
    {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0 else { throw .damaged }
        guard count <= limits.entries else { throw .unpacksTooFar }
        var names: [String] = []
        var seen: Set<String> = []
        for index in 0..<zip_uint64_t(count) {
            var about = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &about) == 0, let bytes = about.name else {
                throw .damaged
            }
            let name = String(cString: bytes)
            guard seen.insert(name).inserted else { throw .damaged }
            if about.encryption_method != 0 { throw .workbookHasPassword }
            names.append(name)
        }
        return names
    }

    /// Gives an entry piece by piece until the body has seen enough and returns false.
    func read(
        _ name: String, _ body: (UnsafeRawBufferPointer) throws(FileRefusal) -> Bool
    ) throws(FileRefusal) {
        guard let index = names.firstIndex(of: name),
            let file = zip_fopen_index(archive, zip_uint64_t(index), 0)
        else { throw .damaged }
        defer { zip_fclose(file) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let read = zip_fread(file, chunk.baseAddress, zip_uint64_t(chunk.count))
            guard read >= 0 else { throw .damaged }
            guard read > 0 else { return }
            rest -= Int(read)
            guard rest >= 0 else { throw .unpacksTooFar }
            guard try body(UnsafeRawBufferPointer(rebasing: chunk[..<Int(read)])) else { return }
        }
    }

    /// The whole of an entry that has to be small.
    func bytes(of name: String, atMost limit: Int = 8 << 20) throws(FileRefusal) -> [UInt8] {
        var content: [UInt8] = []
        try read(name) { (piece: UnsafeRawBufferPointer) throws(FileRefusal) -> Bool in
            content += piece
            guard content.count <= limit else { throw .unpacksTooFar }
            return true
        }
        return content
    }
}
