// SPDX-License-Identifier: Apache-2.0

/// What became of a question: how many gave an answer that can be used, and how many did not, each kind
/// apart.
public struct AnswerCounts: Hashable, Sendable, Codable {
    /// Answers that name a category.
    public let usable: Int
    /// Asked, and declined.
    public let preferNotToSay: Int
    /// Asked, and left blank.
    public let notAnswered: Int
    /// Never put to them.
    public let notAsked: Int
    /// Unknown or unreadable.
    public let unknown: Int

    /// nil where a count is negative.
    public init?(
        usable: Int, preferNotToSay: Int = 0, notAnswered: Int = 0, notAsked: Int = 0, unknown: Int = 0
    ) {
        guard [usable, preferNotToSay, notAnswered, notAsked, unknown].allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        self.usable = usable
        self.preferNotToSay = preferNotToSay
        self.notAnswered = notAnswered
        self.notAsked = notAsked
        self.unknown = unknown
    }

    private enum CodingKeys: String, CodingKey {
        case usable, preferNotToSay, notAnswered, notAsked, unknown
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int {
            try container.decodeIfPresent(Int.self, forKey: key) ?? 0
        }
        guard
            let counts = AnswerCounts(
                usable: try count(.usable), preferNotToSay: try count(.preferNotToSay),
                notAnswered: try count(.notAnswered), notAsked: try count(.notAsked),
                unknown: try count(.unknown))
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "Give counts of 0 or more"))
        }
        self = counts
    }

    /// Everybody.
    public var all: Int { asked + notAsked }

    /// Those who were asked. An unreadable answer counts among them: leaving it out would flatter the rate.
    public var asked: Int { usable + preferNotToSay + notAnswered + unknown }

    /// Usable answers among those asked, the declared rate; nil where nobody was asked.
    public var completeness: Share? { Share(usable, of: asked) }

    /// Usable answers among everybody; nil where there is nobody.
    public var coverage: Share? { Share(usable, of: all) }

    /// Whether so few answers can be used that nothing is to be compared. Somebody must have been asked.
    public func isTooIncomplete(under settings: RepresentationSettings = .standard) -> Bool {
        guard let completeness else { return true }
        // Against the count, not the quotient: 60 of 100 is exactly 60%.
        return Double(completeness.count) < settings.smallestCompleteness * Double(completeness.base) - 1e-9
    }

    /// Two sets of answers together, such as two years.
    public static func + (one: AnswerCounts, other: AnswerCounts) -> AnswerCounts {
        AnswerCounts(adding: one, other)
    }

    private init(adding one: AnswerCounts, _ other: AnswerCounts) {
        usable = one.usable + other.usable
        preferNotToSay = one.preferNotToSay + other.preferNotToSay
        notAnswered = one.notAnswered + other.notAnswered
        notAsked = one.notAsked + other.notAsked
        unknown = one.unknown + other.unknown
    }
}
