// SPDX-License-Identifier: Apache-2.0

extension AssessmentRecord {
    /// Where an assessment came from.
    public struct Origin: Hashable, Sendable {
        /// When the file was taken in.
        public let at: Instant
        /// The reference it was given and the name of the file.
        public let source: String

        /// A file that was taken in.
        public init(at: Instant, source: String) {
            self.at = at
            self.source = source
        }

        /// The origin in words, with what it means for the days before.
        public var inWords: String { "\(at.day.written), \(source). Days before that are as the file states" }
    }
}
