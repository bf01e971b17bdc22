// SPDX-License-Identifier: Apache-2.0

/// A form as one page: works without network, account or, for reading and printing, without JavaScript.
///
/// The answers stand in a block of JSON and in the controls; the page's own script keeps both up to date while
/// people type and saves a copy of the page. Its policy allows no request to anywhere.
enum HTMLFormWriter {
    static func bytes(of form: FormDocument, language: String) -> [UInt8] {
        var out = """
            <!DOCTYPE html>
            <html lang="\(attribute(language))">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(text(form.title))</title>
            <style>\(HTMLFormAssets.style)</style>
            </head>
            <body>
            <main>
            <h1>\(text(form.title))</h1>

            """
        for line in Flow.lines(form.intro) where !line.isEmpty { out += "<p>\(text(line))</p>\n" }
        out += """
            <noscript><p class="note">Your browser runs no scripts here. You can read and print this form. To send \
            answers back, use the Word or ODT form instead.</p></noscript>
            \(save(1))
            <form autocomplete="off" novalidate>

            """
        var number = 0
        for (index, section) in form.sections.enumerated() {
            let id = "section-\(index + 1)"
            out += "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(text(section.title))</h2>\n"
            for part in section.parts {
                switch part {
                case .heading(let words): out += "<h3>\(text(words))</h3>\n"
                case .guidance(let words):
                    for line in Flow.lines(words) where !line.isEmpty {
                        out += "<p class=\"hint\">\(text(line))</p>\n"
                    }
                case .item(let item):
                    number += 1
                    out += control(item, id: "q\(number)")
                }
            }
            out += "</section>\n"
        }
        out += "</form>\n\(save(2))\n</main>\n"
        out += "<script type=\"application/json\" id=\"answers\">\n\(answers(form))</script>\n"
        out += "<script>\(HTMLFormAssets.script)</script>\n</body>\n</html>\n"
        return Array(out.utf8)
    }

    private static func save(_ number: Int) -> String {
        """
        <p class="save"><button type="button" data-save hidden>Save a copy of my answers</button>
        <span role="status" id="saved-\(number)"></span></p>
        """
    }

    private static func answers(_ form: FormDocument) -> String {
        let identity = form.identity
        let value: JSONValue = [
            "format": "dueregard-form", "formatVersion": .number(1), "body": .string(identity.body),
            "template": .string(identity.template), "templateVersion": .number(identity.templateVersion),
            "assessment": .string(identity.assessment),
            "assessmentVersion": .number(identity.assessmentVersion),
            "exportedAt": .string(identity.exportedAt), "saved": .bool(false),
            "answers": .fields(
                Dictionary(form.items.map { ($0.path, $0.value) }) { first, _ in first }),
        ]
        var json = ""
        for scalar in String(decoding: value.pretty, as: UTF8.self).unicodeScalars {
            if scalar == "<" { json += "\\u003c" } else { json.unicodeScalars.append(scalar) }
        }
        return json
    }

    private static func control(_ item: FormDocument.Item, id: String) -> String {
        let path = attribute(item.path)
        let hint = item.hint.isEmpty ? "" : "<p class=\"hint\" id=\"\(id)-hint\">\(text(item.hint))</p>\n"
        let described = item.hint.isEmpty ? "" : " aria-describedby=\"\(id)-hint\""
        let label = "<label for=\"\(id)\">\(text(item.label))</label>\n\(hint)"
        let start = "<div class=\"item\">\n\(label)"
        switch item.kind {
        case .choice(let options):
            return group(item, options, id: id, hint: hint, described: described, isSingle: true)
        case .choices(let options):
            return group(item, options, id: id, hint: hint, described: described, isSingle: false)
        case .long:
            return start + area(item, id: id, path: path, described: described, rows: 6) + "</div>\n"
        case .text, .date, .number:
            guard !item.value.unicodeScalars.contains("\n") else {
                return start + area(item, id: id, path: path, described: described, rows: 3) + "</div>\n"
            }
            let type = item.kind == .number ? "text\" inputmode=\"numeric" : "text"
            let example = item.kind == .date ? "<p class=\"hint\">For example, 2027-04-01</p>\n" : ""
            return start + example
                + "<input type=\"\(type)\" id=\"\(id)\" data-path=\"\(path)\"\(described) "
                + "value=\"\(attribute(item.value))\">\n</div>\n"
        }
    }

    private static func area(
        _ item: FormDocument.Item, id: String, path: String, described: String, rows: Int
    ) -> String {
        // The line break after the tag is dropped by browsers, so that one that belongs to the answer is kept.
        "<textarea id=\"\(id)\" data-path=\"\(path)\"\(described) rows=\"\(rows)\">\n\(text(item.value))</textarea>\n"
    }

    private static func group(
        _ item: FormDocument.Item, _ options: [FormDocument.Option], id: String, hint: String,
        described: String,
        isSingle: Bool
    ) -> String {
        let chosen = item.value.isEmpty ? [] : Flow.lines(item.value)
        let strange = chosen.filter { code in !options.contains { $0.code == code } }
        var all = options + strange.map { FormDocument.Option(code: $0, label: $0) }
        if isSingle { all.append(FormDocument.Option(code: "", label: "No answer yet")) }
        var out = "<fieldset class=\"item\" id=\"\(id)\" data-path=\"\(attribute(item.path))\"\(described)>\n"
        out += "<legend>\(text(item.label))</legend>\n\(hint)"
        for (index, option) in all.enumerated() {
            let isChosen = option.code.isEmpty ? chosen.isEmpty : chosen.contains(option.code)
            let words = option.hint.isEmpty ? option.label : "\(option.label) (\(option.hint))"
            out += "<div><input type=\"\(isSingle ? "radio" : "checkbox")\" name=\"\(id)\" "
            out += "id=\"\(id)-\(index)\" value=\"\(attribute(option.code))\"\(isChosen ? " checked" : "")> "
            out += "<label for=\"\(id)-\(index)\">\(text(words))</label></div>\n"
        }
        return out + "</fieldset>\n"
    }

    /// Quotes are escaped in text too, as on every page: what is harmless here stays so if it is ever moved.
    private static func text(_ words: String) -> String {
        XMLWriter.escaped(words, inAttribute: false).replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }
    private static func attribute(_ words: String) -> String { XMLWriter.escaped(words, inAttribute: true) }
}
