// SPDX-License-Identifier: Apache-2.0
import Foundation

extension String {
    /// The text as names in a ledger are compared: case, blanks, invisible characters and the form in which
    /// letters are written make no other population, area or period.
    var asLedgerName: String {
        func folded(_ text: String) -> String {
            text.precomposedStringWithCompatibilityMapping.folding(options: .caseInsensitive, locale: nil)
                .precomposedStringWithCompatibilityMapping
        }
        let seen = unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        return folded(String(String.UnicodeScalarView(seen))).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}

extension ReleaseRecord {
    /// Whether it is about these people in this period, wherever they are.
    func concerns(population: String, period: String) -> Bool {
        self.population.asLedgerName == population.asLedgerName
            && self.period.asLedgerName == period.asLedgerName
    }

    /// Whether it is about these people in this area and period.
    func concerns(population: String, area: String, period: String) -> Bool {
        concerns(population: population, period: period) && self.area.asLedgerName == area.asLedgerName
    }
}

extension LedgerFile {
    /// Earlier releases of the same people, area and period.
    public func concerned(population: String, area: String, period: String) -> [Entry] {
        entries.filter { $0.record.concerns(population: population, area: area, period: period) }
    }

    /// Earlier releases of the same people and period that are about another area, which may overlap.
    public func elsewhere(population: String, area: String, period: String) -> [Entry] {
        entries.filter {
            $0.record.concerns(population: population, period: period)
                && !$0.record.concerns(population: population, area: area, period: period)
        }
    }
}
