// SPDX-License-Identifier: Apache-2.0

extension Lead {
    /// Reads the leads of a cell.
    ///
    /// - A semicolon or a line break always separates two leads.
    /// - "&" and "/" separate too, unless only one side is a post and the other is no person's name:
    ///   "Ann Example & Bill Sample" are two, "Head of Planning & Housing" is one.
    /// - "and" and a comma separate only two persons' names, so that "Head of Planning and Housing" and
    ///   "Ann Example, Head of Policy" stay one.
    /// - After a plural title every separator separates: "Cllrs Example & Sample" are "Cllr Example" and
    ///   "Cllr Sample".
    /// - "TBC" and "N/A" are kept as what they are; a blank cell names nobody.
    public static func reading(_ cell: String) -> [Lead] {
        if let placeholder = placeholder(SelectionWords.trimmed(cell)) { return [placeholder] }
        return SelectionWords.parts(cell) { $0 == ";" || $0.isNewline }.flatMap(LeadReader.leads)
    }

    /// A lead of one name, or the placeholder that it is.
    fileprivate static func one(_ name: String) -> Lead { placeholder(name) ?? Lead(name: name) }

    private static func placeholder(_ name: String) -> Lead? {
        switch SelectionWords.words(name).joined(separator: " ") {
        case "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be appointed", "to be decided",
            "to be identified", "to be advised", "vacant", "vacancy", "not known", "unknown":
            Lead(name: name, kind: .toBeConfirmed)
        case "n a", "na", "none", "not applicable", "nobody": Lead(name: name, kind: .none)
        case "" where !name.isEmpty: Lead(name: name, kind: .none)
        default: nil
        }
    }
}

enum LeadReader {
    /// What stands between two pieces of a cell.
    enum Separator { case ampersand, slash, comma, and }

    static func leads(_ text: String) -> [Lead] {
        if let placeholder = Lead.reading(whole: text) { return [placeholder] }
        let (pieces, separators) = cut(text)
        if let leads = underPluralTitle(pieces) { return leads }
        var names = [pieces[0]]
        for (index, separator) in separators.enumerated() {
            let (left, right) = (pieces[index], pieces[index + 1])
            if separates(separator, left, right) {
                names.append(right)
            } else {
                names[names.count - 1] += separator.words + right
            }
        }
        return names.map(Lead.one)
    }

    /// "Cllrs A, B and C" as three leads with the title of each; `nil` without a plural title.
    private static func underPluralTitle(_ pieces: [String]) -> [Lead]? {
        guard let space = pieces[0].firstIndex(of: " "), let title = pluralTitles[key(pieces[0][..<space])]
        else {
            return nil
        }
        let first = SelectionWords.trimmed(String(pieces[0][space...]))
        return ([first] + pieces.dropFirst()).filter { !$0.isEmpty }.map { name in
            let hasTitle = titles.contains(key(name.prefix { $0 != " " })) && name.contains(" ")
            return hasTitle || isPost(name) ? Lead.one(name) : Lead.one("\(title) \(name)")
        }
    }

    private static func separates(_ separator: Separator, _ left: String, _ right: String) -> Bool {
        let names = isPersonalName(left) && isPersonalName(right)
        switch separator {
        case .comma, .and: return names
        case .ampersand, .slash:
            if names || isPost(left) == isPost(right) { return true }
            return isPost(left) ? isSomebody(right) : isSomebody(left)
        }
    }

    private static func isSomebody(_ text: String) -> Bool {
        isPersonalName(text) || Lead.one(text).kind != .named
    }

    /// Two to four words with capitals, none of which belongs to a post; after a title one is enough.
    static func isPersonalName(_ text: String) -> Bool {
        var words = text.split(separator: " ")
        let hasTitle = words.first.map { titles.contains(key($0)) } ?? false
        if hasTitle { words.removeFirst() }
        guard (hasTitle ? 1 : 2)...4 ~= words.count, !isPost(text), !holdsWord(of: subjectWords, text) else {
            return false
        }
        return words.allSatisfy { word in
            particles.contains(String(word))
                || word.first.map { $0.isUppercase } ?? false && word != word.uppercased()
                || word.count <= 2 && word.first.map { $0.isUppercase } ?? false
        }
    }

    static func isPost(_ text: String) -> Bool { holdsWord(of: postWords, text) }

    static func holdsWord(of words: Set<String>, _ text: String) -> Bool {
        text.split { !$0.isLetter }.contains { words.contains(key($0)) }
    }

    private static func cut(_ text: String) -> (pieces: [String], separators: [Separator]) {
        var pieces: [String] = []
        var separators: [Separator] = []
        var piece: [Substring] = []
        func close(_ separator: Separator) {
            if piece.isEmpty { return }
            pieces.append(piece.joined(separator: " "))
            separators.append(separator)
            piece = []
        }
        // Signs are words of their own here, whether or not white space surrounds them.
        for part in text.split(omittingEmptySubsequences: true, whereSeparator: { $0.isWhitespace }) {
            if part.lowercased() == "and" {
                close(.and)
                continue
            }
            var rest = part
            while let index = rest.firstIndex(where: { $0 == "&" || $0 == "/" || $0 == "," }) {
                if index > rest.startIndex { piece.append(rest[..<index]) }
                close(rest[index] == "&" ? .ampersand : rest[index] == "/" ? .slash : .comma)
                rest = rest[rest.index(after: index)...]
            }
            if !rest.isEmpty { piece.append(rest) }
        }
        if piece.isEmpty {
            _ = separators.popLast()
            if pieces.isEmpty { pieces = [text] }
        } else {
            pieces.append(piece.joined(separator: " "))
        }
        return (pieces, separators)
    }

    private static func key(_ word: some StringProtocol) -> String {
        word.lowercased().filter { $0.isLetter }
    }

    private static let pluralTitles = [
        "cllrs": "Cllr", "councillors": "Councillor", "drs": "Dr", "messrs": "Mr", "officers": "Officer",
    ]
    private static let titles: Set<String> = [
        "cllr", "councillor", "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame",
        "lord",
        "lady", "rev", "revd", "canon", "cll", "alderman",
    ]
    private static let particles: Set<String> = [
        "de", "van", "von", "der", "den", "la", "le", "ap", "al", "bin",
    ]
    /// Words of a post that one person holds.
    private static let postWords: Set<String> = [
        "head", "heads", "director", "directors", "manager", "managers", "officer", "officers", "lead",
        "leader",
        "executive", "chief", "assistant", "deputy", "coordinator", "ordinator", "adviser", "advisor",
        "holder",
        "chair", "secretary", "solicitor", "specialist", "analyst", "consultant", "commissioner", "champion",
    ]
    /// Words of what a council does, and of its parts: no name of a person has them.
    static let subjectWords: Set<String> = [
        "team", "teams", "service", "services", "department", "directorate", "member", "members", "portfolio",
        "committee", "group", "board", "partnership", "council", "unit", "section", "planning", "housing",
        "policy",
        "corporate", "business", "human", "resources", "equality", "equalities", "diversity", "inclusion",
        "finance",
        "legal", "democratic", "community", "communities", "development", "environment", "health", "care",
        "education", "children", "families", "adult", "adults", "social", "communications", "engagement",
        "performance", "strategy", "transformation", "customer", "all", "staff", "training", "governance",
        "procurement", "regeneration", "transport", "highways", "leisure", "culture", "revenues", "benefits",
        "steering", "network", "forum", "cabinet", "commissioning",
    ]
}

extension Lead {
    fileprivate static func reading(whole text: String) -> Lead? {
        let lead = one(text)
        return lead.kind == .named ? nil : lead
    }
}

extension LeadReader.Separator {
    fileprivate var words: String {
        switch self {
        case .ampersand: " & "
        case .slash: "/"
        case .comma: ", "
        case .and: " and "
        }
    }
}
