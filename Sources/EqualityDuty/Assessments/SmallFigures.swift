// SPDX-License-Identifier: Apache-2.0

/// A number of people that is so small that, once published, somebody could be recognised by it.
public struct SmallFigure: Hashable, Sendable {
    /// Where it stands, and the cell in words.
    public let path, name: String
    /// The number, and the least number that may be published there.
    public let value, least: Int

    /// Where the finding about it stands.
    public var findingPath: String { "\(AssessmentChecks.disclosurePath)/\(path)" }

    /// The path of the figure that a finding is about; `nil` for another finding.
    public static func path(of finding: CheckFinding) -> String? {
        let start = AssessmentChecks.disclosurePath + "/"
        return finding.path.hasPrefix(start) ? String(finding.path.dropFirst(start.count)) : nil
    }
}

extension AssessmentTemplate {
    /// The small figures of a content: answers in numbers to questions whose id is `number` or ends in `-number`,
    /// which count people. Nought tells of nobody.
    public func smallFigures(
        in content: AssessmentContent, _ characteristics: [Characteristic], _ thresholds: CheckThresholds
    ) -> [SmallFigure] {
        content.fields.keys.filter { $0.hasSuffix("/number") || $0.hasSuffix("-number") }.sorted()
            .compactMap { path in
                guard let question = question(at: path), question.kind == .number,
                    let value = Int(content[path]), value > 0
                else { return nil }
                let isStaff = path.contains("/staff/") || path.hasSuffix("/staff-number")
                let isSensitive = path.split(separator: "/").contains {
                    thresholds.sensitive.contains(String($0))
                }
                let least = max(
                    isStaff ? thresholds.leastStaff : thresholds.leastPeople,
                    isSensitive ? thresholds.leastSensitive : 0)
                guard value < least else { return nil }
                return SmallFigure(
                    path: path, name: name(of: path, in: content, characteristics), value: value, least: least
                )
            }
    }
}

/// Small numbers in free text, for somebody to look at: "two residents", "3 of the 40 pupils".
public enum SmallNumberWords {
    /// The phrases that name from one to fewer than `least` people, or `leastStaff` staff, in the order of the text.
    public static func find(in text: String, least: Int, leastStaff: Int) -> [String] {
        let tokens = text.split { $0.isWhitespace }.map(String.init)
        let words = tokens.map { foldedForSearch($0).filter { $0.isLetter || $0.isNumber } }
        var found: [String] = []
        for (index, word) in words.enumerated() {
            guard let number = Int(word) ?? numerals[word], number > 0 else { continue }
            let end = min(index + 5, words.count)
            guard
                let noun = (index + 1..<max(end, index + 1)).first(where: {
                    people.contains(words[$0]) || staff.contains(words[$0])
                }), number < (staff.contains(words[noun]) ? leastStaff : least),
                // "2 July. Residents …" and "3, staff" say nothing of people.
                !tokens[index..<noun].contains(where: { $0.last.map { ".;:,)".contains($0) } ?? false })
            else { continue }
            found.append(tokens[index...noun].joined(separator: " "))
        }
        return found
    }

    private static let numerals: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    ]

    /// Whether a folded word names people or staff.
    static func names(_ word: String) -> Bool { people.contains(word) || staff.contains(word) }

    static let staff: Set<String> = set(
        """
        employee employees staff colleague colleagues officer officers worker workers post posts teacher teachers
        driver drivers cleaner cleaners manager managers
        """)

    private static let people: Set<String> = set(
        """
        person persons people resident residents tenant tenants child children pupil pupils student students man men
        woman women boy boys girl girls adult adults carer carers parent parents mother mothers father fathers family
        families household households respondent respondents user users customer customers patient patients member
        members applicant applicants claimant claimants traveller travellers
        """)

    private static func set(_ words: String) -> Set<String> {
        Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
