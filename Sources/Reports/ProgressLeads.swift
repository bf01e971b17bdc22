// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension ProgressReaders {
    /// Who leads an action, as this reader sees it: officers read the cell, everybody else reads posts and bodies only.
    func leads(of action: Action) -> String {
        switch self {
        case .everybody(_, let leads): return leads.words(of: action)
        case .officers:
            var shown: [String] = []
            for lead in action.leads {
                let words =
                    switch lead.kind {
                    case .named: lead.name
                    case .toBeConfirmed: "To be confirmed"
                    case .none: ""
                    }
                if !words.isEmpty, !shown.contains(words) { shown.append(words) }
            }
            return shown.joined(separator: "; ")
        }
    }
}
