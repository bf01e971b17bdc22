// SPDX-License-Identifier: Apache-2.0

/// The places that an answer names, such as wards: a line each, or with commas or semicolons between.
///
/// "All" is no place of that name: it is the whole area, in whatever words somebody wrote it.
public enum PlaceNames {
    /// How the whole area is called among places.
    public static let wholeArea = "Whole area"

    /// The places in a text, in its order, each once.
    public static func read(_ text: String) -> [String] {
        var seen: Set<String> = []
        return SelectionWords.parts(text) { $0 == "\n" || $0 == "," || $0 == ";" }.compactMap { name in
            let name = isWhole(name) ? wholeArea : name
            return seen.insert(foldedForSearch(name)).inserted ? name : nil
        }
    }

    /// A place that was kept folded, as it is written: each word with a capital, but for those that join others.
    public static func written(_ folded: String) -> String {
        if folded == foldedForSearch(wholeArea) { return wholeArea }
        let joining: Set<String> = ["and", "at", "by", "in", "of", "on", "the", "under", "upon", "with"]
        var written = ""
        var word = ""
        for letter in folded + " " {
            guard letter == " " || letter == "-" else {
                word.append(letter)
                continue
            }
            let isSmall = !written.isEmpty && joining.contains(word)
            written += isSmall ? word : word.prefix(1).uppercased() + word.dropFirst()
            written.append(letter)
            word = ""
        }
        return String(written.dropLast())
    }

    /// Whether somebody who asks for a place must see what names this one: the whole area takes every place in.
    static func covers(_ name: String, folded place: String) -> Bool {
        let own = foldedForSearch(name)
        return own == place || own == foldedForSearch(wholeArea)
    }

    private static func isWhole(_ name: String) -> Bool {
        whole.contains(SelectionWords.words(name).filter { $0 != "the" && $0 != "of" }.joined(separator: " "))
    }

    private static let whole: Set<String> = {
        let areas = ["area", "district", "county", "borough", "city", "council area", "authority"]
        return Set(
            [
                "all", "all wards", "all areas", "all places", "every ward", "everywhere", "county wide",
                "countywide",
            ]
                + ["district wide", "districtwide", "borough wide", "boroughwide", "citywide", "city wide"]
                + areas.flatMap { ["whole \($0)", "all \($0)", "entire \($0)"] })
    }()
}
