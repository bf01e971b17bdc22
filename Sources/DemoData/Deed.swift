// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

/// Something that somebody did in the past of a demonstration body, recorded at its own moment.
struct Deed: Sendable {
    /// The moment at which it was recorded.
    let at: Instant
    /// Does it, in the name of whoever plays.
    let act: @Sendable (Change) async throws -> Void

    /// Something done at ten in the morning of a day, and not before the record began.
    init(on day: CalendarDay, since began: Instant, _ act: @escaping @Sendable (Change) async throws -> Void)
    {
        let morning = LondonTime.instant(on: day, hour: 10, minute: 0)
        at = max(morning, began)
        self.act = act
    }

    /// Plays deeds in the order of time, those of one moment in the order in which they were told.
    static func play(_ deeds: [Deed], by actor: Change.Actor) async throws {
        let inOrder = deeds.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        for (_, deed) in inOrder { try await deed.act(Change(by: actor, at: deed.at)) }
    }
}
