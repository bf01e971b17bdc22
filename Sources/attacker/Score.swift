// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What is kept inside, opened when the first claim is to be scored and not before.
final class Score {
    private let published: Publication
    private let patterns: [String]
    private let certificate: String
    private let threshold: Int
    /// The true numbers of the hidden cells; `nil` where no pattern is at hand. What an earlier release hid
    /// stands in its own pattern.
    private(set) lazy var truth: [Int?]? = read()
    /// The width that the policy promises against somebody who is alone in a cell; 1 where nothing says.
    private(set) lazy var insiderNeed: Int = {
        let text = (try? String(contentsOfFile: certificate, encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n").prefix(8) {
            let words = line.split(separator: " ")
            if words.count == 4, words[0] == "need", words[2] == "insider" { return Int(words[3]) ?? 1 }
        }
        return 1
    }()

    init(_ published: Publication, patterns: [String], certificate: String, threshold: Int) {
        self.published = published
        self.patterns = patterns
        self.certificate = certificate
        self.threshold = threshold
    }

    /// Whether a hidden cell holds a small number, and one between these; `nil` where that is not at hand.
    func isSmall(_ cell: Int, _ low: Int = 0, _ high: Int = .max) -> Bool? {
        truth.map { values in
            values[cell].map { $0 > 0 && $0 < threshold && $0 >= low && $0 <= max(low, high) } ?? false
        }
    }

    private func read() -> [Int?]? {
        var values: [Int?] = Array(repeating: nil, count: published.hidden.count)
        var found = false
        for path in patterns {
            let rows = Publication.rows(path)
            guard let heading = rows.first, let count = heading.firstIndex(of: "n") else { continue }
            found = true
            let places = published.names.map { heading.firstIndex(of: $0) }
            for row in rows.dropFirst() where row.count == heading.count {
                var cell = [Int](repeating: 0, count: places.count)
                for (at, place) in places.enumerated() {
                    if let place { cell[at] = published.codes[at][row[place]] ?? 0 }
                }
                if let index = published.index[cell] { values[index] = Int(row[count]) }
            }
        }
        return found ? values : nil
    }
}
