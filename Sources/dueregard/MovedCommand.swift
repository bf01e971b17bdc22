// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Storage

extension DataCommand {
    struct Moved: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "moved",
            abstract:
                "Which assessments and objectives rest on older figures of a data set, and what moved since.",
            discussion: """
                dueregard data moved --dataset "Leisure users"
                dueregard data moved --dataset "Leisure users" --json
                The figures are raw counts, and not for publication.
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The data set, by its name.", valueName: "NAME")) var dataset: String
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Result: Encodable {
            struct Group: Encodable {
                let code, label, verdict: String
                let oldCount, oldBase, newCount, newBase: Int?
                let oldPercent, newPercent, points, lower, upper, p: Double?
                let isBreak: Bool
                let remarks: [String]
            }
            struct Use: Encodable {
                let kind, id, title, item, by: String
                let oldVersion, newVersion: Int
                let isOpen: Bool
                let state, reviewedBy, reason: String
                let groups: [Group]
            }
            let dataSet: String
            let isSynthetic: Bool
            let uses: [Use]
        }

        func run() async throws {
            let reference = try place.reference()
            let open = try await place.places().opened()
            // Mappings between category schemes come with what is known of the community.
            let service = try Service(
                [open], library: try reference.library(), settings: try place.settings(), publicOnly: false,
                community: try reference.communityDesk())
            guard let office = service.offices.first else { throw Stop.failed("There is no body here") }
            let store = MonitoringStore(database: open.database)
            guard let dataSet = try await store.dataSet(named: dataset) else {
                let all = try await store.dataSets().map(\.title)
                await open.database.close()
                let known = all.isEmpty ? "There is none yet" : "There are: \(all.joined(separator: ", "))"
                throw Stop.failed("There is no data set “\(dataset)”. \(known)")
            }
            let found = try await office.followUps(of: dataSet)
            await open.database.close()
            if json {
                return Talk.result(
                    JSONText.line(
                        Result(
                            dataSet: dataSet.title, isSynthetic: dataSet.isSynthetic,
                            uses: found.map(Self.use))))
            }
            if found.isEmpty {
                throw Stop.nothingToDo("Nothing rests on older figures of “\(dataSet.title)”")
            }
            Talk.result("\(dataSet.title): raw counts, not for publication")
            for line in found.flatMap(Self.lines) { Talk.result(line) }
        }

        private static func use(_ followUp: FigureFollowUp) -> Result.Use {
            let use = followUp.use
            return Result.Use(
                kind: use.kind.rawValue, id: use.id, title: use.title, item: use.item, by: use.figure.column,
                oldVersion: followUp.older.number, newVersion: followUp.newer.number, isOpen: followUp.isOpen,
                state: followUp.inWords, reviewedBy: followUp.review?.byPost ?? "",
                reason: followUp.review?.reason ?? "", groups: groups(followUp).map(group))
        }

        private static func groups(_ followUp: FigureFollowUp) -> [FigureMovement] {
            switch followUp.state {
            case .compared(let movements): movements.groups
            case .notReleased, .refused: []
            }
        }

        private static func group(_ group: FigureMovement) -> Result.Group {
            let interval = group.difference?.interval.scaled(by: 100)
            return Result.Group(
                code: group.code, label: group.label, verdict: group.verdict.code,
                oldCount: group.old?.count, oldBase: group.old?.base, newCount: group.new?.count,
                newBase: group.new?.base, oldPercent: group.old?.percentage,
                newPercent: group.new?.percentage, points: group.points, lower: interval?.lower,
                upper: interval?.upper, p: group.p, isBreak: group.isBreak, remarks: group.remarks)
        }

        private static func lines(_ followUp: FigureFollowUp) -> [String] {
            let use = followUp.use
            let review = followUp.review.map { " Looked at by \($0.byPost): \($0.reason)" } ?? ""
            let head =
                "\(use.kind.name) \(use.title), \(use.item): version \(followUp.older.number) to "
                + "\(followUp.newer.number). \(followUp.inWords).\(review)"
            return [head]
                + groups(followUp).map { group in
                    let p = group.p.map { ", p \(Self.short($0))" } ?? ""
                    let points = group.points.map { ", \(Figure.oneDecimal($0)) points" } ?? ""
                    return
                        "  \(group.label): \(group.old?.shown ?? "not told") to \(group.new?.shown ?? "not told")"
                        + "\(points)\(p). \(group.verdict.words)"
                }
        }

        private static func short(_ p: Double) -> String {
            p < 0.001 ? "below 0.001" : String((p * 1_000).rounded() / 1_000)
        }
    }
}
