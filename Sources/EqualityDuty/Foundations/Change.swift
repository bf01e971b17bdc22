// SPDX-License-Identifier: Apache-2.0

/// Who changes something, when, why and on whose authority; every write to the record takes one.
public struct Change: Hashable, Sendable {
    /// The person or command that acts.
    public struct Actor: Hashable, Sendable {
        /// The person's id, or `command-line` or `system` where no person signed in.
        public let id: String
        /// The post as shown in the log ("Equality lead"), never a personal name.
        public let post: String
        /// The role in which the person acts, several with commas between, or `command` or `system`.
        public let role: String

        /// Somebody who acts, by post and role.
        public init(id: String, post: String, role: String) {
            self.id = id
            self.post = post
            self.role = role
        }

        /// The command line, run by whoever administers the machine.
        public static let commandLine = Actor(id: "command-line", post: "Command line", role: "command")
        /// The system itself, for what nobody asked for by name.
        public static let system = Actor(id: "system", post: "DueRegard", role: "system")
    }

    /// Who makes the change.
    public let actor: Actor
    /// When it is made.
    public let at: Instant
    /// Why, in the words of the person who makes it; `nil` where no reason was given.
    public let reason: String?
    /// On whose authority it is made; `nil` where nobody's is named.
    public let authority: String?
    /// The form's idempotency key: the same key has its effect once.
    public let key: String?

    /// A change, ready to be handed to a store.
    public init(
        by actor: Actor, at: Instant, because reason: String? = nil, authority: String? = nil,
        key: String? = nil
    ) {
        self.actor = actor
        self.at = at
        self.reason = reason
        self.authority = authority
        self.key = key
    }
}

/// What happened to which record, as the log keeps it.
public struct LogEvent: Hashable, Sendable {
    /// What was done, as a verb in the past: `added`, `changed`, `published`.
    public let verb: String
    /// The kind of record: `policy`, `action`, `publication`, `person`, `setting`.
    public let subjectKind: String
    /// The id of the record within its kind: the name of a setting, the day of a coverage figure.
    public let subjectID: String
    /// The version, revision or edition that came of it; `nil` where the record has none.
    public let subjectVersion: Int?
    /// What changed, in words a person can read.
    public let details: String

    /// An event that is about to be logged, with its verb first, as it is read.
    public init(
        _ verb: String, _ subjectKind: String, _ subjectID: String, version: Int? = nil, details: String = ""
    ) {
        self.verb = verb
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        subjectVersion = version
        self.details = details
    }
}

/// One line of the log as it was written.
public struct LogEntry: Hashable, Sendable {
    /// The place in the log, counted from 1 without gaps.
    public let sequence: Int
    /// When it was recorded; never earlier than the line before.
    public let at: Instant
    /// Who acted.
    public let actor: Change.Actor
    /// What happened to which record.
    public let event: LogEvent
    /// Why, as the change said; `nil` where no reason was given.
    public let reason: String?
    /// On whose authority; `nil` where nobody's was named.
    public let authority: String?

    /// A line as the log gives it back.
    public init(
        sequence: Int, at: Instant, actor: Change.Actor, event: LogEvent, reason: String?, authority: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.event = event
        self.reason = reason
        self.authority = authority
    }
}
