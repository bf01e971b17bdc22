// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    /// A measure for the parts of a place as a map, with its table.
    public static func map(_ mapping: ProfileMapping, shapes: [MapPicture.Shape], id: String) -> MapPicture {
        let unit = unit(of: mapping.measure)
        let values = mapping.values.compactMapValues { statistic($0, unit) }
        let told = mapping.places.filter { values[$0.code]?.value != nil }
        let highest = told.max { (values[$0.code]?.value ?? 0) < (values[$1.code]?.value ?? 0) }
        let lowest = told.min { (values[$0.code]?.value ?? 0) < (values[$1.code]?.value ?? 0) }
        func shown(_ place: ProfileArea?) -> String { place.flatMap { values[$0.code]?.figure } ?? "" }
        var summary = "Nothing is held for these places."
        if let highest, let lowest {
            summary = "From \(shown(lowest)) in \(lowest.name) to \(shown(highest)) in \(highest.name)."
            if let whole = mapping.whole.flatMap({ statistic($0, unit) }) {
                summary += " In \(mapping.area.name) as a whole: \(whole.figure)."
            }
        }
        let known = Dictionary(shapes.map { ($0.code, $0) }) { one, _ in one }
        let drawn = mapping.places.map { place in
            known[place.code].map {
                MapPicture.Shape(code: place.code, name: place.name, path: $0.path, box: $0.box)
            }
                ?? MapPicture.Shape(
                    code: place.code, name: place.name, path: "",
                    box: .init(left: 0, top: 0, right: 0, bottom: 0))
        }
        let undrawn = drawn.count { $0.path.isEmpty }
        var notes = mapping.notes
        if undrawn > 0 {
            notes.append(
                "\(undrawn) of the \(mapping.places.count) places have no outline here; "
                    + "their figures stand in the table.")
        }
        return MapPicture(
            id: id,
            MapPicture.Words(
                message: "\(mapping.measure.title) in \(mapping.area.name)", measure: measureLine(mapping),
                summary: summary, rowTitle: mapping.kind.singular.capitalisedFirst.beforeBracket,
                places: mapping.kind.plural.lowercasedFirst, figure: figureTitle(mapping.measure)),
            unit, shapes: drawn, values: values, notes: notes,
            sources: [
                "boundaries, Office for National Statistics. Contains OS data \u{A9} Crown copyright and database right"
            ])
    }

    private static func unit(of measure: ProfileMeasure) -> Statistic.Unit {
        switch measure.content {
        case .share: .percent
        case .deprivation(let column, _):
            column == "decile"
                ? Statistic.Unit("tenth")
                : column == "share" ? .percent : Statistic.Unit("score", decimals: 1)
        }
    }

    private static func figureTitle(_ measure: ProfileMeasure) -> String {
        switch measure.content {
        case .share(_, let category): "\(category.short) (%)"
        case .deprivation(let column, _): column == "share" ? "Share (%)" : column.capitalisedFirst
        }
    }

    private static func measureLine(_ mapping: ProfileMapping) -> String {
        let first = mapping.places.lazy.compactMap { mapping.values[$0.code] }.first
        switch first {
        case .share(_, let table):
            return
                "Share of \(table.universe.lowercasedFirst), per cent, by \(mapping.kind.singular), \(table.dataset)"
        case .index(_, let table): return "\(table.title), by \(mapping.kind.singular)"
        case nil: return mapping.kind.plural
        }
    }

    private static func statistic(_ value: ProfileValue, _ unit: Statistic.Unit) -> Statistic? {
        switch value {
        case .share(let share, let table): statistic(share, table)
        case .index(let value, let table):
            .published(
                unit == .percent ? 100 * value : value, unit,
                from: PublishedSource(
                    publisher: table.publisher, publication: table.title, licence: table.licence))
        }
    }
}

extension String {
    /// The same without what stands in brackets at its end.
    var beforeBracket: String { String(prefix { $0 != "(" }).trimmingSpaces }

    private var trimmingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
