// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Storage
import WebServer

/// The address under which a person's own calendar program finds their days: made, renewed, ended; shown once.
struct FeedPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit, key: nil) }

    @Sendable func change(_ visit: Visit) async throws -> WebResponse {
        guard let person = visit.signedIn?.person else { throw Refusal.notFound }
        do {
            if visit.fields.text("act") == "end" {
                try await office.duties.endFeedKey(of: person.id, visit.change())
                return .redirect(visit.frame.link(Address.feed) + "?done=ended")
            }
            guard visit.fields.text("act") == "make" else { return try await page(visit, key: nil) }
            let key = try await office.duties.makeFeedKey(for: person.id, visit.change())
            return try await page(visit, key: key)
        } catch is AlreadyDone {
            // The same form sent twice: the key was shown the first time and is kept nowhere.
            return .redirect(visit.frame.link(Address.feed))
        }
    }

    private func page(_ visit: Visit, key: String?) async throws -> WebResponse {
        let made = try await office.duties.feedKeyMade(for: visit.signedIn?.person.id ?? "")
        let shown: HTML =
            key.map { key -> HTML in
                let address = origin(visit) + visit.frame.link("/feeds/\(key).ics")
                return """
                    \(InsetText("<p>Copy this address now. It is shown once:</p><p><code id=\"feed-address\">\(address)</code></p>"))
                    <p>In your calendar program choose “Subscribe” or “Add by address” and paste it there.</p>
                    """
            } ?? HTML()
        let state =
            made.map { "You have a private address, made on \(LondonTime.written($0))." }
            ?? "You have no private address."
        var buttons = [
            Button(
                made == nil ? "Make my private address" : "Make a new address", .secondary, name: "act",
                value: "make")
        ]
        if made != nil { buttons.append(Button("End the address", .warning, name: "act", value: "end")) }
        let effect: HTML =
            made == nil
            ? HTML()
            : "<p>A new address ends the one before. Once it is ended, programs that use it are told that it is not there.</p>"
        return office.page(
            visit, "Your own calendar", in: .actions, trail: .back(visit.frame.link(Address.calendar)),
            """
            \(office.planNavigation(visit, .none))\(PageHeading("Your own calendar"))
            <p>Your calendar program can show what you see in the calendar here. Whoever has the address sees the same, so keep it to yourself.</p>
            \(shown)<p role="status">\(state)</p>
            \(effect)
            \(office.form(visit, Address.feed, key: Identifier.next(), ButtonGroup(buttons).html))
            """)
    }

    /// The address of the service as people reach it.
    private func origin(_ visit: Visit) -> String {
        if let origin = office.settings.publicOrigin { return origin }
        let scheme = office.settings.isSecure ? "https" : "http"
        return visit.request.headers["host"].map { "\(scheme)://\($0)" } ?? ""
    }
}

/// The days of one person as a calendar program reads them; for any other key the address is not there.
struct CalendarFeed {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let name = visit.parameter("file")
        guard name.hasSuffix(".ics"),
            let id = try await office.duties.person(ofFeedKey: String(name.dropLast(4))),
            let person = try await office.people.people().first(where: { $0.id == id })
        else { throw Refusal.notFound }
        let bytes = try await office.calendarFile(
            from: visit.today.adding(years: -1), to: visit.today.adding(years: 2), for: person.grants,
            on: visit.today, at: visit.now)
        let tag = "\"\(Token.digest(bytes).prefix(32))\""
        var response = WebResponse.bytes(bytes, type: ICalendarWriter.contentType)
        response.set("etag", tag)
        if visit.request.headers["if-none-match"]?.contains(tag) == true {
            response.status = 304
            response.body = []
        }
        return response
    }
}

extension Office {
    /// What somebody with these roles sees in the calendar between two days, in the form that calendar programs read.
    /// What fell away stays for 30 days as cancelled, so that they take it off.
    public func calendarFile(
        from first: CalendarDay, to last: CalendarDay, for grants: [Grant], on today: CalendarDay,
        at now: Instant
    ) async throws -> [UInt8] {
        let entries = try await calendarEntries(from: first, to: last, for: grants, on: today)
        let moves = try await planningDays(on: today).mapValues { $0.moves }
        // One moment a day, so that nothing changes where nothing changed.
        let stamp = LondonTime.instant(on: today, hour: 0, minute: 0)
        var events = entries.compactMap { entry in
            let sequence = entry.kind == .planned ? moves[entry.recordID] ?? 0 : entry.sequence
            return event(entry, sequence: sequence, isCancelled: false, stamp)
        }
        if let scope = Scope(of: .viewActions, from: grants) {
            let gone = try await calendar.cancelled(
                since: now.adding(seconds: -30 * 86_400), from: first, to: last, within: scope,
                vocabulary: try await profile().vocabulary, current: Set(entries.map(\.key)))
            events += gone.filter { $0.entry.isOpen(to: grants) }.compactMap {
                event($0.entry, sequence: $0.entry.sequence, isCancelled: true, $0.at)
            }
        }
        for meeting in try await meetings.meetings()
        where !meeting.cancelled.isEmpty && first <= meeting.day && meeting.day <= last {
            let entry = CalendarEntry(
                key: "meeting-\(meeting.id)", kind: .meeting, day: meeting.day, title: meeting.group,
                recordID: meeting.id, sequence: meeting.version - 1)
            if entry.isOpen(to: grants),
                let event = event(entry, sequence: entry.sequence, isCancelled: true, stamp)
            {
                events.append(event)
            }
        }
        return ICalendarWriter.bytes(of: CalendarFile(name: "Equality at \(body.name)", events: events))
    }

    private func event(_ entry: CalendarEntry, sequence: Int, isCancelled: Bool, _ stamp: Instant)
        -> CalendarFile.Event?
    {
        guard let day = CalendarFile.Day(iso: entry.day.iso) else { return nil }
        let place = entry.directorate.isEmpty ? "" : "\n\(entry.directorate)"
        let url =
            settings.publicOrigin.map { "\($0)\(settings.basePath)/\(body.slug)\(address(of: entry))" } ?? ""
        return CalendarFile.Event(
            uid: "\(entry.key)@\(body.slug).dueregard", sequence: sequence, start: day,
            summary: "\(entry.kind.name): \(entry.title)", description: entry.kind.name + place, url: url,
            isCancelled: isCancelled, stamp: UTCTime(secondsSince1970: Int(stamp.milliseconds / 1000)))
    }
}
