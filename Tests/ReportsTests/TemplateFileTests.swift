// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Testing

@Suite struct `A template file` {
    private let sound = """
        id: parish
        version: 2
        name: Parish form
        kind: short
        effective_from: 2026-04-01
        withdrawn: ~
        scales:
          - id: level
            steps:
              - {code: no, label: No, rank: 0}
              - {code: yes, label: Yes, rank: 100}
        sections:
          - id: about
            title: About
            guidance: >-
              Two lines
              of guidance.
            answerer: adviser
            groups:
              - id: about
                questions:
                  - {id: title, label: Title, hint: Short, kind: text, needed: always}
                  - {id: bus, label: Is it a bus?, kind: yes-no}
                  - {id: route, label: Route, kind: number, needed: .bus = yes, shown: about/bus != no}
                  - id: sort
                    label: Sort
                    kind: choices
                    choices:
                      - {code: day, label: By day}
                      - {code: night, label: By night, hint: After ten.}
                  - {id: worry, label: Worry, kind: scale, scale: level}
              - id: aim
                shape: each-characteristic
                questions:
                  - {id: a, label: Aim A, kind: text, aim: a}
              - id: impact
                shape: each-characteristic
                people: [residents, staff]
                questions:
                  - {id: text, label: What happens, kind: long-text}
              - id: stop
                shape: rows
                row: bus stop
                questions:
                  - {id: name, label: Name, kind: text}
        """

    @Test func `becomes the template that it describes`() throws {
        let file = TemplateFile(text: sound)
        #expect(file.problems == [])
        let template = try #require(file.template)
        #expect(template.id == "parish" && template.version == 2 && template.kind == .short)
        #expect(template.withdrawn == nil && template.effectiveFrom == CalendarDay(2026, 4, 1))
        #expect(template.scale("level")?.steps.map(\.code) == ["no", "yes"])
        let section = try #require(template.section("about"))
        #expect(section.guidance == "Two lines of guidance." && section.answerer == .adviser)
        #expect(section.groups.map(\.id) == ["about", "aim", "impact", "stop"])
        #expect(section.groups[2].shape == .eachCharacteristic(people: [.residents, .staff]))
        #expect(section.groups[3].shape == .rows(of: "bus stop"))
        let questions = section.groups[0].questions
        #expect(questions[0].need == .always && questions[0].hint == "Short")
        #expect(questions[2].need == .when(.isOneOf(".bus", ["yes"])))
        #expect(questions[2].shown == .isNoneOf("about/bus", ["no"]))
        #expect(
            questions[3].kind
                == .choices([
                    .init(code: "day", label: "By day"),
                    .init(code: "night", label: "By night", hint: "After ten."),
                ]))
        #expect(section.groups[1].questions[0].aim == .a)
    }

    /// What is changed in the sound file, and what is then said of which line.
    @Test(arguments: [
        ("version: 2", "version: 0", "Line 1, template: Give the template a version of 1 or more"),
        ("version: 2", "version: two", "Line 2: Write a whole number after “version”"),
        ("kind: short", "kind: tiny", "Line 4: Write one of full, short, screening after “kind”, not “tiny”"),
        (
            "effective_from: 2026-04-01", "effective_from: 2026-02-30",
            "Line 5: Write a day such as 2026-07-11 after “effective_from”"
        ),
        (
            "scale: level", "scale: mood",
            "Line 31, question about/worry: Describe the scale “mood”, or name one that is"
        ),
        (
            "about/bus != no", "about/boat != no",
            "Line 24, question about/route: Name a question of this template: there is none at “about/boat”"
        ),
        (
            ".bus = yes", ".bus likes yes",
            "Line 24, question about/route: Write a condition such as “about/kind = saving” or "
                + "“.direction in negative|unknown” after “needed”"
        ),
        (
            "id: bus,", "id: title,",
            "Line 23, question about/title: Ask “about/title” once: it is there more than once"
        ),
        (
            "answerer: adviser", "answerer: anybody",
            "Line 18, section about: Write one of author, authoriser, adviser, reviewer after “answerer”, "
                + "not “anybody”"
        ),
        (
            "people: [residents, staff]", "people: [residents, dogs]",
            "Line 38, group about/impact: Write residents or staff after “people”, not “dogs”"
        ),
        (
            "name: Parish form", "nmae: Parish form",
            "Line 3: Use one of these words instead of “nmae”: id, version, name, purpose, kind, source, "
                + "effective_from, withdrawn, nations, scales, sections"
        ),
        ("kind: number", "kind: numeral", "after “kind”, not “numeral”"),
        ("shape: rows", "shape: circle", "Line 42, group about/stop: Write single, rows or"),
        ("row: bus stop", "row: ~", "Line 41, group about/stop: Say what one row of “stop” is called"),
        ("rank: 100", "rank: 400", "Line 11, step level/yes: Give the step “yes” a rank from 0 to 100"),
        ("id: parish", "id: parish\nid: parish", "Write each word once: “id” is repeated"),
        ("sections:", "sections: [", "Mend the YAML here"),
        ("title: About", "title: [About]", "Line 14, section about: Write one text after “title”"),
    ])
    func `with a fault is refused, naming the line and what to do`(from: String, to: String, text: String) {
        let file = TemplateFile(text: sound.replacing(from, with: to, maxReplacements: 1))
        #expect(file.content == nil)
        #expect(file.problems.contains { $0.description.contains(text) }, "\(file.problems)")
    }

    @Test func `with several faults names them all`() {
        let text = sound.replacing("kind: short", with: "kind: tiny").replacing("rank: 100", with: "rank: x")
            .replacing("scale: level", with: "scale: mood")
        let problems = TemplateFile(text: text).problems
        #expect(problems.count == 3)
        #expect(problems.map(\.line) == problems.map(\.line).sorted())
    }

    @Test func `without sections, without anything, or of another kind is refused`() {
        let end = sound.split(separator: "sections:")[0]
        #expect(
            TemplateFile(text: String(end)).problems.map(\.text) == ["Give the template at least one section"]
        )
        for text in ["", "just words", "- a\n- b", "a: b", "\u{0}", "%PDF-1.7", "---\n---\n"] {
            let file = TemplateFile(text: text)
            #expect(file.content == nil)
            #expect(!file.problems.isEmpty, "\(text)")
        }
        #expect(
            TemplateFile(bytes: [0xFF, 0xFE, 0x00]).problems.map(\.text) == [
                "Save the file as plain text in UTF-8"
            ])
    }

    @Test func `that is too large, too deep or repeats itself is refused at once`() {
        let large = TemplateFile(bytes: [UInt8](repeating: 0x20, count: TemplateFile.byteLimit + 1))
        #expect(large.problems.map(\.text) == ["Use a file of at most 1 MB: a template is text"])
        let deep = String(repeating: "[", count: 100_000)
        #expect(!TemplateFile(text: deep).problems.isEmpty)
        var laughs = "a0: &a0 [x, x]\n"
        for level in 1...30 { laughs += "a\(level): &a\(level) {? *a\(level - 1) : *a\(level - 1)}\n" }
        #expect(TemplateFile(text: laughs).problems.first?.text.contains("Write each part out") == true)
        let many = "sections:\n" + String(repeating: "- {}\n", count: 60_000)
        #expect(TemplateFile(text: many).problems.contains { $0.text == "Split the file: it is too large" })
    }

    @Test func `of an overlay becomes its operations`() throws {
        let file = TemplateFile(
            text: """
                overlay: eastmarsh-full
                version: 4
                template: full-eqia
                name: Eastmarsh assessment
                effective_from: 2027-01-01
                operations:
                  - relabel: question about/title
                    to: Name of the proposal
                  - guidance: section impact
                    to: Think of tenants first.
                  - hint: question about/owner
                    to: The head of service.
                  - hide: question about/team
                  - need: question about/others
                    to: always
                  - add_question: {id: parish, label: Parish, kind: text}
                    to: group about/about
                    after: question about/service
                  - add_choice: {code: levy, label: Levy}
                    to: question about/kind
                  - add_scale: {id: mood, steps: [{code: fine, label: Fine, rank: 0}]}
                  - add_section:
                      id: tenants
                      title: Tenants
                      groups:
                        - {id: tenants, questions: [{id: how, label: How, kind: scale, scale: mood}]}
                    after: section about
                  - add_group: {id: levy, questions: [{id: sum, label: Sum, kind: number}]}
                    to: section tenants
                """)
        #expect(file.problems == [])
        let overlay = try #require(file.overlay)
        #expect(overlay.operations.count == 10)
        let result = overlay.applied(to: try ShippedTemplates.template("full-eqia"))
        #expect(result.notFound == [] && result.problems == [] && result.warnings == [])
        #expect(result.template.sections.prefix(2).map(\.id) == ["about", "tenants"])
        let labels = result.template.section("about")?.groups[0].questions.map(\.label) ?? []
        #expect(labels.prefix(4) == ["Name of the proposal", "Directorate", "Service", "Parish"])
    }

    @Test(arguments: [
        ("- hide: planet mars", "Name a part after “hide”"),
        ("- {hide: template, relabel: template}", "one change"),
        ("- add_question: {id: x, label: X, kind: text}\n    to: section about", "Say where it goes"),
        ("- to: section about", "Write one change an item"),
        ("- hidden: section about", "Use one of these words"),
        ("[]", "Give the overlay at least one change"),
    ])
    func `of an overlay with a fault is refused`(operation: String, text: String) {
        let file = TemplateFile(
            text: """
                overlay: ours
                version: 1
                template: full-eqia
                effective_from: 2027-01-01
                operations:
                  \(operation)
                """)
        #expect(file.content == nil)
        #expect(file.problems.contains { $0.text.contains(text) }, "\(file.problems)")
    }
}
