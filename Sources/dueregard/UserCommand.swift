// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import Storage

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Look after the people who can sign in.",
        subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Add a person.",
            discussion: """
                printf '%s' "$PASSWORD" | dueregard user add --name lead --post "Equality lead" --role equalityLead
                The password comes from --password-file, or from standard input.
                """)

        @OptionGroup var place: PlaceOptions

        @Option(help: ArgumentHelp("What the person types to sign in.", valueName: "NAME"))
        var name: String

        @Option(help: ArgumentHelp("The post, shown to others in place of a name.", valueName: "POST"))
        var post: String

        @Option(
            help: ArgumentHelp(
                "One of: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "ROLE"))
        var role: [String]

        @Option(help: ArgumentHelp("Limit the roles to a directorate.", valueName: "NAME"))
        var directorate: String?

        @Option(
            help: ArgumentHelp("Where the person works: a directorate.", valueName: "NAME"))
        var worksIn: String = ""

        @Option(help: ArgumentHelp("The service in which the person works.", valueName: "NAME"))
        var service: String = ""

        @Option(help: ArgumentHelp("Limit the roles to one record, by its id.", valueName: "ID"))
        var record: String?

        @Option(help: ArgumentHelp("A file with the password; - is standard input.", valueName: "FILE"))
        var passwordFile: String = "-"

        func run() async throws {
            let grants = try role.map { word -> Grant in
                guard let role = Role(rawValue: word) else {
                    throw Stop.usage(
                        "There is no role “\(word)”: \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                return Grant(role, within: scope)
            }
            guard !grants.isEmpty else { throw Stop.usage("Give at least one role with --role") }
            let open = try await place.places().opened()
            if try await SessionStore(database: open.database).account(name) != nil {
                throw Stop.failed("The sign-in name “\(name)” is taken")
            }
            let password = try readPassword()
            if let refusal = PasswordRule.refusal(of: password, signInName: name) {
                throw Stop.failed(refusal)
            }
            let hash = try await Passwords().hash(password)
            let people = PeopleStore(database: open.database)
            try await people.add(
                signInName: name, post: post, directorate: worksIn, service: service, passwordHash: hash,
                grants: grants, .commandLine())
            Talk.result("\(post) can sign in as “\(name)”.")
        }

        private var scope: GrantScope {
            if let directorate { return .directorate(directorate) }
            return record.map { .record($0) } ?? .body
        }

        private func readPassword() throws -> String {
            if passwordFile == "-" {
                if isatty(0) == 1 { Talk.say("Type the password and press return:") }
                return readLine(strippingNewline: true) ?? ""
            }
            guard let data = FileManager.default.contents(atPath: passwordFile) else {
                throw Stop.failed("Cannot read \(passwordFile)")
            }
            let text = String(decoding: data, as: UTF8.self)
            return String(text.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the people who can sign in.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let name: String
            let post: String
            let roles: [String]
            let disabled: Bool
        }

        func run() async throws {
            let people = try await PeopleStore(database: try await place.places().opened().database).people()
            if json {
                Talk.result(
                    JSONText.line(
                        people.map {
                            Line(
                                name: $0.signInName, post: $0.post, roles: $0.grants.map(\.inWords),
                                disabled: $0.isDisabled)
                        }))
                return
            }
            for person in people {
                let roles = person.grants.map(\.inWords).joined(separator: "; ")
                Talk.result(
                    "\(person.signInName)\t\(person.post)\t\(roles)\(person.isDisabled ? "\tdisabled" : "")")
            }
        }
    }
}
