// SPDX-License-Identifier: Apache-2.0
import CExpat

/// An element of an XML file: its name, attributes and content in order.
///
/// Names carry the short prefix that the reader was given for their namespace (`text:p`), whatever prefix the
/// file uses; names of other namespaces stand as `{address}name`.
final class XMLElement {
    /// A part of the content.
    enum Part {
        case element(XMLElement)
        case text(String)
    }

    let name: String
    let attributes: [String: String]
    var parts: [Part] = []

    init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// The elements directly inside.
    var children: [XMLElement] {
        parts.compactMap {
            switch $0 {
            case .element(let element): element
            case .text: nil
            }
        }
    }

    /// The first element of a name directly inside.
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All elements of a name at any depth, in order.
    func all(_ name: String) -> [XMLElement] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    /// All text inside, at any depth.
    var text: String {
        parts.map {
            switch $0 {
            case .element(let element): element.text
            case .text(let text): text
            }
        }.joined()
    }
}

/// Reads XML that may have been made to do harm: no document type, no entities of its own, limits on depth and size.
enum XMLReader {
    /// How deep elements may lie in each other, and how many there may be.
    static let maximumDepth = 200
    static let maximumElements = 400_000

    /// The outermost element; `prefixes` gives the short names of namespaces by their addresses.
    static func read(_ bytes: [UInt8], named file: String, prefixes: [String: String]) throws(FileRefusal)
        -> XMLElement
    {
        guard let parser = XML_ParserCreateNS("UTF-8", XML_Char(UInt8(ascii: "|"))) else {
            throw .unreadable(file)
        }
        defer { XML_ParserFree(parser) }
        let state = State(parser: parser, prefixes: prefixes)
        XML_SetUserData(parser, Unmanaged.passUnretained(state).toOpaque())
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in State.of(data)?.stop() }
        XML_SetElementHandler(
            parser,
            { data, name, attributes in State.of(data)?.start(name, attributes) },
            { data, _ in State.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { data, text, count in State.of(data)?.add(text, count) }
        let status = bytes.withUnsafeBytes {
            XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 1)
        }
        return try withExtendedLifetime(state) { () throws(FileRefusal) -> XMLElement in
            if state.isRefused { throw .unreadable("\(file) holds what no such document needs") }
            guard status == XML_STATUS_OK, let root = state.root else {
                throw .unreadable("\(file), line \(XML_GetCurrentLineNumber(parser))")
            }
            return root
        }
    }

    private final class State {
        let parser: XML_Parser
        let prefixes: [String: String]
        var open: [XMLElement] = []
        var pending: [UInt8] = []
        var count = 0
        var root: XMLElement?
        var isRefused = false

        init(parser: XML_Parser, prefixes: [String: String]) {
            self.parser = parser
            self.prefixes = prefixes
        }

        static func of(_ data: UnsafeMutableRawPointer?) -> State? {
            data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
        }

        func stop() {
            isRefused = true
            XML_StopParser(parser, XML_Bool(0))
        }

        func start(
            _ name: UnsafePointer<XML_Char>?, _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
        ) {
            count += 1
            guard let name, count <= XMLReader.maximumElements, open.count < XMLReader.maximumDepth else {
                return stop()
            }
            flush()
            var attributes: [String: String] = [:]
            var at = 0
            while let list, let key = list[at], let value = list[at + 1] {
                attributes[short(key)] = String(cString: value)
                at += 2
            }
            let element = XMLElement(name: short(name), attributes: attributes)
            if let parent = open.last { parent.parts.append(.element(element)) } else { root = element }
            open.append(element)
        }

        func end() {
            flush()
            open.removeLast()
        }

        func add(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
            guard let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                pending.append(contentsOf: UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }

        private func flush() {
            guard !pending.isEmpty else { return }
            open.last?.parts.append(.text(String(decoding: pending, as: UTF8.self)))
            pending.removeAll(keepingCapacity: true)
        }

        private func short(_ pointer: UnsafePointer<XML_Char>) -> String {
            let name = String(cString: pointer)
            guard let bar = name.lastIndex(of: "|") else { return name }
            let space = String(name[..<bar])
            let local = name[name.index(after: bar)...]
            return prefixes[space].map { "\($0):\(local)" } ?? "{\(space)}\(local)"
        }
    }
}
