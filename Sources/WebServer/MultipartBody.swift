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
        let mark = Array("--\(boundary)".utf8)
        var fields = FormFields()
        var files: [UploadedFile] = []
        var starts: [Int] = []
        var index = 0
        while let found = find(mark, in: body, from: index), starts.count < 1_000 {
            starts.append(found)
            index = found + mark.count
        }
        for (start, end) in zip(starts, starts.dropFirst()) {
            // A part lies between "boundary CRLF" and "CRLF boundary".
            let from = start + mark.count + 2
            guard from <= end - 2, let gap = find([13, 10, 13, 10], in: body, from: from), gap + 4 <= end - 2
            else { continue }
            let head = String(decoding: body[from..<gap], as: UTF8.self)
            let content = Array(body[(gap + 4)..<(end - 2)])
            guard let name = parameter("name", in: head) else { continue }
            if let fileName = parameter("filename", in: head) {
                let plain = fileName.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
                files.append(UploadedFile(field: name, fileName: plain, bytes: content))
            } else {
                fields.all.append(.init(name: name, value: String(decoding: content, as: UTF8.self)))
            }
        }
        return (fields, files)
    }

    private static func parameter(_ name: String, in head: String) -> String? {
        for line in head.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            for part in line.split(separator: ";").dropFirst() {
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].trimmed.lowercased() == name else { continue }
                return pair[1].trimmed.replacing("\"", with: "")
            }
        }
        return nil
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
