// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import WebServer

/// The part of a form that says what columns are, and what single cells mean.
struct MappingForm {
    private let schemes: CategorySchemes

    init(_ schemes: CategorySchemes) { self.schemes = schemes }

    /// The most columns and cells that a form asks about.
    private static let mostColumns = 200, mostCells = 100

    /// A select for each column, with its first cells as its hint.
    func html(_ mapping: ColumnMapping, _ head: RecordsFile.Head, _ problems: [Problem]) -> HTML {
        var fields = HTML()
        for (place, header) in head.headers.enumerated().prefix(Self.mostColumns) where !header.isEmpty {
            let column = mapping.column(for: header)
            var seen: [String] = []
            for row in head.sample where seen.count < 4 && !row[place].isEmpty && !seen.contains(row[place]) {
                seen.append(String(row[place].prefix(40)))
            }
            let use = column.map { Self.word(for: $0.use) } ?? "out"
            fields += """
                \(HiddenInput("header-\(place)", header))\(codes(column?.codes ?? [:], place))
                \(Select("column-\(place)", label: header, hint: seen.isEmpty ? "It is empty" : "For example: \(seen.joined(separator: "; "))", choices(use, header), problems.filter { $0.field == "column-\(place)" }))

                """
        }
        return fields
    }

    /// The mapping carried along unseen.
    func hidden(_ mapping: ColumnMapping) -> HTML {
        var fields: HTML = "\(HiddenInput("mapping", mapping.name))"
        for (place, column) in mapping.columns.enumerated().prefix(Self.mostColumns) {
            fields += """
                \(HiddenInput("header-\(place)", column.header))\(HiddenInput("column-\(place)", Self.word(for: column.use)))\
                \(codes(column.codes, place))
                """
        }
        return fields
    }

    private func codes(_ codes: [String: String], _ place: Int) -> HTML {
        let lines = codes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return lines.isEmpty ? HTML() : HiddenInput("codes-\(place)", lines.joined(separator: "\n")).html
    }

    /// A select for each word that could not be read, with its likeliest meaning first; none where there is none.
    func meanings(_ mapping: ColumnMapping, _ quality: QualityReport) -> HTML {
        var fields = HTML()
        var count = 0
        for (place, column) in mapping.columns.enumerated() {
            guard let found = quality.columns.first(where: { $0.header == column.header }),
                let scheme = schemes[found.scheme]
            else { continue }
            for unread in found.unread where !unread.words.isEmpty && count < Self.mostCells {
                let name = "cell-\(place)-\(count)"
                count += 1
                let all = scheme.categories.map {
                    Choice($0.code, ($0.parent == nil ? "" : "– ") + $0.label, isChosen: false)
                }
                // What is near is offered first, and is never taken by itself.
                let near: [Choice] =
                    unread.nearest.isEmpty || scheme[unread.nearest] == nil
                    ? []
                    : [Choice(unread.nearest, "Perhaps: \(scheme[unread.nearest]?.label ?? "")", isChosen: false)]
                fields += """
                    \(HiddenInput("words-\(place)-\(count - 1)", unread.words))
                    \(Select(name, label: "“\(unread.words)” in \(column.header)", hint: "\(unread.count) people\(unread.suggestion.isEmpty ? "" : "; it may be \(unread.suggestion)")", [Choice("", "Count as unknown", isChosen: true)] + near + all))

                    """
            }
        }
        return fields
    }

    /// The mapping that a form sends.
    func mapping(_ fields: FormFields) -> ColumnMapping {
        var columns: [ColumnMapping.Column] = []
        for place in 0..<Self.mostColumns where fields.has("header-\(place)") {
            let header = fields.text("header-\(place)")
            var column = ColumnMapping.Column(
                header: header, use: use(of: fields.text("column-\(place)"), header))
            for line in fields.raw("codes-\(place)").split(whereSeparator: \.isNewline) {
                guard let equals = line.lastIndex(of: "=") else { continue }
                column.codes[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            for cell in 0..<Self.mostCells {
                let code = fields.text("cell-\(place)-\(cell)")
                guard !code.isEmpty else { continue }
                column.codes[SpellingBook.folded(fields.text("words-\(place)-\(cell)"))] = code
            }
            columns.append(column)
        }
        let name = fields.text("mapping")
        return ColumnMapping(name: name.isEmpty ? "Mapping" : String(name.prefix(200)), columns: columns)
    }

    private func choices(_ chosen: String, _ header: String) -> [Choice] {
        let plain: [(String, String)] = [
            ("out", "Leave out"), ("reference", ColumnUse.reference.name), ("day", ColumnUse.day.name),
            ("area", ColumnUse.area.name), ("stage", ColumnUse.stage.name), ("count", ColumnUse.count.name),
            ("percentage", ColumnUse.percentage.name), ("topic", ColumnUse.topic.name),
            ("answer", ColumnUse.answer.name), ("words", "Words of our own, such as a service"),
        ]
        let sorted = schemes.schemes.values.sorted { ($0.variable, $0.id) < ($1.variable, $1.id) }
        let asked: [(String, String)] = sorted.filter { !$0.isAges }.map { ($0.id, "Answers: \($0.title)") }
        let ages = sorted.filter(\.isAges)
        let bands: [(String, String)] =
            ages.map { ("birth:\($0.id)", "Days of birth: \($0.title)") }
            + ages.map { ("age:\($0.id)", "Ages: \($0.title)") }
        return (plain + asked + bands).map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }
    }

    private static func word(for use: ColumnUse) -> String {
        switch use {
        case .category(let id): id
        case .ages(let id): "age:\(id)"
        case .birth(let id): "birth:\(id)"
        case .area: "area"
        case .stage: "stage"
        case .count: "count"
        case .percentage: "percentage"
        case .topic: "topic"
        case .answer: "answer"
        case .reference: "reference"
        case .day: "day"
        case .words: "words"
        case .leaveOut: "out"
        }
    }

    private func use(of word: String, _ header: String) -> ColumnUse {
        let plain: [String: ColumnUse] = [
            "area": .area, "stage": .stage, "count": .count, "percentage": .percentage, "topic": .topic,
            "answer": .answer, "reference": .reference, "day": .day,
            "words": .words(name: foldedForSearch(header)),
        ]
        if let use = plain[word] { return use }
        if word.hasPrefix("birth:") { return .birth(scheme: String(word.dropFirst(6))) }
        if word.hasPrefix("age:") { return .ages(scheme: String(word.dropFirst(4))) }
        return schemes[word] == nil ? .leaveOut : .category(scheme: word)
    }
}
