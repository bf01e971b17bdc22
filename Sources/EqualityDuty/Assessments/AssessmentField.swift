// SPDX-License-Identifier: Apache-2.0

/// A question of a template at its place in an assessment.
public struct AssessmentField: Hashable, Sendable {
    /// Where the answer stands: `impact/age/residents/direction`.
    public let path: String
    /// What is asked there.
    public let question: AssessmentTemplate.Question
    /// The section and the group, by id.
    public let section, group: String
    /// The characteristic it is asked of; `nil` where the group is not asked for each of them.
    public let characteristic: Characteristic?
    /// The people it is asked of; `nil` where the group does not tell them apart.
    public let people: AffectedPeople?
    /// The key of its row; empty where the group has no rows.
    public let row: String
    /// What a leading dot of a condition stands for: `impact/age/residents`.
    public let rowPath: String
    /// The cell in words: "Age, residents and service users: Direction of impact".
    public let name: String

    /// A question at its place.
    public init(
        question: AssessmentTemplate.Question, section: String, group: String, rowPath: String, name: String,
        characteristic: Characteristic? = nil, people: AffectedPeople? = nil, row: String = ""
    ) {
        path = "\(rowPath)/\(question.id)"
        self.question = question
        self.section = section
        self.group = group
        self.characteristic = characteristic
        self.people = people
        self.row = row
        self.rowPath = rowPath
        self.name = name
    }
}

/// How far the answers of a section have come.
public enum SectionProgress: String, CaseIterable, Hashable, Sendable {
    /// Nothing is answered; something is; all that is needed is, and its author says that it is complete.
    case notStarted, inProgress, completed

    /// The progress in words.
    public var name: String {
        switch self {
        case .notStarted: "Not yet started"
        case .inProgress: "In progress"
        case .completed: "Completed"
        }
    }
}

/// What is asked now, given what was answered.
extension AssessmentTemplate {
    /// The sections asked.
    public func shownSections(_ content: AssessmentContent) -> [Section] {
        sections.filter { $0.shown?.holds(in: content) ?? true }
    }

    /// The fields asked in a section: conditions applied, existing rows only, and no aim asked of a characteristic
    /// that does not count for it. Groups asked for each characteristic that follow each other are asked together.
    public func fields(
        of section: Section, in content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> [AssessmentField] {
        var fields: [AssessmentField] = []
        var together: [Group] = []
        func askTogether() {
            for characteristic in together.isEmpty ? [] : characteristics {
                for group in together { fields += asked(group, section, characteristic, content) }
            }
            together = []
        }
        for group in section.groups {
            switch group.shape {
            case .eachCharacteristic: together.append(group)
            case .single:
                askTogether()
                fields += asked(group, section.id, at: group.id, in: content, "")
            case .rows:
                askTogether()
                for (index, row) in content.rows(group.id).enumerated() {
                    fields += asked(group, section.id, row: row, number: index + 1, in: content)
                }
            }
        }
        askTogether()
        return fields
    }

    /// The fields asked in all sections that are shown.
    public func fields(in content: AssessmentContent, _ characteristics: [Characteristic])
        -> [AssessmentField]
    {
        shownSections(content).flatMap { fields(of: $0, in: content, characteristics) }
    }

    /// The fields of one characteristic in a section, for a page of its own.
    public func fields(
        of section: Section, characteristic: Characteristic, in content: AssessmentContent
    ) -> [AssessmentField] {
        section.groups.flatMap { asked($0, section, characteristic, content) }
    }

    /// The fields of one row of a group, also of a row that does not exist yet.
    public func fields(
        of group: Group, in section: Section, row: String, content: AssessmentContent
    ) -> [AssessmentField] {
        let rows = content.rows(group.id)
        let number = (rows.firstIndex(of: row) ?? rows.count) + 1
        return asked(group, section.id, row: row, number: number, in: content)
    }

    /// Whether an answer has to be there before the section counts as complete.
    public func isNeeded(_ field: AssessmentField, in content: AssessmentContent) -> Bool {
        switch field.question.need {
        case .always: true
        case .never: false
        case .when(let condition): condition.holds(in: content, row: field.rowPath)
        }
    }

    /// The fields asked and needed in a section that are blank.
    public func missing(
        in section: Section, content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> [AssessmentField] {
        missing(of: fields(of: section, in: content, characteristics), in: content)
    }

    /// The fields among these that are needed and blank.
    public func missing(of fields: [AssessmentField], in content: AssessmentContent) -> [AssessmentField] {
        fields.filter { !content.isFilled($0.path) && isNeeded($0, in: content) }
    }

    /// How far a section has come; completed only where nothing is missing and its author said so.
    public func progress(
        of section: Section, content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> SectionProgress {
        let fields = fields(of: section, in: content, characteristics)
        let isDone = content["\(AssessmentPath.done)/\(section.id)"] == "yes"
        if isDone, missing(of: fields, in: content).isEmpty { return .completed }
        return isDone || fields.contains { content.isFilled($0.path) } ? .inProgress : .notStarted
    }

    private func asked(
        _ group: Group, _ section: Section, _ characteristic: Characteristic, _ content: AssessmentContent
    ) -> [AssessmentField] {
        guard case .eachCharacteristic(let people) = group.shape else { return [] }
        let path = "\(group.id)/\(characteristic.code)"
        if people.isEmpty {
            return asked(group, section.id, at: path, in: content, "\(characteristic.name): ", characteristic)
        }
        return people.flatMap { people in
            asked(
                group, section.id, at: "\(path)/\(people.rawValue)", in: content,
                "\(characteristic.name), \(people.name.lowercased()): ", characteristic, people)
        }
    }

    private func asked(
        _ group: Group, _ section: String, row: String, number: Int, in content: AssessmentContent
    ) -> [AssessmentField] {
        guard case .rows(let noun) = group.shape else { return [] }
        let prefix = "\(Self.capitalised(noun)) \(number): "
        return asked(group, section, at: "\(group.id)/\(row)", in: content, prefix, row: row)
    }

    private func asked(
        _ group: Group, _ section: String, at rowPath: String, in content: AssessmentContent,
        _ prefix: String,
        _ characteristic: Characteristic? = nil, _ people: AffectedPeople? = nil, row: String = ""
    ) -> [AssessmentField] {
        guard group.shown?.holds(in: content, row: rowPath) ?? true else { return [] }
        return group.questions.compactMap { question in
            if let aim = question.aim, let characteristic, !characteristic.aims.contains(aim) { return nil }
            guard question.shown?.holds(in: content, row: rowPath) ?? true else { return nil }
            return AssessmentField(
                question: question, section: section, group: group.id, rowPath: rowPath,
                name: prefix + question.label, characteristic: characteristic, people: people, row: row)
        }
    }

    /// A word with its first letter in upper case.
    static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}

extension AssessmentTemplate {
    /// A content without the answers that are not asked now: what a reader is shown.
    public func shown(_ content: AssessmentContent, _ characteristics: [Characteristic]) -> AssessmentContent
    {
        content.applying(
            Dictionary(unasked(in: content, characteristics).map { ($0, "") }, uniquingKeysWith: { $1 }))
    }

    /// Where a content holds answers that are not asked now, in order: hidden by a later answer, or left from another
    /// template. No page shows them. Marks and links
    /// of the program are no answers.
    public func unasked(in content: AssessmentContent, _ characteristics: [Characteristic]) -> [String] {
        let asked = Set(fields(in: content, characteristics).map(\.path))
        let marks = [AssessmentPath.done, AssessmentPath.copied, AssessmentPath.link, "action"].map {
            $0 + "/"
        }
        return content.fields.keys.filter { path in
            !asked.contains(path) && !marks.contains(where: path.hasPrefix)
                && !EvidenceItem.isOwnField(path)
        }.sorted()
    }
}
