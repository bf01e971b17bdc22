// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension Recorder {
    /// Keeps a file that came with an assessment; one that is here already must be the same.
    func take(_ file: AssessmentAttachment, of assessmentID: String) throws {
        guard Token.digest(file.bytes) == file.digest else {
            throw AssessmentRefused(
                reason: "The attached file “\(file.fileName)” was changed after its export")
        }
        if let known = try connection.row("SELECT digest FROM attachment WHERE id = \(file.id)") {
            guard known.text(0) == file.digest else {
                throw AssessmentRefused(reason: "Another file here has the id of “\(file.fileName)”")
            }
            return
        }
        try connection.execute(
            """
            INSERT INTO attachment (id, assessmentID, fileName, mediaType, size, digest, bytes, at, byPost)
            VALUES (\(file.id), \(assessmentID), \(file.fileName), \(file.mediaType), \(file.bytes.count),
                \(file.digest), \(SQLValue.blob(file.bytes)), \(file.at), \(file.byPost))
            """)
    }
}
