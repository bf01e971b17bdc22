// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Measures a map of 300 wards and middle super output areas, from figures to markup: the median of 41 runs. The first
/// argument is the folder of boundaries; a second names a page to write, for looking at.
func shapes(_ path: String) throws -> [MapPicture.Shape] {
    var shapes: [MapPicture.Shape] = []
    let reader = try CSVReader(path: path)
    _ = try reader.forEachRecord { row, cells in
        let numbers = cells.count == 8 ? cells[3..<7].compactMap { Int($0) } : []
        guard row > 1, numbers.count == 4 else { return }
        shapes.append(
            .init(
                code: cells[0], name: cells[1], path: cells[7],
                box: .init(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])))
    }
    return shapes
}

let folder = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "ReferenceData/boundaries"
let areas = Array((try shapes("\(folder)/ward.csv") + shapes("\(folder)/msoa.csv")).prefix(300))
let source = PublishedSource(publisher: "Nobody", publication: "Invented figures for measuring")
var values: [String: Statistic] = [:]
for (number, area) in areas.enumerated() {
    let isWithheld = number % 41 == 7
    values[area.code] = .published(
        isWithheld ? nil : Double(number * 37 % 400) / 10, .percent, mark: isWithheld ? .confidential : nil, from: source)
}
@MainActor func page() -> HTML {
    let words = MapPicture.Words(
        message: "Invented figures for measuring", measure: "Share of nobody, wards, per cent", summary: "Nothing.",
        rowTitle: "Ward", places: "Wards", figure: "Share")
    return MapView(MapPicture(id: "map", words, shapes: areas, values: values, emphasised: areas.first?.code ?? "")).html
}
let clock = ContinuousClock()
var times: [Duration] = []
var size = 0
for _ in 0..<41 { times.append(clock.measure { size = page().bytes.count }) }
let median = Double(times.sorted()[20].components.attoseconds) / 1e15
print("Map of \(areas.count) areas: \((median * 100).rounded() / 100) ms, \(size / 1024) KB")

if CommandLine.arguments.count > 2, let file = fopen(CommandLine.arguments[2], "wb") {
    let start = Array("<!doctype html><meta charset=\"utf-8\"><style>".utf8) + Assets.stylesheet
    let bytes = start + Array("</style><main class=\"dr-main dr-page\">".utf8) + page().bytes + Array("</main>".utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}
