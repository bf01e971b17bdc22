// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DesignSystem
import EqualityDuty
import Reports

/// Who lives in a place, from the tables that are shipped; needs no body.
struct ProfileReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Who lives in a place, how it differs, and what changed.",
        discussion: """
            dueregard report profile --area E07000114
            dueregard report profile --area Thanet --with neighbours --format html --out thanet.html
            Needs no body: the figures are the shipped census tables. JSON has every count with its table, the people
            it is of, its source and its day.
            """)

    @OptionGroup var place: PlaceOptions
    @Option(help: ArgumentHelp("GSS code of the place, or its name.", valueName: "CODE")) var area: String
    @Option(
        name: .customLong("with"),
        help: ArgumentHelp(
            "What leads the comparison: a code of what it lies in, or neighbours.", valueName: "CODE"))
    var comparison: String = ""
    @Option(help: "json, html or csv.") var format: ResultFormat = .json
    @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
        String = "-"

    func run() async throws {
        let reference = try place.reference().community()
        let found = try find(in: reference.areas)
        let words = reference.comparisons(of: found).map(\.word)
        guard comparison.isEmpty || words.contains(comparison) else {
            throw Stop.usage(
                "\(found.name) can be compared with: \(words.joined(separator: ", ")), not with “\(comparison)”"
            )
        }
        let profile = try reference.profile(of: found, comparedWith: comparison)
        guard !profile.sections.isEmpty else {
            throw Stop.failed(
                found.replacedBy.isEmpty
                    ? "Nothing is held for \(found.name)"
                    : "Nothing is held for \(found.name); ask for \(found.replacedBy.joined(separator: " or "))"
            )
        }
        switch format {
        case .json: try write(Reports.profileJSON(profile), to: out)
        case .csv: try write(Reports.profileCSV(profile), to: out)
        case .html:
            var layout = PublishedLayout(
                title: "Community profile of \(found.name)", council: found.name, stylesheets: [],
                main: DocumentView(Reports.profile(profile)).html)
            layout.inlineStylesheet = Assets.stylesheet
            try write(layout.html.bytes, to: out)
        }
    }

    /// The place of a code, or the only one of a name.
    private func find(in areas: AreaDirectory) throws -> ProfileArea {
        if let exact = areas[area.uppercased()] { return exact }
        let found = areas.matching(area, limit: 10)
        let named = found.filter { foldedForSearch($0.name) == foldedForSearch(area) }
        if let only = named.count == 1 ? named.first : found.count == 1 ? found.first : nil { return only }
        guard !found.isEmpty else {
            throw Stop.usage(
                "There is no place “\(area)” in England or Wales: give its GSS code, such as E07000114")
        }
        let list = found.map { "\($0.code) \($0.name)" }.joined(separator: ", ")
        throw Stop.usage("“\(area)” may be several places: \(list)")
    }
}
