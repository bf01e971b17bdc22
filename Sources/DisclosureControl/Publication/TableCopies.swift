// SPDX-License-Identifier: Apache-2.0

/// A published file of figures as a page and as JSON: byte for byte what its comma-separated form gives.
///
/// `docs/formats/published-tables.md` states both forms. As nothing but that form is accepted beside a
/// table, neither can say more than the table does.
public enum TableCopies {
    /// What stands in place of a hidden figure.
    static let mark = "[c]"

    /// The page and the JSON of a table with this heading and these rows; both end with the value and its
    /// status, before which a derived figure has its base.
    ///
    /// `title` says what the figures are.
    public static func both(
        heading: [String], rows: [[String]], title: String
    ) -> (html: [UInt8], json: [UInt8]) {
        (html(heading, rows, title), json(heading, rows, title))
    }

    /// What the figures of a file are, by its place below `published/`; derived files say it themselves.
    public static func title(ofFile path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        if name.hasPrefix("derived-") {
            let words = name.split(separator: "-")
            guard words.count > 3 else { return "Derived figures" }
            switch words[2] {
            case "mean": return "Mean \(words[3])"
            case "median": return "Median \(words[3])"
            case "percentage": return "Per cent of all, by \(words[3])"
            default: return "Derived figures"
            }
        }
        guard path.hasPrefix("amounts-"), let folder = path.split(separator: "/").first else {
            return "Number of people"
        }
        return "Total \(folder.dropFirst(8))"
    }

    private static func html(_ heading: [String], _ rows: [[String]], _ title: String) -> [UInt8] {
        let codes = heading.count - (heading.dropLast(2).last == "base" ? 3 : 2)
        let by = heading.prefix(codes).joined(separator: " by ")
        let caption = (by.isEmpty ? title : title + ", " + by).escaped
        var text =
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><title>\(caption)</title></head>\n<body>\n"
            + "<main>\n<table aria-describedby=\"notes\">\n<caption>\(caption)</caption>\n<thead>\n<tr>"
        for name in heading.prefix(codes) { text += "<th scope=\"col\">\(name.escaped)</th>" }
        text += "<th scope=\"col\">\(title.escaped)</th>"
        if codes + 3 == heading.count { text += "<th scope=\"col\">Number of people behind it</th>" }
        text += "</tr>\n</thead>\n<tbody>\n"
        var marks: Set<String> = []
        for row in rows {
            text += "<tr>"
            for (at, code) in row.prefix(codes).enumerated() {
                text += at == 0 ? "<th scope=\"row\">\(code.escaped)</th>" : "<td>\(code.escaped)</td>"
            }
            let (value, status) = (row[row.count - 2], row[row.count - 1])
            text += "<td>\(value.isEmpty ? mark : value.escaped)</td>"
            if codes + 3 == heading.count {
                text += "<td>\(row[codes].isEmpty ? mark : row[codes].escaped)</td>"
            }
            text += "</tr>\n"
            if !status.isEmpty { marks.insert(status) }
        }
        text += "</tbody>\n</table>\n<div id=\"notes\">\n"
        for status in marks.sorted() { text += "<p>\(note(status).escaped)</p>\n" }
        return Array((text + "</div>\n</main>\n</body>\n</html>\n").utf8)
    }

    /// What a status means, in words.
    static func note(_ status: String) -> String {
        let size = status.dropFirst()
        switch status.first {
        case "c": return "\(mark): hidden so that nobody can be identified."
        case "z": return "Some noughts stand where there can be nobody."
        case "r":
            return
                "Every number is rounded to the nearest \(size) by itself, so totals may differ from their parts."
        case "q":
            return "Every number is rounded up or down to a multiple of \(size) so that totals add up."
        case "n":
            return "Every number is changed by at most \(size), always the same way for the same people, so "
                + "totals may differ from their parts."
        case .some(_), .none: return "\(status)"
        }
    }

    private static func json(_ heading: [String], _ rows: [[String]], _ title: String) -> [UInt8] {
        let codes = heading.count - (heading.dropLast(2).last == "base" ? 3 : 2)
        func list(_ words: some Sequence<String>) -> String {
            "[" + words.map(quoted).joined(separator: ",") + "]"
        }
        var text = "{\"figures\":\(quoted(title)),\"dimensions\":\(list(heading.prefix(codes))),\"cells\":[\n"
        for (number, row) in rows.enumerated() {
            let (value, status) = (row[row.count - 2], row[row.count - 1])
            text += "{\"codes\":\(list(row.prefix(codes))),\"value\":\(value.isEmpty ? "null" : value)"
            if codes + 3 == heading.count { text += ",\"base\":\(row[codes].isEmpty ? "null" : row[codes])" }
            text += ",\"value_status\":\(quoted(status))}\(number + 1 < rows.count ? "," : "")\n"
        }
        return Array((text + "]}\n").utf8)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
