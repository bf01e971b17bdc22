// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A CSV file that cannot be opened or read.
public struct CSVFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one line.
    public let description: String

    /// An error with its line.
    public init(_ description: String) { self.description = description }
}

/// The bytes of a file, mapped rather than loaded, or bytes at hand.
///
/// Unchecked because a pointer is not `Sendable`: the mapping is read-only, is never changed after the
/// initialiser and lives as long as the object.
final class CSVSource: @unchecked Sendable {
    private let held: [UInt8]
    private let mapping: UnsafeMutableRawPointer?
    private let mappedCount: Int

    init(bytes: [UInt8]) {
        held = bytes
        mapping = nil
        mappedCount = 0
    }

    init(path: String) throws(CSVFileError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw CSVFileError("\(path) cannot be opened: \(Self.reason())") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw CSVFileError("\(path) cannot be read: \(Self.reason())")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw CSVFileError("\(path) is a folder, not a file")
        }
        let count = Int(status.st_size)
        if status.st_mode & S_IFMT == S_IFREG, count > 0 {
            let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
            guard let address, address != MAP_FAILED else {
                throw CSVFileError("\(path) cannot be read: \(Self.reason())")
            }
            _ = madvise(address, count, MADV_SEQUENTIAL)
            mapping = address
            mappedCount = count
            held = []
        } else {
            mapping = nil
            mappedCount = 0
            held = try Self.readAll(file, path)
        }
    }

    deinit {
        if let mapping { munmap(mapping, mappedCount) }
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        if let mapping {
            defer { withExtendedLifetime(self) {} }
            return try body(UnsafeRawBufferPointer(start: mapping, count: mappedCount))
        }
        return try held.withUnsafeBytes(body)
    }

    /// Tells the system that the bytes between two places are not needed now, so that memory stays flat.
    func letGo(from start: Int, upTo end: Int) {
        guard let mapping else { return }
        let first = start & ~0xFFFF
        let last = end & ~0xFFFF
        if last > first { _ = madvise(mapping + first, last - first, MADV_DONTNEED) }
    }

    private static func readAll(_ file: Int32, _ path: String) throws(CSVFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw CSVFileError("\(path) cannot be read: \(reason())")
            }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    private static func reason() -> String {
        switch errno {
        case ENOENT: "there is no such file"
        case EACCES, EPERM: "you are not allowed to read it"
        case EISDIR: "it is a folder"
        default: String(cString: strerror(errno))
        }
    }
}
