// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation

/// Attached files inside the file of an assessment, their bytes in base64.
enum ExchangeAttachments {
    static func json(_ files: [AssessmentAttachment]) -> JSONValue {
        .array(
            files.map { file in
                [
                    "id": .string(file.id), "fileName": .string(file.fileName),
                    "mediaType": .string(file.mediaType), "digest": .string(file.digest),
                    "at": .string(ExchangeMoment.text(file.at)), "post": .string(file.byPost),
                    "bytes": .string(Data(file.bytes).base64EncodedString()),
                ]
            })
    }

    /// The files of a file; none where it was written before files were taken along.
    static func read(_ file: ExchangeReader) throws(ExchangeProblem) -> [AssessmentAttachment] {
        guard file.value["attachments"] != nil else { return [] }
        var seen: Set<String> = []
        return try file.objects("attachments") { one throws(ExchangeProblem) in
            let id = try one.text("id")
            guard seen.insert(id).inserted else {
                throw ExchangeProblem(one.at("id"), "This file stands here twice.")
            }
            guard let bytes = Data(base64Encoded: try one.optionalText("bytes")) else {
                throw ExchangeProblem(one.at("bytes"), "The bytes of this file are no base64.")
            }
            return AssessmentAttachment(
                id: id, fileName: try one.text("fileName"), mediaType: try one.text("mediaType"),
                digest: try one.text("digest"), at: try one.moment("at"),
                byPost: try one.optionalText("post"),
                bytes: [UInt8](bytes))
        }
    }
}
