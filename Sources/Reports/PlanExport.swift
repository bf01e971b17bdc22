// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The forms in which a plan goes out to be changed and taken back.
    public enum PlanFormat: String, CaseIterable, Hashable, Sendable {
        /// A text file, or a workbook of Excel or LibreOffice.
        case csv, xlsx, ods

        /// The type by which such a file is served.
        public var mediaType: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .xlsx: XLSXWriter.mediaType
            case .ods: ODSWriter.mediaType
            }
        }
    }

    /// The plan with everything that may be changed in a file: the eleven columns, two empty ones for what happened and
    /// why a date moves, those beyond them, the body's own,
    /// and last, hidden, the id and version of each row, by which the file is compared when it comes back.
    public static func roundTrip(
        _ actions: [Action], own: [String], of body: String, as format: PlanFormat
    ) throws(FileRefusal) -> [UInt8] {
        let headers = ActionCells.headers + PlanRules.asides + PlanFields.furtherHeaders + own
        let rows = actions.map { action in
            let fields = PlanFields(of: action)
            return headers.map { fields[$0] } + [action.id, String(action.version)]
        }
        switch format {
        case .csv: return CSVWriter.bytes(of: [headers + ["_id", "_version"]] + rows, forPeople: true)
        case .xlsx: return try XLSXWriter.bytes(of: workbook(headers, rows, of: body))
        case .ods: return ODSWriter.bytes(of: workbook(headers, rows, of: body))
        }
    }

    private static func workbook(_ headers: [String], _ rows: [[String]], of body: String) -> SpreadsheetFile
    {
        let columns =
            headers.enumerated().map { SpreadsheetFile.Column($1, width: $0 == 0 ? 60 : 22) }
            + ["_id", "_version"].map { SpreadsheetFile.Column($0, isHidden: true) }
        return SpreadsheetFile(
            title: "Action plan of \(body)", author: body,
            tables: [.init(name: "Action plan", title: "Action plan", columns: columns, rows: rows)])
    }
}
