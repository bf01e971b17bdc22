// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What rests on older figures, beside the newer ones: a table and, for who may, the way to settle it.
struct MovementView {
    let followUp: FigureFollowUp
    let visit: Visit
    /// Tells tables of a page apart.
    let number: Int

    /// The record as a link, with what of it rests on the figures.
    var heading: HTML {
        let use = followUp.use
        return """
            <h3 class="dr-heading-s"><a href="\(visit.frame.link(Self.path(use)))">\(use.title)</a></h3>
            <p>\(use.kind.name): \(use.item.isEmpty ? "its measure" : use.item). It rests on version \
            \(followUp.older.number) (\(followUp.older.period.description)); version \(followUp.newer.number) \
            (\(followUp.newer.period.description)) is newer.</p>

            """
    }

    static func path(_ use: FigureUse) -> String {
        switch use.kind {
        case .assessment: Address.assessment(use.id)
        case .objective: Address.objective(use.id)
        }
    }

    /// What is known of the newer figures.
    var html: HTML {
        switch followUp.state {
        case .compared(let movements): table(movements)
        case .notReleased(let version): ReleaseWords.notReleased(version, visit)
        case .refused(let why): "<p>The two versions cannot be compared: \(why)</p>\n"
        }
    }

    private func table(_ movements: FigureMovements) -> HTML {
        let (older, newer) = (followUp.older.number, followUp.newer.number)
        let rows: [[Table.Cell]] = movements.groups.map { group in
            [
                .text(group.label), .figure(Self.count(group.old)), .figure(Self.share(group.old)),
                .figure(Self.count(group.new)), .figure(Self.share(group.new)),
                .figure(Self.difference(group)), .figure(group.p.map(Self.p) ?? "[z]"),
                .text(Self.words(group)),
            ]
        }
        let note: HTML =
            "<p>[c] is a number that is withheld, because it could point at few people; [z] means that there is nothing to compare.</p>"
        return """
            \(Table(
                "Figures of version \(older) and version \(newer)", id: "moved-\(number)", note: note,
                columns: [
                    "Group", .init("Version \(older): people", isNumeric: true),
                    .init("Version \(older): share", isNumeric: true),
                    .init("Version \(newer): people", isNumeric: true),
                    .init("Version \(newer): share", isNumeric: true),
                    .init("Points, with interval", isNumeric: true), .init("p", isNumeric: true),
                    "What may be said",
                ], rows: rows))
            \(movements.note.isEmpty ? HTML() : "<p>\(movements.note)</p>\n")
            """
    }

    private static func words(_ group: FigureMovement) -> String {
        ([group.verdict.words + (group.verdict.words.hasSuffix(".") ? "" : ".")] + group.remarks)
            .joined(separator: " ")
    }

    private static func count(_ figure: Figure?) -> String {
        guard let figure else { return "[z]" }
        guard let count = figure.count else { return "[c]" }
        return Reading.written(Double(count))
            + (figure.base.map { " of \(Reading.written(Double($0)))" } ?? "")
    }

    private static func share(_ figure: Figure?) -> String {
        guard let figure else { return "[z]" }
        return figure.percentage.map { Figure.oneDecimal($0) + "%" } ?? "[c]"
    }

    private static func difference(_ group: FigureMovement) -> String {
        guard let difference = group.difference, let points = group.points else { return "[z]" }
        let interval = difference.interval.scaled(by: 100)
        return
            "\(Figure.oneDecimal(points)) (\(Figure.oneDecimal(interval.lower)) to \(Figure.oneDecimal(interval.upper)))"
    }

    /// A p-value as people read it.
    static func p(_ value: Double) -> String {
        guard value >= 0.001 else { return "< 0.001" }
        let thousandths = Int((value * 1_000).rounded())
        let digits = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

/// Words about figures that several pages share.
enum ReleaseWords {
    /// That a version was not released, with the way to publish it for those who may.
    static func notReleased(_ version: Int, _ visit: Visit) -> HTML {
        let publish = Address.publication(Publication.Kind.equalityInformation.address, "/publish")
        let way: HTML =
            visit.reach(.publish) == .wholeBody
            ? " <a href=\"\(visit.frame.link(publish))\">Publish equality information</a>" : HTML()
        return "<p>The figures of version \(version) have not been released yet.\(way)</p>\n"
    }
}
