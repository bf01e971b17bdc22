// SPDX-License-Identifier: Apache-2.0

/// How an action stands; "overdue" is computed from the target date and never stored.
public enum ActionStatus: String, CaseIterable, Hashable, Sendable, Codable {
    /// Not stated is a blank cell; closed, not done needs a reason; superseded has become another action.
    case notStated, notStarted, onTarget, atRisk, complete, closedNotDone, superseded

    /// The status in words.
    public var name: String {
        switch self {
        case .notStated: "Not stated"
        case .notStarted: "Not started"
        case .onTarget: "On target"
        case .atRisk: "At risk"
        case .complete: "Complete"
        case .closedNotDone: "Closed, not done"
        case .superseded: "Superseded"
        }
    }

    /// Whether nothing more is to be done.
    public var isFinished: Bool {
        switch self {
        case .complete, .closedNotDone, .superseded: true
        case .notStated, .notStarted, .onTarget, .atRisk: false
        }
    }

    /// Reads the words of a status cell; `nil` where they are not known.
    public init?(words: String) {
        switch SelectionWords.words(words).joined(separator: " ") {
        case "", "not stated", "blank": self = .notStated
        case "not started", "not yet started", "not begun", "to start", "to be started", "planned", "pending",
            "to do", "not yet due":
            self = .notStarted
        case "on target", "on track", "green", "in progress", "under way", "underway", "started",
            "progressing",
            "in hand", "on schedule", "on going", "ongoing", "on time":
            self = .onTarget
        case "at risk", "amber", "red", "some risk", "delayed", "behind", "behind schedule", "behind target",
            "off target", "off track", "slipping", "slipped", "not on target":
            self = .atRisk
        case "complete", "completed", "done", "finished", "achieved", "implemented", "delivered", "met",
            "blue",
            "action complete", "fully complete":
            self = .complete
        case "closed not done", "closed", "not done", "cancelled", "canceled", "abandoned", "not achieved",
            "withdrawn", "no longer required", "will not be done", "stopped", "dropped":
            self = .closedNotDone
        case "superseded", "replaced", "merged", "carried forward", "transferred": self = .superseded
        default: return nil
        }
    }
}
