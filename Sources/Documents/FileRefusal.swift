// SPDX-License-Identifier: Apache-2.0

/// Why a file from outside was not read: each reason in words that tell the person what to do.
public enum FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are more bytes than a file of this kind may have.
    case tooLarge(megabytes: Int)
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

    /// What is wrong and what to do about it.
    public var message: String {
        switch self {
        case .tooLarge(let megabytes):
            "The file must be \(megabytes) MB or smaller. Take pictures out of it, save it and send it again."
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
        }
    }

    /// The message.
    public var description: String { message }
}
