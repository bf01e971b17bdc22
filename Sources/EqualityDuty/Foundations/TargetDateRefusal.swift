// SPDX-License-Identifier: Apache-2.0

/// Why the words of a target date are not taken as one.
enum TargetDateRefusal {
    case ambiguous([TargetDate])
    case yearMissing(TargetDate?)
    case reversed(TargetDate?)
    case monthFirst(TargetDate)
    case vague(TargetDate?)
    case impossible, noQuarter, noLastDay, lasting, event, status, festival, noDate

    func answer(suggesting found: TargetDate?) -> (TargetDate.Reading, String?) {
        var suggestion = found.flatMap { $0.isWithoutDate ? nil : $0 }
        let reason: String
        switch self {
        case .ambiguous(let dates): return (.ambiguous(dates), dates.first?.printed)
        case .yearMissing(let date):
            reason = "Target completion date must include a year"
            suggestion = suggestion ?? date
        case .reversed(let date):
            reason = "Target completion date must end after it starts"
            suggestion = suggestion ?? date
        case .monthFirst(let date):
            reason = "Target completion date must give the day before the month"
            suggestion = date
        case .vague(let date):
            reason = "Target completion date must say which months of the year are meant"
            suggestion = date
        case .noQuarter: reason = "Target completion date must name a quarter from 1 to 4"
        case .impossible: reason = "Target completion date must be a day that exists"
        case .noLastDay: reason = "Target completion date must say by when, not only from when"
        case .lasting: reason = "Target completion date must give a date, not how long it takes"
        case .event: reason = "Target completion date must not depend on something else happening first"
        case .status: reason = "Target completion date must be a date, not how the action stands"
        case .festival:
            reason = "Target completion date must give the day or month of the holiday"
            suggestion = nil
        case .noDate: reason = "Target completion date must be a date, “Ongoing” or “To be confirmed”"
        }
        return (.notADate(reason: reason), suggestion?.printed)
    }
}
