// SPDX-License-Identifier: Apache-2.0

extension CumulativeView {
    /// The other live assessments that touch the same people, place or service within so many months: those
    /// that share most come first. DR16 draws on it.
    ///
    /// A characteristic is shared where both state a negative or unknown impact on it.
    public static func neighbours(
        of assessmentID: String, in lines: [CumulativeLine], months: Int
    ) -> [NeighbouringAssessment] {
        let own = lines.filter { $0.assessmentID == assessmentID }
        guard let first = own.first else { return [] }
        let people = Set(own.filter(\.isOfConcern).map(\.characteristic))
        // That two are about the whole area says nothing about what they share.
        let wards = Set(own.flatMap(\.wards).map(foldedForSearch)).subtracting([
            foldedForSearch(PlaceNames.wholeArea)
        ])
        let service = foldedForSearch(first.service)
        var found: [String: Shared] = [:]
        for line in lines where line.isLive && line.assessmentID != assessmentID {
            guard monthsApart(first.day, line.day) <= months else { continue }
            var shared = found[line.assessmentID] ?? Shared(line, wards: wards, service: service)
            if line.isOfConcern, people.contains(line.characteristic),
                !shared.characteristics.contains(line.characteristic)
            {
                shared.characteristics.append(line.characteristic)
            }
            found[line.assessmentID] = shared
        }
        return found.values.filter { $0.count > 0 }
            .sorted { ($1.count, $0.line.reference) < ($0.count, $1.line.reference) }
            .map {
                NeighbouringAssessment(
                    id: $0.line.assessmentID, reference: $0.line.reference, title: $0.line.title,
                    characteristics: $0.characteristics, placesAndServices: $0.placesAndServices)
            }
    }

    /// What another assessment shares with one.
    private struct Shared {
        let line: CumulativeLine
        let placesAndServices: [String]
        var characteristics: [String] = []

        init(_ line: CumulativeLine, wards: Set<String>, service: String) {
            self.line = line
            let isSame = !service.isEmpty && foldedForSearch(line.service) == service
            placesAndServices =
                line.wards.filter { wards.contains(foldedForSearch($0)) } + (isSame ? [line.service] : [])
        }

        var count: Int { characteristics.count + placesAndServices.count }
    }

    /// How many whole or begun months lie between two days.
    private static func monthsApart(_ one: CalendarDay, _ other: CalendarDay) -> Int {
        let (early, late) = one < other ? (one, other) : (other, one)
        let months = (late.year - early.year) * 12 + late.month - early.month
        return late.day > early.day ? months + 1 : months
    }
}

extension CumulativeLine {
    /// Whether somebody is worse off, or may be.
    public var isOfConcern: Bool {
        !characteristic.isEmpty && (direction == .negative || direction == .unknown)
    }
}
