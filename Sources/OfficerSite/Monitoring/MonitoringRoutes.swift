// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

extension Address {
    static let data = "/office/data"
    static let newData = "/office/data/new"
    static let objections = "/office/data/objections"
    static let mappings = "/office/data/mappings"

    /// A data set, or a page about it.
    static func dataSet(_ id: String, _ rest: String = "") -> String { data + "/" + id + rest }
}

extension Office {
    var monitoring: MonitoringStore { MonitoringStore(database: database) }
    var objectionRegister: ObjectionStore { ObjectionStore(database: database) }
    /// Takes deliveries of records in, for the body of these pages.
    public var taking: MonitoringTaking {
        MonitoringTaking(database: database, reference: community.reference)
    }

    /// Reports on the records of the body, beside everything that is known of places here, under its own thresholds.
    /// `ofStaffOnly` keeps data sets of others from being compared with.
    public func monitoringReports(ofStaffOnly: Bool = false) async throws -> MonitoringReports {
        MonitoringReports(
            database: database, reference: try await ownCommunity.desk().reference,
            profile: try await profile(), ofStaffOnly: ofStaffOnly)
    }

    /// Monitoring data: raw counts, for those who may see them, and how they come in.
    var monitoringRoutes: [Route] {
        let page = DataSetPages(office: self)
        let edit = EditDataSetPage(office: self)
        let coming = DataImportPage(office: self)
        let objections = ObjectionsPage(office: self)
        let mappings = MappingsPage(office: self)
        let reports = RepresentationPage(office: self)
        let deleting = DeleteRecordsPage(office: self)
        let one = Address.data + "/:id"
        func see(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> WebResponse) -> Route {
            Route(.get, path, .may(.viewMonitoring), .wholeBody, .never, .none, answer: answer)
        }
        func open(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> WebResponse) -> Route
        {
            Route(.get, path, .may(.editMonitoring), .wholeBody, .never, .none, answer: answer)
        }
        func send(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> WebResponse) -> Route
        {
            Route(.post, path, .may(.editMonitoring), .wholeBody, .never, .form, answer: answer)
        }
        // Fixed addresses stand before those of one data set, which would take their words for an id.
        return [
            see(Address.data, page.list), open(Address.newData, edit.showNew),
            send(Address.newData, edit.add),
            open(Address.objections, objections.show), send(Address.objections, objections.add),
            send(Address.objections + "/end", objections.end),
            open(Address.mappings, mappings.show), send(Address.mappings, mappings.forget),
            see(one, page.show), see(one + "/representation", reports.show),
            see(one + "/selection", reports.selection), see(one + "/trend", reports.trend),
            see(one + "/rates", reports.rates), see(one + "/outcomes", reports.outcomes),
            open(one + "/edit", edit.show), send(one + "/edit", edit.save),
            open(one + "/delete", deleting.show), send(one + "/delete", deleting.delete),
            open(one + "/import", coming.show),
            Route(
                .post, one + "/import", .may(.editMonitoring), .wholeBody, .never, .upload,
                answer: coming.receive),
            send(one + "/import/check", coming.check), send(one + "/import/take", coming.take),
        ]
    }

    /// The data set of the address; not found where there is none.
    func dataSet(_ visit: Visit) async throws -> DataSet {
        guard let found = try await monitoring.dataSet(visit.parameter("id")), sees(found.kind, visit) else {
            throw Refusal.notFound
        }
        return found
    }

    /// Whether a person who may see monitoring data may see those of a kind.
    func sees(_ kind: DataSetKind, _ visit: Visit) -> Bool {
        kind.isOfStaff || visit.reach(.viewServiceMonitoring) == .wholeBody
    }

    /// The pages about the community, in a row; one only where a person may not see the data.
    func communityNavigation(_ visit: Visit, isData: Bool, isQuestions: Bool = false) -> HTML {
        guard visit.reach(.viewMonitoring) == .wholeBody else { return HTML() }
        var links = [
            NavigationLink(
                "Profile", visit.frame.link(Address.community), isCurrent: !isData && !isQuestions),
            NavigationLink("Monitoring data", visit.frame.link(Address.data), isCurrent: isData),
            NavigationLink(
                "Questionnaires", visit.frame.link(Address.questionnaires), isCurrent: isQuestions),
        ]
        if visit.reach(.editMonitoring) == .wholeBody {
            links.append(NavigationLink("Objections", visit.frame.link(Address.objections)))
        }
        return SubNavigation("Community", links).html
    }
}
