// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Replies that are not in their data set yet.
///
/// A reply that somebody sends leaves no line in the log and no receipt with a time: the log would say when each came,
/// and so, beside a list of visitors, whose it is. What is logged is that all of them were taken in.
public struct ReplyStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// Takes a reply that was sent. The same key has its effect once.
    public func send(
        _ reply: QuestionnaireReply, to id: String, key: String, on today: CalendarDay
    ) async throws -> PublicQuestionnaires.Receipt {
        let codes = try StoredJSON.text(reply.codes)
        let receipt = Self.receipt(id, key)
        return try await database.transaction { connection in
            if let kept = try Self.kept(receipt, id, connection) {
                return kept == codes ? .sentBefore : .otherSentBefore
            }
            guard let asked = try QuestionnaireStore.questionnaire(id, connection),
                asked.opening(on: today) == .open
            else { return .closed }
            try Self.insert(codes, receipt, id, source: "online", batch: "", connection)
            for words in reply.words {
                try connection.execute(
                    """
                    INSERT INTO questionnaire_words (number, questionnaireID, question, words)
                    VALUES (\(Self.drawn()), \(id), \(words.question), \(words.text))
                    """)
            }
            return .taken
        }
    }

    /// Keeps a reply that came on paper. False where the same form was keyed before, or none can be keyed any more.
    public func key(
        _ reply: QuestionnaireReply, to id: String, batch: String, key: String, on today: CalendarDay,
        _ change: Change
    ) async throws -> Bool {
        let codes = try StoredJSON.text(reply.codes)
        let receipt = Self.receipt(id, key)
        let isOpen = try await database.read { connection in
            let asked = try QuestionnaireStore.questionnaire(id, connection)
            return try asked?.canBeKeyed(on: today) == true && Self.kept(receipt, id, connection) == nil
        }
        guard isOpen else { return false }
        return try await database.record(change) { recorder in
            try Self.insert(codes, receipt, id, source: "paper", batch: batch, recorder.connection)
            let said = batch.isEmpty ? "" : ", batch \(batch)"
            try recorder.log(LogEvent("keyed", "questionnaire", id, details: "a reply on paper\(said)"))
            return true
        }
    }

    /// Takes a reply back that was keyed wrongly; false where there is none of that key.
    public func takeBack(_ key: String, of id: String, _ change: Change) async throws -> Bool {
        let receipt = Self.receipt(id, key)
        let isThere = try await database.read { connection in
            try connection.row(
                """
                SELECT number FROM questionnaire_reply
                WHERE questionnaireID = \(id) AND receipt = \(receipt) AND source = 'paper'
                """) != nil
        }
        guard isThere else { return false }
        return try await database.record(change) { recorder in
            let gone = try recorder.connection.execute(
                """
                DELETE FROM questionnaire_reply
                WHERE questionnaireID = \(id) AND receipt = \(receipt) AND source = 'paper'
                """)
            try recorder.log(LogEvent("took back", "questionnaire", id, details: "a reply keyed wrongly"))
            return gone == 1
        }
    }

    /// How many replies wait, by questionnaire.
    public func counts() async throws -> [String: ReplyCount] {
        var online: [String: Int] = [:]
        var paper: [String: Int] = [:]
        let rows = try await database.rows(
            "SELECT questionnaireID, source, COUNT(*) FROM questionnaire_reply GROUP BY questionnaireID, source"
        )
        for row in rows {
            if row.text(1) == "paper" {
                paper[row.text(0)] = row.int(2)
            } else {
                online[row.text(0)] = row.int(2)
            }
        }
        return Dictionary(
            Set(online.keys).union(paper.keys).map {
                ($0, ReplyCount(online: online[$0] ?? 0, paper: paper[$0] ?? 0))
            }
        ) { one, _ in one }
    }

    /// How many replies were keyed from paper, by batch.
    public func batches(of id: String) async throws -> [(batch: String, count: Int)] {
        try await database.rows(
            """
            SELECT batch, COUNT(*) FROM questionnaire_reply
            WHERE questionnaireID = \(id) AND source = 'paper' GROUP BY batch ORDER BY batch
            """
        ).map { ($0.text(0), $0.int(1)) }
    }

    /// The codes of all replies, sorted by what they say: in which order they came cannot be told from it.
    public func replies(to id: String) async throws -> [[String: String]] {
        try await database.rows(
            "SELECT codes FROM questionnaire_reply WHERE questionnaireID = \(id) ORDER BY codes"
        ).map { try StoredJSON.value([String: String].self, $0.text(0)) }
    }

    /// What was written beside answers, by question and in the order of the alphabet.
    public func words(of id: String) async throws -> [QuestionnaireReply.Words] {
        try await database.rows(
            """
            SELECT question, words FROM questionnaire_words WHERE questionnaireID = \(id)
            ORDER BY question, words
            """
        ).map { .init(question: $0.text(0), text: $0.text(1)) }
    }

    /// The digest by which the same form is known again, without being the key that a browser holds.
    private static func receipt(_ id: String, _ key: String) -> String {
        SourceDigest.of(Array("\(id) \(key)".utf8))
    }

    private static func kept(_ receipt: String, _ id: String, _ connection: any Connection) throws -> String?
    {
        try connection.row(
            """
            SELECT codes FROM questionnaire_reply
            WHERE questionnaireID = \(id) AND receipt = \(receipt)
            """)?.text(0)
    }

    private static func insert(
        _ codes: String, _ receipt: String, _ id: String, source: String, batch: String,
        _ connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO questionnaire_reply (number, questionnaireID, receipt, source, batch, codes)
            VALUES (\(drawn()), \(id), \(receipt), \(source), \(batch), \(codes))
            """)
    }

    /// A number that says nothing of when it was drawn.
    private static func drawn() -> Int {
        var generator = SystemRandomNumberGenerator()
        return Int.random(in: 1...Int.max, using: &generator)
    }
}
