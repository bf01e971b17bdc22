// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

/// What differs between two versions, section by section, in words.
struct DifferenceView {
    let difference: AssessmentDifference

    init(_ difference: AssessmentDifference) { self.difference = difference }

    var html: HTML {
        let sections = difference.bySection
        guard !sections.isEmpty else { return "<p>Nothing differs.</p>" }
        let parts: [HTML] = sections.map { section in
            let changes: [HTML] = section.changes.map(change)
            let title = section.title.isEmpty ? "Kept beside the questions" : section.title
            return
                "<h2 class=\"dr-heading-m\">\(title)</h2>\n<dl class=\"dr-changes\">\n\(changes)</dl>\n"
        }
        let count = difference.changes.count
        return "<p>\(count == 1 ? "1 answer differs" : "\(count) answers differ").</p>\n\(parts.joined())"
    }

    private func change(_ change: AssessmentDifference.Change) -> HTML {
        let body: HTML
        switch change.kind {
        case .added: body = "<dd>Added: <ins>\(change.after)</ins></dd>\n"
        case .removed: body = "<dd>Removed: <del>\(change.before)</del></dd>\n"
        case .changed:
            body =
                change.isLongText
                ? "<dd>Changed: \(runs(change))</dd>\n"
                : "<dd>Was: <del>\(change.before)</del><br>Now: <ins>\(change.after)</ins></dd>\n"
        }
        return "<dt>\(change.name)</dt>\n\(body)"
    }

    private func runs(_ change: AssessmentDifference.Change) -> HTML {
        let parts: [HTML] = change.words.map { run in
            switch run.side {
            case .both: HTML(text: run.text)
            case .removed: "<del>\(run.text)</del>"
            case .added: "<ins>\(run.text)</ins>"
            }
        }
        return parts.joined()
    }
}
