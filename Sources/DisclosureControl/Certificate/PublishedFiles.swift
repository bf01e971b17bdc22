// SPDX-License-Identifier: Apache-2.0

/// What the checker reads of the published files: code lists, tables, and which numbers are shown.
struct PublishedFiles {
    /// A parent code and the codes that add up to it, within one hierarchy.
    struct Group {
        let hierarchy: String
        let parent: Int
        var children: [Int]
    }

    struct Table {
        let name: String
        var dimensions: [Int] = []
        var cells: [(codes: [Int], key: Int)] = []
    }

    typealias Fault = CertificateChecker.Fault

    private var dimensions: [String: Int] = [:]
    private var codes: [[String: Int]] = []
    private(set) var groups: [[Group]] = []
    private(set) var step: [Int] = []
    private(set) var known: [Int: Int] = [:]
    private(set) var shownBefore: Set<Int> = []
    /// Every cell in the order in which it first stands in the files.
    private(set) var order: [Int] = []
    private var seen: Set<Int> = []
    /// Cells in which there can be nobody.
    private(set) var structural: Set<Int> = []
    /// What rounded and noisy numbers leave open, and how they were made.
    private(set) var ranges: [Int: ClosedRange<Int>] = [:]
    private(set) var methods: Set<PublicationMethod> = []
    private var hiddenOrder: [Int] = []
    private var hiddenSeen: Set<Int> = []
    private(set) var tables: [Table] = []

    /// The hidden cells in the order in which they first stand in the files. Cells that some file
    /// shows are known, whatever another file hides.
    var hidden: [Int] { hiddenOrder.filter { known[$0] == nil } }

    init(_ files: [(name: String, bytes: [UInt8])]) throws(Fault) {
        let sorted = files.sorted { $0.name < $1.name }
        guard let lists = sorted.first(where: { $0.name == "hierarchy.csv" }) else {
            throw .undecided("hierarchy.csv is missing")
        }
        try readHierarchy(lists.bytes)
        for file in sorted {
            if file.name != "hierarchy.csv" { try read(file.name, file.bytes) }
        }
    }

    /// The lines of a file. Bytes are compared, not characters: that is several times as fast.
    private func lines(_ bytes: [UInt8], _ name: String) throws(Fault) -> [ArraySlice<UInt8>] {
        if bytes.contains(13) { throw .broken("\(name) has carriage returns") }
        return bytes.split(separator: 10)
    }

    private func text(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self) }

    private func split(_ line: ArraySlice<UInt8>) throws(Fault) -> [String] {
        if !line.contains(34) {
            return line.split(separator: 44, omittingEmptySubsequences: false).map(text)
        }
        var fields: [[UInt8]] = [[]]
        var quoted = false
        for byte in line {
            if byte == 34 {
                quoted.toggle()
            } else if byte == 44 && !quoted {
                fields.append([])
            } else {
                fields[fields.count - 1].append(byte)
            }
        }
        if quoted { throw .broken("a quote is not closed") }
        return fields.map { text($0[...]) }
    }

    private mutating func readHierarchy(_ bytes: [UInt8]) throws(Fault) {
        let lines = try lines(bytes, "hierarchy.csv")
        for line in lines.dropFirst() {
            let fields = try split(line)
            guard fields.count == 4 else { throw .broken("hierarchy.csv: \(text(line))") }
            let (name, hierarchy, code, parent) = (fields[0], fields[1], fields[2], fields[3])
            if dimensions[name] == nil {
                dimensions[name] = codes.count
                codes.append([:])
                groups.append([])
            }
            let at = dimensions[name] ?? 0
            let own = codes[at][code] ?? codes[at].count
            codes[at][code] = own
            if parent.isEmpty {
                if own != 0 { throw .broken("hierarchy.csv: \(name) has two totals") }
            } else if let above = codes[at][parent] {
                let known = groups[at].firstIndex { $0.hierarchy == hierarchy && $0.parent == above }
                if let known {
                    groups[at][known].children.append(own)
                } else {
                    groups[at].append(Group(hierarchy: hierarchy, parent: above, children: [own]))
                }
            } else {
                throw .broken("hierarchy.csv: \(code) comes before its parent")
            }
        }
        var size = 1
        for list in codes {
            step.append(size)
            let (product, overflow) = size.multipliedReportingOverflow(by: list.count)
            if overflow { throw .undecided("too many combinations of codes") }
            size = product
        }
    }

    private mutating func read(_ name: String, _ bytes: [UInt8]) throws(Fault) {
        let lines = try lines(bytes, name)
        guard let first = lines.first else { throw .undecided("\(name) is empty") }
        let heading = try split(first)
        guard let value = heading.firstIndex(of: "value"), let status = heading.firstIndex(of: "value_status")
        else {
            throw .broken("\(name) has no value and value_status")
        }
        var table = Table(name: name)
        let columns = heading.indices.filter { $0 != value && $0 != status }
        for column in columns {
            guard let at = dimensions[heading[column]], !table.dimensions.contains(at) else {
                throw .broken("\(name): \(heading[column])")
            }
            table.dimensions.append(at)
        }
        for line in lines.dropFirst() {
            let fields = try split(line)
            guard fields.count == heading.count else { throw .broken("\(name): \(text(line))") }
            var place: [Int] = []
            var key = 0
            for (index, column) in columns.enumerated() {
                guard let code = codes[table.dimensions[index]][fields[column]] else {
                    throw .broken("\(name): \(text(line))")
                }
                place.append(code)
                key += code * step[table.dimensions[index]]
            }
            table.cells.append((place, key))
            if seen.insert(key).inserted { order.append(key) }
            if !fields[status].isEmpty, let method = PublicationMethod(status: fields[status]) {
                guard let number = Int(fields[value]), (0...1 << 40).contains(number) else {
                    throw .broken("\(name): \(text(line))")
                }
                if !name.hasPrefix("earlier/") { methods.insert(method) }
                let range = method.range(shown: number)
                let old = ranges[key] ?? 0...Limits.far
                if !old.overlaps(range) { throw .broken("\(name): \(text(line)): elsewhere another number") }
                ranges[key] = range.clamped(to: old)
                if hiddenSeen.insert(key).inserted { hiddenOrder.append(key) }
            } else if fields[status].isEmpty || fields[status] == "z" {
                guard let number = Int(fields[value]), (0...1 << 40).contains(number) else {
                    throw .broken("\(name): \(text(line))")
                }
                if let other = known[key], other != number {
                    throw .broken("\(name): \(place) is shown twice with different numbers")
                }
                known[key] = number
                if fields[status] == "z" {
                    if number != 0 {
                        throw .broken("\(name): \(text(line)): somebody is where nobody can be")
                    }
                    structural.insert(key)
                }
                if name.hasPrefix("earlier/") { shownBefore.insert(key) }
            } else {
                if !fields[value].isEmpty { throw .broken("\(name) shows a hidden value: \(text(line))") }
                if hiddenSeen.insert(key).inserted { hiddenOrder.append(key) }
            }
        }
        tables.append(table)
    }
}
