// SPDX-License-Identifier: Apache-2.0

/// Facts of one thing, each with its name and, where it may be altered, a link to do so.
public struct SummaryList: Component {
    /// One fact.
    public struct Row: Sendable {
        let key: String
        let value: HTML
        let changePath: String?
        let act: String
        let hiddenWords: String
        /// A button in place of the link, where the change is sent by the form around the list.
        private(set) var button: (name: String, value: String)?

        /// States a fact in markup, with a button of the form around the list in place of a link.
        public init(
            _ key: String, _ value: HTML, act: String, button: (name: String, value: String),
            hiddenWords: String? = nil
        ) {
            self.init(key, value, act: act, hiddenWords: hiddenWords)
            self.button = button
        }

        /// States a fact in markup.
        public init(
            _ key: String, _ value: HTML, change path: String? = nil, act: String = "Change",
            hiddenWords: String? = nil
        ) {
            self.key = key
            self.value = value
            self.act = act
            self.hiddenWords = hiddenWords ?? key.lowercasedFirst
            changePath = path
        }

        /// States a fact in words, kept in the lines they were written in; none reads "Not provided".
        public init(_ key: String, text: String, change path: String? = nil) {
            let lines: [HTML] = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { HTML(text: String($0)) }
            self.init(
                key,
                text.isEmpty
                    ? "<span class=\"dr-quiet\">Not provided</span>" : lines.joined(separator: "<br>"),
                change: path)
        }

        /// A question without an answer: the way to answer it stands in place of the value.
        public init(_ key: String, unanswered text: String, path: String) {
            self.init(key, "<a\(href(path))>\(text)</a>")
        }
    }

    let rows: [Row]

    /// Lists the facts.
    public init(_ rows: [Row]) { self.rows = rows }

    /// The markup, complete and balanced.
    public var html: HTML {
        let hasLinks = rows.contains { $0.changePath != nil || $0.button != nil }
        let items: [HTML] = rows.map { row in
            var change = HTML()
            if let path = row.changePath {
                change = """
                    <dd class="dr-summary__act"><a\(href(path))>\(row.act) \(hidden(row.hiddenWords))</a></dd>

                    """
            }
            if let button = row.button {
                change = """
                    <dd class="dr-summary__act"><button class="dr-link-button" type="submit" name="\(button.name)" \
                    value="\(button.value)">\(row.act) \(hidden(row.hiddenWords))</button></dd>

                    """
            }
            return """
                <div class="dr-summary__row"><dt>\(row.key)</dt>
                <dd class="dr-summary__value">\(row.value)</dd>
                \(change)</div>

                """
        }
        return """
            <dl class="\(trusted: hasLinks ? "dr-summary dr-summary--acts" : "dr-summary")">
            \(items)</dl>

            """
    }
}

extension String {
    /// The text with a small first letter, unless it begins with an abbreviation.
    var lowercasedFirst: String {
        guard let first, dropFirst().first?.isUppercase != true else { return self }
        return first.lowercased() + dropFirst()
    }
}

/// The parts of a larger task, each with its state.
public struct TaskList: Component {
    /// How far a part has come.
    public enum Status: String, Sendable {
        case completed = "Completed"
        case inProgress = "In progress"
        case notYetStarted = "Not yet started"
        case cannotStartYet = "Cannot start yet"
        case problem = "There is a problem"
    }

    /// One part.
    public struct Item: Sendable {
        let text: String
        let path: String
        let hint: String
        public let status: Status

        /// Names a part, its page and its state.
        public init(_ text: String, path: String, hint: String = "", _ status: Status) {
            self.text = text
            self.path = path
            self.hint = hint
            self.status = status
        }
    }

    let id: String
    let items: [Item]

    /// Lists the parts; the id must differ between lists of one page.
    public init(id: String = "task", _ items: [Item]) {
        self.id = id
        self.items = items
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        "<ul class=\"dr-tasks\">\n\(items.enumerated().map { row($1, id: "\(id)-\($0 + 1)") })</ul>\n"
    }

    private func row(_ item: Item, id: String) -> HTML {
        let ids = (item.hint.isEmpty ? "" : "\(id)-hint ") + "\(id)-status"
        let name: HTML =
            item.status == .cannotStartYet
            ? "<span class=\"dr-tasks__name\">\(item.text)</span>"
            : "<a class=\"dr-tasks__name\"\(href(item.path)) aria-describedby=\"\(ids)\">\(item.text)</a>"
        let hint: HTML = item.hint.isEmpty ? "" : "<p class=\"dr-hint\" id=\"\(id)-hint\">\(item.hint)</p>"
        let status: HTML =
            switch item.status {
            case .completed: HTML(text: item.status.rawValue)
            case .inProgress: Tag(item.status.rawValue, .active).html
            case .notYetStarted: Tag(item.status.rawValue, .neutral).html
            case .cannotStartYet: "<span class=\"dr-quiet\">\(item.status.rawValue)</span>"
            case .problem: Tag(item.status.rawValue, .problem).html
            }
        return """
            <li><div>\(name)\(hint)</div><div class="dr-tasks__status" id="\(id)-status">\(status)</div></li>

            """
    }
}

/// What happened, newest first, as the log tells it.
public struct Timeline: Component {
    /// One happening.
    public struct Entry: Sendable {
        let title: String
        let when: String
        let machineTime: String
        let who: String
        let body: HTML

        /// Says what happened, when (for people and as ISO 8601), by whom and why.
        public init(_ title: String, when: String, machineTime: String, who: String, _ body: HTML = HTML()) {
            self.title = title
            self.when = when
            self.machineTime = machineTime
            self.who = who
            self.body = body
        }
    }

    let entries: [Entry]

    /// Lists the happenings.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The markup, complete and balanced.
    public var html: HTML {
        let items: [HTML] = entries.map { entry in
            """
            <li><p class="dr-timeline__title">\(entry.title)</p>
            <p class="dr-timeline__by"><time datetime="\(entry.machineTime)">\(entry.when)</time>, \(entry.who)</p>
            \(entry.body)</li>

            """
        }
        return "<ol class=\"dr-timeline\">\n\(items)</ol>\n"
    }
}

/// Files to take away, each with its kind and size in the words of the link.
public struct FileLinks: Component {
    /// One file.
    public struct File: Sendable {
        let text: String
        let path: String
        let kind: String
        let bytes: Int
        let language: String?

        /// Names a file, such as `File("Action plan", path: …, kind: "CSV", bytes: 3400)`.
        public init(_ text: String, path: String, kind: String, bytes: Int, language: String? = nil) {
            self.text = text
            self.path = path
            self.kind = kind
            self.bytes = bytes
            self.language = language
        }
    }

    let files: [File]

    /// Lists the files.
    public init(_ files: [File]) { self.files = files }

    /// The markup, complete and balanced.
    public var html: HTML {
        let items: [HTML] = files.map { file in
            let about = [file.kind, fileSize(file.bytes), file.language ?? ""].filter { !$0.isEmpty }
            return
                "<li><a\(href(file.path)) download>\(file.text) (\(about.joined(separator: ", ")))</a></li>\n"
        }
        return "<ul class=\"dr-files\">\n\(items)</ul>\n"
    }
}

/// The size of a file as people say it.
func fileSize(_ bytes: Int) -> String {
    if bytes < 1_000 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    if bytes < 999_500 { return "\((bytes + 500) / 1_000) KB" }
    let tenths = (bytes + 50_000) / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
}
