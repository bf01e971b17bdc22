// SPDX-License-Identifier: Apache-2.0
import Foundation
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

    /// A threshold that is not understood must not fall back on a lower one.
    @Test(arguments: [
        ("true", "true"), ("\"10\"", "10"), ("10.5", "10.5"), ("1", "1"), ("1001", "1001"), ("", "no"),
    ])
    func `thresholds`(written: String, words: String) {
        let whole =
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"},{\"code\":\"y\",\"parent\":\"T\"}"
        let text = String(decoding: hierarchy(whole), as: UTF8.self)
        let changed = text.replacing(
            "\"threshold\":5,", with: written.isEmpty ? "" : "\"threshold\":\(written),")
        #expect(throws: Never.self) { try InstanceReader.hierarchy(Array(text.utf8)) }
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.hierarchy(Array(changed.utf8))
        }
        #expect(problem?.file == "hierarchy.json" && problem?.message.contains(words) == true)
        #expect(problem?.message.contains("threshold") == true)
    }

    @Test func `the higher of two thresholds counts, and widens what is asked`() throws {
        let files = FileManager.default
        let folder = NSTemporaryDirectory() + "instance-\(UUID().uuidString)"
        defer { try? files.removeItem(atPath: folder) }
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let whole =
            "{\"code\":\"T\",\"parent\":null},{\"code\":\"x\",\"parent\":\"T\"},{\"code\":\"y\",\"parent\":\"T\"}"
        try Data(hierarchy(whole)).write(to: URL(fileURLWithPath: folder + "/hierarchy.json"))
        try Data("a,n\nx,7\ny,30\n".utf8).write(to: URL(fileURLWithPath: folder + "/atoms.csv"))
        #expect(try InstanceReader.read(folder, atLeast: 3).threshold == 5)
        #expect(try InstanceReader.read(folder, atLeast: 10).threshold == 10)
        let raised = DisclosurePolicy.standard.raised(to: 20)
        #expect(raised.threshold == 20 && raised.need == 20 && raised.insiderNeed == 1)
        #expect(DisclosurePolicy.standard.raised(to: 3) == .standard)
    }
}
