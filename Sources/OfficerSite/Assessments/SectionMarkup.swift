// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

extension SectionPage {
    func page(
        _ visit: Visit, _ place: SectionPlace, typed: FormFields? = nil, _ problems: [Problem] = []
    ) -> WebResponse {
        let open = place.open
        let title = place.characteristic.map { "\(place.section.title): \($0.name)" } ?? place.section.title
        let refusal = open.writingRefusal(place.section.id)
        let guidance: HTML =
            place.section.guidance.isEmpty
            ? "" : "<p class=\"dr-lead\">\(place.section.guidance)</p>"
        let more: Banner? =
            visit.request.query.text("more") == "yes"
            ? Banner(.important, "Saved", "<p>More questions follow from your answers.</p>") : nil
        let main: HTML = """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(guidance)\(characteristics(visit, place))
            \(refusal == nil || typed != nil ? form(visit, place, typed, problems) : readOnly(place, refusal ?? ""))
            \(comments(visit, place))
            """
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(place.back)), banner: more,
            problems: problems, main)
    }

    /// The characteristics of the section, each with a page of its own.
    private func characteristics(_ visit: Visit, _ place: SectionPlace) -> HTML {
        guard place.characteristic == nil, place.section.hasOwnPages else { return "" }
        let open = place.open
        let items: [TaskList.Item] = open.characteristics.map { one in
            let fields = open.template.fields(of: place.section, characteristic: one, in: open.content)
            let filled = fields.contains { open.content.isFilled($0.path) }
            let missing = open.template.missing(of: fields, in: open.content).count
            let status: TaskList.Status =
                !filled ? .notYetStarted : missing == 0 ? .completed : .inProgress
            return TaskList.Item(
                one.name,
                path: visit.frame.link(
                    Address.assessment(open.id, "/section/\(place.section.id)/\(one.code)")),
                hint: summary(one, open), status)
        }
        return
            "<h2 class=\"dr-heading-m\">For each characteristic</h2>\(TaskList(id: "characteristic", items))"
    }

    /// "Residents and service users: Negative. Staff: No impact."
    private func summary(_ one: Characteristic, _ open: OpenAssessment) -> String {
        AffectedPeople.allCases.compactMap { people in
            let text = open.content["impact/\(one.code)/\(people.rawValue)/direction"]
            return ImpactDirection(rawValue: text).map { "\(people.name): \($0.name.lowercased())" }
        }.joined(separator: ". ")
    }

    private func form(_ visit: Visit, _ place: SectionPlace, _ typed: FormFields?, _ problems: [Problem])
        -> HTML
    {
        let open = place.open
        var parts: [HTML] = []
        for group in place.section.groups where group.shown?.holds(in: open.content) ?? true {
            switch group.shape {
            case .single:
                guard place.characteristic == nil else { continue }
                parts.append(block(group, place, typed, problems))
            case .eachCharacteristic:
                guard place.characteristic != nil || !place.section.hasOwnPages else { continue }
                parts.append(block(group, place, typed, problems))
            case .rows(let noun):
                guard place.characteristic == nil else { continue }
                parts.append(rows(group, noun, visit, place, typed, problems))
            }
        }
        if parts.isEmpty, place.characteristic == nil { parts = [HTML()] }
        let done: HTML =
            place.characteristic == nil
            ? Radios(
                "done", label: "Have you completed this section?",
                [
                    Choice("yes", "Yes", isChosen: isDone(place, typed)),
                    Choice("no", "No, I will come back", isChosen: !isDone(place, typed)),
                ], isInline: true
            ).html : ""
        // Enter in a text box presses the first button of a form: that must never be one that removes a row.
        let content: HTML = """
            <button type="submit" class="dr-vh" tabindex="-1" aria-hidden="true">Save and continue</button>
            \(HiddenInput("version", typed?.text("version") ?? String(open.record.version)))
            \(parts)\(done)
            \(ButtonGroup([Button("Save and continue")], links: [NavigationLink("Cancel", visit.frame.link(place.back))]))
            """
        return "<div id=\"section\" tabindex=\"-1\"></div>\(office.form(visit, place.path, content))"
    }

    private func isDone(_ place: SectionPlace, _ typed: FormFields?) -> Bool {
        if let typed, typed.has("done") { return typed.text("done") == "yes" }
        return place.open.content["\(AssessmentPath.done)/\(place.section.id)"] == "yes"
    }

    /// The questions of a group that is asked once, or once for a characteristic.
    private func block(
        _ group: AssessmentTemplate.Group, _ place: SectionPlace, _ typed: FormFields?, _ problems: [Problem]
    ) -> HTML {
        let fields = place.fields(in: place.open.content).filter { $0.group == group.id }
        guard !fields.isEmpty else { return "" }
        var html: HTML = heading(group)
        var people: AffectedPeople?
        var characteristic: Characteristic?
        for field in fields {
            if place.characteristic == nil, field.characteristic != characteristic,
                let now = field.characteristic
            {
                html += subheading(now.name, in: group)
            }
            characteristic = field.characteristic
            if field.people != people, let now = field.people {
                html += subheading(now.name, in: group)
            }
            people = field.people
            html += AnswerInput(field: field, open: place.open, typed: typed, problems: problems).html
        }
        return html
    }

    private func heading(_ group: AssessmentTemplate.Group) -> HTML {
        let title: HTML = group.title.isEmpty ? "" : "<h2 class=\"dr-heading-m\">\(group.title)</h2>\n"
        return group.guidance.isEmpty ? title : "\(title)<p>\(group.guidance)</p>\n"
    }

    /// A heading one level below that of the group, which may have none.
    private func subheading(_ words: String, in group: AssessmentTemplate.Group) -> HTML {
        group.title.isEmpty
            ? "<h2 class=\"dr-heading-s\">\(words)</h2>\n" : "<h3 class=\"dr-heading-s\">\(words)</h3>\n"
    }

    /// The rows of a group, with an empty one where it was asked for or none is there.
    private func rows(
        _ group: AssessmentTemplate.Group, _ noun: String, _ visit: Visit, _ place: SectionPlace,
        _ typed: FormFields?, _ problems: [Problem]
    ) -> HTML {
        let open = place.open
        var keys = open.content.rows(group.id)
        if let typed {
            for path in typed.values(AnswerInput.asked) where path.hasPrefix(group.id + "/") {
                let row = path.split(separator: "/").map(String.init)
                if row.count > 1, !keys.contains(row[1]) { keys.append(row[1]) }
            }
        } else if keys.isEmpty || visit.request.query.text("add") == group.id {
            keys.append(Identifier.next())
        }
        let known = Set(open.content.rows(group.id))
        var html: HTML = heading(group)
        for (index, row) in keys.enumerated() {
            let fields = open.template.fields(of: group, in: place.section, row: row, content: open.content)
            let inputs = fields.map {
                AnswerInput(field: $0, open: open, typed: typed, problems: problems).html
            }
            let title = "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(index + 1)"
            let anchor = known.contains(row) ? "\(group.id)-\(index + 1)" : "\(group.id)-new"
            let remove: HTML =
                known.contains(row)
                ? Button(
                    "Remove \(title.lowercased())", .secondary, name: "remove", value: "\(group.id)/\(row)"
                ).html
                : ""
            html += """
                <div class="dr-row" id="\(anchor)" tabindex="-1">
                \(subheading(title, in: group))\
                \(inputs)\(remove)
                </div>

                """
        }
        let library: HTML =
            group.id == AssessmentPath.evidence
            ? "<p><a href=\"\(visit.frame.link(Address.assessment(open.id, "/library/\(place.section.id)")))\">Choose from the evidence library</a></p>\n<p><a href=\"\(visit.frame.link(Address.assessment(open.id, "/figures/\(place.section.id)")))\">Figures of data sets</a>: of the people affected, as released, and of the census</p>"
            : ""
        html += "<p>\(Button("Save and add another", .secondary, name: "add", value: group.id))</p>\(library)"
        return html
    }

    /// The section as it stands, for those who may not write it now.
    private func readOnly(_ place: SectionPlace, _ why: String) -> HTML {
        let open = place.open
        let rows: [SummaryList.Row] = place.fields(in: open.content).filter { open.content.isFilled($0.path) }
            .map { .init($0.name, text: open.template.display($0, open.content, open.characteristics)) }
        let list: HTML = rows.isEmpty ? "<p>Nothing has been written here.</p>" : SummaryList(rows).html
        return "\(InsetText("<p>\(why).</p>"))\(list)"
    }

    /// Remarks of colleagues on questions of this section, and the way to add one.
    private func comments(_ visit: Visit, _ place: SectionPlace) -> HTML {
        let open = place.open
        guard place.characteristic == nil else { return "" }
        let own = open.record.points.filter { $0.section == place.section.id }
        let list = PointList(points: own, open: open, visit: visit, office: office).html
        guard visit.may(.commentOnAssessments) else { return list }
        let fields = place.fields(in: open.content).prefix(60)
        let questions =
            [Choice("", "The whole section", isChosen: true)] + fields.map { Choice($0.path, $0.name) }
        let content: HTML = """
            \(HiddenInput("section", place.section.id))
            \(Select("path", label: "About", questions))
            \(TextArea("comment", label: "Comment", rows: 3))
            \(Button("Add comment", .secondary))
            """
        let form = office.form(visit, Address.assessment(open.id, "/points"), key: Identifier.next(), content)
        return """
            <h2 class="dr-heading-m">Comments</h2>
            \(list)\(Details("Comment on this section", form.html))
            """
    }
}
