// SPDX-License-Identifier: Apache-2.0

/// A file that was attached to an assessment, or to an item of the library that it uses.
public struct AssessmentAttachment: Hashable, Sendable {
    /// The id by which answers name it.
    public let id: String
    /// What it was called, and what kind of file it is.
    public let fileName, mediaType: String
    /// SHA-256 of its bytes, in hexadecimal digits.
    public let digest: String
    /// When it was attached, and by which post.
    public let at: Instant
    /// The post that attached it.
    public let byPost: String
    /// The file itself.
    public let bytes: [UInt8]

    /// A file.
    public init(
        id: String, fileName: String, mediaType: String, digest: String, at: Instant, byPost: String,
        bytes: [UInt8]
    ) {
        self.id = id
        self.fileName = fileName
        self.mediaType = mediaType
        self.digest = digest
        self.at = at
        self.byPost = byPost
        self.bytes = bytes
    }
}

extension AssessmentContent {
    /// The ids of files that answers name: the one answered to a question for a file, in rows of evidence too.
    public var attachmentIDs: Set<String> {
        Set(fields.filter { $0.key.hasSuffix("/attachment") && !$0.value.isEmpty }.map(\.value))
    }
}
