// SPDX-License-Identifier: Apache-2.0
import Documents

/// A map of figures about people: the key, the picture, the places at both ends, the words, the table.
///
/// The picture is for looking at only. What can be known from it stands in the table, where places can be links.
public struct MapView: Component {
    let map: MapPicture
    let links: [String: String]
    let dataPath: String?
    let ends: Int

    /// Shows a map. `links` leads from the codes of places to their pages, `dataPath` to the figures as CSV; `ends`
    /// is how many of the highest and lowest places are listed.
    public init(_ map: MapPicture, links: [String: String] = [:], dataPath: String? = nil, ends: Int = 5) {
        self.map = map
        self.links = links
        self.dataPath = dataPath
        self.ends = ends
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let words = map.words
        let id = identifier(map.id)
        var paths: [Int: String] = [:]
        if !links.isEmpty {
            for (index, place) in map.places.enumerated() { paths[index] = links[place.code] }
        }
        var figure = ChartFigure(
            id: id, message: words.message, measure: words.measure, summary: words.summary,
            table: Table(map.table, id: id, links: paths), dataPath: dataPath, notes: map.notes,
            sources: map.sources)
        figure.beside = PlaceEnds(map, links: links, count: ends).html
        guard let box = map.box else { return figure.html(without: "There are no boundaries to draw.") }
        let margin = max(box.right - box.left, box.bottom - box.top) / 60 + 1
        let size: HTML = """
             class="\(trusted: isFine ? "dr-map dr-map--fine" : "dr-map")" viewBox="\(box.left - margin) \(box.top - margin) \
            \(box.right - box.left + 2 * margin) \(box.bottom - box.top + 2 * margin)"
            """
        return figure.html(picture(id, box), size: size, key: key(id))
    }

    /// The grounds of so many classes, from light to dark, as far apart as they can be.
    private static let grounds: [[StaticString]] = [
        [], ["dr-class-3"], ["dr-class-2", "dr-class-4"], ["dr-class-1", "dr-class-3", "dr-class-5"],
        ["dr-class-1", "dr-class-2", "dr-class-4", "dr-class-5"],
        ["dr-class-1", "dr-class-2", "dr-class-3", "dr-class-4", "dr-class-5"],
    ]

    /// Whether there are so many places that their outlines and hatching must be thin.
    private var isFine: Bool { map.shapes.count > 60 }

    private func picture(_ id: String, _ box: MapPicture.Box) -> HTML {
        var figures: [String: Statistic] = [:]
        for place in map.places { figures[place.code] = place.statistic }
        let grounds = Self.grounds[min(map.classes.count, ClassLimits.most)]
        var html = HTML()
        html.reserveCapacity(map.shapes.reduce(1_024) { $0 + $1.path.utf8.count + 64 })
        // The patterns keep their grain whatever the size of the country is.
        let grain = max(max(box.right - box.left, box.bottom - box.top) / (isFine ? 72 : 48), 2)
        html.append(Self.patterns(id, grain: grain))
        for shape in map.shapes where !shape.path.isEmpty {
            let statistic = figures[shape.code]
            if let value = statistic?.value, let at = map.limits?.position(of: value), at < grounds.count {
                html.append("<path class=\"\(trusted: grounds[at])\" d=\"\(shape.path)\"/>\n")
            } else {
                let isWithheld = statistic?.mark == .confidential
                html.append(
                    """
                    <path class="dr-class-none" fill="url(#\(id)\(trusted: isWithheld ? "-withheld" : "-unknown"))" \
                    d="\(shape.path)"/>

                    """)
            }
        }
        if let outline = map.outline, !outline.path.isEmpty {
            html.append("<path class=\"dr-map__outline\" d=\"\(outline.path)\"/>\n")
        }
        for shape in map.shapes where shape.code == map.emphasised && !shape.path.isEmpty {
            html.append(
                "<path class=\"dr-map__halo\" d=\"\(shape.path)\"/>\n<path class=\"dr-map__here\" d=\"\(shape.path)\"/>\n"
            )
        }
        return html
    }

    /// Hatching for what is withheld, dots for what is not known.
    private static func patterns(_ id: String, grain: Int) -> HTML {
        let (half, dot) = (grain / 2, max(grain / 7, 1))
        return """
            <defs>
            <pattern id="\(id)-withheld" width="\(grain)" height="\(grain)" patternUnits="userSpaceOnUse">\
            <rect class="dr-pattern__ground" width="\(grain)" height="\(grain)"/>\
            <path class="dr-pattern__hatch" stroke-width="\(dot)" d="M0 \(grain)L\(grain) 0"/></pattern>
            <pattern id="\(id)-unknown" width="\(grain)" height="\(grain)" patternUnits="userSpaceOnUse">\
            <rect class="dr-pattern__ground" width="\(grain)" height="\(grain)"/>\
            <circle class="dr-pattern__spot" cx="\(half)" cy="\(half)" r="\(dot)"/></pattern>
            </defs>

            """
    }

    /// The classes in words, each with the number of places in it.
    private func key(_ id: String) -> HTML {
        let grounds = Self.grounds[min(map.classes.count, ClassLimits.most)]
        var items: [HTML] = zip(map.classes, grounds).map { each, ground in
            item("<rect class=\"\(trusted: ground)\"\(Self.swatch)/>", each.words, each.count)
        }
        let others = map.places.filter { $0.statistic.value == nil }
        let withheld = others.count { $0.statistic.mark == .confidential }
        if withheld > 0 {
            let ground: HTML =
                "<rect class=\"dr-class-none dr-swatch--withheld\"\(Self.swatch)/>\(Self.strokes)"
            items.append(item(ground, "[c] withheld", withheld))
        }
        if others.count > withheld {
            let ground: HTML = "<rect class=\"dr-class-none dr-swatch--unknown\"\(Self.swatch)/>\(Self.spots)"
            items.append(item(ground, "no figure", others.count - withheld))
        }
        if let here = map.shapes.first(where: { $0.code == map.emphasised }) {
            items.append(
                """
                <li><svg width="28" height="20" aria-hidden="true" focusable="false">\
                <rect class="dr-map__here"\(Self.swatch)/></svg> \(here.name)</li>

                """)
        }
        return "<ul class=\"dr-chart__key dr-map__key\">\n\(items)</ul>\n"
    }

    private static let swatch: HTML = " x=\"2\" y=\"2\" width=\"24\" height=\"16\""
    private static let strokes: HTML =
        "<path class=\"dr-pattern__hatch\" d=\"M2 10l8 -8M2 18l16 -16M10 18l16 -16M18 18l8 -8\"/>"
    private static let spots: HTML = """
        <circle class="dr-pattern__spot" cx="8" cy="6" r="1.5"/><circle class="dr-pattern__spot" cx="20" cy="6" r="1.5"/>\
        <circle class="dr-pattern__spot" cx="14" cy="10" r="1.5"/><circle class="dr-pattern__spot" cx="8" cy="14" r="1.5"/>\
        <circle class="dr-pattern__spot" cx="20" cy="14" r="1.5"/>
        """

    private func item(_ ground: HTML, _ words: String, _ count: Int) -> HTML {
        let name = count == 1 ? map.words.rowTitle.lowercasedFirst : map.words.places.lowercasedFirst
        return """
            <li><svg width="28" height="20" aria-hidden="true" focusable="false">\(ground)</svg> \
            \(words) <span class="dr-quiet">(\(grouped(count)) \(name))</span></li>

            """
    }
}
