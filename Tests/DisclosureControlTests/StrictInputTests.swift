// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureCommands
@testable import DisclosureControl

/// What would be passed over in silence and change what is protected.
@Suite struct `Input that says two things at once` {
    func problem(_ folder: CommandFolder) -> DisclosureProblem? {
        #expect(throws: DisclosureProblem.self) { try InstanceReader.read(folder.root + "/in") }
    }

    @Test func `atoms and micro data must agree, by row`() throws {
        let folder = try CommandFolder([2, 1, 3, 2, 1, 1, 2, 2, 1, 1, 1, 6])
        var people = "d,e\n"
        for (place, count) in [2, 1, 3, 2, 1, 1, 2, 2, 1, 1, 1, 6].enumerated() {
            for _ in 0..<count { people += "d\(place / 4),e\(place % 4)\n" }
        }
        try folder.put("in/micro.csv", people)
        #expect(try InstanceReader.read(folder.root + "/in").atoms.count == 12)
        try folder.put("in/micro.csv", people + "d0,e2\n")
        #expect(problem(folder)?.description.contains("atoms.csv, row 4: does not hold as many") == true)
        try folder.put("in/micro.csv", people)
        try folder.put("in/atoms.csv", folder.text("in/atoms.csv").replacing("d2,e3,6\n", with: ""))
        #expect(problem(folder)?.description.contains("micro.csv, row 19: holds somebody") == true)
    }

    @Test func `columns that are no dimension, counts of single people, and no people at all`() throws {
        let folder = try CommandFolder()
        let atoms = folder.text("in/atoms.csv")
        try folder.put("in/atoms.csv", "d,e,n,f\nd0,e0,3,x\n")
        #expect(problem(folder)?.description.contains("atoms.csv, row 1: has a column \"f\"") == true)
        try folder.put("in/atoms.csv", "d,e,n\n")
        #expect(problem(folder)?.description.contains("atoms.csv: has a heading and nobody") == true)
        try FileManager.default.removeItem(atPath: folder.root + "/in/atoms.csv")
        try folder.put("in/micro.csv", atoms)
        #expect(problem(folder)?.description.contains("micro.csv, row 1: has a column n") == true)
        try folder.put("in/micro.csv", "d,e,id\n")
        #expect(problem(folder)?.file == "micro.csv")
        try folder.put("in/micro.csv", "d,e,id\nd0,e0,7\n")
        #expect(try InstanceReader.read(folder.root + "/in").atoms.map(\.count) == [1])
        try FileManager.default.removeItem(atPath: folder.root + "/in/micro.csv")
        #expect(problem(folder)?.message.contains("neither atoms.csv nor micro.csv") == true)
    }

    @Test func `joiners are named with their folder and row`() throws {
        let folder = try CommandFolder()
        #expect(folder.protect() == 0)
        try folder.put("in/previous/r1/t.csv", folder.text("out/published/table-01-d-e.csv"))
        for (text, row, words) in [
            ("d,e,n\nd1,e1,2\nd0,e0,99\n", 3, "more joiners"), ("d,e,n\nd1,e9,2\n", 2, "unknown code"),
            ("d,e,n,x\nd1,e1,2,3\n", 1, "no dimension"),
        ] {
            try folder.put("in/previous/r1/joiners.csv", text)
            let found = problem(folder)
            #expect(found?.file == "previous/r1/joiners.csv" && found?.row == row)
            #expect(found?.message.contains(words) == true)
        }
        try FileManager.default.removeItem(atPath: folder.root + "/in/previous/r1/joiners.csv")
        try folder.put(
            "in/previous/r1/areas.csv", "dimension,hierarchy,code,parent\nd,,Total,\nd,1,d0,Total\n")
        #expect(problem(folder)?.file == "previous/r1/areas.csv")
    }

    @Test(
        arguments: [
            ("{\"a\":1,\"b\":{\"a\":2},\"c\":[{\"a\":1},{\"a\":2}]}", nil),
            ("{\"a\":\"a\",\"b\":\"a\"}", nil),
            ("{\"a\":1,\"b\":2,\"a\":3}", "a"), ("{\"x\":[{\"k\" : 1, \"\\u006b\" :2}]}", "k"),
            ("{\"a{\\\"\":\"}\",\"b\":1}", nil), ("[{\"q\":{\"z\":1},\"q\":2}]", "q"),
        ] as [(String, String?)])
    func `keys that stand twice`(text: String, key: String?) throws {
        _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(StrictJSON.repeatedKey(Array(text.utf8)) == key)
        let hierarchy =
            "{\"threshold\":10,\"tables\":[[\"a\"]],\"threshold\":5,\"dims\":[{\"name\":\"a\",\"nodes\":[]}]}"
        let problem = #expect(throws: DisclosureProblem.self) {
            try InstanceReader.hierarchy(Array(hierarchy.utf8))
        }
        #expect(problem?.message.contains("threshold twice") == true)
    }

    static let policy = """
        {"name":"p","owner":"o","effectiveFrom":"2026-01-01","explanation":"e","threshold":5,"need":5,
        "insiderNeed":1,"ruleAware":false,"minimumBase":10,"amountRules":[{"closeGuess":{"percent":10}}]}
        """

    @Test(arguments: [
        ("\"need\":5", "\"need\":5,\"zeroes\":\"hide\"", "states zeroes, which"),
        ("\"percent\":10", "\"percent\":10,\"knownPercent\":5", "amountRules.closeGuess.knownPercent"),
        ("\"need\":5", "\"need\":5,\"need\":6", "states need twice"),
        ("2026-01-01", "1 January 2026", "effectiveFrom"), ("\"need\":5,", "", "is not a disclosure policy"),
    ])
    func `policies with keys that mean nothing`(old: String, new: String, words: String) throws {
        #expect(throws: Never.self) { try DisclosurePolicy.read(Array(Self.policy.utf8), file: "p.json") }
        let text = Self.policy.replacing(old, with: new)
        let problem = #expect(throws: DisclosureProblem.self) {
            try DisclosurePolicy.read(Array(text.utf8), file: "p.json")
        }
        #expect(problem?.file == "p.json")
        #expect(problem?.description.contains(words) == true)
    }

    @Test func `a policy that is not in force yet`() throws {
        let folder = try CommandFolder()
        try folder.put("policies/p.json", Self.policy)
        let words = ["--policies", folder.root + "/policies", "--policy", "p"]
        #expect(folder.protect("out", more: words) == 0)
        try folder.put("policies/p.json", Self.policy.replacing("2026-01-01", with: "2999-01-01"))
        #expect(folder.protect("out2", more: words) == 1)
        #expect(folder.text("out2/summary.json").isEmpty)
        let policy = try DisclosurePolicy.all(in: folder.root + "/policies")["p"]
        #expect(throws: Never.self) { try policy?.requireForce(on: "2999-01-01") }
        let problem = #expect(throws: DisclosureProblem.self) { try policy?.requireForce(on: "2998-12-31") }
        #expect(problem?.message.contains("from 2999-01-01") == true)
    }

    /// A folder of policies that is not there, holds none, one that is none, or one of that name twice.
    @Test func `both checkers end alike where the policies cannot be told`() throws {
        let folder = try CommandFolder()
        #expect(folder.protect() == 0)
        let out = folder.root + "/out"
        try folder.put("no-json/readme.txt", "none")
        try folder.put("bad/p.json", Self.policy.replacing("\"need\":5,", with: ""))
        try folder.put("odd/p.json", Self.policy.replacing("\"need\"", with: "\"zeroes\":1,\"need\""))
        try folder.put("inner/p.json", Self.policy.replacing("10}}", with: "10,\"knownPercent\":5}}"))
        try folder.put("again/p.json", Self.policy.replacing("\"need\"", with: "\"need\":6,\"need\""))
        for name in ["p", "q"] { try folder.put("twice/\(name).json", Self.policy) }
        try folder.put("good/p.json", Self.policy)
        let table = folder.text("out/published/table-01-d-e.csv")
        for (broken, sound) in [(false, Int32(0)), (true, 1)] {
            if broken { try folder.put("out/published/table-01-d-e.csv", table + "d0,e0,1,\n") }
            for (name, status) in [
                ("nowhere", Int32(2)), ("no-json", 2), ("bad", 2), ("odd", 2), ("inner", 2), ("again", 2),
                ("twice", 2), ("good", sound),
            ] {
                let policies = folder.root + "/" + name
                #expect(folder.run("check", out, "--policies", policies) == status)
                #expect(try PythonChecker.status(out, policies: policies) == status, "\(name)")
            }
        }
    }
}
