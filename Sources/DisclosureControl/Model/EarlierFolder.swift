// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Everything that lies in `previous/`: one folder for each earlier release. What is not understood is
/// refused, as a number that is overlooked can give a hidden one away.
struct EarlierFolder {
    /// A table of an earlier release: its release, its path below `previous/`, and of which sums it is.
    private struct Found {
        let release: String
        let path: String
        let part: String?
        let bytes: [UInt8]
    }

    private var tables: [Found] = []
    /// What the certificate of a release asks, by release and sums.
    private var certificates: [String: EarlierTable.Asked] = [:]
    private let folder: String

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
                if let sums = Self.certificate(name) {
                    certificates[own + "/" + sums] = try asked(path, told)
                } else if whole, Self.isKeptInside(name) {
                    continue
                } else if name.hasSuffix(".csv") {
                    let bytes = try InstanceReader.bytes(folder + "/" + path, named: told)
                    if try CommaSeparated(bytes, file: told).heading
                        == ["dimension", "hierarchy", "code", "parent"]
                    {
                        continue
                    }
                    tables.append(Found(release: own, path: path, part: part, bytes: bytes))
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
    func tables(of part: String?, dimensions: [TableDimension]) throws(DisclosureProblem) -> [EarlierTable] {
        var read: [(release: String, table: EarlierTable)] = []
        var smallest: [String: Int] = [:]
        for found in tables where found.part == part {
            let table = try EarlierReleases.read(
                found.bytes, file: "previous/" + found.path, dimensions: dimensions)
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
