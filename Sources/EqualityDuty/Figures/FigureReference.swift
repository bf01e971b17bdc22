// SPDX-License-Identifier: Apache-2.0

/// Which figures of which version of a data set something rests on: it stays, whatever is delivered later.
public struct FigureReference: Hashable, Sendable {
    /// The id of the data set.
    public let dataSet: String
    /// The version, counted from 1.
    public let version: Int
    /// The column, by its name.
    public let column: String
    /// The codes of the groups; none means every group at the top.
    public let groups: [String]

    /// Names figures.
    public init(dataSet: String, version: Int, column: String, groups: [String] = []) {
        self.dataSet = dataSet
        self.version = version
        self.column = column
        self.groups = groups
    }

    /// As it is kept: a line for each part, so that a person can read it too.
    public var written: String {
        (["data set \(dataSet)", "version \(version)", "by \(column)"] + groups.map { "group \($0)" })
            .joined(separator: "\n")
    }

    /// Read back from `written`; `nil` for anything else.
    public init?(written text: String) {
        let lines = WrittenLines(text)
        guard let dataSet = lines.first("data set"), let number = lines.first("version").flatMap({ Int($0) }),
            number >= 1, let column = lines.first("by")
        else { return nil }
        self.init(dataSet: dataSet, version: number, column: column, groups: lines.all("group"))
    }

    /// The same figures in another version.
    public func at(version: Int) -> FigureReference {
        FigureReference(dataSet: dataSet, version: version, column: column, groups: groups)
    }
}

/// The figure that the readings of a measure are taken from: one group of one column of a data set, in whichever
/// version is the newest.
public struct FigureMeasure: Hashable, Sendable {
    /// What is read.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Per cent of those who answered; how many there are.
        case share, count

        /// In words.
        public var name: String {
            switch self {
            case .share: "Their share of those who answered, in per cent"
            case .count: "How many there are"
            }
        }
    }

    /// The data set, the column and the group, by id, name and code.
    public let dataSet: String, column: String, group: String
    /// What is read.
    public let kind: Kind
    /// The version that the baseline was read from; `nil` where it came from elsewhere.
    public var baselineVersion: Int?

    /// A measure that reads from a data set.
    public init(dataSet: String, column: String, group: String, kind: Kind, baselineVersion: Int? = nil) {
        self.dataSet = dataSet
        self.column = column
        self.group = group
        self.kind = kind
        self.baselineVersion = baselineVersion
    }

    /// As it is kept.
    public var written: String {
        (["data set \(dataSet)", "by \(column)", "group \(group)", "as \(kind.rawValue)"]
            + (baselineVersion.map { ["baseline \($0)"] } ?? [])).joined(separator: "\n")
    }

    /// Read back from `written`; `nil` for anything else.
    public init?(written text: String) {
        let lines = WrittenLines(text)
        guard let dataSet = lines.first("data set"), let column = lines.first("by"),
            let group = lines.first("group"), let kind = lines.first("as").flatMap({ Kind(rawValue: $0) })
        else { return nil }
        self.init(
            dataSet: dataSet, column: column, group: group, kind: kind,
            baselineVersion: lines.first("baseline").flatMap { Int($0) })
    }

    /// The figure in one version.
    public func at(version: Int) -> FigureReference {
        FigureReference(dataSet: dataSet, version: version, column: column, groups: [group])
    }

    /// Its value in a figure, rounded as every page shows it; `nil` where the figure is not told.
    public func value(of figure: Figure) -> Double? {
        switch kind {
        case .count: figure.count.map(Double.init)
        case .share: figure.percentage
        }
    }
}

/// Lines that begin with a word for what they say.
private struct WrittenLines {
    private let lines: [Substring]

    init(_ text: String) { lines = text.split(whereSeparator: \.isNewline) }

    func all(_ word: String) -> [String] {
        lines.filter { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
    }

    func first(_ word: String) -> String? { all(word).first { !$0.isEmpty } }
}
