// SPDX-License-Identifier: Apache-2.0
import Documents

extension Specimen {
    /// Invented places: a patchwork with crooked edges, as many columns and rows as asked for.
    static func patchwork(_ columns: Int, _ rows: Int, name: String = "Ward") -> [MapPicture.Shape] {
        // A corner is moved by as much as its place says, so that neighbours share their edges.
        func corner(_ column: Int, _ row: Int) -> (x: Int, y: Int) {
            (column * 200 + (column * 53 + row * 97) % 90, row * 200 + (column * 71 + row * 41) % 90)
        }
        return (0..<rows).flatMap { row in
            (0..<columns).map { column in
                let points = [
                    corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
                    corner(column, row + 1),
                ]
                let steps = zip(points, points.dropFirst()).map { "\($1.x - $0.x),\($1.y - $0.y)" }
                return MapPicture.Shape(
                    code: "E0500\(1_000 + row * columns + column)",
                    name: "\(name) \(row * columns + column + 1)",
                    path: "M\(points[0].x),\(points[0].y)l\(steps.joined(separator: " "))z",
                    box: .init(
                        left: points.map(\.x).min() ?? 0, top: points.map(\.y).min() ?? 0,
                        right: points.map(\.x).max() ?? 0, bottom: points.map(\.y).max() ?? 0))
            }
        }
    }

    private static func words(_ message: String) -> MapPicture.Words {
        MapPicture.Words(
            message: message,
            measure: "Invented measure, wards of Eastmarsh, March 2027, per cent of residents",
            summary: "\(message); the figures stand in the table.", rowTitle: "Ward", places: "Wards",
            figure: "Share of residents")
    }

    private static func map(
        _ id: String, _ message: String, _ shapes: [MapPicture.Shape],
        _ values: [Double?], by method: ClassLimits.Method = .quantiles, emphasised: String = ""
    ) -> MapPicture {
        var figures: [String: Statistic] = [:]
        for (shape, value) in zip(shapes, values) { figures[shape.code] = share(value) }
        return MapPicture(
            id: id, words(message), shapes: shapes, values: figures, by: method, emphasised: emphasised,
            sources: ["Invented boundaries"])
    }

    private static let falling: [Double?] = (0..<24).map { index in
        let tenths = 400 - index * 10 + index * 7 % 5
        return Double(tenths) / 10
    }
    private static let uneven: [Double?] = [3.1, 3.1, 4, nil, 5.2, 9.9, 12.4, 30.5, 3.3, 3.1, 4.8]
    private static let rising: [Double?] = (0..<30).map { Double($0) + 0.5 }
    private static let scattered: [Double?] = (0..<30).map { Double($0 * 17 % 29) }
    private static let links = ["E05001000": "#main", "E05001009": "#main"]

    private static let normal = map(
        "map-1", "People over 64 live in the north", patchwork(6, 4), falling, emphasised: "E05001009")
    private static let withheld = map(
        "map-2", "Few wards stand out", patchwork(4, 3), uneven, by: .equalSteps)
    private static let nothing = map("map-3", "Nothing is known", patchwork(2, 1), [])
    private static let nowhere = map("map-4", "No places", [], [])
    private static let single = map("map-5", "Map: \(hostile)", patchwork(1, 1, name: hostile), [50])
    private static let pair = MapPair(
        MapView(map("map-6", "Where people over 64 live", patchwork(5, 6), rising), ends: 3),
        MapView(map("map-7", "Where people without a car live", patchwork(5, 6), scattered), ends: 3))

    static let maps: [Specimen] = [
        Specimen(
            "Map",
            [
                ("normal", MapView(normal, links: links, dataPath: "#main").html),
                ("one withheld, one without a figure, equal steps", MapView(withheld).html),
                ("empty", MapView(nothing).html), ("no boundaries", MapView(nowhere).html),
                ("one place, hostile name", MapView(single).html),
            ]),
        Specimen("Maps side by side", [("two measures", pair.html)]),
    ]
}
