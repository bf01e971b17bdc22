// SPDX-License-Identifier: Apache-2.0

/// The `multipart/form-data` form of a body (RFC 7578).
enum MultipartBody {
    static func boundary(of contentType: String) -> String? {
        guard let mark = contentType.range(of: "boundary=") else { return nil }
        let value = contentType[mark.upperBound...].prefix { $0 != ";" }
        let boundary = value.trimmed.replacing("\"", with: "")
        return boundary.isEmpty || boundary.utf8.count > 200 ? nil : boundary
    }

    static func parse(_ body: [UInt8], boundary: String) -> (FormFields, [UploadedFile]) {
        var fields = FormFields()
        var files: [UploadedFile] = []
        let delimiters = delimiters(in: body, boundary: boundary)
        for (start, end) in zip(delimiters, delimiters.dropFirst()) where !start.isLast {
            // The head of a part ends with a blank line; a part without one is no part.
            guard let gap = find([13, 10, 13, 10], in: body, from: start.end - 2), gap + 4 <= end.start
            else { continue }
            let head = String(decoding: body[start.end - 2..<gap], as: UTF8.self)
            let content = Array(body[(gap + 4)..<end.start])
            guard let name = parameter("name", in: head) else { continue }
            if let fileName = parameter("filename", in: head) {
                let plain = fileName.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
                files.append(UploadedFile(field: name, fileName: plain, bytes: content))
            } else {
                fields.all.append(.init(name: name, value: FormFields.readable(content)))
            }
        }
        return (fields, files)
    }

    /// Where a line stands that parts one part from the next: from the line break before it to the one after.
    private struct Delimiter {
        let start: Int
        let end: Int
        let isLast: Bool
    }

    /// The delimiters of a body: the boundary on a line of its own, nothing else (RFC 2046, 5.1.1).
    private static func delimiters(in body: [UInt8], boundary: String) -> [Delimiter] {
        let mark = Array("--\(boundary)".utf8)
        var found: [Delimiter] = []
        var index = 0
        while let place = find(mark, in: body, from: index), found.count < 1_000 {
            index = place + mark.count
            guard place == 0 || (place >= 2 && body[place - 2] == 13 && body[place - 1] == 10) else {
                continue
            }
            let after = body[index...].prefix(2)
            let isLast = after == [45, 45]
            guard isLast || after == [13, 10] else { continue }
            found.append(Delimiter(start: max(0, place - 2), end: index + 2, isLast: isLast))
            if isLast { break }
        }
        return found
    }

    /// A parameter of the line `Content-Disposition`; in quotes, a backslash hides a quote.
    private static func parameter(_ name: String, in head: String) -> String? {
        for line in head.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            return parameters(of: line).first { $0.name == name }?.value
        }
        return nil
    }

    private static func parameters(of line: Substring) -> [(name: String, value: String)] {
        var parts = [""]
        var isQuoted = false
        var isHidden = false
        for character in line {
            if isQuoted, character == "\"", !isHidden {
                isQuoted = false
            } else if !isQuoted, character == "\"" {
                isQuoted = true
            } else if !isQuoted, character == ";" {
                parts.append("")
            } else if isQuoted, character == "\"", isHidden {
                parts[parts.count - 1].removeLast()
                parts[parts.count - 1].append(character)
            } else {
                parts[parts.count - 1].append(character)
            }
            isHidden = character == "\\" && !isHidden
        }
        return parts.dropFirst().compactMap { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return pair.count == 2 ? (pair[0].trimmed.lowercased(), pair[1].trimmed) : nil
        }
    }

    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard needle.count <= body.count - start, start >= 0 else { return nil }
        return body.withUnsafeBufferPointer { bytes in
            var index = start
            let last = bytes.count - needle.count
            while index <= last {
                if bytes[index] == needle[0] {
                    var offset = 1
                    while offset < needle.count, bytes[index + offset] == needle[offset] { offset += 1 }
                    if offset == needle.count { return index }
                }
                index += 1
            }
            return nil
        }
    }
}
