// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What the labels of a file mean in one category scheme.
struct LabelBook {
    let scheme: CategoryScheme
    private var codes: [String: String] = [:]

    /// The codes, labels and other spellings of a scheme; a label also after the label of what it is a part of.
    init(_ scheme: CategoryScheme) {
        self.scheme = scheme
        for category in scheme.categories {
            for words in [category.label, category.short, category.code] { add(words, category.code) }
        }
        for category in scheme.categories { for words in category.spellings { add(words, category.code) } }
        for category in scheme.categories {
            guard let parent = category.parent.flatMap({ scheme[$0] }) else { continue }
            for one in [parent.label, parent.short] {
                for other in [category.label, category.short] { add(one + " " + other, category.code) }
            }
        }
    }

    private mutating func add(_ words: String, _ code: String) {
        let key = Self.folded(words)
        for key in [key, Self.withoutArticles(key)] where !key.isEmpty && codes[key] == nil {
            codes[key] = code
        }
    }

    /// "Born outside UK" is "Born outside the UK".
    private static func withoutArticles(_ key: String) -> String {
        key.contains("the ") ? key.split(separator: " ").filter { $0 != "the" }.joined(separator: " ") : key
    }

    /// The code of a label; `nil` where the scheme does not know it.
    func code(_ label: String) -> String? {
        let key = Self.folded(label)
        if let code = codes[key] ?? codes[Self.withoutArticles(key)] { return code }
        // "White: Total" is White itself.
        guard key.hasSuffix(" total") else { return nil }
        return codes[String(key.dropLast(6))]
    }

    /// The code of a label, which may leave the name of its variable unsaid: "outside UK" under "born".
    func code(_ label: String, of variable: String) -> String? {
        code(label) ?? (variable.isEmpty ? nil : code(variable + " " + label))
    }

    /// The category that a label most likely means; `nil` where none is near.
    func nearest(_ label: String) -> CategoryScheme.Category? {
        let wanted = Self.folded(label)
        guard wanted.utf8.count >= 3, wanted.utf8.count <= 200 else { return nil }
        let tokens = Set(wanted.split(separator: " "))
        var best: (distance: Double, code: String)?
        for (key, code) in codes where key.utf8.count >= 3 {
            let known = Set(key.split(separator: " "))
            let shared = Double(known.intersection(tokens).count) / Double(known.union(tokens).count)
            var distance = 1 - shared
            if abs(key.utf8.count - wanted.utf8.count) <= 6 {
                let edits = Double(SpellingBook.edits(wanted, key))
                distance = min(distance, edits / Double(max(wanted.utf8.count, key.utf8.count)))
            }
            if distance < 0.55, (distance, code) < (best?.distance ?? 2, best?.code ?? "") {
                best = (distance, code)
            }
        }
        return best.flatMap { scheme[$0.code] }
    }

    /// Words as they are compared in every file, a star being a mark too.
    static func folded(_ words: String) -> String {
        SpellingBook.folded(words.replacing("*", with: " "))
    }
}

/// Labels that are no categories in any table.
enum PlainLabel {
    /// Whether a label stands for everybody in its dimension.
    static func isTotal(_ label: String) -> Bool {
        let words = LabelBook.folded(label).split(separator: " ").map(String.init)
        guard let first = words.first else { return true }
        if first == "total" { return true }
        let everybody: Set<String> = [
            "categories", "persons", "people", "usual", "residents", "ages", "adults", "households", "sexes",
            "population",
        ]
        if first == "all" { return words.count == 1 || everybody.contains(words[1]) }
        return ["persons", "both sexes", "everyone", "everybody", "population", "residents"].contains(
            words.joined(separator: " "))
    }

    /// Whether a label says that the question was not for these people.
    static func isNotAsked(_ label: String) -> Bool {
        ["does not apply", "not applicable"].contains(LabelBook.folded(label))
    }

    /// Whether a label names a figure that counts nobody.
    static func isStatistic(_ label: String) -> Bool {
        let words = Set(LabelBook.folded(label).split(separator: " ").map(String.init))
        return !words.isDisjoint(with: [
            "mean", "median", "average", "rate", "ratio", "density", "index", "rank", "score", "hectares",
            "change", "agemed",
        ])
    }
}
