// SPDX-License-Identifier: Apache-2.0

/// A form as a document of a word processor: a table of questions and answers, each row known by a bookmark.
///
/// The bookmark stands in the question, which nobody edits; Word's content control stands round the answer as
/// well. Which question a bookmark means, and what the file belongs to, are properties of the file.
enum PaperForm {
    static func flow(_ form: FormDocument, language: String, author: String) -> Flow {
        var flow = Flow(title: form.title, caption: "", language: language, author: author)
        flow.properties = properties(of: form.identity)
        for line in Flow.lines(form.intro) where !line.isEmpty {
            flow.blocks.append(.paragraph(line, .plain))
        }
        var number = 0
        for section in form.sections {
            flow.blocks.append(.heading(1, section.title))
            var rows: [[Flow.Cell]] = []
            func close() {
                guard !rows.isEmpty else { return }
                flow.blocks.append(
                    .table(.init(header: ["Question", "Answer"], rows: rows, widths: [2, 3])))
                rows = []
            }
            for part in section.parts {
                switch part {
                case .heading(let text):
                    close()
                    flow.blocks.append(.heading(2, text))
                case .guidance(let text):
                    close()
                    for line in Flow.lines(text) { flow.blocks.append(.paragraph(line, .quiet)) }
                case .item(let item):
                    number += 1
                    let mark = "dr_\(number)"
                    flow.properties.append((mark, item.path))
                    rows.append(row(item, mark))
                }
            }
            close()
        }
        return flow
    }

    private static func row(_ item: FormDocument.Item, _ mark: String) -> [Flow.Cell] {
        var question = Flow.Cell(item.label, look: .strong, isHeading: true)
        question.mark = mark
        if !item.hint.isEmpty {
            question.lines += Flow.lines(item.hint).map { .init(text: $0, look: .quiet) }
        }
        let advice: String
        switch item.kind {
        case .text, .long: advice = ""
        case .date: advice = "Write the day, for example 2027-04-01."
        case .number: advice = "Write a whole number."
        case .choice: advice = "Write one of these:"
        case .choices: advice = "Write any of these, one on each line:"
        }
        if !advice.isEmpty { question.lines.append(.init(text: advice, look: .quiet)) }
        for option in item.kind.options {
            let hint = option.hint.isEmpty ? "" : " (\(option.hint))"
            question.lines.append(.init(text: "• \(option.label)\(hint)", look: .quiet))
        }
        var answer = Flow.Cell(item.shown)
        answer.tag = mark
        return [question, answer]
    }

    /// The answers of a file that was written with `flow`, whatever program saved it since.
    static func answers(_ document: TextDocument) throws(FileRefusal) -> FormAnswers {
        guard let identity = identity(document.properties) else { throw .noForm }
        var filled = FormAnswers(identity: identity, answers: [:])
        for cells in document.rows {
            let marks = cells.flatMap(\.marks)
            let question = cells.first?.text ?? ""
            let text = cells.count > 1 ? cells[1].text : ""
            let path = marks.first { $0.hasPrefix("dr_") }.flatMap { document.properties[$0] }
            if let path, filled.answers[path] == nil {
                filled.answers[path] = cells.count > 1 ? text : ""
            } else if question != "Question" || text != "Answer", !(question + text).isEmpty {
                filled.extras.append(.init(question: question, text: text))
            }
        }
        return filled
    }

    private static func properties(of identity: FormDocument.Identity) -> [(name: String, value: String)] {
        [
            ("dueregard-form", "1"), ("dueregard-body", identity.body),
            ("dueregard-template", identity.template),
            ("dueregard-template-version", String(identity.templateVersion)),
            ("dueregard-assessment", identity.assessment),
            ("dueregard-assessment-version", String(identity.assessmentVersion)),
            ("dueregard-exported", identity.exportedAt),
        ]
    }

    private static func identity(_ properties: [String: String]) -> FormDocument.Identity? {
        guard properties["dueregard-form"] == "1", let body = properties["dueregard-body"],
            let template = properties["dueregard-template"],
            let version = properties["dueregard-template-version"].flatMap({ Int($0) })
        else { return nil }
        return FormDocument.Identity(
            body: body, template: template, templateVersion: version,
            assessment: properties["dueregard-assessment"] ?? "",
            assessmentVersion: properties["dueregard-assessment-version"].flatMap { Int($0) } ?? 0,
            exportedAt: properties["dueregard-exported"] ?? "")
    }
}

/// The file formats in which a form leaves and comes back.
public enum FormFile {
    /// A form as an OpenDocument text. Answers with control characters cannot be written: see `unwritable`.
    public static func odt(_ form: FormDocument, language: String = "en-GB", author: String = "") -> [UInt8] {
        ODTWriter.bytes(of: PaperForm.flow(form, language: language, author: author))
    }

    /// A form as a Word file. Answers with control characters cannot be written: see `unwritable`.
    public static func docx(_ form: FormDocument, language: String = "en-GB", author: String = "") -> [UInt8]
    {
        DOCXWriter.bytes(of: PaperForm.flow(form, language: language, author: author))
    }

    /// A form as one page that works without network.
    public static func html(_ form: FormDocument, language: String = "en-GB") -> [UInt8] {
        HTMLFormWriter.bytes(of: form, language: language)
    }

    /// The answers in a file of any of these kinds, told by its content.
    public static func read(_ bytes: [UInt8]) throws(FileRefusal) -> FormAnswers {
        switch try FileKind.of(bytes) {
        case .odt: try PaperForm.answers(try ODTReader.document(bytes))
        case .docx: try PaperForm.answers(try DOCXReader.document(bytes))
        case .html: try HTMLFormReader.answers(bytes)
        case .json: throw .wrongKind(found: "a JSON file", wanted: "a form as ODT, DOCX or HTML")
        }
    }
}
