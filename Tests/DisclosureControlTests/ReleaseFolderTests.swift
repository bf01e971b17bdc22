// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `The folder a release is written to` {
    let files = FileManager.default
    let root = NSTemporaryDirectory() + "out-\(UUID().uuidString)"

    func put(_ path: String, _ text: String = "x") throws {
        let place = URL(fileURLWithPath: root + "/" + path)
        try files.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    func release(_ name: String) throws {
        try put(name + "/published/t.csv")
        try put(name + "/certificate.txt")
        try put(name + "/summary.json", "{\"format\":\"\(ReleaseFolder.format)\"}")
    }

    @Test func `what is no release of ours is never deleted`() throws {
        defer { try? files.removeItem(atPath: root) }
        try put("in/atoms.csv")
        try put("thesis/summary.json", "{}")
        try put("thesis/keep/thesis.txt")
        try release("mixed")
        try put("mixed/thesis.txt")
        for name in ["thesis", "mixed", "in", "in/out", "in/", "."] {
            #expect(throws: DisclosureProblem.self) {
                try ReleaseFolder(root + "/" + name, instance: root + "/in", process: 7)
            }
        }
        #expect(files.fileExists(atPath: root + "/thesis/keep/thesis.txt"))
        try release("ours")
        let ours = try ReleaseFolder(root + "/ours///", instance: root + "/in", process: 7)
        #expect(ours.path == root + "/ours" && ours.older?.contains("still holds the release of 20") == true)
        #expect(try ReleaseFolder(root + "/new", instance: root + "/in", process: 7).older == nil)
        // What came into the place during the run is not deleted either.
        try put("ours.partial-7/summary.json")
        try put("ours/thesis.txt")
        #expect(throws: DisclosureProblem.self) { try ours.finish() }
        try files.removeItem(atPath: root + "/ours/thesis.txt")
        try ours.finish()
        #expect(!files.fileExists(atPath: root + "/ours/published"))
    }

    @Test func `what killed runs left is removed, and what runs is left alone`() throws {
        defer { try? files.removeItem(atPath: root) }
        for name in ["out.partial-41", "out.partial-42", "out.partial-x", "other.partial-41"] {
            try put(name + "/a")
        }
        try ReleaseFolder(root + "/out/", instance: "/nowhere", process: 7)
            .removeLeftovers { $0 == 42 }
        let left = try files.contentsOfDirectory(atPath: root).sorted()
        #expect(left == ["other.partial-41", "out.partial-42", "out.partial-x"])
    }

    @Test func `the statement says what the proof does not`() throws {
        let table = try SmallTables.table([3, 4], [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let made = try ProtectedRelease.protect(table, policy: .standard, seed: 9)
        #expect(made.statement().contains("noughts are shown"))
        #expect(!made.statement().contains("cell by cell"))
        #expect(made.provenPrimaries == 1)
        let linked = try ProtectedRelease.protect(
            table.with(tables: [[0, 1], [1]]), policy: .standard, seed: 9)
        #expect(linked.statement().contains("cell by cell and not person by person"))
        #expect(linked.statement().contains("use fractions") == (linked.rationalProofs > 0))
        var aware = DisclosurePolicy.standard
        aware.ruleAware = true
        #expect(
            !(try ProtectedRelease.protect(table, policy: aware, seed: 9)).statement().contains(
                "noughts are shown"))
    }
}
