// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import WebServer

@Suite struct `A form with a file` {
    private static func request(_ parts: [(head: String, content: [UInt8])], boundary: String = "XX")
        -> WebRequest
    {
        var body: [UInt8] = []
        for part in parts {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8)
            body += part.content + [13, 10]
        }
        body += Array("--\(boundary)--\r\n".utf8)
        return WebRequest(
            .post, "/", headers: ["content-type": "multipart/form-data; boundary=\(boundary)"], body: body)
    }

    @Test func `gives fields and files with their bytes`() {
        let bytes = (0...255).map { UInt8($0) } + [13, 10, 13, 10]
        let form = Self.request([
            ("name=\"csrf\"", Array("token".utf8)),
            ("name=\"file\"; filename=\"plan.csv\"\r\nContent-Type: text/csv", bytes),
            ("name=\"note\"", Array("é <b>\r\nline".utf8)), ("name=\"empty\"", []),
        ]).form
        #expect(form.fields.all.map(\.name) == ["csrf", "note", "empty"])
        #expect(form.fields.raw("note") == "é <b>\nline")
        #expect(form.files == [UploadedFile(field: "file", fileName: "plan.csv", bytes: bytes)])
    }

    /// Only CRLF, two hyphens, the boundary and its own end part one part from the next (RFC 2046, 5.1.1).
    @Test(arguments: [
        "a--XXb", "\r\n--XXY\r\nmore", "\n--XX\n", "x--XX--", "\r\n-XX", "\r\n--xx\r\n", "x--XX\r\n\r\n",
    ])
    func `may have what looks like the boundary in its content`(content: String) {
        let form = Self.request([
            ("name=\"file\"; filename=\"a.csv\"", Array(content.utf8)), ("name=\"last\"", Array("1".utf8)),
        ]).form
        #expect(form.files.map { String(decoding: $0.bytes, as: UTF8.self) } == [content])
        #expect(form.fields.raw("last") == "1")
    }

    @Test(
        arguments: [
            ("filename=\"plan.csv\"", "plan.csv"), ("filename=\"C:\\Users\\x\\plan.csv\"", "plan.csv"),
            ("filename=\"../../etc/passwd\"", "passwd"), ("filename=\"a;b.csv\"", "a;b.csv"),
            ("filename=\"name=x; y.csv\"", "name=x; y.csv"),
            ("filename=\"say %22yes%22.csv\"", "say %22yes%22.csv"),
            ("filename=\"a\\\"b.csv\"", "a\"b.csv"), ("filename=plan.csv", "plan.csv"),
            ("filename=\"Tŷ’r.csv\"", "Tŷ’r.csv"), ("filename=\"\"", ""),
        ])
    func `has its name without folders, whatever signs are in it`(head: String, name: String) {
        let form = Self.request([("name=\"file\"; \(head)", [65])]).form
        #expect(form.files.map(\.fileName) == [name])
        #expect(form.files.map(\.field) == ["file"])
    }

    @Test(
        arguments: [
            "", "--XX", "--XX--", "--XX\r\n", "--XX\r\n\r\n--XX--", "garbage",
            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ended",
            "--XX\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--XX--",
            "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nno blank line\r\n--XX--",
        ])
    func `that is broken gives nothing and harms nothing`(body: String) {
        let request = WebRequest(
            .post, "/", headers: ["content-type": "multipart/form-data; boundary=XX"], body: Array(body.utf8))
        #expect(request.form.fields.all.isEmpty)
        #expect(request.form.files.isEmpty)
    }

    @Test func `takes the boundary with quotes, and is no form without one`() {
        let body = Array("--a b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--a b--".utf8)
        let quoted = WebRequest(
            .post, "/", headers: ["content-type": "multipart/form-data; boundary=\"a b\"; charset=utf-8"],
            body: body)
        #expect(quoted.form.fields.raw("x") == "1")
        let none = WebRequest(.post, "/", headers: ["content-type": "multipart/form-data"], body: body)
        #expect(none.form.fields.raw("x") == "")
        #expect(none.form.files.isEmpty)
    }
}
