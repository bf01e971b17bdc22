// SPDX-License-Identifier: Apache-2.0

/// The columns of its own that a body keeps in its action plan.
public enum OwnColumns {
    /// The most columns that a body may have.
    public static let most = 20

    /// The names of a setting, a line each.
    public static func names(_ text: String) -> [String] { SelectionWords.parts(text) { $0.isNewline } }

    /// What is wrong with the names as they were typed; `nil` where they can be columns.
    public static func problem(_ text: String) -> String? {
        let names = names(text)
        if names.count > most { return "There must be \(most) columns or fewer" }
        if let long = names.first(where: { $0.count > 60 }) {
            return "“\(long.prefix(60))…” must be 60 characters or fewer"
        }
        let taken = Set((PlanFields.headers + ["_id", "_version"] + PlanRules.asides).map(foldedForSearch))
        var seen: Set<String> = []
        for name in names {
            if taken.contains(foldedForSearch(name)) || name.hasPrefix("_") {
                return "“\(name)” is a column of every plan. Choose another name"
            }
            if !seen.insert(foldedForSearch(name)).inserted { return "“\(name)” must stand once only" }
        }
        return nil
    }
}
