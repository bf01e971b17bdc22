// SPDX-License-Identifier: Apache-2.0
import CExpat

/// What follows an XML file as it goes by. Names come without their namespace: the parts of a workbook that are
/// followed this way use each local name once.
protocol XMLFollower: AnyObject {
    /// An element begins.
    func start(_ name: String, _ attributes: XMLStream.Attributes)
    /// Text goes by.
    func text(_ bytes: UnsafeRawBufferPointer)
    /// An element ends.
    func end(_ name: String)
    /// Why the rest need not be read, or must not; asked after every piece.
    var refusal: FileRefusal? { get }
    /// Whether all that was wanted has gone by.
    var isDone: Bool { get }
}

/// Reads XML of any length piece by piece: no document type, no entities of its own, a limit on depth.
final class XMLStream {
    /// The attributes of an element, looked up by local name where they stand.
    struct Attributes {
        let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

        /// The first attribute of a local name.
        subscript(_ wanted: StaticString) -> String? {
            var at = 0
            while let list, let key = list[at], let value = list[at + 1] {
                if Self.isName(key, wanted) { return String(cString: value) }
                at += 2
            }
            return nil
        }

        /// Whether any attribute of a local name has a value; two namespaces may have one of the same name.
        func has(_ wanted: StaticString, _ value: String) -> Bool {
            var at = 0
            while let list, let key = list[at], let found = list[at + 1] {
                if Self.isName(key, wanted), String(cString: found) == value { return true }
                at += 2
            }
            return false
        }

        private static func isName(_ key: UnsafePointer<XML_Char>, _ wanted: StaticString) -> Bool {
            var local = key
            var at = key
            while at.pointee != 0 {
                if at.pointee == XML_Char(UInt8(ascii: "|")) { local = at + 1 }
                at += 1
            }
            let count = at - local
            guard count == wanted.utf8CodeUnitCount else { return false }
            return wanted.withUTF8Buffer { buffer in
                (0..<count).allSatisfy { UInt8(bitPattern: local[$0]) == buffer[$0] }
            }
        }
    }

    private let follower: any XMLFollower
    private let parser: XML_Parser
    private let file: String
    private var depth = 0
    private var isRefused = false

    private init(_ follower: any XMLFollower, named file: String) throws(FileRefusal) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(UInt8(ascii: "|"))) else {
            throw .unreadable(file)
        }
        self.parser = parser
        self.follower = follower
        self.file = file
    }

    deinit { XML_ParserFree(parser) }

    /// Follows an entry of a ZIP file to its end, or until the follower has what it wants.
    static func follow(_ name: String, in zip: ZipStream, with follower: any XMLFollower) throws(FileRefusal)
    {
        let stream = try XMLStream(follower, named: name)
        stream.listen()
        var isOver = false
        try zip.read(name) { (piece: UnsafeRawBufferPointer) throws(FileRefusal) -> Bool in
            isOver = try stream.take(piece, isLast: false)
            return !isOver
        }
        if !isOver { _ = try stream.take(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }
    }

    private func listen() {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLStream.of(data)?.stop() }
        XML_SetElementHandler(
            parser,
            { data, name, attributes in XMLStream.of(data)?.start(name, attributes) },
            { data, name in XMLStream.of(data)?.end(name) })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            XMLStream.of(data)?.follower.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Takes a piece; true where no more is wanted.
    private func take(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(FileRefusal) -> Bool {
        let start = piece.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = XML_Parse(parser, start, Int32(piece.count), isLast ? 1 : 0)
        if isRefused { throw .unreadable("\(file) holds what no such document needs") }
        if let refusal = follower.refusal { throw refusal }
        if follower.isDone { return true }
        guard status == XML_STATUS_OK else {
            throw .unreadable("\(file), line \(XML_GetCurrentLineNumber(parser))")
        }
        return false
    }

    private func stop() {
        isRefused = true
        XML_StopParser(parser, XML_Bool(0))
    }

    private func start(
        _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        depth += 1
        guard let name, depth < XMLReader.maximumDepth else { return stop() }
        follower.start(Self.local(name), Attributes(list: attributes))
        endEarly()
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
        depth -= 1
        guard let name else { return }
        follower.end(Self.local(name))
        endEarly()
    }

    private func endEarly() {
        if follower.refusal != nil || follower.isDone { XML_StopParser(parser, XML_Bool(0)) }
    }

    private static func local(_ name: UnsafePointer<XML_Char>) -> String {
        var local = name
        var at = name
        while at.pointee != 0 {
            if at.pointee == XML_Char(UInt8(ascii: "|")) { local = at + 1 }
            at += 1
        }
        return String(cString: local)
    }
}
