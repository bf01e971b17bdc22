// SPDX-License-Identifier: Apache-2.0

/// A table of figures that may be published. Only `ProtectedRelease.protect` can make one.
public struct ProtectedTable: Sendable {
    /// Why a figure is not shown; writers use one mark for all of them.
    public enum Withholding: Hashable, Sendable {
        case smallCount
        case toProtectAnother
    }

    /// A figure as it may be shown.
    public struct Cell: Hashable, Sendable {
        /// The code in each of the table's dimensions.
        public let codes: [String]
        /// The number; `nil` where it is hidden.
        public let value: Int?
        /// Why it is hidden; `nil` where it is shown. Never written out: both reasons look the same.
        public let withheld: Withholding?
        /// The mark beside a shown number: `z` where there can be nobody, such as `r5` where it is rounded.
        public var status = ""

        /// Whether the true number is shown.
        var isTrue: Bool { value != nil && (status.isEmpty || status == "z") }
    }

    /// The table's dimensions, in the order of the codes.
    public let dimensions: [String]
    public let cells: [Cell]
    public let policy: DisclosurePolicy
    /// What the figures are.
    public let figure: Figure

    /// What the figures of a table are.
    public enum Figure: Hashable, Sendable {
        case people
        /// The sum of what people have of something, such as pay.
        case sum(String)
        case mean(String)
        case median(String)
        /// The share, in whole per cent, within the total of a dimension.
        case percentage(of: String)

        /// The heading of a column of such figures.
        public var heading: String {
            switch self {
            case .people: "Number of people"
            case .sum(let name): "Total \(name)"
            case .mean(let name): "Mean \(name)"
            case .median(let name): "Median \(name)"
            case .percentage(let dimension): "Per cent of all, by \(dimension)"
            }
        }
    }

    /// Internal on purpose: outside this module only `ProtectedRelease.protect` can make one.
    init(dimensions: [String], cells: [Cell], policy: DisclosurePolicy, figure: Figure = .people) {
        self.dimensions = dimensions
        self.cells = cells
        self.policy = policy
        self.figure = figure
    }

    /// The mark that stands for a hidden figure.
    public static let mark = "[c]"

    /// Comma-separated text with the columns `value` and `value_status`: `c` where it is hidden, `z` where
    /// there can be nobody, such as `r5` where it is rounded.
    public func commaSeparated() -> String {
        var text =
            (dimensions + ["value", "value_status"]).map(\.commaSeparatedField).joined(separator: ",") + "\n"
        for cell in cells {
            for code in cell.codes {
                text += code.commaSeparatedField
                text += ","
            }
            if let value = cell.value {
                text += "\(value),\(cell.status)\n"
            } else {
                text += ",c\n"
            }
        }
        return text
    }

    /// The table as a page of its own, with `[c]` for hidden figures and a note that says what it means.
    public func html() -> String { String(decoding: copies().html, as: UTF8.self) }

    /// JSON with `null` and the status `c` for hidden figures.
    public func json() -> String { String(decoding: copies().json, as: UTF8.self) }

    private func copies() -> (html: [UInt8], json: [UInt8]) {
        TableCopies.both(
            heading: dimensions + ["value", "value_status"],
            rows: cells.map {
                $0.codes + [$0.value.map(String.init) ?? "", $0.value == nil ? "c" : $0.status]
            }, title: figure.heading)
    }
}

extension String {
    /// The text with the characters that mean something in HTML written as references.
    var escaped: String {
        var result = ""
        for character in self {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
