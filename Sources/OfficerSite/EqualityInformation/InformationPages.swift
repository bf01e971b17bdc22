// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage

/// The files of equality information: the first page, a page a data set, and its figures in every form.
struct InformationPages {
    /// Where the pages will be read.
    enum Place {
        /// At the address of an edition, with the stylesheets of the site.
        case site(edition: Int)
        /// In a folder, complete in themselves.
        case folder
    }

    let publication: InformationPublication
    let body: Body
    let accent: Accent
    let publishedAt: Instant
    let post: String

    /// The figures of a data set in every form but its page. Throws where a workbook cannot hold them.
    func figures(_ set: InformationSet) throws -> [(file: EditionFile, kind: String)] {
        let book = Reports.equalityInformationWorkbook(set, of: publication)
        func file(_ ending: String, _ type: String, _ bytes: [UInt8], _ kind: String) -> (EditionFile, String)
        {
            (EditionFile(name: "\(set.slug)\(ending)", mediaType: type, bytes: bytes), kind)
        }
        return [
            file(".ods", ODSWriter.mediaType, ODSWriter.bytes(of: book), "ODS"),
            file(".xlsx", XLSXWriter.mediaType, try XLSXWriter.bytes(of: book), "XLSX"),
            file(
                ".csv", "text/csv; charset=utf-8; header=present", Reports.equalityInformationCSV([set]),
                "CSV"),
            file(
                ".csv-metadata.json", "application/csvm+json",
                Reports.equalityInformationMetadata(set, of: publication), "CSVW"),
            file(
                ".json", "application/json", Reports.equalityInformationJSON(set, of: publication), "JSON"),
        ]
    }

    /// The statements of disclosure control of a data set, as pages.
    func statements(_ set: InformationSet, _ place: Place) -> [EditionFile] {
        set.statements.enumerated().map { at, text in
            let name = "\(set.slug)-statement" + (at == 0 ? "" : "-\(at + 1)")
            return EditionFile(
                name: name + Self.ending(place), mediaType: "text/html; charset=utf-8",
                bytes: Array(text.utf8))
        }
    }

    private static func links(
        _ set: InformationSet, _ figures: [(file: EditionFile, kind: String)], below: String
    ) -> FileLinks {
        FileLinks(
            figures.map { file, kind in
                FileLinks.File(
                    set.dataSet.title, path: below + file.name, kind: kind, bytes: file.bytes.count)
            })
    }

    private static func ending(_ place: Place) -> String {
        switch place {
        case .site: ""
        case .folder: ".html"
        }
    }

    /// The page of a data set beside its files.
    func page(
        _ set: InformationSet, _ figures: [(file: EditionFile, kind: String)], _ place: Place
    ) -> EditionFile {
        let document = Reports.equalityInformation(set, of: publication)
        let statements = statements(set, place)
        let links: [HTML] = statements.enumerated().map { at, file -> HTML in
            let words = statements.count == 1 ? "Disclosure statement" : "Disclosure statement \(at + 1)"
            return "<li><a href=\"\(file.name)\">\(words)</a></li>\n"
        }
        let main: HTML = """
            \(DocumentView(document))
            <h2 class="dr-heading-m">Data</h2>
            \(Self.links(set, figures, below: ""))
            <h2 class="dr-heading-m">What is hidden, and why that is enough</h2>
            <ul class="dr-list">
            \(links)</ul>
            """
        var layout = layout(set.dataSet.title, place, depth: 1, main)
        layout.description = "\(set.dataSet.title), \(set.period): \(set.tables.count) tables"
        layout.alternates = figures.map {
            Alternate(type: $0.file.mediaType, path: $0.file.name, title: $0.kind)
        }
        layout.structuredData =
            Reports.equalityInformationLinkedData(
                set, of: publication,
                files: figures.map { (name: $0.file.name, type: $0.file.mediaType) }
            ).pretty
        return EditionFile(
            name: set.slug + Self.ending(place), mediaType: "text/html; charset=utf-8",
            bytes: layout.html.bytes)
    }

    /// The first page: every data set with its files, and what is not published.
    func index(_ files: [(set: InformationSet, figures: [(file: EditionFile, kind: String)])], _ place: Place)
        -> [UInt8]
    {
        let below: String
        switch place {
        case .site(let edition): below = "\(edition)/"
        case .folder: below = ""
        }
        let parts: [HTML] = files.map { set, figures -> HTML in
            """
            <h2 class="dr-heading-m"><a href=\"\(below + set.slug + Self.ending(place))\">\(set.dataSet.title)</a></h2>
            <p>\(set.dataSet.population), \(set.period.description).</p>
            \(Self.links(set, figures, below: below))
            """
        }
        let licence: HTML =
            "<p>Everything here is available under the <a href=\"\(InformationPublication.licenceAddress)\">\(publication.licence)</a>.</p>"
        let all: HTML
        switch place {
        case .site: all = "<p><a href=\"../equality-information\">All editions of this page</a></p>"
        case .folder: all = HTML()
        }
        return layout(
            publication.title, place, depth: 0,
            """
            \(DocumentView(Reports.equalityInformationIndex(publication)))
            \(parts)
            \(licence)
            \(all)
            """
        ).html.bytes
    }

    private func layout(_ title: String, _ place: Place, depth: Int, _ main: HTML) -> PublishedLayout {
        let imprint: HTML = """
            <p>Published by \(body.name) (\(post)) on \
            <time datetime="\(publishedAt.iso)">\(publishedAt.day.written)</time>.</p>
            """
        let up = String(repeating: "../", count: depth)
        var layout = PublishedLayout(
            title: title, section: Publication.Kind.equalityInformation.name, council: body.name,
            stylesheets: [],
            imprint: imprint, isDemonstration: body.isDemonstration, description: publication.summary,
            main: main)
        switch place {
        case .folder: layout.inlineStylesheet = Assets.stylesheet
        case .site:
            layout.stylesheets = [
                "\(up)../../../assets/dueregard.css", "\(up)../../../assets/\(accent.fileName)",
            ]
            layout.listPath = "\(up)../../published"
            layout.iconPath = "\(up)../../../assets/dueregard.svg"
            layout.footer = FooterLinks(
                help: "\(up)../../help", accessibility: "\(up)../../accessibility",
                cookies: "\(up)../../cookies",
                privacy: "\(up)../../privacy", contact: "\(up)../../contact")
        }
        return layout
    }
}

extension Office {
    /// Publishes what was prepared and returns the number of the edition. Throws `LedgerMoved` where something else was
    /// released meanwhile.
    public func publishInformation(_ prepared: PreparedInformation, _ change: Change) async throws -> Int {
        let pages = try await informationPages(prepared, change)
        let figures = try prepared.publication.sets.map { (set: $0, figures: try pages.figures($0)) }
        var lines: [InformationToKeep.Line] = []
        var kept: [(path: String, bytes: [UInt8])] = []
        var end = prepared.ledgerEnd
        for (slug, release) in prepared.releases {
            let line = try InformationLedger.line(
                of: release, after: end, approver: change.actor.post, on: change.at.day)
            end = line.digest
            lines.append(
                .init(
                    bytes: line.bytes, digest: line.digest, population: release.plan.population,
                    period: release.plan.period, dataVersion: release.plan.dataVersion))
            kept += Self.kept(slug, release, change)
        }
        let publication = prepared.publication
        let csv = Reports.equalityInformationCSV(publication.sets)
        return try await equalityInformation.publish(
            InformationToKeep(
                title: publication.title, summary: publication.summary, asOf: publication.day,
                files: { number in
                    let further = figures.flatMap { set, files in
                        [pages.page(set, files, .site(edition: number))] + files.map(\.file)
                            + pages.statements(set, .site(edition: number))
                    }
                    let json = Reports.equalityInformationIndexJSON(
                        publication,
                        files: further.map {
                            ($0.name, $0.mediaType, $0.bytes.count, Token.digest($0.bytes))
                        })
                    let index = pages.index(figures, .site(edition: number))
                    return (
                        [
                            Artefact(format: .html, bytes: index), Artefact(format: .csv, bytes: csv),
                            Artefact(format: .json, bytes: json),
                        ], further
                    )
                }, kept: kept, lines: lines, after: prepared.ledgerEnd,
                figures: prepared.releasedFigures), change)
    }

    /// The same as a folder: `public/` for everybody, `inside/` with a release folder for each release, whose proof can
    /// be checked and which holds true counts.
    public func informationFolder(
        _ prepared: PreparedInformation, _ change: Change
    ) async throws -> [(path: String, bytes: [UInt8])] {
        let pages = try await informationPages(prepared, change)
        let figures = try prepared.publication.sets.map { (set: $0, figures: try pages.figures($0)) }
        var files: [(path: String, bytes: [UInt8])] = [("public/index.html", pages.index(figures, .folder))]
        for (set, own) in figures {
            let all = [pages.page(set, own, .folder)] + own.map(\.file) + pages.statements(set, .folder)
            files += all.map { ("public/\($0.name)", $0.bytes) }
        }
        for (slug, release) in prepared.releases {
            files += Self.kept(slug, release, change).map { ("inside/" + $0.path, $0.bytes) }
        }
        return files
    }

    private func informationPages(_ prepared: PreparedInformation, _ change: Change) async throws
        -> InformationPages
    {
        InformationPages(
            publication: prepared.publication, body: body, accent: try await frame().accent,
            publishedAt: change.at, post: change.actor.post)
    }

    private static func kept(
        _ slug: String, _ release: InformationRelease, _ change: Change
    ) -> [(path: String, bytes: [UInt8])] {
        release.folder(approver: change.actor.post, summary: InformationLedger.summary(of: release))
            .map { ("\(slug)/\($0.path)", $0.bytes) }
    }
}
