// SPDX-License-Identifier: Apache-2.0

/// Checks published means, medians and percentages from the published counts and sums alone.
///
/// What follows from published numbers is worked out again. Of a median only its base, the base's size and
/// how far its group differs from others can be told from outside; its value is vouched for by the digest
/// of its file in `certificate-derived.txt`.
struct DerivedCheck {
    typealias Fault = CertificateChecker.Fault
    typealias File = (name: String, bytes: [UInt8])

    /// For each dimension its total and, by code, its parts in any hierarchy.
    private var totals: [String: String] = [:]
    private var parts: [String: [String: [String]]] = [:]
    private var counts: [[String: String]: Int] = [:]
    private var sums: [String: [[String: String]: Int]] = [:]

    /// `files` are the tables of counts and `amounts` those of sums, by name.
    init(files: [File], amounts: [String: [File]]) throws(Fault) {
        guard let lists = files.first(where: { $0.name == "hierarchy.csv" }) else {
            throw .undecided("hierarchy.csv is missing")
        }
        for row in try Self.rows(lists).dropFirst() where row.count == 4 {
            if row[3].isEmpty { totals[row[0]] = row[2] }
            parts[row[0], default: [:]][row[2], default: []] += []
            if !row[3].isEmpty { parts[row[0], default: [:]][row[3], default: []].append(row[2]) }
        }
        counts = try numbers(files)
        for (name, held) in amounts { sums[name] = try numbers(held) }
    }

    static func rows(_ file: File) throws(Fault) -> [[String]] {
        if file.bytes.contains(13) { throw .broken("\(file.name) has carriage returns") }
        do {
            let table = try CommaSeparated(file.bytes, file: file.name)
            return [table.heading] + table.rows.map(\.fields)
        } catch { throw .broken("\(file.name) cannot be read: \(error.message)") }
    }

    private func key(_ dimensions: ArraySlice<String>, _ codes: ArraySlice<String>) -> [String: String] {
        var key: [String: String] = [:]
        for (name, code) in zip(dimensions, codes) where totals[name] != code { key[name] = code }
        return key
    }

    private func numbers(_ files: [File]) throws(Fault) -> [[String: String]: Int] {
        var found: [[String: String]: Int] = [:]
        for file in files where file.name != "hierarchy.csv" && !file.name.hasPrefix("earlier/") {
            let rows = try Self.rows(file)
            if rows[0].suffix(2) != ["value", "value_status"] { continue }
            for row in rows.dropFirst() {
                if let value = row[row.count - 2].wholeCount {
                    found[key(rows[0].dropLast(2), row.dropLast(2))] = value
                }
            }
        }
        return found
    }

    private func finest(_ name: String, _ code: String, _ depth: Int = 0) -> Set<String> {
        let under = parts[name]?[code] ?? []
        if under.isEmpty || depth > 64 { return [code] }
        return under.reduce(into: Set()) { $0.formUnion(finest(name, $1, depth + 1)) }
    }

    /// Throws where a figure says more than it may, or cannot be told; returns how many are shown.
    func check(
        _ derived: [File], certificate: String?, leastBase: Int?
    ) throws(Fault) -> Int {
        let derived = derived.sorted { $0.name < $1.name }
        guard let certificate else {
            throw .undecided("there is no certificate-derived.txt that can be read")
        }
        let lines = certificate.split(separator: "\n").map(String.init)
        guard lines.count > 2, lines[0] == "dueregard disclosure derived figures 1", lines.last == "end",
            lines[1].hasPrefix("base "), let base = String(lines[1].dropFirst(5)).wholeCount
        else { throw .undecided("certificate-derived.txt is not complete") }
        if lines.dropFirst(2).dropLast() != derived.map({ "file \(sha256($0.bytes)) \($0.name)" })[...] {
            throw .broken("the derived figures are not those that their certificate was made for")
        }
        guard let leastBase else { throw .undecided("the policy's minimum base is not known here") }
        if base < leastBase {
            throw .broken("the minimum base is \(base) and the policy asks for \(leastBase)")
        }
        var groups: [String: [(codes: [String: String], base: Int, value: Int, now: Bool)]] = [:]
        var shown = 0
        for file in derived {
            let isEarlier = file.name.hasPrefix("earlier/")
            let words = (file.name.split(separator: "/").last ?? "").split(separator: "-").map(String.init)
            guard words.count > 3, words[0] == "derived" else { throw .broken(file.name) }
            let rows = try Self.rows(file)
            let heading = rows[0]
            guard heading.suffix(3) == ["base", "value", "value_status"],
                heading.dropLast(3).allSatisfy({ totals[$0] != nil })
            else { throw .broken("\(file.name) does not end with base, value and value_status") }
            let dimensions = heading.dropLast(3)
            for row in rows.dropFirst() {
                let last = Array(row.suffix(3))
                if last == ["", "", "c"] { continue }
                let place = "\(file.name): \(row.joined(separator: ","))"
                guard last[2].isEmpty, let own = last[0].wholeCount, let value = last[1].wholeCount else {
                    throw .broken(place)
                }
                let codes = key(dimensions, row.dropLast(3))
                shown += 1
                if isEarlier {
                    guard words[2] == "median" else { throw .broken(place) }
                    groups[words[3], default: []].append((codes, own, value, false))
                    continue
                }
                if own < base { throw .broken("\(place): too few people") }
                switch words[2] {
                case "percentage":
                    let named = dimensions.filter { DerivedFigures.plain($0) == words[3] }
                    guard named.count == 1, let name = named.first else {
                        throw .undecided("\(file.name) does not say of which dimension")
                    }
                    var whole = codes
                    whole[name] = nil
                    guard counts[whole] == own, let part = counts[codes],
                        value == (200 * part + own) / (2 * own)
                    else { throw .broken("\(place): does not follow from the published numbers") }
                case "mean":
                    guard counts[codes] == own, let sum = sums[words[3]]?[codes],
                        value == (2 * sum + own) / (2 * own)
                    else { throw .broken("\(place): does not follow from the published numbers") }
                case "median":
                    guard counts[codes] == own, sums[words[3]]?[codes] != nil else {
                        throw .broken("\(place): its base or its sum is not published")
                    }
                    if own < DerivedFigures.medianBase { throw .broken("\(place): too few people") }
                    groups[words[3], default: []].append((codes, own, value, true))
                default: throw .broken(file.name)
                }
            }
        }
        try apart(groups)
        return shown
    }

    /// No two medians may be of groups that differ by few people.
    private func apart(
        _ groups: [String: [(codes: [String: String], base: Int, value: Int, now: Bool)]]
    ) throws(Fault) {
        var finest: [String: [String: Set<String>]] = [:]
        for (name, codes) in parts {
            for code in codes.keys { finest[name, default: [:]][code] = self.finest(name, code) }
        }
        let measure = MedianGroups(totals: totals, finest: finest, counts: counts)
        for list in groups.values {
            for (at, one) in list.enumerated() {
                for other in list[..<at] where one.now || other.now {
                    let apart = measure.difference((one.codes, one.base), (other.codes, other.base))
                    if let apart, apart < DerivedFigures.medianBase {
                        throw .broken(
                            "two medians are of groups that differ by fewer than \(DerivedFigures.medianBase) people"
                        )
                    }
                    if apart == nil, one.value != other.value {
                        throw .broken("two medians of the same people differ")
                    }
                }
            }
        }
    }
}
