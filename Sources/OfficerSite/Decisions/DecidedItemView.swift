// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage

/// An assessment in the report on the last look: who has read which version, and what the checks miss.
struct DecidedItemView {
    let item: DecisionItem
    let members: [AssessmentDecision.Member]
    let open: OpenAssessment
    /// When the decision is said to have been taken.
    let takenAt: Instant

    var html: HTML {
        let silent = members.filter { $0.isSilent(before: takenAt) }.map(\.post)
        let words: HTML =
            silent.isEmpty
            ? HTML()
            : InsetText(
                "<p>Recorded as not acknowledged before the decision: \(silent.joined(separator: "; ")). Nobody can acknowledge it afterwards.</p>"
            ).html
        let missing: [HTML] = open.findings.filter(\.stops).map {
            "<li><strong>\($0.check.id)</strong> \(Office.sentence($0.message))</li>\n"
        }
        let checks: HTML =
            missing.isEmpty
            ? HTML()
            : "<p>Recorded with the decision as missing:</p>\n<ul class=\"dr-list\">\n\(missing)</ul>\n"
        return """
            <h2 class="dr-heading-m">\(item.reference): \(item.title)</h2>
            \(MembersRead(item: item, members: members, takenAt: takenAt).html)\(words)\(checks)
            """
    }
}

/// Who has acknowledged the version in the report, member by member.
struct MembersRead {
    let item: DecisionItem
    let members: [AssessmentDecision.Member]
    /// When the decision was taken, or is about to be recorded as taken; `nil` before.
    let takenAt: Instant?

    var html: HTML {
        let rows: [[Table.Cell]] = members.map { member in
            let read: HTML =
                member.acknowledgedAt.map {
                    "\(member.isSilent(before: takenAt) ? Tag("Read after the decision", .attention) : Tag("Read", .good)) version \(member.version), \(LondonTime.written($0))"
                        as HTML
                } ?? Tag(takenAt == nil ? "Not yet" : "Not acknowledged", .attention).html
            return [.text(member.post), .html(read)]
        }
        return Table(
            "Who has read version \(item.version) of \(item.reference)", columns: ["Member", "Acknowledged"],
            rows: rows, empty: "No member is named."
        ).html
    }
}

/// Who was taken off the list of a decision, by whom and why; nothing where nobody was.
struct MembersTakenOff {
    let removals: [AssessmentDecision.Removal]

    var html: HTML {
        guard !removals.isEmpty else { return HTML() }
        let items: [HTML] = removals.map { removal in
            let unread =
                removal.unread.isEmpty
                ? "Had acknowledged what was in the report." : "Had not acknowledged \(removal.unread)."
            return """
                <li><strong>\(removal.post)</strong>, \(LondonTime.written(removal.at)), by \(removal.byPost). \
                Why: \(Office.sentence(removal.reason)) \(unread)</li>

                """
        }
        return """
            <h2 class="dr-heading-m">Members taken off</h2>
            <ul class="dr-list">
            \(items)</ul>

            """
    }
}
