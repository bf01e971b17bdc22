// SPDX-License-Identifier: Apache-2.0

/// Why no reading can be taken from a version of a data set, in a sentence for whoever wanted one.
public struct FigureRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reason.
    public let description: String

    /// A reason in words.
    public init(_ description: String) { self.description = description }
}

extension FigureMeasure {
    /// The reading that a version gives, of the last day of its period and from released numbers alone, because
    /// everybody who sees an objective sees its readings.
    ///
    /// `table` is what was released of the column; `nil` where nothing was. Throws what stands against it.
    public func reading(
        of version: DataSetVersion, called title: String, released table: FigureTable?
    ) throws(FigureRefusal) -> Reading {
        guard version.column(named: column) != nil else {
            throw FigureRefusal("Version \(version.number) has no column \u{201C}\(column)\u{201D}")
        }
        guard let table, table.standing == .released else {
            throw FigureRefusal("The figures of version \(version.number) have not been released yet")
        }
        guard let figure = table.figure(group) else {
            throw FigureRefusal("Version \(version.number) does not tell \u{201C}\(group)\u{201D}")
        }
        guard figure.count != nil, let value = value(of: figure) else {
            throw FigureRefusal(
                "The release withholds this number of version \(version.number): it is small, or a small one could be "
                    + "worked out from it. No reading can be taken from it")
        }
        return Reading(
            day: version.period.last, value: value, base: figure.base,
            note:
                "\(title), version \(version.number) (\(version.period)): \(figure.label) by \(column), as released",
            figure: at(version: version.number))
    }
}
