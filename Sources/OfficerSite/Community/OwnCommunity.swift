// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import Synchronization

/// What is known of places, with the tables that a body took in itself; read once, and again when a table came or went.
public final class OwnCommunity: Sendable {
    private let shipped: CommunityDesk
    private let store: PublishedTableStore
    private let kept = Mutex<(mark: String, desk: CommunityDesk)?>(nil)

    /// The desk of a body over its own database and what is shipped.
    public init(_ shipped: CommunityDesk, database: any Database) {
        self.shipped = shipped
        store = PublishedTableStore(
            database: database, schemes: shipped.reference.profiles.statistics.schemes)
    }

    /// The desk as it stands now.
    public func desk() async throws -> CommunityDesk {
        let mark = try await store.mark()
        if let kept = kept.withLock({ $0 }), kept.mark == mark { return kept.desk }
        let desk = shipped.adding(try await store.used())
        kept.withLock { $0 = (mark, desk) }
        return desk
    }
}
