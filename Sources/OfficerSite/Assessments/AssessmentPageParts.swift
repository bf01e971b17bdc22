// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The sections of an assessment: a list of tasks while it is written, a list of contents once it is settled.
struct AssessmentSections {
    let open: OpenAssessment
    let visit: Visit

    var html: HTML {
        let sections = open.template.shownSections(open.content)
        guard open.record.settledOn == nil else {
            let links: [HTML] = sections.map {
                "<li><a href=\"\(path($0))\">\($0.title)</a></li>\n"
            }
            return "<h2 class=\"dr-heading-m\">Sections</h2>\n<ul class=\"dr-list\">\n\(links)</ul>\n"
        }
        let items = sections.map(task)
        let done = items.count { $0.status == .completed }
        return """
            <h2 class="dr-heading-m">Sections</h2>
            <p>\(done) of \(items.count) sections are completed.</p>
            \(TaskList(items))
            """
    }

    private func path(_ section: AssessmentTemplate.Section) -> String {
        visit.frame.link(Address.assessment(open.id, "/section/\(section.id)"))
    }

    private func task(_ section: AssessmentTemplate.Section) -> TaskList.Item {
        let progress = open.template.progress(of: section, content: open.content, open.characteristics)
        let status: TaskList.Status =
            switch progress {
            case .completed: .completed
            case .inProgress: .inProgress
            case .notStarted: .notYetStarted
            }
        let writers = open.record.parties.filter { $0.part == .section(section.id) }.map(\.post)
        let comments = open.record.points.count { $0.section == section.id && $0.isOpen }
        var hints = writers.isEmpty ? [] : ["Written by \(writers.joined(separator: " and "))"]
        if comments > 0 { hints.append(comments == 1 ? "1 open comment" : "\(comments) open comments") }
        return TaskList.Item(section.title, path: path(section), hint: hints.joined(separator: ". "), status)
    }
}

/// All that happened to an assessment, the newest first.
struct AssessmentHistory {
    let record: AssessmentRecord

    var html: HTML {
        Timeline(
            record.events.reversed().map { event in
                let more = ["outcome", "cause", "reason", "attestation", "check", "title", "template"]
                    .compactMap { event.details[$0] }.filter { !$0.isEmpty }
                    .map {
                        event.act == .screened || event.act == .screeningAuthorised
                            ? AssessmentOutcome.name(of: $0) : $0
                    }
                return Timeline.Entry(
                    "\(event.act.name) (version \(event.version))",
                    when: LondonTime.written(event.at), machineTime: event.at.iso,
                    who: event.byPost,
                    more.isEmpty ? HTML() : "<p>\(more.map(Self.sentence).joined(separator: " "))</p>")
            }
        ).html
    }

    /// A clause or a sentence as somebody left it, as a sentence.
    private static func sentence(_ words: String) -> String {
        let whole = words.prefix(1).uppercased() + words.dropFirst()
        return [".", "!", "?"].contains(whole.suffix(1)) ? whole : whole + "."
    }
}

/// What everybody who sees an assessment must know before reading on.
struct AssessmentNotes {
    let open: OpenAssessment
    let today: CalendarDay

    var html: HTML {
        let record = open.record
        var notes: [HTML] = []
        if let words = record.retrospect(of: record.version) { notes.append("<p>\(words)</p>") }
        if let signed = record.last(.signed), let words = record.reopeningInWords(of: signed.version) {
            notes.append(
                "<p>Version \(signed.version) was signed off. \(Office.sentence(words)) It has to be signed again.</p>"
            )
        }
        if let review = record.reviewDay, record.isReviewOverdue(on: today) {
            notes.append("<p>Its review was due on \(review.written).</p>")
        }
        let copied = open.content.fields.keys.count { $0.hasPrefix("\(AssessmentPath.copied)/") }
        if copied > 0, record.state.isOpen {
            notes.append(
                "<p>\(copied == 1 ? "1 answer was" : "\(copied) answers were") copied from elsewhere and not yet confirmed.</p>"
            )
        }
        return notes.isEmpty ? "" : InsetText(notes.joined()).html
    }
}
