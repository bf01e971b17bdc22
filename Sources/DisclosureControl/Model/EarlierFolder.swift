// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Everything that lies in `previous/`: one folder for each earlier release. What is not understood is
/// refused, as a number that is overlooked can give a hidden one away.
struct EarlierFolder {
    /// A table of an earlier release: its release, its path below `previous/`, and of which sums it is.
    struct Found {
        let release: String
        let path: String
        let source: String
        let part: String?
        let bytes: [UInt8]
    }

    private(set) var tables: [Found] = []
    /// What the certificate of a release asks, by release and sums.
    private var certificates: [String: EarlierTable.Asked] = [:]
    /// Who joined and who left since a release, and how it drew areas, by release.
    private(set) var joiners: [String: [UInt8]] = [:]
    private(set) var leavers: [String: [UInt8]] = [:]
    private(set) var areas: [String: [UInt8]] = [:]
    /// The code lists of releases in the ledger.
    private(set) var lists: [String: [UInt8]] = [:]
    /// Files of medians that were published.
    private(set) var medians: [(name: String, bytes: [UInt8])] = []
    private let folder: String

    /// The releases of an older version of the data: those since which people joined or left.
    var older: Set<String> { Set(joiners.keys).union(leavers.keys) }

    /// `parts` are the sums of amounts that this release asks for; those of others are refused.
    init(_ folder: String, parts: [String]) throws(DisclosureProblem) {
        self.folder = folder
        switch try Self.kind(folder, named: "previous") {
        case nil: return
        case .typeDirectory?: break
        case .some:
            throw DisclosureProblem(file: "previous", "must be a folder with a folder for each release")
        }
        try walk("", release: "", part: nil, parts: parts)
    }

    /// The type of what lies at a path; `nil` where there is nothing. Links are refused.
    private static func kind(_ path: String, named name: String) throws(DisclosureProblem)
        -> FileAttributeType?
    {
        guard let held = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        let type = held[.type] as? FileAttributeType ?? .typeUnknown
        if type == .typeSymbolicLink {
            throw DisclosureProblem(file: name, "is a link; put what it points to in its place")
        }
        return type
    }

    private mutating func walk(
        _ place: String, release: String, part: String?, parts: [String]
    ) throws(DisclosureProblem) {
        let here = folder + "/" + place
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: here).sorted()
        } catch {
            throw DisclosureProblem(file: "previous/" + place, "cannot be read")
        }
        // A whole folder that `protect` wrote is understood, with what it keeps inside.
        let whole = names.contains("published") && names.contains("certificate.txt")
        let within = ("/" + place + "/").contains("/published/")
        for name in names {
            let path = place.isEmpty ? name : place + "/" + name
            let told = "previous/" + path
            let own = release.isEmpty ? name : release
            switch try Self.kind(folder + "/" + path, named: told) {
            case .typeDirectory?:
                var inner = part
                if name.hasPrefix("amounts-") {
                    let sums = String(name.dropFirst(8))
                    guard part == nil, parts.contains(sums) else {
                        throw DisclosureProblem(
                            file: told, "holds sums that this release does not ask for under amounts")
                    }
                    inner = sums
                }
                try walk(path, release: own, part: inner, parts: parts)
            case .typeRegular?:
                if !release.isEmpty, place == release, try takeMovement(name, path, release, told) {
                    continue
                }
                if name == "certificate-\(DerivedFigures.part).txt" { continue }
                if let sums = Self.certificate(name) {
                    certificates[own + "/" + sums] = try asked(path, told)
                } else if whole, Self.isKeptInside(name) {
                    continue
                } else if within, try isCopy(name, of: names, place: place, part: part, told) {
                    continue
                } else if name.hasSuffix(".csv") {
                    let bytes = try InstanceReader.bytes(folder + "/" + path, named: told)
                    if within, name.hasPrefix("derived-") {
                        try requireListed(bytes, own, told)
                        takeDerived(name, bytes)
                        continue
                    }
                    if try CommaSeparated(bytes, file: told).heading
                        == ["dimension", "hierarchy", "code", "parent"]
                    {
                        continue
                    }
                    tables.append(
                        Found(release: own, path: path, source: told, part: part, bytes: bytes))
                } else {
                    throw DisclosureProblem(
                        file: told, "is not understood; only tables as .csv files and certificates lie here")
                }
            case .some, nil:
                throw DisclosureProblem(file: told, "is neither a file nor a folder")
            }
        }
    }

    /// The sums that a certificate of this name is for, empty for counts; `nil` for other names.
    private static func certificate(_ name: String) -> String? {
        if name == "certificate.txt" { return "" }
        guard name.hasPrefix("certificate-"), name.hasSuffix(".txt") else { return nil }
        return String(name.dropFirst(12).dropLast(4))
    }

    /// Takes what says how the people or the areas have changed since a release.
    private mutating func takeMovement(
        _ name: String, _ path: String, _ release: String, _ told: String
    ) throws(DisclosureProblem) -> Bool {
        switch name {
        case "joiners.csv": joiners[release] = try InstanceReader.bytes(folder + "/" + path, named: told)
        case "leavers.csv": leavers[release] = try InstanceReader.bytes(folder + "/" + path, named: told)
        case "areas.csv": areas[release] = try InstanceReader.bytes(folder + "/" + path, named: told)
        default: return false
        }
        return true
    }

    /// Refuses derived figures for which no certificate of their release vouches.
    private func requireListed(_ bytes: [UInt8], _ release: String, _ told: String) throws(DisclosureProblem)
    {
        let path = "\(folder)/\(release)/certificate-\(DerivedFigures.part).txt"
        let text =
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if !text.contains("file \(sha256(bytes)) ") {
            throw DisclosureProblem(
                file: told, "is not what certificate-\(DerivedFigures.part).txt of its release lists")
        }
    }

    /// Keeps files of medians; means and percentages follow from the counts and sums beside them.
    private mutating func takeDerived(_ name: String, _ bytes: [UInt8]) {
        if name.split(separator: "-").dropFirst(2).first == "median" {
            medians.append((name: name, bytes: bytes))
        }
    }

    /// Whether a file is the page or the JSON of the table beside it, and says what that says.
    private func isCopy(
        _ name: String, of names: [String], place: String, part: String?, _ told: String
    ) throws(DisclosureProblem) -> Bool {
        guard name.hasSuffix(".html") || name.hasSuffix(".json") else { return false }
        let table = String(name.dropLast(5)) + ".csv"
        if !names.contains(table) { return false }
        let bytes = try InstanceReader.bytes(folder + "/" + place + "/" + table, named: told)
        let copy = try InstanceReader.bytes(folder + "/" + place + "/" + name, named: told)
        do throws(CertificateChecker.Fault) {
            _ = try PublishedCopies.agree([(table, bytes), (name, copy)], part: part ?? "")
        } catch {
            throw DisclosureProblem(file: told, "does not say what \(table) beside it says")
        }
        return true
    }

    /// Takes a release from the ledger, as if it lay in a folder of its own.
    ///
    /// A release from another version of the data goes by the name of that version; somebody must have
    /// said who joined and who left since, in `previous/VERSION/`.
    mutating func add(_ entry: LedgerFile.Entry, dataVersion: String) throws(DisclosureProblem) {
        let record = entry.record
        let source = "the ledger, line \(entry.line)"
        var release = source
        if record.dataVersion != dataVersion {
            release = record.dataVersion
            if !older.contains(release) {
                throw DisclosureProblem(
                    file: source,
                    "version \(release) of these data was published on \(record.publishedOn); a release from "
                        + "version \(dataVersion) could be compared with it person by person. Say who came and "
                        + "went since, in previous/\(release)/joiners.csv and leavers.csv, or publish the change "
                        + "with the next period")
            }
        }
        for file in record.files {
            let path = file.name.split(separator: "/").map(String.init)
            let part = path.count == 2 ? String(path[0].dropFirst(8)) : nil
            let name = path.last ?? ""
            let bytes = Array(file.text.utf8)
            if name == "hierarchy.csv" {
                if part == nil { lists[release] = bytes }
            } else if name.hasPrefix("derived-") {
                takeDerived(name, bytes)
            } else {
                tables.append(
                    Found(
                        release: release, path: file.name, source: "\(source): \(file.name)", part: part,
                        bytes: bytes))
            }
        }
        for part in [""] + record.amounts { certificates[release + "/" + part] = record.asked }
    }

    private static func isKeptInside(_ name: String) -> Bool {
        ["summary.json", "statement.html", "pattern.csv"].contains(name)
            || (name.hasPrefix("pattern-") && name.hasSuffix(".csv"))
    }

    private func asked(_ path: String, _ told: String) throws(DisclosureProblem) -> EarlierTable.Asked {
        let bytes = try InstanceReader.bytes(folder + "/" + path, named: told)
        guard let asked = EarlierTable.Asked(certificate: String(decoding: bytes, as: UTF8.self)) else {
            throw DisclosureProblem(file: told, "does not say what its policy asks")
        }
        return asked
    }

    /// The tables of counts, or of the sums of `part`, each with what its release asked of small numbers.
    ///
    /// `names` are what the codes of a release are called here, by release and dimension.
    func tables(
        of part: String?, dimensions: [TableDimension], names: [String: [[String: String]]] = [:],
        older: Bool = false
    ) throws(DisclosureProblem) -> [EarlierTable] {
        var read: [(release: String, table: EarlierTable)] = []
        var smallest: [String: Int] = [:]
        for found in tables where found.part == part && self.older.contains(found.release) == older {
            let table = try EarlierReleases.read(
                found.bytes, file: found.source, dimensions: dimensions,
                names: names[found.release] ?? [])
            read.append((found.release, table))
            for case let value? in table.figures.map(\.value) where value > 0 {
                smallest[found.release] = min(smallest[found.release] ?? .max, value)
            }
        }
        return read.map { release, table in
            // Without a certificate, what is smaller than all that was shown may have been small then.
            let asked =
                certificates[release + "/" + (part ?? "")]
                ?? EarlierTable.Asked(threshold: smallest[release] ?? .max, need: 0, insiderNeed: 0)
            return EarlierTable(
                source: table.source, dimensions: table.dimensions, figures: table.figures, asked: asked)
        }
    }
}

extension EarlierTable.Asked {
    /// What a certificate says that its policy asks; `nil` where it does not say.
    init?(certificate: String) {
        var stated: (threshold: Int, need: [Int]) = (0, [])
        for line in certificate.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.first == "threshold", words.count == 2 { stated.threshold = Int(words[1]) ?? 0 }
            if words.first == "need" { stated.need = words.compactMap { Int($0) } }
        }
        guard (1...1000).contains(stated.threshold), stated.need.count == 2,
            stated.need.allSatisfy((0...1000).contains)
        else { return nil }
        self.init(threshold: stated.threshold, need: stated.need[0], insiderNeed: stated.need[1])
    }
}
