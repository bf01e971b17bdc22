// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `The folder of earlier releases` {
    static let table = "d,e,value,value_status\nd0,e1,21,\nd0,e2,30,\n"

    /// An instance of three by four with one small number, and its folder.
    final class Instance {
        let folder = NSTemporaryDirectory() + "instance-\(UUID().uuidString)"
        let small: Int

        init(small: Int = 3, threshold: Int = 5) throws {
            self.small = small
            func nodes(_ name: String, _ count: Int) -> String {
                let rest = (0..<count).map { "{\"code\":\"\(name)\($0)\",\"parent\":\"Total\"}" }
                return "{\"name\":\"\(name)\",\"nodes\":["
                    + (["{\"code\":\"Total\",\"parent\":null}"] + rest).joined(separator: ",") + "]}"
            }
            try put(
                "hierarchy.json",
                "{\"threshold\":\(threshold),\"tables\":[[\"d\",\"e\"]],\"dims\":[\(nodes("d", 3)),\(nodes("e", 4))]}"
            )
            let counts = [small, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]
            let rows = counts.enumerated().map { "d\($0 / 4),e\($0 % 4),\($1)\n" }
            try put("atoms.csv", "d,e,n\n" + rows.joined())
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func put(_ path: String, _ text: String) throws {
            let place = URL(fileURLWithPath: folder + "/" + path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
        }

        func put(_ made: ProtectedRelease, certificate: Bool) throws {
            for file in made.files {
                try put("previous/r1/published/\(file.name)", String(decoding: file.bytes, as: UTF8.self))
            }
            if certificate { try put("previous/r1/certificate.txt", made.certificate) }
        }
    }

    @Test func `a table and the code lists beside it are read`() throws {
        let instance = try Instance()
        try instance.put("previous/foi/t.csv", Self.table)
        try instance.put("previous/foi/hierarchy.csv", "dimension,hierarchy,code,parent\nd,,Total,\n")
        #expect(try InstanceReader.read(instance.folder).earlier.count == 1)
    }

    @Test(arguments: [
        "foi/t.CSV", "foi/t.txt", "foi/table-hierarchy.txt", "amounts-x/t.csv", "foi/amounts-2024/t.csv",
        "foi/.hidden", "foi/summary.json",
    ])
    func `what is not understood is refused with its path`(path: String) throws {
        let instance = try Instance()
        try instance.put("previous/" + path, Self.table)
        let problem = #expect(throws: DisclosureProblem.self) { try InstanceReader.read(instance.folder) }
        let named = path.contains("amounts-") ? path.replacing("/t.csv", with: "") : path
        #expect(problem?.file == "previous/" + named)
    }

    @Test(arguments: ["foi/table-hierarchy.csv", "foi/spending-pattern.csv", "foi/amounts-2024.csv"])
    func `a table counts by what it holds, not by its name`(path: String) throws {
        let instance = try Instance()
        try instance.put("previous/" + path, Self.table)
        #expect(try InstanceReader.read(instance.folder).earlier.first?.figures.count == 2)
        try instance.put("previous/" + path, "d,e,n,status\nd0,e1,21,\n")
        let problem = #expect(throws: DisclosureProblem.self) { try InstanceReader.read(instance.folder) }
        #expect(problem?.file == "previous/" + path)
    }

    @Test func `links and a plain file in place of the folder are refused`() throws {
        let files = FileManager.default
        let outside = try Instance()
        try outside.put("t.csv", Self.table)
        for place in ["previous", "previous/foi", "previous/foi/t.csv"] {
            let instance = try Instance()
            let link = URL(fileURLWithPath: instance.folder + "/" + place)
            try files.createDirectory(
                at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: link.path,
                withDestinationPath: outside.folder + (place.hasSuffix("csv") ? "/t.csv" : ""))
            let problem = #expect(throws: DisclosureProblem.self) {
                try InstanceReader.read(instance.folder)
            }
            #expect(problem?.file == place && problem?.message.contains("link") == true)
        }
        let plain = try Instance()
        try plain.put("previous", Self.table)
        #expect(throws: DisclosureProblem.self) { try InstanceReader.read(plain.folder) }
    }

    /// Seven people were hidden when fewer than ten were small; now fewer than five are.
    @Test(arguments: [true, false])
    func `what was hidden as small then stays hidden`(certificate: Bool) throws {
        var policy = DisclosurePolicy.standard.raised(to: 10)
        policy.name = "staff"
        let strict = try Instance(small: 7, threshold: 10)
        let first = try ProtectedRelease.protect(InstanceReader.read(strict.folder), policy: policy, seed: 9)
        func shown(_ made: ProtectedRelease) -> Int? {
            made.tables[0].cells.first { $0.codes == ["d0", "e0"] }?.value
        }
        let instance = try Instance(small: 7)
        let alone = try ProtectedRelease.protect(
            InstanceReader.read(instance.folder), policy: .standard, seed: 9)
        #expect(shown(first) == nil && shown(alone) == 7)
        try instance.put(first, certificate: certificate)
        let made = try ProtectedRelease.protect(
            InstanceReader.read(instance.folder), policy: .standard, seed: 9)
        #expect(shown(made) == nil && made.audit.deducible.isEmpty)
        let asked = made.outcome.requirement.need.max()
        #expect(asked == (certificate ? 10 : 5))
        #expect(try PythonChecker.status(made.files, made.certificate) == 0)
    }
}
