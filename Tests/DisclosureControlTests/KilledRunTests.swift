// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `A run that is killed` {
    /// `disclosure protect` as a process of its own, which may write no file larger than half a kilobyte: the
    /// kernel kills it in the middle of the first page.
    static func killed(_ folder: CommandFolder, _ out: String, _ more: [String]) throws -> Process {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let here = ["disclosure", "dueregard"].map {
            URL(fileURLWithPath: own).deletingLastPathComponent().path + "/" + $0
        }
        let program = try #require(here.first { FileManager.default.isExecutableFile(atPath: $0) })
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", "ulimit -c 0; ulimit -f 1; exec env --default-signal=XFSZ \"$@\"", "sh", program]
            + (program.hasSuffix("dueregard") ? ["disclosure"] : [])
            + ["protect", folder.root + "/in", "--out", folder.root + "/" + out, "--seed", "4"] + more
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process
    }

    @Test func `leaves the older release, and no half of a new one`() throws {
        let folder = try CommandFolder([3] + CommandFolder.counts.dropFirst())
        #expect(folder.protect(version: "1") == 0)
        let (before, ledger) = (folder.text("out/summary.json"), folder.text("ledger.jsonl"))
        let process = try Self.killed(folder, "out", [])
        #expect(process.terminationReason == .uncaughtSignal)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.root).sorted()
        #expect(names == ["in", "ledger.jsonl", "out", "out.partial-\(process.processIdentifier)"])
        let half = folder.root + "/out.partial-\(process.processIdentifier)/published"
        #expect(try FileManager.default.contentsOfDirectory(atPath: half).isEmpty == false)
        #expect(folder.text("out/summary.json") == before && folder.text("ledger.jsonl") == ledger)
        #expect(try folder.checked() == [0, 0])
        // The next run clears up.
        #expect(folder.protect(version: "1") == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.root).sorted() == [
                "in", "ledger.jsonl", "out",
            ])
    }

    @Test func `between the two leaves the older one aside, and the next run puts it back`() throws {
        let files = FileManager.default
        let folder = try CommandFolder()
        #expect(folder.protect() == 0)
        let place = try ReleaseFolder(folder.root + "/out", instance: folder.root + "/in", process: 7)
        try files.moveItem(atPath: folder.root + "/out", toPath: folder.root + "/out.before-41")
        try folder.put("out.before-42/notes.txt", "mine")
        place.removeLeftovers { _ in false }
        #expect(try folder.checked() == [0, 0])
        #expect(!files.fileExists(atPath: folder.root + "/out.before-41"))
        #expect(files.fileExists(atPath: folder.root + "/out.before-42/notes.txt"))
        // Where the new one stands, what was aside goes.
        try files.copyItem(atPath: folder.root + "/out", toPath: folder.root + "/out.before-43")
        place.removeLeftovers { $0 == 43 }
        #expect(files.fileExists(atPath: folder.root + "/out.before-43"))
        place.removeLeftovers { _ in false }
        #expect(!files.fileExists(atPath: folder.root + "/out.before-43"))
    }

    @Test func `a new release that cannot be put in place leaves the older one there`() throws {
        let folder = try CommandFolder()
        #expect(folder.protect() == 0)
        let place = try ReleaseFolder(folder.root + "/out", instance: folder.root + "/in", process: 7)
        let problem = #expect(throws: DisclosureProblem.self) { try place.finish() }
        #expect(problem?.message.contains("cannot be written") == true)
        #expect(try folder.checked() == [0, 0])
    }

    @Test func `a place that cannot be written to is said plainly`() throws {
        let folder = try CommandFolder()
        try folder.put("plain", "x")
        #expect(folder.protect("plain/out") == 1)
        let place = try ReleaseFolder(folder.root + "/plain/out", instance: folder.root + "/in", process: 7)
        let problem = #expect(throws: DisclosureProblem.self) { try place.begin() }
        #expect(problem?.description.hasPrefix(folder.root + "/plain/out: cannot be written; see") == true)
    }
}
