// SPDX-License-Identifier: Apache-2.0

/// A page complete in itself, for programs that turn a page into a document: nothing else is fetched.
public struct PrintPage {
    let title: String
    let main: HTML

    /// A page with a title and its content.
    public init(title: String, main: HTML) {
        self.title = title
        self.main = main
    }

    /// The page with its stylesheet inside.
    public var bytes: [UInt8] {
        let head: HTML = """
            <!doctype html>
            <html lang="en-GB"><head><meta charset="utf-8"><title>\(title)</title>
            <style>
            """
        let body: HTML = """
            </style></head>
            <body class="dr-body"><main class="dr-main">\(main)</main></body></html>
            """
        return head.bytes + Assets.stylesheet + body.bytes
    }
}
