// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// From a gap that was found to an objective or an action that answers it: one click here, one to save.
enum GapLinks {
    /// Whether a visitor may write any of the two.
    static func may(_ visit: Visit) -> Bool { visit.may(.editObjectives) || visit.may(.editActions) }

    /// Who can act on a finding, for those who cannot; nothing for the others, and where nothing was found.
    static func hint(_ report: RepresentationReport, _ visit: Visit) -> HTML {
        let isFound = report.rows.contains { row in
            let verdict = row.representation?.verdict
            return verdict == .underRepresented || verdict == .overRepresented
        }
        guard isFound, !may(visit) else { return HTML() }
        return
            "<p>An objective or an action about a finding is set by the equality lead: send them the address of this page.</p>\n"
    }

    /// The links of a row that says that a group is under- or over-represented; nothing for other rows, and for those
    /// who may write neither.
    static func links(
        for row: RepresentationReport.Row, of report: RepresentationReport, _ visit: Visit
    ) -> HTML {
        guard !row.isMissing, let verdict = row.representation?.verdict,
            verdict == .underRepresented || verdict == .overRepresented
        else { return HTML() }
        var parts = [
            ("data-set", report.dataSet.id), ("version", String(report.version)),
            ("finding", verdict.rawValue),
            ("beside", report.benchmark.map { "\($0.name), \($0.areaName)" } ?? ""),
        ]
        for (place, name) in report.characteristics.enumerated() {
            parts += [("by", name), ("group", row.codes[place]), ("label", row.labels[place])]
        }
        return links(parts, about: row.labels.joined(separator: ", "), visit)
    }

    /// The links of a group of a version.
    static func links(_ parts: [(String, String)], about group: String, _ visit: Visit) -> HTML {
        let query =
            "?" + parts.map { "\($0.0)=\(FormFields.encoded($0.1))" }.joined(separator: "&")
        var links: [HTML] = []
        for (permission, path, words) in [
            (Permission.editObjectives, Address.newObjective, "Set an objective"),
            (.editActions, Address.newAction, "Add an action"),
        ] where visit.may(permission) {
            links.append(
                "<p><a href=\"\(visit.frame.link(path) + query)\">\(words) <span class=\"dr-vh\">for \(group)</span></a></p>"
            )
        }
        return links.joined()
    }
}
