// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// Files kept beside the tests.
enum Fixtures {
    /// The records of a CSV file, the header first.
    static func records(_ name: String) throws -> [[String]] {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        var records: [[String]] = []
        let problems = try CSVReader(path: "/\(folder)/Fixtures/\(name)", forPeople: true).forEachRecord {
            _, cells in
            records.append(cells)
        }
        precondition(problems.isEmpty, "\(problems)")
        return records
    }

    /// Invented characteristics with the shape of the real ones.
    static let vocabulary = CharacteristicVocabulary([
        .init(code: "age", name: "Age", aliases: ["older people"]),
        .init(code: "disability", name: "Disability"),
        .init(
            code: "marriage-and-civil-partnership", name: "Marriage and civil partnership",
            aliases: ["marriage"]),
        .init(code: "race", name: "Race", aliases: ["ethnicity"]),
        .init(code: "religion-or-belief", name: "Religion or belief", aliases: ["religion"]),
        .init(code: "sex", name: "Sex", aliases: ["gender"]),
        .init(code: "sexual-orientation", name: "Sexual orientation"),
    ])
}
