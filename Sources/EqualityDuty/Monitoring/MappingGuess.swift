// SPDX-License-Identifier: Apache-2.0

/// What the columns of an unknown file most likely are, by their headers and their first cells.
public struct MappingGuess: Sendable {
    private let schemes: [(scheme: CategoryScheme, book: SpellingBook)]
    private let kind: DataSetKind
    private let areaNames: [String: String]

    /// Cells that are looked at in each column.
    public static let sample = 400

    /// A guesser that knows these schemes. Age bands are those of `ages` where a file does not say otherwise.
    public init(_ schemes: CategorySchemes, kind: DataSetKind, areaNames: [String: String] = [:]) {
        self.schemes = schemes.schemes.values.sorted { $0.id < $1.id }.map { ($0, SpellingBook($0)) }
        self.kind = kind
        self.areaNames = areaNames
    }

    /// A column with what it may be, the likeliest first, and how sure that is: from 0 to 1.
    public struct Column: Hashable, Sendable {
        /// The likeliest use.
        public let use: ColumnUse
        /// How much of the cells it reads.
        public let sureness: Double
        /// Other uses that read nearly as much.
        public let others: [ColumnUse]
    }

    /// A mapping for a file with these headers, of which `rows` are the first.
    public func mapping(named name: String, headers: [String], rows: [[String]]) -> ColumnMapping {
        var columns: [ColumnMapping.Column] = []
        let distinct = headers.indices.map { place in
            rows.prefix(Self.sample).map { place < $0.count ? $0[place] : "" }
        }
        var taken: Set<String> = []
        var uses = headers.indices.map { guess(headers[$0], distinct[$0]) }
        // Two columns cannot tell the same; the surer one keeps it.
        for place in headers.indices.sorted(by: { (uses[$1].sureness, $0) < (uses[$0].sureness, $1) }) {
            let key = key(of: uses[place].use)
            guard !key.isEmpty, !taken.insert(key).inserted else { continue }
            let other = uses[place].others.first { !taken.contains(self.key(of: $0)) }
            uses[place] = Column(use: other ?? .leaveOut, sureness: 0, others: uses[place].others)
            if let other { taken.insert(self.key(of: other)) }
        }
        for place in headers.indices where !headers[place].isEmpty {
            columns.append(ColumnMapping.Column(header: headers[place], use: uses[place].use))
        }
        var mapping = ColumnMapping(name: name, columns: columns)
        guessTopics(&mapping, headers, distinct)
        return mapping
    }

    private func key(of use: ColumnUse) -> String {
        switch use {
        case .category(let id), .ages(let id), .birth(let id):
            schemes.first { $0.scheme.id == id }?.scheme.variable ?? id
        case .area: "area"
        case .stage: "stage"
        case .count: "count"
        case .reference: "reference"
        case .topic: "topic"
        case .answer: "answer"
        case .words(let name): "words " + name
        case .day, .percentage, .leaveOut: ""
        }
    }

    /// What one column most likely is.
    public func guess(_ header: String, _ cells: [String]) -> Column {
        let head = SpellingBook.folded(header)
        let words = Set(head.split(separator: " ").map(String.init))
        let filled = cells.filter { !$0.allSatisfy(\.isWhitespace) }
        if let plain = plainUse(head, words, filled) { return Column(use: plain, sureness: 1, others: []) }
        let plainAges = filled.count { Int($0.filter { !$0.isWhitespace }) != nil }
        let usualBands = plainAges * 2 > filled.count ? ageScheme : nil
        var scored: [(use: ColumnUse, score: Double, from: CalendarDay)] = []
        for (scheme, book) in schemes where !filled.isEmpty {
            let reads = filled.count {
                if let place = book.place(of: $0) { return place < book.entries.count }
                return scheme.isAges && Self.isAge($0)
            }
            let categories = filled.count {
                book.place(of: $0).map { book.entries[$0].kind == .category } ?? false
            }
            let isNamed = HeaderWords.name(header, scheme)
            // Figures alone say nothing: "1" is a code of many lists.
            let share = Double(reads) / Double(filled.count)
            guard isNamed || (share > 0.8 && categories * 2 > filled.count && !scheme.isAges) else {
                continue
            }
            // Ages in years go into bands, as days of birth do.
            let bands = scheme.id == usualBands ? 0.1 : 0
            let score = share + (isNamed ? 0.5 : 0) + (categories == filled.count ? 0.05 : 0) + bands
            let old = scheme.from ?? CalendarDay(1900, 1, 1)
            let use: ColumnUse = scheme.isAges ? .ages(scheme: scheme.id) : .category(scheme: scheme.id)
            scored.append((use, score, old))
        }
        scored.sort { ($1.score, $1.from) < ($0.score, $0.from) }
        guard let best = scored.first, best.score > 0.5 || filled.isEmpty else {
            return Column(use: .leaveOut, sureness: 0, others: [])
        }
        return Column(
            use: best.use, sureness: min(1, best.score),
            others: scored.dropFirst().prefix(4).map(\.use))
    }

    private func plainUse(_ head: String, _ words: Set<String>, _ filled: [String]) -> ColumnUse? {
        func share(_ test: (String) -> Bool) -> Double {
            filled.isEmpty ? 0 : Double(filled.count(where: test)) / Double(filled.count)
        }
        if words.contains("dob") || head.filter(\.isLetter) == "dob"
            || words.contains("birth") && !words.contains("registered")
                && !words.contains("country") && !words.contains("sex")
        {
            return ageScheme.map { .birth(scheme: $0) }
        }
        if words.contains("percent") || head.contains("per cent") || words.contains("percentage")
            || head == "%" || head.hasSuffix("%")
        {
            return .percentage
        }
        if !kind.stages.isEmpty {
            let book = SpellingBook(kind.stages)
            if share({ book.place(of: $0) != nil }) > 0.8 || words.contains("stage") { return .stage }
        }
        if words.contains("area") || words.contains("ward") || words.contains("lsoa")
            || words.contains("msoa")
            || words.contains("gss") || share({ CellReader.isAreaCode($0.uppercased()) }) > 0.8
        {
            let names = Set(areaNames.values.map(SpellingBook.folded))
            let reads = share {
                CellReader.isAreaCode($0.filter { !$0.isWhitespace }.uppercased())
                    || names.contains(SpellingBook.folded($0))
            }
            if reads > 0.5 { return .area }
        }
        if ["characteristic", "question", "topic", "measure", "variable", "category type"].contains(head) {
            return .topic
        }
        if ["answer", "group", "category", "response", "value label"].contains(head) { return .answer }
        let references: Set<String> = [
            "id", "ref", "reference", "case reference", "client id", "person id", "employee number",
            "staff id",
            "unique id", "record id", "service user id", "customer id", "payroll number", "case id",
            "person ref",
        ]
        let numbered: Set<String> = ["id", "ref", "reference", "no", "number", "urn", "code"]
        let isNumbered =
            head.contains(" ")
            && head.split(separator: " ").last.map { numbered.contains(String($0)) } ?? false
        // Such a column may also be a count: a reference is another in every row.
        if references.contains(head) || isNumbered && filled.count > 2 && Set(filled).count == filled.count {
            return .reference
        }
        if ["count", "number", "headcount", "total", "people", "n", "freq", "frequency"].contains(head)
            || head.hasPrefix("number of") || head.hasPrefix("no of"), share({ Self.isNumber($0) }) > 0.7
        {
            return .count
        }
        if words.contains("date") || words.contains("day") { return .day }
        for name in ["service", "directorate", "department", "team", "provider", "contractor", "school"]
        where head == name || head == name + " name" {
            return .words(name: name)
        }
        let personal: Set<String> = [
            "name", "surname", "forename", "address", "postcode", "email", "phone", "notes",
        ]
        return words.isDisjoint(with: personal) ? nil : .leaveOut
    }

    /// The bands into which ages are put where nobody says otherwise.
    public var ageScheme: String? {
        let ages = schemes.map(\.scheme).filter(\.isAges)
        return (ages.first { $0.id == "age-council" } ?? ages.first)?.id
    }

    private static func isAge(_ cell: String) -> Bool {
        if let number = Int(cell.filter { !$0.isWhitespace }) { return (0...120).contains(number) }
        return CellReader.range(SpellingBook.folded(cell)) != nil
    }

    private static func isNumber(_ cell: String) -> Bool {
        let text = cell.filter { !$0.isWhitespace && $0 != "," }
        return Double(text) != nil || ["*", "-", "[c]", "<5"].contains(text)
    }

    /// Which scheme each topic of a long file is about.
    private func guessTopics(_ mapping: inout ColumnMapping, _ headers: [String], _ cells: [[String]]) {
        guard let at = mapping.columns.firstIndex(where: { $0.use == .topic }),
            let place = headers.firstIndex(of: mapping.columns[at].header)
        else { return }
        let answers = mapping.columns.first { $0.use == .answer }.flatMap {
            headers.firstIndex(of: $0.header)
        }
        var said: [String: [String]] = [:]
        for row in cells[place].indices {
            said[cells[place][row], default: []].append(answers.map { cells[$0][row] } ?? "")
        }
        for (topic, words) in said where !topic.isEmpty {
            switch guess(topic, words).use {
            case .category(let id), .ages(let id), .birth(let id):
                mapping.columns[at].codes[SpellingBook.folded(topic)] = id
            case .area, .stage, .count, .percentage, .topic, .answer, .reference, .day, .words, .leaveOut:
                continue
            }
        }
    }
}
