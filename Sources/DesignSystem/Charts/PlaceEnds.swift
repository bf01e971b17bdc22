// SPDX-License-Identifier: Apache-2.0
import Documents

/// The places with the highest and the lowest figures of a map, as two short lists.
public struct PlaceEnds: Component {
    let map: MapPicture
    let links: [String: String]
    let count: Int

    /// Lists so many places at either end; where there are not twice as many, all of them once.
    public init(_ map: MapPicture, links: [String: String] = [:], count: Int = 5) {
        self.map = map
        self.links = links
        self.count = count
    }

    /// The markup, complete and balanced; nothing where there are no figures.
    public var html: HTML {
        let known = map.places.count { $0.statistic.value != nil }
        guard known > 0, count > 0 else { return HTML() }
        if known < 2 * count {
            return
                "<div class=\"dr-map__ends\">\n\(list("All, highest first", count: known, highest: true))</div>\n"
        }
        return """
            <div class="dr-map__ends">
            \(list("Highest \(word)", count: count, highest: true))\(list("Lowest \(word)", count: count, highest: false))</div>

            """
    }

    private var word: String {
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return words.indices.contains(count - 1) ? words[count - 1] : String(count)
    }

    private func list(_ title: String, count: Int, highest: Bool) -> HTML {
        let (places, more) = map.extremes(count, highest: highest)
        let items: [HTML] = places.map { place in
            let name: HTML =
                links[place.code].map { "<a\(href($0))>\(place.label)</a>" } ?? HTML(text: place.label)
            return "<li>\(name): \(place.statistic.brief)</li>\n"
        }
        let rest: HTML =
            more == 0
            ? HTML() : "<p class=\"dr-quiet\">\(grouped(more)) more with the same figure as the last.</p>\n"
        return """
            <div><p class="dr-map__end">\(title)</p>
            <ol>
            \(items)</ol>
            \(rest)</div>

            """
    }
}

/// Two measures of the same places, side by side where there is room.
public struct MapPair: Component {
    let first: MapView
    let second: MapView

    /// Two maps; the first is read first.
    public init(_ first: MapView, _ second: MapView) {
        self.first = first
        self.second = second
    }

    /// The markup, complete and balanced.
    public var html: HTML { "<div class=\"dr-map-pair\">\n\(first)\(second)</div>\n" }
}
