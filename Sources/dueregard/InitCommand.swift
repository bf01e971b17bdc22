// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Storage

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up a body.",
        discussion: """
            dueregard init --area E07000114 --name "Thanet District Council"
            dueregard init --name "Eastmarsh Fire Authority" --nation england
            """)

    @OptionGroup var place: PlaceOptions

    @Option(
        help: ArgumentHelp(
            "GSS code of the area the body serves; leave out for a body without one.", valueName: "CODE"))
    var area: String?

    @Option(help: ArgumentHelp("Full name of the body.", valueName: "NAME"))
    var name: String?

    @Option(
        help: ArgumentHelp("Short name in addresses; made from the name where left out.", valueName: "SLUG"))
    var slug: String?

    @Option(
        help: ArgumentHelp(
            "england, wales, scotland or northernIreland; taken from the area where there is one.",
            valueName: "NATION"))
    var nation: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let found = try area.map { try Self.find($0, in: place.reference()) }
        guard let name = name ?? found?.name, !name.allSatisfy(\.isWhitespace) else {
            throw Stop.usage("Say what the body is called: --name \"Thanet District Council\"")
        }
        let slug = slug ?? place.body ?? Body.slug(from: name)
        guard Body.isSlug(slug) else {
            throw Stop.usage(
                "“\(slug)” cannot be a short name: use small letters, figures and hyphens, at most 40")
        }
        if let nation, Nation(rawValue: nation) == nil {
            throw Stop.usage(
                "There is no nation “\(nation)”: \(Nation.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let body = Body(
            slug: slug, name: name, areaCode: found?.code,
            nation: nation.flatMap { Nation(rawValue: $0) } ?? found?.nation ?? .england)
        let places = try place.places()
        guard !(try await places.slugs()).contains(slug) else {
            throw Stop.failed("There is a body “\(slug)” already. Give another short name with --slug")
        }
        let database = try await places.open(slug, creating: true)
        try await database.migrate(at: Clock.now)
        try await BodyStore(database: database).found(body, .commandLine())
        await database.close()
        if let found, !found.replacedBy.isEmpty {
            Talk.say(
                "\(found.name) no longer exists; its area belongs to \(found.replacedBy.joined(separator: ", ")) now."
            )
        }
        if json {
            Talk.result(
                JSONText.line([
                    "slug": slug, "name": name, "area": found?.code ?? "", "nation": body.nation.rawValue,
                ]))
        } else {
            let people = found?.population2021.map { ", \($0) residents at the 2021 census" } ?? ""
            Talk.result("\(name) is set up as “\(slug)”\(people).")
            Talk.say(
                "Next: dueregard user add --body \(slug) --name lead --post \"Equality lead\" --role equalityLead"
            )
            Talk.say("Then: dueregard serve")
        }
    }

    private static func find(_ code: String, in reference: ReferenceData) throws -> Area {
        let areas = try reference.areas()
        if let area = areas[code.uppercased()] { return area }
        let wanted = foldedForSearch(code)
        let near = areas.values.filter {
            foldedForSearch($0.name).contains(wanted)
                || $0.code.hasPrefix(String(code.uppercased().prefix(8)))
        }
        .sorted { $0.code < $1.code }.prefix(3).map { "\($0.code) \($0.name)" }
        let hint = near.isEmpty ? "" : " Near it: \(near.joined(separator: ", "))."
        throw Stop.failed("There is no area with the code “\(code)”.\(hint)")
    }
}
