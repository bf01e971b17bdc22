// SPDX-License-Identifier: Apache-2.0

/// A day as a sheet counts it, and in words.
struct SheetDay: Hashable, Sendable {
    let year, month, day: Int

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// The day that a number stands for; `nil` before 1900 and after 9999.
    init?(serial: Double, from1904: Bool) {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        // Excel counts a 29 February 1900 that never was; days before it are one less.
        let first = from1904 ? -24_107 : serial < 60 ? -25_568 : -25_569
        self.init(unixDay: Int(serial) + first)
    }

    /// The day of an ISO date, which may have a time behind it.
    init?(iso: String) {
        let parts = iso.prefix { $0 != "T" && $0 != " " }.split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    private init(unixDay: Int) {
        let shifted = unixDay + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// How the workbook counts the day.
    func serial(from1904: Bool) -> Double {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let unixDay = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
        return Double(unixDay + 25_569 - (from1904 ? 1_462 : 0))
    }

    /// 11 July 2013.
    var words: String { "\(day) \(Self.months[month - 1]) \(year)" }
    /// July 2013.
    var monthWords: String { "\(Self.months[month - 1]) \(year)" }

    /// 9:30am.
    static func clock(_ fraction: Double) -> String {
        let minutes = Int((fraction * 1440).rounded()) % 1440
        let hour = minutes / 60
        let rest = minutes % 60
        return "\((hour + 11) % 12 + 1):\(rest < 10 ? "0" : "")\(rest)\(hour < 12 ? "am" : "pm")"
    }

    /// 36:30, a length of time in hours and minutes.
    static func length(_ days: Double) -> String {
        guard days.magnitude < 1e7 else { return "" }
        let minutes = Int((days.magnitude * 1440).rounded())
        return "\(days < 0 ? "-" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }
}
