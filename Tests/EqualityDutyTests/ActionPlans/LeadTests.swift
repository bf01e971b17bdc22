// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The leads of an action` {
    @Test(arguments: [
        ("Ann Archer", ["Ann Archer"]), ("Ann Archer & Ben Baker", ["Ann Archer", "Ben Baker"]),
        ("Ann Archer and Ben Baker", ["Ann Archer", "Ben Baker"]),
        ("Ann Archer/Ben Baker", ["Ann Archer", "Ben Baker"]),
        ("Ann Archer, Ben Baker and Cy Cole", ["Ann Archer", "Ben Baker", "Cy Cole"]),
        ("Ann Archer; Head of Planning", ["Ann Archer", "Head of Planning"]),
        ("Ann Archer\nBen Baker", ["Ann Archer", "Ben Baker"]), ("Ann & Ben", ["Ann", "Ben"]),
        ("Cllrs Fen & Wold", ["Cllr Fen", "Cllr Wold"]),
        ("Cllrs Fen, Wold and Moor", ["Cllr Fen", "Cllr Wold", "Cllr Moor"]),
        ("Councillors Fen and Wold", ["Councillor Fen", "Councillor Wold"]),
        ("Cllrs Fen & Head of Policy", ["Cllr Fen", "Head of Policy"]),
        ("Cllr Fen and Cllr Wold", ["Cllr Fen", "Cllr Wold"]),
        ("Head of Planning and Housing", ["Head of Planning and Housing"]),
        ("Head of Planning & Housing", ["Head of Planning & Housing"]),
        ("Head of Planning & Head of Housing", ["Head of Planning", "Head of Housing"]),
        ("Equality and Diversity Officer", ["Equality and Diversity Officer"]),
        ("Ann Archer, Head of Policy", ["Ann Archer, Head of Policy"]),
        ("Director of Adult Care / Ann Archer", ["Director of Adult Care", "Ann Archer"]),
        ("J. Smith-Jones & Mary O'Neil", ["J. Smith-Jones", "Mary O'Neil"]), ("", []), ("  ", []),
    ])
    func `are cut where two are meant`(cell: String, names: [String]) {
        let leads = Lead.reading(cell)
        #expect(leads.map(\.name) == names)
        #expect(leads.allSatisfy { $0.kind == .named })
    }

    @Test(arguments: [
        ("TBC", Lead.Kind.toBeConfirmed), ("tbc", .toBeConfirmed), ("To be confirmed", .toBeConfirmed),
        ("Vacant", .toBeConfirmed), ("N/A", .none), ("n/a", .none), ("None", .none), ("-", .none),
    ])
    func `may be missing, and it stays as it was written`(cell: String, kind: Lead.Kind) {
        #expect(Lead.reading(cell) == [Lead(name: cell, kind: kind)])
    }

    @Test func `may be named beside one that is missing`() {
        #expect(
            Lead.reading("Ann Archer / TBC")
                == [Lead(name: "Ann Archer"), Lead(name: "TBC", kind: .toBeConfirmed)])
    }

    @Test func `lose no word of the cell`() {
        var numbers = SeededNumbers(seed: 3)
        let pieces = [
            "Ann", "Archer", "&", "and", "/", ",", ";", "Head of", "Cllrs", "TBC", "\n", " ", "N/A",
            "Housing",
        ]
        for _ in 0..<10_000 {
            let cell = (0..<Int.random(in: 0...7, using: &numbers)).map { _ in
                pieces.randomElement(using: &numbers) ?? ""
            }.joined(separator: " ")
            let names = Lead.reading(cell).map(\.name).joined(separator: " ")
            for word in ["Ann", "Archer", "Head", "TBC", "Housing"] {
                #expect(cell.contains(word) == names.contains(word), "\(cell)")
            }
        }
    }
}
