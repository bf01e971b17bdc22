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

    /// Removes what killed runs left beside the place; `isRunning` says whether a process is still there.
    public func removeLeftovers(isRunning: (Int32) -> Bool) {
        let place = URL(fileURLWithPath: path)
        let folder = place.deletingLastPathComponent().path
        let start = place.lastPathComponent + ".partial-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(start) {
            guard let process = Int32(name.dropFirst(start.count)), process > 0, !isRunning(process) else {
                continue
            }
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }

    /// Puts the finished folder in its place; the older release goes only when the new one is whole.
    public func finish() throws {
        try requireRelease()
        let files = FileManager.default
        if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
        try files.moveItem(atPath: partial, toPath: path)
    }
}
