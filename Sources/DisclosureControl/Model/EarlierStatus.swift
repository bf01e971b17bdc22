// SPDX-License-Identifier: Apache-2.0

/// What the status beside a number of an earlier release means. Only these are known: a mark that is not
/// understood could stand beside a number that readers have.
enum EarlierStatus: Hashable {
    /// The number stands as it was published: without a mark, or provisional, revised, an estimate, after a
    /// break in the series, or of low reliability.
    case published
    /// Changed before it was published, such as `r5`.
    case changed(PublicationMethod)
    /// Hidden, or not available; no number stands there.
    case hidden
    /// Nobody can be in the cell.
    case notApplicable
    /// Not zero, and rounds to it.
    case low

    /// `nil` for marks that are not known. Brackets, as in `[c]`, and case mean nothing.
    init?(_ mark: String) {
        let plain = mark.lowercased().filter { $0 != "[" && $0 != "]" }
        switch plain {
        case "", "p", "r", "e", "b", "u": self = .published
        case "c", "*", "x": self = .hidden
        case "z": self = .notApplicable
        case "low", "k": self = .low
        default:
            guard let method = PublicationMethod(status: plain) else { return nil }
            self = .changed(method)
        }
    }

    /// The number that was published and how it was changed; neither where it was hidden.
    ///
    /// `rounding` is how other numbers of the table are marked as rounded, which `low` needs.
    func figure(
        _ value: String, mark: String, rounding: PublicationMethod?, _ fault: (String) -> DisclosureProblem
    ) throws(DisclosureProblem) -> (value: Int?, changed: EarlierTable.Changed?) {
        func number() throws(DisclosureProblem) -> Int {
            guard let number = value.wholeCount else {
                throw fault("value is \"\(value)\", not a whole number")
            }
            return number
        }
        let isEmpty = EarlierStatus(value) == .hidden || value.isEmpty
        switch self {
        case .published: return (try number(), nil)
        case .changed(let method):
            return (nil, EarlierTable.Changed(method: method, shown: try number()))
        case .hidden:
            guard isEmpty else {
                throw fault(
                    "the status \"\(mark)\" says that no number is shown, and the value is \"\(value)\"")
            }
            return (nil, nil)
        case .notApplicable:
            guard value.isEmpty || EarlierStatus(value) == .notApplicable || value.wholeCount == 0 else {
                throw fault(
                    "the status \"\(mark)\" says that nobody can be here, and the value is \"\(value)\"")
            }
            return (0, nil)
        case .low:
            guard let rounding else {
                throw fault(
                    "the status \"\(mark)\" says that the number rounds to 0, and no number of the table is marked "
                        + "as rounded, such as r5")
            }
            guard value.isEmpty || EarlierStatus(value) == .low || value.wholeCount == 0 else {
                throw fault(
                    "the status \"\(mark)\" says that the number rounds to 0, and the value is \"\(value)\"")
            }
            return (nil, EarlierTable.Changed(method: rounding, shown: 0))
        }
    }
}
