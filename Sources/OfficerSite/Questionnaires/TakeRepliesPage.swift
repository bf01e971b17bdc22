// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// Makes the replies of a closed questionnaire a version of its data set, through the same door as every delivery.
struct TakeRepliesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await takeable(visit))
    }

    /// Takes exactly the replies that were shown, and deletes them here.
    @Sendable func take(_ visit: Visit) async throws -> WebResponse {
        let one = try await takeable(visit)
        let dataSet = try await office.dataSet(of: one)
        let delivery = ReplyDelivery(one, try await office.replies.replies(to: one.id), office.taking.schemes)
        let change = visit.change()
        // Two acts of one form: the second has a log entry and no receipt of its own.
        let plain = Change(by: change.actor, at: change.at)
        do {
            let checked = try await office.taking.check(
                try RecordsFile(bytes: delivery.bytes),
                delivery.delivery(to: dataSet, supersedes: Int(visit.fields.text("supersedes"))))
            guard visit.fields.text("seen") == Self.seen(checked) else {
                return try await page(
                    visit, one,
                    banner: Banner(
                        .important, "Changed meanwhile",
                        "<p>The replies changed while you were looking. Nothing was taken.</p>"))
            }
            let asks = checked.version.quality.asks
            let accepts = visit.fields.text("accept") == "yes"
            guard checked.version.quality.canBeTaken, accepts || asks.isEmpty else {
                return try await page(
                    visit, one, [Problem(at: "accept", "Select that you accept what was found")])
            }
            let number = try await office.taking.take(checked, accepting: accepts, remembering: nil, plain)
            try await office.questionnaires.finish(
                one.id, takenAs: number, replies: delivery.count, plain)
        } catch VersionRefusal.sameFile(let number) {
            // It was taken before the replies could be deleted.
            try await office.questionnaires.finish(one.id, takenAs: number, replies: delivery.count, plain)
        } catch is EditConflict {
            return try await page(
                visit, one,
                banner: Banner(
                    .important, "A reply was keyed meanwhile",
                    "<p>A version was taken in without it. Take the replies in once more, in the place of that version.</p>"
                ))
        } catch let refusal as VersionRefusal {
            return try await page(visit, one, [Problem(at: "supersedes", Self.words(refusal))])
        }
        return .redirect(visit.frame.link(Address.dataSet(one.dataSetID)) + "?done=imported")
    }

    private static func words(_ refusal: VersionRefusal) -> String {
        switch refusal {
        case .samePeriod(let number):
            "Select whether it takes the place of version \(number), which is of the same days"
        case .sameFile, .otherPeriod, .notReplaceable, .stopped, .notAccepted:
            "Select another version. \(refusal.description)"
        }
    }

    private func takeable(_ visit: Visit) async throws -> Questionnaire {
        let one = try await office.questionnaire(visit)
        guard one.canBeTaken(on: visit.today) else {
            throw Refusal.alreadyDone(path: Address.questionnaire(one.id))
        }
        return one
    }

    private static func seen(_ checked: MonitoringTaking.Checked) -> String {
        "\(checked.version.contentMark) \(checked.version.records)"
    }

    private func page(
        _ visit: Visit, _ one: Questionnaire, _ problems: [Problem] = [], banner: Banner? = nil
    ) async throws -> WebResponse {
        let dataSet = try await office.dataSet(of: one)
        let delivery = ReplyDelivery(one, try await office.replies.replies(to: one.id), office.taking.schemes)
        let back = visit.frame.link(Address.questionnaire(one.id))
        guard delivery.count > 0 else {
            return office.page(
                visit, "Take the replies in", in: .community, trail: .back(back),
                "\(PageHeading("Take the replies in", caption: one.title))<p>No reply came, so there is nothing to take in.</p>"
            )
        }
        let same = try await office.monitoring.versions(of: dataSet.id).current.first {
            $0.period == one.period
        }
        let checked = try await office.taking.check(
            try RecordsFile(bytes: delivery.bytes),
            delivery.delivery(to: dataSet, supersedes: same?.number))
        let quality = checked.version.quality
        let replaces: HTML =
            same.map {
                Checkboxes(
                    "supersedes", label: "Version \($0.number) is of the same days",
                    [Choice(String($0.number), "These replies take its place")], problems
                ).html
            } ?? HTML()
        let accept: HTML =
            quality.asks.isEmpty
            ? HTML()
            : Checkboxes("accept", label: "What was found", [Choice("yes", "I accept it")], problems).html
        let people = delivery.count == 1 ? "1 reply" : "\(delivery.count) replies"
        let act: HTML =
            quality.canBeTaken
            ? office.form(
                visit, Address.questionnaire(one.id, "/take"), key: Identifier.next(),
                """
                \(HiddenInput("seen", Self.seen(checked)))\(replaces)\(accept)
                \(ButtonGroup([Button("Take in \(people)", .warning)], links: [NavigationLink("Cancel", back)]))
                """
            ).html : "<p>The replies cannot be taken as they are: see what was found.</p>"
        return office.page(
            visit, "Take the replies in", in: .community, trail: .back(back), banner: banner,
            problems: problems, status: banner == nil ? nil : 409,
            """
            \(PageHeading("Take the replies in", caption: one.title))
            <p>\(people) become a version of \u{201C}\(dataSet.title)\u{201D}, of \(one.period.description). What was skipped \
            counts as not answered, “prefer not to say” stands apart, and a question that a paper form did not have was not asked.</p>
            \(Warning("This cannot be undone: the single replies are deleted here, with what people wrote in their own words, and the questionnaire cannot be opened again."))
            <p>Replies say nothing of who sent them, so nobody can be left out of them: the register of objections has no effect \
            here.</p>
            \(QualityView(checked.version, of: dataSet).html)
            \(act)
            """)
    }
}

/// Replies as a delivery like any other: a header, a row each in an order that says nothing, and what columns mean.
struct ReplyDelivery {
    let count: Int
    let bytes: [UInt8]
    private let questionnaire: Questionnaire
    private let columns: [ColumnMapping.Column]

    init(_ questionnaire: Questionnaire, _ replies: [[String: String]], _ schemes: CategorySchemes) {
        self.questionnaire = questionnaire
        let road = questionnaire.road.schemes
        let known = road.compactMap { schemes[$0] }
        columns = known.map {
            ColumnMapping.Column(
                header: $0.variable, use: $0.isAges ? .ages(scheme: $0.id) : .category(scheme: $0.id))
        }
        let rows = replies.map { reply in
            known.map { reply[$0.id] ?? CategoryScheme.Standing.notAnswered.code }
        }.sorted { $0.lexicographicallyPrecedes($1) }
        count = rows.count
        bytes = CSVWriter.bytes(of: [known.map(\.variable)] + rows, forPeople: false)
    }

    func delivery(to dataSet: DataSet, supersedes: Int?) -> MonitoringTaking.Delivery {
        let name = "Questionnaire \(questionnaire.slug)"
        var delivery = MonitoringTaking.Delivery(
            dataSet: dataSet, period: questionnaire.period,
            mapping: ColumnMapping(name: name, columns: columns), sourceName: name,
            // Two questionnaires can have the same replies.
            sourceDigest: SourceDigest.of(bytes + Array(questionnaire.id.utf8)),
            note: "Replies to “\(questionnaire.title)”", supersedes: supersedes)
        delivery.questionSet = questionnaire.set.name
        delivery.questionVersion = questionnaire.set.version
        return delivery
    }
}
