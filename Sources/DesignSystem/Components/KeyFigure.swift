// SPDX-License-Identifier: Apache-2.0

/// One figure that matters, with the words that make it honest: what it counts, and out of how many.
public struct KeyFigure: Component {
    let label: String
    let value: String
    let base: String
    let share: Double?
    let path: String?

    /// Shows a figure such as "92%" of "221 of 240 services"; the share (0 to 1) draws a small bar.
    public init(_ label: String, value: String, base: String, share: Double? = nil, path: String? = nil) {
        self.label = label
        self.value = value
        self.base = base
        self.share = share
        self.path = path
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let name: HTML = path.map { "<a\(href($0))>\(label)</a>" } ?? HTML(text: label)
        return """
            <div class="dr-figure"><dt>\(name)</dt>
            <dd><span class="dr-figure__value">\(value)</span> <span class="dr-figure__base">\(base)</span>\(bar)</dd></div>

            """
    }

    private var bar: HTML {
        guard let share else { return HTML() }
        let width = percent(min(max(share, 0), 1))
        return """
            <svg class="dr-figure__bar" width="100%" height="8" aria-hidden="true" focusable="false">\
            <rect class="dr-bar-ground" width="100%" height="8"/>\
            <rect class="dr-bar-first" width="\(width)" height="8"/></svg>
            """
    }
}

/// Key figures side by side.
public struct KeyFigures: Component {
    let figures: [KeyFigure]

    /// Lays the figures out in the order given.
    public init(_ figures: [KeyFigure]) { self.figures = figures }

    /// The markup, complete and balanced.
    public var html: HTML { "<dl class=\"dr-figures\">\n\(figures)</dl>\n" }
}

/// A share of the width as SVG writes it, to a hundredth of a per cent.
func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    let (whole, part) = hundredths.quotientAndRemainder(dividingBy: 100)
    return part == 0 ? "\(whole)%" : "\(whole).\(part < 10 ? "0" : "")\(part)%"
}
