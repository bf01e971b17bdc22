// SPDX-License-Identifier: Apache-2.0

/// Why a file from outside was not read: each reason in words that tell the person what to do.
public enum FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are more bytes than a file of this kind may have.
    case tooLarge(megabytes: Int)
    /// There are more bytes than a file of tables may have.
    case tableTooLarge(megabytes: Int)
    /// It holds more parts, or becomes more when unpacked, than any honest file of its kind.
    case unpacksTooFar
    /// It is cut short or its parts do not fit together.
    case damaged
    /// It holds a program.
    case hasMacro
    /// It opens with a password only.
    case hasPassword
    /// It is of another kind; the words name the kind found and the kinds that can be read.
    case wrongKind(found: String, wanted: String)
    /// Its text cannot be followed; the words say where.
    case unreadable(String)
    /// It is a document, but no form that this program made.
    case noForm
    /// It is a workbook that opens with a password only.
    case workbookHasPassword
    /// It has more rows than a table of its kind may have.
    case tooManyRows(limit: Int)
    /// It has a cell further to the right than a table of its kind may have, or too many cells in all.
    case tooManyCells(limit: Int)
    /// A cell holds more than a person would write; the words name it.
    case cellTooLong(cell: String, limit: Int)
    /// It is a workbook without a sheet.
    case noSheet
    /// None of its tables has the headers looked for; the words give some of them.
    case noTable(wanted: [String])

    /// What is wrong and what to do about it.
    public var message: String {
        switch self {
        case .tooLarge(let megabytes):
            "The file must be \(megabytes) MB or smaller. Take pictures out of it, save it and send it again."
        case .tableTooLarge(let megabytes):
            "The file must be \(megabytes) MB or smaller. Delete what is not part of the table, or send it in parts."
        case .unpacksTooFar:
            "The file must not unpack to far more than such a document holds. Save a new copy and send that."
        case .damaged:
            "The file must be whole: it is damaged or cut short. Open it where it was written, and save it again."
        case .hasMacro:
            "The file must have no macro. Save a copy without macros and send that."
        case .hasPassword:
            "The file must have no password, and not be in the old Word format. Save a copy as ODT or DOCX."
        case .wrongKind(let found, let wanted):
            "The file must be \(wanted). This one is \(found)."
        case .unreadable(let place):
            "The file must be one that can be followed: \(place). Save a new copy and send that."
        case .noForm:
            "The file must be a form that was exported here, filled in."
        case .workbookHasPassword:
            "The file must have no password. Save a copy without one, and send that."
        case .tooManyRows(let limit):
            "The file must have \(grouped(limit)) rows or fewer. Delete the empty rows below the table, "
                + "or send it in parts."
        case .tooManyCells(let limit):
            "The file must have \(grouped(limit)) cells or fewer. Delete the columns that are not part of the table."
        case .cellTooLong(let cell, let limit):
            "\(cell) must hold \(grouped(limit)) characters or fewer. Shorten it and send the file again."
        case .noSheet:
            "The file must have a sheet with a table. Open it, check that the table is there, and save it again."
        case .noTable(let wanted):
            "The file must have a table with a row of headers, such as "
                + wanted.map { "“\($0)”" }.joined(separator: ", ") + ". Add the headers and send it again."
        }
    }

    /// The message.
    public var description: String { message }

    private func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
