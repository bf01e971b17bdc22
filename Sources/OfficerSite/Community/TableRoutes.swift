// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

extension Address {
    static let tables = "/office/community/tables"
    static let newTable = "/office/community/tables/new"

    /// A table that was taken in, or a page about it.
    static func table(_ id: String, _ rest: String = "") -> String { tables + "/" + id + rest }
}

extension Office {
    var publishedTables: PublishedTableStore {
        PublishedTableStore(database: database, schemes: community.reference.profiles.statistics.schemes)
    }

    /// The tables behind the figures about places, and how further ones come in.
    var tableRoutes: [Route] {
        let page = TablesPage(office: self)
        let coming = TableImportPage(office: self)
        let back = WithdrawTablePage(office: self)
        return [
            Route(.get, Address.tables, .signedIn, .nothing, .never, .none, answer: page.list),
            Route(
                .get, Address.newTable, .may(.importProfile), .wholeBody, .never, .none, answer: coming.show),
            Route(
                .post, Address.newTable, .may(.importProfile), .wholeBody, .never, .upload,
                answer: coming.receive),
            Route(
                .post, Address.newTable + "/check", .may(.importProfile), .wholeBody, .never, .form,
                answer: coming.check),
            Route(.get, Address.tables + "/:id", .signedIn, .nothing, .never, .none, answer: page.show),
            Route(
                .get, Address.tables + "/:id/withdraw", .may(.importProfile), .wholeBody, .never, .none,
                answer: back.show),
            Route(
                .post, Address.tables + "/:id/withdraw", .may(.importProfile), .wholeBody, .never, .form,
                answer: back.withdraw),
        ]
    }
}
