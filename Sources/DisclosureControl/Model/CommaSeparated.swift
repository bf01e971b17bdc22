// SPDX-License-Identifier: Apache-2.0

/// A comma-separated file as rows of fields, with quotes undone and limits on size.
struct CommaSeparated: Sendable {
    let file: String
    let heading: [String]
    /// The rows after the heading, each with its row number in the file.
    let rows: [(number: Int, fields: [String])]

    static let largestField = 10_000

    /// Reads UTF-8 text; every row must have as many fields as the heading.
    init(_ bytes: [UInt8], file: String) throws(DisclosureProblem) {
        var all: [(Int, [String])] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var closed = false
        var line = 1
        var rowLine = 1
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func finishField() throws(DisclosureProblem) {
            if field.contains(0) { throw DisclosureProblem(file: file, row: line, "contains a zero byte") }
            guard let text = String(validating: field, as: UTF8.self) else {
                throw DisclosureProblem(file: file, row: line, "is not UTF-8 text")
            }
            fields.append(text)
            field.removeAll(keepingCapacity: true)
            closed = false
        }
        func finishRow() throws(DisclosureProblem) {
            if fields.isEmpty && field.isEmpty && !closed { return }
            try finishField()
            all.append((rowLine, fields))
            fields.removeAll(keepingCapacity: true)
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 10 { line += 1 }
            if quoted {
                if byte == 34 {
                    if index < bytes.count && bytes[index] == 34 {
                        field.append(34)
                        index += 1
                    } else {
                        quoted = false
                        closed = true
                    }
                } else {
                    field.append(byte)
                }
            } else if byte == 44 {
                try finishField()
            } else if byte == 10 {
                try finishRow()
                rowLine = line
            } else if byte == 13 {
                if index < bytes.count && bytes[index] != 10 {
                    throw DisclosureProblem(file: file, row: line, "has a carriage return inside a row")
                }
            } else if byte == 34 && field.isEmpty && !closed {
                quoted = true
            } else if closed || byte == 34 {
                throw DisclosureProblem(file: file, row: line, "has a quote in the wrong place")
            } else {
                field.append(byte)
            }
            if field.count > Self.largestField {
                throw DisclosureProblem(file: file, row: line, "has a field that is too long")
            }
        }
        if quoted { throw DisclosureProblem(file: file, row: rowLine, "a quote is opened and never closed") }
        try finishRow()
        guard let first = all.first else { throw DisclosureProblem(file: file, "is empty") }
        self.file = file
        heading = first.1.map(\.trimmingBlanks)
        for (number, fields) in all.dropFirst() where fields.count != first.1.count {
            throw DisclosureProblem(
                file: file, row: number, "has \(fields.count) fields where the heading has \(first.1.count)")
        }
        rows = all.dropFirst().map { (number: $0.0, fields: $0.1) }
    }

    /// The position of a column, which must exist once.
    func column(_ name: String) throws(DisclosureProblem) -> Int {
        let found = heading.indices.filter { heading[$0] == name }
        if found.isEmpty { throw DisclosureProblem(file: file, row: 1, "has no column \(name)") }
        if found.count > 1 { throw DisclosureProblem(file: file, row: 1, "has two columns \(name)") }
        return found[0]
    }
}

extension String {
    /// A count written in plain digits; `nil` for signs, fractions, blanks and more than 15 digits.
    var wholeCount: Int? {
        guard !isEmpty, utf8.count <= 15, utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(self)
    }

    /// The text as one field of a comma-separated file.
    var commaSeparatedField: String {
        guard contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return self }
        return "\"" + replacing("\"", with: "\"\"") + "\""
    }
}
