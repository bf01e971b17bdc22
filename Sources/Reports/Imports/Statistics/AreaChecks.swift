// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Whether the areas of a file are known, are of one time, and have their own names.
struct AreaChecks {
    /// What was found wrong with an area, by its place in the list.
    struct Finding {
        let area: Int
        let text: String
        let remedy: StatisticsProblem.Remedy
    }

    let areas: [(code: String, name: String, row: Int)]
    let directory: AreaDirectory

    /// Areas that no list here has.
    func unknown() -> [Finding] {
        areas.indices.filter { directory[areas[$0].code] == nil }.map { place in
            let area = areas[place]
            let named = area.name.isEmpty ? [] : directory.matching(area.name, limit: 3)
            let same = named.first { LabelBook.folded($0.name) == LabelBook.folded(area.name) }
            let hint = same.map { ". \($0.name) is \($0.code)" } ?? ""
            return Finding(
                area: place,
                text:
                    "\(area.code)\(area.name.isEmpty ? "" : " (\(area.name))") is no area that is known here\(hint)",
                remedy: .leaveAreasOut)
        }
    }

    /// Areas of another list than the rest: the people of two lists overlap.
    func mixedTimes() -> [Finding] { mixedAuthorities() + mixedSmallAreas() }

    private func mixedAuthorities() -> [Finding] {
        let successors = Set(directory.areas.values.flatMap(\.replacedBy))
        let old = areas.indices.filter { !(directory[areas[$0].code]?.replacedBy.isEmpty ?? true) }
        let new = areas.indices.filter { successors.contains(areas[$0].code) }
        guard !old.isEmpty, !new.isEmpty else { return [] }
        let (few, others) = old.count <= new.count ? (old, new) : (new, old)
        let isOld = old.count <= new.count
        let other = others.first.map { areas[$0].code } ?? ""
        return few.map { place in
            Finding(
                area: place,
                text:
                    "\(words(place)) is an authority of \(isOld ? "before" : "after") the changes of 2023, and others of the "
                    + "file (\(other)) are of \(isOld ? "after" : "before") them: use one list of areas",
                remedy: .mendFile)
        }
    }

    private func mixedSmallAreas() -> [Finding] {
        var findings: [Finding] = []
        for kind in ProfileArea.Kind.allCases where kind.isSmall {
            let dated = areas.indices.compactMap { place -> (place: Int, vintages: [Int])? in
                guard let area = directory[areas[place].code], area.kind == kind, !area.vintages.isEmpty
                else { return nil }
                return (place, area.vintages)
            }
            guard let first = dated.first else { continue }
            let shared = dated.reduce(Set(first.vintages)) { $0.intersection($1.vintages) }
            guard shared.isEmpty else { continue }
            var counts: [Int: Int] = [:]
            for vintage in dated.flatMap(\.vintages) { counts[vintage, default: 0] += 1 }
            guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
                continue
            }
            findings += dated.filter { !$0.vintages.contains(most) }.map { one in
                let years = one.vintages.map(String.init).joined(separator: " and ")
                return Finding(
                    area: one.place,
                    text:
                        "\(words(one.place)) is an area of the list of \(years), and most areas of the file are of the list of "
                        + "\(most): use one list of areas",
                    remedy: .mendFile)
            }
        }
        return findings
    }

    /// Rows whose name is that of another area of the same kind: a column was sorted without the others.
    func wrongNames() -> [Finding] {
        var codes: [String: [ProfileArea]] = [:]
        for area in directory.areas.values { codes[LabelBook.folded(area.name), default: []].append(area) }
        return areas.indices.compactMap { place in
            let own = areas[place]
            guard !own.name.isEmpty, let area = directory[own.code] else { return nil }
            let name = LabelBook.folded(own.name)
            guard name != LabelBook.folded(area.name),
                let other = codes[name]?.first(where: { $0.kind == area.kind }),
                codes[name]?.contains(where: { $0.code == own.code }) == false
            else { return nil }
            // Successors often keep a name of those that they replaced.
            if other.replacedBy.contains(own.code) || area.replacedBy.contains(other.code) { return nil }
            return Finding(
                area: place,
                text: "\(own.code) is \(area.name), and the row says \(own.name), which is \(other.code): "
                    + "look whether names and codes were sorted apart",
                remedy: .mendFile)
        }
    }

    private func words(_ place: Int) -> String {
        let area = areas[place]
        let name = area.name.isEmpty ? directory[area.code]?.name ?? "" : area.name
        return name.isEmpty ? area.code : "\(area.code) \(name)"
    }
}

/// Whether two categories have each other's counts, as a table of the same people that is held already shows.
enum SwappedColumns {
    /// Pairs of codes that are the other way round in nearly every area; at most a few.
    static func pairs(
        _ codes: [String], counts: (_ area: String) -> [String: Int]?, held: PublishedTable, noise: Int
    ) -> [(String, String)] {
        var swapped: [[Int]: Int] = [:]
        var compared: [[Int]: Int] = [:]
        let areas = held.areas.sorted().prefix(400)
        for area in areas {
            guard let own = counts(area), let there = held.counts(of: area)?.byCode() else { continue }
            for one in codes.indices {
                for other in codes.indices where other > one {
                    guard let mine = own[codes[one]], let theirs = own[codes[other]],
                        let first = there[codes[one]],
                        let second = there[codes[other]], abs(first - second) > 4 * noise
                    else { continue }
                    compared[[one, other], default: 0] += 1
                    if abs(mine - second) <= noise, abs(theirs - first) <= noise {
                        swapped[[one, other], default: 0] += 1
                    }
                }
            }
        }
        return swapped.filter { $0.value >= 2 && $0.value * 10 >= (compared[$0.key] ?? 0) * 9 }.keys
            .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.prefix(5).map { (codes[$0[0]], codes[$0[1]]) }
    }
}
