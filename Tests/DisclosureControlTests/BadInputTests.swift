// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Bad input is refused with its place` {
    func hierarchy(_ nodes: String, tables: String = "[[\"a\"]]") -> [UInt8] {
        Array("{\"threshold\":5,\"tables\":\(tables),\"dims\":[{\"name\":\"a\",\"nodes\":[\(nodes)]}]}".utf8)
    }

    @Test(arguments: [
        ("{\"code\":\"T\",\"parent\":\"x\"},{\"code\":\"x\",\"parent\":\"T\"}", "cycle"),
        (
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"y\"},{\"code\":\"y\",\"parent\":\"x\"}",
            "cycle"
        ),
        ("{\"code\":\"T\",\"parent\":null},{\"code\":\"U\",\"parent\":null}", "two totals"),
        ("{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"V\"}", "missing"),
        (
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"},{\"code\":\"x\",\"parent\":\"T\"}",
            "twice"
        ),
        (
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"},{\"code\":\"x \",\"parent\":\"T\"}",
            "blanks"
        ),
        ("{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"}", "one child"),
        ("{\"code\":\"T\",\"parent\":null},{\"code\":7,\"parent\":\"T\"}", "no code"),
    ])
    func `hierarchies`(nodes: String, words: String) {
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.hierarchy(hierarchy(nodes))
        }
        #expect(problem?.description.contains(words) == true)
        #expect(problem?.file == "hierarchy.json")
    }

    @Test func `a table naming an unknown dimension`() {
        let good =
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"},{\"code\":\"y\",\"parent\":\"T\"}"
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.hierarchy(hierarchy(good, tables: "[[\"b\"]]"))
        }
        #expect(problem?.message.contains("b") == true)
    }

    @Test(arguments: [
        ("a,n\nx,-1\n", 2), ("a,n\nx,1\ny,2.5\n", 3), ("a,n\nx,99999999999\n", 2), ("a,n\nx,1\nz,2\n", 3),
        ("a,n\nx,1,2\n", 2), ("a,n\nT,4\n", 2), ("a,n\nx,3\nx,4\n", 3), ("a,n\nx,\n", 2), ("a,m\nx,1\n", 1),
        ("a,n\n\"x,1\n", 2),
    ])
    func `counts`(text: String, row: Int) throws {
        let dimension = try TableDimension(
            name: "a",
            nodes: [
                .init(code: "T", parent: nil), .init(code: "x", parent: "T"), .init(code: "y", parent: "T"),
            ])
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.atoms(
                Array(text.utf8), file: "atoms.csv", dimensions: [dimension], counted: true)
        }
        #expect(problem?.row == row)
    }
}
