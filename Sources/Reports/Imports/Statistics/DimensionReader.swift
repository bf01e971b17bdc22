// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// Leads the labels of a variable to a category scheme: the one under which most of them are understood.
struct DimensionReader {
    let books: [LabelBook]
    let schemes: CategorySchemes
    let wishes: StatisticsWishes
    /// The day of the counts; `nil` where it is not known.
    let day: CalendarDay?

    init(_ schemes: CategorySchemes, _ wishes: StatisticsWishes, day: CalendarDay?) {
        self.schemes = schemes
        self.wishes = wishes
        self.day = day
        books = schemes.schemes.values.sorted { $0.id < $1.id }.map { LabelBook($0) }
    }

    /// What is wrong with a label, or with the variable where no label is named.
    struct Doubt {
        let label: Int?
        let text: String
        let remedy: StatisticsProblem.Remedy
    }

    /// A variable read, with what stays open; `nil` where no scheme is near.
    func read(_ dimension: GatheredCounts.Dimension, madeID: String) -> (
        read: ReadDimension?, doubts: [Doubt]
    ) {
        let places = dimension.labels.indices.filter { isCategory(dimension, $0) }
        let told = Dictionary(wishes.meanings.map { (LabelBook.folded($0.key), $0.value) }) { one, _ in one }
        if let ages = ages(dimension, places, madeID) { return ages }
        guard let book = best(dimension, places, told) else {
            let names = places.prefix(3).map { "\u{201C}\(dimension.labels[$0])\u{201D}" }.joined(
                separator: ", ")
            return (
                nil,
                [
                    Doubt(
                        label: nil,
                        text:
                            "No category scheme here has \(names): say which it is, or let the variable be added up",
                        remedy: .sayScheme)
                ]
            )
        }
        var doubts: [Doubt] = []
        let meanings = dimension.labels.indices.map { place -> ReadDimension.Meaning in
            let label = dimension.labels[place]
            if let code = told[LabelBook.folded(label)] {
                if code.isEmpty { return .leftOut }
                if book.scheme[code] != nil { return .code(code) }
                doubts.append(
                    Doubt(
                        label: place, text: "\(code) is no code of \(book.scheme.title)", remedy: .sayMeaning)
                )
                return .unknown
            }
            if isNotAsked(dimension, place) { return .leftOut }
            if let code = book.code(label, of: dimension.name) { return .code(code) }
            if PlainLabel.isTotal(label) { return .total }
            doubts.append(doubt(label, place, book))
            return .unknown
        }
        let read = ReadDimension(name: dimension.name, scheme: book.scheme, meanings: meanings, isMade: false)
        doubts += twice(dimension, read, told) + halfParents(dimension, read) + wrongTime(read)
        return (read, doubts)
    }

    private func isNotAsked(_ dimension: GatheredCounts.Dimension, _ place: Int) -> Bool {
        PlainLabel.isNotAsked(dimension.labels[place]) || dimension.codes[place] == "-8"
    }

    private func isCategory(_ dimension: GatheredCounts.Dimension, _ place: Int) -> Bool {
        !PlainLabel.isTotal(dimension.labels[place]) && !isNotAsked(dimension, place)
    }

    /// The scheme that understands most labels; of several the one of the variable and the year, and of those the one
    /// with the fewest categories that the file lacks.
    private func best(
        _ dimension: GatheredCounts.Dimension, _ places: [Int], _ told: [String: String]
    ) -> LabelBook? {
        let name = LabelBook.folded(dimension.name)
        let wanted = books.filter {
            wishes.schemes.contains($0.scheme.id) && understood(dimension, places, $0) > 0
        }
        let candidates = wanted.isEmpty ? books : wanted
        func score(_ book: LabelBook) -> (Int, Int, Int, Int, Int, String) {
            let known = Set(places.compactMap { book.code(dimension.labels[$0], of: dimension.name) })
            let lacking = book.scheme.leaves.count { leaf in !known.contains(leaf.code) }
            let year = book.scheme.from?.year
            let isOfYear = year != nil && year == day?.year
            return (
                understood(dimension, places, book), isNamed(book.scheme, name) ? 1 : 0, isOfYear ? 1 : 0,
                -lacking,
                year ?? 0, book.scheme.id
            )
        }
        let scored = candidates.filter { !$0.scheme.isAges }.map { (book: $0, score: score($0)) }
        guard let best = scored.max(by: { $0.score < $1.score }), best.score.0 > 0 else { return nil }
        let isSure = best.score.1 == 1 || best.score.0 * 2 >= places.count || !wanted.isEmpty || !told.isEmpty
        return isSure ? best.book : nil
    }

    private func understood(_ dimension: GatheredCounts.Dimension, _ places: [Int], _ book: LabelBook) -> Int
    {
        places.count { book.code(dimension.labels[$0], of: dimension.name) != nil }
    }

    private func isNamed(_ scheme: CategoryScheme, _ name: String) -> Bool {
        guard !name.isEmpty else { return false }
        let variable = LabelBook.folded(scheme.variable)
        if name == variable { return true }
        let words = Set(name.split(separator: " "))
        let own = variable.split(separator: " ")
        return own.allSatisfy { words.contains($0) }
    }

    private func doubt(_ label: String, _ place: Int, _ book: LabelBook) -> Doubt {
        if let damage = SheetDamage.words(label) {
            return Doubt(label: place, text: "\u{201C}\(label)\u{201D} \(damage)", remedy: .mendFile)
        }
        let others = books.filter {
            $0.scheme.variable == book.scheme.variable && $0.scheme.id != book.scheme.id
                && $0.code(label) != nil
        }
        if let other = others.first {
            return Doubt(
                label: place,
                text:
                    "\u{201C}\(label)\u{201D} is a category of \(other.scheme.version), and the others are of "
                    + "\(book.scheme.version): a file may not mix versions",
                remedy: .sayMeaning)
        }
        let near =
            book.nearest(label).map { ". The nearest is \u{201C}\($0.label)\u{201D} (\($0.code))" } ?? ""
        return Doubt(
            label: place, text: "\u{201C}\(label)\u{201D} is no category of \(book.scheme.title)\(near)",
            remedy: .sayMeaning)
    }

    /// Two labels of one meaning would count people together that the file keeps apart.
    private func twice(
        _ dimension: GatheredCounts.Dimension, _ read: ReadDimension, _ told: [String: String]
    ) -> [Doubt] {
        var first: [String: Int] = [:]
        var doubts: [Doubt] = []
        for (place, meaning) in read.meanings.enumerated() {
            guard case .code(let code) = meaning else { continue }
            let label = dimension.labels[place]
            if let other = first[code], told[LabelBook.folded(label)] == nil {
                doubts.append(
                    Doubt(
                        label: place,
                        text:
                            "\u{201C}\(dimension.labels[other])\u{201D} and \u{201C}\(label)\u{201D} both mean "
                            + "\(read.scheme[code]?.label ?? code): say it of the second one if they are to be added up",
                        remedy: .sayMeaning))
            }
            first[code] = first[code] ?? place
        }
        return doubts
    }

    /// A group beside some of its parts only: somebody would be counted twice, or not at all.
    private func halfParents(_ dimension: GatheredCounts.Dimension, _ read: ReadDimension) -> [Doubt] {
        guard !read.scheme.isAges else { return [] }
        let codes = Set(read.meanings.compactMap { if case .code(let code) = $0 { code } else { nil } })
        return read.meanings.enumerated().compactMap { place, meaning in
            guard case .code(let code) = meaning else { return nil }
            let below = read.scheme.leaves(under: code).filter { $0.code != code }
            let told = below.filter { leaf in
                var above: String? = leaf.code
                while let place = above, place != code {
                    if codes.contains(place) { return true }
                    above = read.scheme[place]?.parent
                }
                return false
            }
            guard !told.isEmpty, told.count < below.count else { return nil }
            let lacking = below.first { leaf in !told.contains(leaf) }?.label ?? ""
            return Doubt(
                label: place,
                text:
                    "\u{201C}\(dimension.labels[place])\u{201D} stands beside some of its parts and not beside "
                    + "\u{201C}\(lacking)\u{201D}: leave the parts out, or say what they mean",
                remedy: .sayMeaning)
        }
    }

    /// Categories that came into use after the counts were made.
    private func wrongTime(_ read: ReadDimension) -> [Doubt] {
        guard let day, let from = read.scheme.from, day < from, from.year > day.year else { return [] }
        let older = schemes.schemes.values.contains {
            $0.variable == read.scheme.variable && $0.id != read.scheme.id
                && $0.from.map { $0 <= day } ?? false
        }
        guard older else { return [] }
        return [
            Doubt(
                label: nil,
                text:
                    "The counts are of \(day.written), and \(read.scheme.title) came into use on \(from.written): "
                    + "say the scheme of that time, or the right day",
                remedy: .sayScheme)
        ]
    }
}
