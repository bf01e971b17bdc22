// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Checks a release by itself: reads only what will be published and the certificate.
///
/// Whole-number arithmetic, no solver, nothing shared with the code that chose the pattern. Every
/// published sum is rebuilt from the files; every move must leave all of them as they are.
public struct CertificateChecker {
    /// What the checker found.
    public enum Verdict: Equatable, Sendable {
        /// Every hidden small count is proven wide enough.
        case safe(primaries: Int, rational: Int)
        /// Something contradicts the certificate; the text says what.
        case broken(String)
        /// A file is missing or unreadable.
        case undecided(String)
    }

    private struct Fault: Error {
        let verdict: Verdict
        static func broken(_ text: String) -> Fault { Fault(verdict: .broken(text)) }
        static func undecided(_ text: String) -> Fault { Fault(verdict: .undecided(text)) }
    }

    private struct Group {
        let hierarchy: String
        let parent: Int
        var children: [Int]
    }

    private struct Table {
        let name: String
        var dimensions: [Int] = []
        var cells: [(codes: [Int], key: Int)] = []
    }

    private var dimensions: [String: Int] = [:]
    private var codes: [[String: Int]] = []
    private var groups: [[Group]] = []
    private var step: [Int] = []
    private var known: [Int: Int] = [:]
    private var shownBefore: Set<Int> = []
    private var hiddenOrder: [Int] = []
    private var hiddenSeen: Set<Int> = []
    private var tables: [Table] = []
    private var digests: [String] = []

    /// The verdict on published files and a certificate's text.
    public static func check(files: [(name: String, bytes: [UInt8])], certificate: String) -> Verdict {
        do {
            var checker = CertificateChecker()
            let sorted = files.sorted { $0.name < $1.name }
            guard let lists = sorted.first(where: { $0.name == "hierarchy.csv" }) else {
                return .undecided("hierarchy.csv is missing")
            }
            try checker.readHierarchy(lists.bytes)
            for file in sorted {
                checker.digests.append("\(sha256(file.bytes)) \(file.name)")
                if file.name != "hierarchy.csv" { try checker.read(file.name, file.bytes) }
            }
            return try checker.verdict(certificate)
        } catch let fault {
            return fault.verdict
        }
    }

    private func split(_ line: Substring) throws(Fault) -> [String] {
        if !line.contains("\"") {
            return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var fields = [""]
        var quoted = false
        for character in line {
            if character == "\"" {
                quoted.toggle()
            } else if character == "," && !quoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        if quoted { throw .broken("a quote is not closed") }
        return fields
    }

    private mutating func readHierarchy(_ bytes: [UInt8]) throws(Fault) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        for line in lines.dropFirst() {
            let fields = try split(line)
            guard fields.count == 4 else { throw .broken("hierarchy.csv: \(line)") }
            let (name, hierarchy, code, parent) = (fields[0], fields[1], fields[2], fields[3])
            if dimensions[name] == nil {
                dimensions[name] = codes.count
                codes.append([:])
                groups.append([])
            }
            let at = dimensions[name] ?? 0
            let own = codes[at][code] ?? codes[at].count
            codes[at][code] = own
            if parent.isEmpty {
                if own != 0 { throw .broken("hierarchy.csv: \(name) has two totals") }
            } else if let above = codes[at][parent] {
                let known = groups[at].firstIndex { $0.hierarchy == hierarchy && $0.parent == above }
                if let known {
                    groups[at][known].children.append(own)
                } else {
                    groups[at].append(Group(hierarchy: hierarchy, parent: above, children: [own]))
                }
            } else {
                throw .broken("hierarchy.csv: \(code) comes before its parent")
            }
        }
        var size = 1
        for list in codes {
            step.append(size)
            let (product, overflow) = size.multipliedReportingOverflow(by: list.count)
            if overflow { throw .undecided("too many combinations of codes") }
            size = product
        }
    }

    private mutating func read(_ name: String, _ bytes: [UInt8]) throws(Fault) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.first else { throw .undecided("\(name) is empty") }
        let heading = try split(first)
        guard let value = heading.firstIndex(of: "value"), let status = heading.firstIndex(of: "value_status")
        else {
            throw .broken("\(name) has no value and value_status")
        }
        var table = Table(name: name)
        let columns = heading.indices.filter { $0 != value && $0 != status }
        for column in columns {
            guard let at = dimensions[heading[column]], !table.dimensions.contains(at) else {
                throw .broken("\(name): \(heading[column])")
            }
            table.dimensions.append(at)
        }
        for line in lines.dropFirst() {
            let fields = try split(line)
            guard fields.count == heading.count else { throw .broken("\(name): \(line)") }
            var place: [Int] = []
            var key = 0
            for (index, column) in columns.enumerated() {
                guard let code = codes[table.dimensions[index]][fields[column]] else {
                    throw .broken("\(name): \(line)")
                }
                place.append(code)
                key += code * step[table.dimensions[index]]
            }
            table.cells.append((place, key))
            if fields[status].isEmpty {
                guard let number = Int(fields[value]), (0...1 << 40).contains(number) else {
                    throw .broken("\(name): \(line)")
                }
                if let other = known[key], other != number {
                    throw .broken("\(name): \(line): elsewhere \(other)")
                }
                known[key] = number
                if name.hasPrefix("earlier/") { shownBefore.insert(key) }
            } else {
                if !fields[value].isEmpty { throw .broken("\(name) shows a hidden value: \(line)") }
                if hiddenSeen.insert(key).inserted { hiddenOrder.append(key) }
            }
        }
        tables.append(table)
    }

    private mutating func verdict(_ certificate: String) throws(Fault) -> Verdict {
        let lines = certificate.split(separator: "\n").map { $0.split(separator: " ") }
        guard lines.first?.joined(separator: " ") == "dueregard disclosure certificate 1",
            lines.last == ["end"]
        else {
            throw .undecided("the certificate is not complete")
        }
        // Cells that some file shows are known, whatever another file hides.
        let order = hiddenOrder.filter { known[$0] == nil }
        var threshold = 0
        var floor = 0
        var listed: [String] = []
        var base: [Int] = []
        var need: [(Int, Int)] = []
        var variableOf = [Int](repeating: -1, count: order.count)
        var moves: [(Int, [(Int, Int)])] = []
        var proofs: [[Int]?] = []
        for words in lines.dropFirst().dropLast() where !words.isEmpty {
            let numbers = words.dropFirst().compactMap { Int($0) }
            switch words[0] {
            case "threshold": threshold = numbers.first ?? 0
            case "floor":
                floor = numbers.first ?? 0
                guard (0...1).contains(floor) else { throw .broken("floor") }
            case "file": listed.append(words.dropFirst().joined(separator: " "))
            case "cells":
                if numbers != [order.count] { throw .broken("the number of hidden cells differs") }
            case "variable":
                guard numbers.count == words.count - 1, numbers.count > 3, (0...1 << 40).contains(numbers[0])
                else { throw .broken("variable") }
                for index in numbers[3...] {
                    guard variableOf.indices.contains(index), variableOf[index] < 0 else {
                        throw .broken("cell \(index)")
                    }
                    variableOf[index] = base.count
                }
                base.append(numbers[0])
                need.append((numbers[1], numbers[2]))
                proofs.append(nil)
            case "move":
                var changes: [(Int, Int)] = []
                for word in words.dropFirst(2) {
                    let pair = word.split(separator: ":").compactMap { Int($0) }
                    guard pair.count == 2, base.indices.contains(pair[0]), abs(pair[1]) < 1 << 30 else {
                        throw .broken("move \(moves.count)")
                    }
                    changes.append((pair[0], pair[1]))
                }
                guard let divisor = numbers.first, divisor > 0, divisor < 1000,
                    Set(changes.map(\.0)).count == changes.count
                else { throw .broken("move \(moves.count)") }
                moves.append((divisor, changes))
            case "proof":
                guard let at = numbers.first, base.indices.contains(at),
                    numbers.dropFirst().allSatisfy(moves.indices.contains)
                else { throw .broken("proof") }
                proofs[at] = Array(numbers.dropFirst())
            default: break
            }
        }
        if listed != digests { throw .broken("a published file is not the one the certificate was made for") }
        if variableOf.contains(-1) { throw .broken("a hidden cell is in no variable") }
        let small = known.first { $0.value > 0 && $0.value < threshold && !shownBefore.contains($0.key) }
        if let small { throw .broken("a count of \(small.value) is published") }
        for (index, value) in base.enumerated() where value > 0 && value < threshold && need[index].0 <= 0 {
            throw .broken("variable \(index) is small and has no requirement")
        }
        let touching = try sums(order, variableOf, base)
        var balance: [Int: Int] = [:]
        for (index, (divisor, changes)) in moves.enumerated() {
            balance.removeAll(keepingCapacity: true)
            for (variable, change) in changes {
                if (base[variable] - min(base[variable], floor)) * divisor + change < 0 {
                    throw .broken("move \(index) goes too low")
                }
                for (sum, factor) in touching[variable] { balance[sum, default: 0] += factor * change }
            }
            if balance.values.contains(where: { $0 != 0 }) {
                throw .broken("move \(index) changes a published sum")
            }
        }
        return try intervals(base, need, moves, proofs)
    }

    /// Every sum the tables state, checked at the certificate's own values; for each variable, the
    /// sums it stands in.
    private func sums(_ order: [Int], _ variableOf: [Int], _ base: [Int]) throws(Fault) -> [[(Int, Int)]] {
        var place: [Int: Int] = [:]
        for (index, key) in order.enumerated() { place[key] = variableOf[index] }
        var touching = [[(Int, Int)]](repeating: [], count: base.count)
        var count = 0
        for table in tables {
            let present = Set(table.cells.map(\.key))
            for (axis, dimension) in table.dimensions.enumerated() {
                var under: [Int: [Group]] = [:]
                for group in groups[dimension] { under[group.parent, default: []].append(group) }
                for cell in table.cells {
                    for group in under[cell.codes[axis]] ?? [] {
                        let rest = cell.key - group.parent * step[dimension]
                        var total = 0
                        for (key, factor) in [(cell.key, 1)]
                            + group.children.map({ (rest + $0 * step[dimension], -1) })
                        {
                            guard present.contains(key) else {
                                throw .undecided("\(table.name) lacks a row that a sum needs")
                            }
                            if let value = known[key] {
                                total += factor * value
                            } else if let variable = place[key] {
                                touching[variable].append((count, factor))
                                total += factor * base[variable]
                            }
                        }
                        if total != 0 { throw .broken("\(table.name): a sum does not come out") }
                        count += 1
                    }
                }
            }
        }
        return touching
    }

    /// Every requirement: the interval the witnesses span, also when one lone person's cell stays.
    private func intervals(
        _ base: [Int], _ need: [(Int, Int)], _ moves: [(Int, [(Int, Int)])], _ proofs: [[Int]?]
    ) throws(Fault) -> Verdict {
        var rational = 0
        var primaries = 0
        for (variable, wanted) in need.enumerated() where wanted.0 > 0 {
            guard let proof = proofs[variable] else { throw .broken("variable \(variable) has no proof") }
            primaries += 1
            var lone: Set<Int> = []
            for move in proof {
                for (other, _) in moves[move].1 where other != variable && base[other] == 1 {
                    lone.insert(other)
                }
            }
            if proof.contains(where: { moves[$0].0 != 1 }) { rational += 1 }
            for without in [-1] + (wanted.1 > 0 ? lone.sorted() : []) {
                var low = 0
                var high = 0
                for move in proof where without < 0 || !moves[move].1.contains(where: { $0.0 == without }) {
                    // Division rounds towards the truth, so only whole steps inside the interval count.
                    let step = (moves[move].1.first { $0.0 == variable }?.1 ?? 0) / moves[move].0
                    low = min(low, step)
                    high = max(high, step)
                }
                let least = without < 0 ? wanted.0 : wanted.1
                if high - low < least {
                    throw .broken("variable \(variable) is shown \(high - low) wide and needs \(least)")
                }
            }
        }
        return .safe(primaries: primaries, rational: rational)
    }
}
