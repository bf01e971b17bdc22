// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Storage

/// What is asked of people, and how many replies wait.
struct QuestionnaireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questionnaire", abstract: "The equality questionnaires of a body.",
        discussion: """
            dueregard questionnaire list
            dueregard questionnaire replies --json
            dueregard questionnaire sets
            """,
        subcommands: [List.self, Replies.self, Sets.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The questionnaires with their addresses and days.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let title, address, from, to, state, questionSet, questionVersion, dataSet: String
            let isListed: Bool
            let questions: [String]
        }

        func run() async throws {
            let open = try await place.places().opened()
            let all = try await QuestionnaireStore(database: open.database).questionnaires()
            let sets = try await MonitoringStore(database: open.database).dataSets()
            await open.database.close()
            let names = Dictionary(sets.map { ($0.id, $0.title) }) { one, _ in one }
            let lines = all.map { one in
                Line(
                    title: one.title, address: "ask/\(one.slug)", from: one.period.first.iso,
                    to: one.period.last.iso, state: one.standing.rawValue, questionSet: one.set.id,
                    questionVersion: one.set.version, dataSet: names[one.dataSetID] ?? "",
                    isListed: one.isListed, questions: one.chosen)
            }
            if json { return Talk.result(JSONText.line(lines)) }
            if lines.isEmpty { throw Stop.nothingToDo("There is no questionnaire yet") }
            for line in lines {
                Talk.result(
                    "\(line.title): \(line.address), \(line.from) to \(line.to), \(line.state), into “\(line.dataSet)”"
                )
            }
        }
    }

    struct Replies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replies",
            abstract: "How many replies wait to be taken in; what they say is told by the data set then.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let title, address: String
            let online, paper: Int
        }

        func run() async throws {
            let open = try await place.places().opened()
            let all = try await QuestionnaireStore(database: open.database).questionnaires()
            let counts = try await ReplyStore(database: open.database).counts()
            await open.database.close()
            let lines = all.filter { $0.standing == .open || $0.standing == .closed }.map { one in
                Line(
                    title: one.title, address: "ask/\(one.slug)", online: counts[one.id]?.online ?? 0,
                    paper: counts[one.id]?.paper ?? 0)
            }
            if json { return Talk.result(JSONText.line(lines)) }
            if lines.isEmpty { throw Stop.nothingToDo("No questionnaire was opened yet") }
            for line in lines {
                Talk.result("\(line.title): \(line.online) by the form, \(line.paper) on paper")
            }
        }
    }

    struct Sets: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sets", abstract: "The sets of questions that are shipped; needs no body.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Print the result as JSON.") var json = false

        func run() async throws {
            let reference = try place.reference()
            let sets = try reference.questionSets(try reference.categorySchemes())
            if json { return Talk.result(JSONText.line(sets)) }
            for set in sets {
                Talk.result("\(set.id), version \(set.version): \(set.name)")
                for question in set.questions {
                    Talk.result("  \(question.id): \(question.stem) (\(question.wording.name.lowercased()))")
                }
            }
        }
    }
}
