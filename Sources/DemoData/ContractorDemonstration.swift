// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Equality returns that invented contractors owe, some of them late.
enum ContractorDemonstration {
    private struct Contractor {
        let name: String
        let complete, late, due: Int
    }

    private static let contractors = [
        Contractor(name: "Pinewater Home Care", complete: 52, late: 5, due: 3),
        Contractor(name: "Marram Leisure", complete: 44, late: 3, due: 1),
        Contractor(name: "Tidebrook Transport", complete: 17, late: 25, due: 6),
        Contractor(name: "Hollin Advice", complete: 22, late: 2, due: 0),
    ]

    /// A delivery of a year's returns, a row for each return.
    static func delivery(_ dataSet: DataSet, _ period: DataPeriod) -> SyntheticDelivery {
        let rows = contractors.flatMap { contractor in
            [(contractor.complete, "Complete"), (contractor.late, "Late"), (contractor.due, "Due")]
                .flatMap { [[String]](repeating: [contractor.name, $0.1], count: $0.0) }
        }
        let numbered = rows.enumerated().map { place, row in ["RET\(1001 + place)"] + row }
        let columns: [ColumnMapping.Column] = [
            .init(header: "Reference", use: .reference),
            .init(header: "Contractor", use: .words(name: "contractor")), .init(header: "State", use: .stage),
        ]
        return SyntheticDelivery(
            dataSet: dataSet, period: period, rows: [["Reference", "Contractor", "State"]] + numbered,
            mapping: ColumnMapping(name: dataSet.title, columns: columns),
            sourceName: "synthetic-contractor-returns.csv")
    }
}
