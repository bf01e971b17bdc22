// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The folder that a release is written to: a killed or refused run never leaves half of one there, and
/// what is not a release is never deleted.
public struct ReleaseFolder: Sendable {
    /// Where the release stands when it is finished.
    public let path: String
    /// Where it is written before that.
    public let partial: String

    /// Refuses a place in which something else lies, or the tables themselves do.
    public init(_ out: String, instance: String, process: Int32) throws(DisclosureProblem) {
        var path = out
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty { throw DisclosureProblem("--out must name a folder") }
        let place = Self.real(path)
        let tables = Self.real(instance)
        if place == tables || place.hasPrefix(tables + "/") || tables.hasPrefix(place + "/") {
            throw DisclosureProblem(file: out, "holds the tables or lies in their folder; write elsewhere")
        }
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
            throw DisclosureProblem(file: out, "is a link; name the folder itself")
        }
        self.path = path
        partial = path + ".partial-\(process)"
        try requireRelease()
    }

    /// A path without links; what is not there yet keeps its name within its real folder.
    private static func real(_ path: String) -> String {
        let place = URL(fileURLWithPath: path).standardizedFileURL
        if FileManager.default.fileExists(atPath: place.path) {
            return place.resolvingSymlinksInPath().path
        }
        return place.deletingLastPathComponent().resolvingSymlinksInPath().path + "/"
            + place.lastPathComponent
    }

    /// Throws where something lies in the place that this command did not write.
    public func requireRelease() throws(DisclosureProblem) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let held = try? FileManager.default.contentsOfDirectory(atPath: path)
        if held?.isEmpty == true || Self.isRelease(path) { return }
        throw DisclosureProblem(
            file: path, "is not empty and is not an earlier result of this command; nothing there was touched"
        )
    }

    /// The mark by which `summary.json` is known as ours.
    public static let format = "dueregard disclosure release 1"

    /// Whether everything in a folder is what `protect` writes.
    static func isRelease(_ path: String) -> Bool {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path),
            Set(["published", "certificate.txt", "summary.json"]).isSubset(of: names),
            let data = FileManager.default.contents(atPath: path + "/summary.json"),
            let summary = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            summary["format"] as? String == format
        else { return false }
        return names.allSatisfy { name in
            ["published", "certificate.txt", "summary.json", "statement.html", "pattern.csv"].contains(name)
                || (name.hasPrefix("certificate-") && name.hasSuffix(".txt"))
                || (name.hasPrefix("pattern-") && name.hasSuffix(".csv"))
        }
    }

    /// What an error should say of the release that still stands here; `nil` where there is none.
    public var older: String? {
        guard Self.isRelease(path) else { return nil }
        let held = try? FileManager.default.attributesOfItem(atPath: path + "/summary.json")
        let day = (held?[.modificationDate] as? Date)?.formatted(.iso8601.year().month().day())
        return "\(path) still holds the release of \(day ?? "an earlier run")"
    }

    /// Begins the folder that is written before the release stands, so that a place that cannot be written to
    /// is found before the work.
    public func begin() throws(DisclosureProblem) {
        let files = FileManager.default
        try? files.removeItem(atPath: partial)
        do {
            try files.createDirectory(atPath: partial, withIntermediateDirectories: true)
        } catch { throw unwritable }
    }

    /// Writes one file of the release.
    public func write(_ bytes: [UInt8], to name: String) throws(DisclosureProblem) {
        let place = URL(fileURLWithPath: partial + "/" + name)
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: place)
        } catch { throw unwritable }
    }

    private var unwritable: DisclosureProblem {
        DisclosureProblem(
            file: path,
            "cannot be written; see that you may write to the folder around it and that the disk has room")
    }

    /// Removes what a refused run has written.
    public func abandon() { try? FileManager.default.removeItem(atPath: partial) }

    /// Removes what killed runs left beside the place, and puts the older release back where one was killed
    /// between the two; `isRunning` says whether a process is still there.
    public func removeLeftovers(isRunning: (Int32) -> Bool) {
        let files = FileManager.default
        let place = URL(fileURLWithPath: path)
        let folder = place.deletingLastPathComponent().path
        for (end, isWhole) in [(Self.aside, true), (".partial-", false)] {
            let start = place.lastPathComponent + end
            for name in ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            where name.hasPrefix(start) {
                guard let process = Int32(name.dropFirst(start.count)), process > 0, !isRunning(process)
                else {
                    continue
                }
                let left = folder + "/" + name
                if isWhole {
                    guard Self.isRelease(left) else { continue }
                    if !files.fileExists(atPath: path) {
                        try? files.moveItem(atPath: left, toPath: path)
                        continue
                    }
                }
                try? files.removeItem(atPath: left)
            }
        }
    }

    /// What stands between the name of the place and the number of the process while the older release is aside.
    private static let aside = ".before-"

    /// Puts the finished folder in its place. The older release stands aside until the new one is there: a kill
    /// at any moment leaves one of them whole.
    public func finish() throws(DisclosureProblem) {
        try requireRelease()
        let files = FileManager.default
        let older = path + Self.aside + (partial.split(separator: "-").last ?? "")
        do {
            if files.fileExists(atPath: path) { try files.moveItem(atPath: path, toPath: older) }
            do {
                try files.moveItem(atPath: partial, toPath: path)
            } catch {
                try? files.moveItem(atPath: older, toPath: path)
                throw error
            }
        } catch { throw unwritable }
        try? files.removeItem(atPath: older)
    }
}
