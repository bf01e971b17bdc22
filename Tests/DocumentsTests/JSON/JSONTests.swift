// SPDX-License-Identifier: Apache-2.0
import Documents
import Testing

@Suite struct `JSON` {
    @Test func `is written with two spaces and read back with its order kept`() throws {
        let value: JSONValue = [
            "z": "text with \"quotes\", \\ and \u{1}\u{7F}\n", "a": [.number(-3), .bool(true), .null, []],
            "m": [:],
        ]
        let text = """
            {
              "z": "text with \\"quotes\\", \\\\ and \\u0001\\u007f\\n",
              "a": [
                -3,
                true,
                null,
                []
              ],
              "m": {}
            }

            """
        #expect(String(decoding: value.pretty, as: UTF8.self) == text)
        #expect(try JSONReader.value(value.pretty) == value)
    }

    @Test func `reads escapes and pairs of surrogates`() throws {
        #expect(try JSONReader.value(Array(#""\u0041\/\b\f\r\t\ud83d\ude00é""#.utf8)) == "A/\u{8}\u{C}\r\t😀é")
    }

    @Test(arguments: [
        ("", 1, 1), ("{", 1, 2), ("{\"a\":1,}", 1, 8), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("{\"a\" 1}", 1, 6),
        ("1.5", 1, 1), ("01", 1, 1), ("1e3", 1, 1), ("99999999999999999999", 1, 1), ("nul", 1, 1),
        ("\"a", 1, 1),
        ("\"\\x\"", 1, 4), ("\"\\ud800\"", 1, 8), ("{\n  \"a\": 1,\n  \"a\": 2\n}", 3, 3), ("[] []", 1, 4),
        ("\"a\nb\"", 1, 3), ("'a'", 1, 1), ("\"\\u00g0\"", 1, 4),
    ])
    func `says where it stops making sense`(text: String, line: Int, column: Int) {
        let problem = #expect(throws: JSONProblem.self) { try JSONReader.value(Array(text.utf8)) }
        #expect(problem?.line == line)
        #expect(problem?.column == column)
    }

    @Test func `is refused where it lies too deep or is no UTF-8`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONProblem.self) { try JSONReader.value(Array(deep.utf8)) }
        #expect(throws: JSONProblem.self) { try JSONReader.value([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONProblem.self) {
            try JSONReader.value([UInt8](repeating: 0x20, count: JSONReader.maximumBytes + 1))
        }
    }
}
