// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DemoData
import Documents
import EqualityDuty
import Foundation
import OfficerSite
import Reports
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show a running council, invented.",
        discussion: """
            Without --data everything lies in a temporary folder and is gone afterwards; with it, it stays and opens again.
            """)

    @OptionGroup var place: PlaceOptions
    @OptionGroup var listening: ListenOptions
    @Option(help: ArgumentHelp("Pretend that today is this day.", valueName: "DATE")) var today: String?

    func run() async throws {
        var day: CalendarDay?
        if let today {
            guard let given = CalendarDay(iso: today) else {
                throw Stop.usage("“\(today)” is not a day: write it as 2026-11-21")
            }
            day = given
        }
        var flags = listening.flags
        var temporary: String?
        if place.data == nil, place.postgres == nil {
            let folder = FileManager.default.temporaryDirectory.path + "/dueregard-demo-" + Identifier.next()
            flags["data"] = folder
            temporary = folder
        }
        let settings = try place.settings(flags)
        defer { if let temporary { try? FileManager.default.removeItem(atPath: temporary) } }
        let places = Places(settings)
        let reference = try place.reference()
        let library = try reference.library()
        let demonstration = Demonstration(
            folder: reference.path("demo"), library: library, now: Clock.now, today: day ?? Clock.today)
        let made = try await Self.make(places, demonstration)
        var open: [OpenBody] = []
        for sample in Demonstration.samples { open.append(try await places.opened(sample.body.slug)) }
        let service = try Service(
            open, library: library, settings: settings, publicOnly: false, today: day,
            community: try reference.communityDesk())
        if !made.isEmpty {
            try await Self.fill(open.filter { made.contains($0.body.slug) }, service, demonstration)
        }
        let kept = temporary == nil ? places.folder : nil
        try await service.run { port in Self.welcome(service.address(port), keeping: kept) }
        for body in open { await body.database.close() }
    }

    /// Makes the bodies that are not there yet and returns their slugs.
    private static func make(
        _ places: Places, _ demonstration: Demonstration
    ) async throws -> Set<String> {
        let known = try await places.slugs()
        let missing = Demonstration.samples.filter { !known.contains($0.body.slug) }
        guard !missing.isEmpty else { return [] }
        let hash = try await Passwords().hash(DemonstrationAccounts.password)
        for sample in missing {
            Talk.say("Making \(sample.body.name) …")
            let database = try await places.open(sample.body.slug, creating: true)
            do {
                try await demonstration.build(
                    sample, in: database, people: DemonstrationAccounts.all, passwordHash: hash)
            } catch let fault as Demonstration.Fault {
                throw Stop.failed(fault.description)
            }
            await database.close()
        }
        return Set(missing.map(\.body.slug))
    }

    /// Adds what needs the pages: the assessments, published as an officer would, and the publications.
    private static func fill(_ open: [OpenBody], _ service: Service, _ demonstration: Demonstration)
        async throws
    {
        let change = Change(
            by: Change.Actor(id: "demonstration", post: "Equality lead", role: "equalityLead"), at: Clock.now)
        for body in open {
            guard let office = service.offices.first(where: { $0.body.slug == body.body.slug }),
                let sample = Demonstration.samples.first(where: { $0.body.slug == body.body.slug })
            else { continue }
            _ = try await office.publish(.coverage, on: sample.coverageDay, change)
            try await takeMonitoring(sample, body, office, demonstration)
            try await publishInformation(office, demonstration.informationDay, change)
            try await demonstration.addQuestionnaires(
                sample, sets: office.questionSets, in: body.database)
            do {
                try await demonstration.addAssessments(sample, in: body.database) { id, reason, change in
                    _ = try await office.publishAssessment(id, because: reason, change)
                }
            } catch let fault as Demonstration.Fault {
                throw Stop.failed(fault.description)
            }
            _ = try await office.publish(.actionPlan, on: service.dispatcher.settings.today(), change)
            _ = try await office.publish(.progress, on: service.dispatcher.settings.today(), change)
            let schemes = office.taking.schemes
            try await demonstration.bindFigures(sample, in: body.database) {
                schemes[$0.scheme]?.characteristic ?? ""
            }
        }
    }

    /// Takes the synthetic monitoring records in as an analyst would.
    private static func takeMonitoring(
        _ sample: Demonstration.Sample, _ body: OpenBody, _ office: Office, _ demonstration: Demonstration
    ) async throws {
        let change = Change(
            by: Change.Actor(id: "demonstration", post: "Insight analyst", role: "analyst"), at: Clock.now)
        let store = MonitoringStore(database: body.database)
        for delivery in try demonstration.monitoring(sample, from: office.taking.statistics) {
            let there = try await store.dataSet(named: delivery.dataSet.title)
            var dataSet = delivery.dataSet
            dataSet.id = if let there { there.id } else { try await store.add(dataSet, change) }
            let bytes = CSVWriter.bytes(of: delivery.rows, forPeople: false)
            let checked = try await office.taking.check(
                try RecordsFile(bytes: bytes),
                .init(
                    dataSet: dataSet, period: delivery.period, mapping: delivery.mapping,
                    sourceName: delivery.sourceName, sourceDigest: SourceDigest.of(bytes),
                    note: "Synthetic records: invented people, made to resemble the census of the area."))
            _ = try await office.taking.take(
                checked, accepting: true, remembering: delivery.mapping, change)
        }
    }

    /// Publishes what was counted of the year before the last, as the equality lead would; nothing where there is nothing.
    private static func publishInformation(
        _ office: Office, _ day: CalendarDay, _ change: Change
    ) async throws {
        do {
            let prepared = try await office.prepareInformation(
                on: day, approver: change.actor.post, seed: { _ in 1 })
            _ = try await office.publishInformation(prepared, change)
        } catch is NothingToPublish {
            return
        }
    }

    private static func welcome(_ address: String, keeping folder: String?) {
        let accounts = DemonstrationAccounts.all.map { name, _, post in
            "  \(name.padding(toLength: 14, withPad: " ", startingAt: 0))\(post)"
        }
        let stays =
            folder.map { "What you change stays in \($0)." } ?? "What you change is gone when you stop it."
        Talk.result(
            """

            DueRegard is showing two invented councils. \(stays)

              A county     \(address)/kent/      officers: \(address)/kent/office
              A district   \(address)/thanet/    officers: \(address)/thanet/office

            Sign in with one of these names; the password of all is: \(DemonstrationAccounts.password)

            \(accounts.joined(separator: "\n"))

            Stop with Ctrl-C.
            """)
    }
}
