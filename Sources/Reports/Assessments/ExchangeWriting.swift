// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// The record of an assessment as JSON.
enum ExchangeWriting {
    static func json(
        _ record: AssessmentRecord, _ changes: [Int: [String: String]], _ people: inout ExchangePeople
    ) -> JSONValue {
        var parties: [JSONValue] = []
        for party in record.parties { parties.append(json(party, &people)) }
        var versions: [JSONValue] = []
        for version in record.versions {
            versions.append(json(version, changes[version.number] ?? [:], &people))
        }
        var events: [JSONValue] = []
        for event in record.events { events.append(json(event, &people)) }
        var points: [JSONValue] = []
        for point in record.points { points.append(json(point, &people)) }
        let decision = record.decision.map { json($0, &people) } ?? .null
        return [
            "id": .string(record.id), "version": .number(record.version),
            "reference": .string(record.reference), "legacyReference": .string(record.legacyReference),
            "title": .string(record.title), "state": .string(record.state.rawValue),
            "directorate": .string(record.directorate), "service": .string(record.service),
            "content": .fields(record.content.fields), "parties": .array(parties),
            "versions": .array(versions), "events": .array(events), "points": .array(points),
            "actions": .array(record.actions.map(json)), "decision": decision,
            "publications": .array(record.publications.map(json)),
        ]
    }

    private static func json(_ moment: Instant?) -> JSONValue {
        moment.map { .string(ExchangeMoment.text($0)) } ?? .null
    }

    private static func json(_ day: CalendarDay?) -> JSONValue { day.map { .string($0.iso) } ?? .null }

    private static func json(_ party: AssessmentParty, _ people: inout ExchangePeople) -> JSONValue {
        [
            "part": .string(party.part.code), "person": people.key(party.personID),
            "post": .string(party.post),
            "directorate": .string(party.directorate), "service": .string(party.service),
            "isPresent": .bool(party.isPresent),
        ]
    }

    private static func json(
        _ version: AssessmentVersion, _ changes: [String: String], _ people: inout ExchangePeople
    ) -> JSONValue {
        [
            "number": .number(version.number), "at": json(version.at), "person": people.key(version.byID),
            "post": .string(version.byPost), "reason": .string(version.reason),
            "digest": .string(version.digest), "isFrozen": .bool(version.isFrozen),
            "changes": .fields(changes),
        ]
    }

    private static func json(_ event: AssessmentEvent, _ people: inout ExchangePeople) -> JSONValue {
        [
            "sequence": .number(event.sequence), "act": .string(event.act.rawValue), "at": json(event.at),
            "person": people.key(event.byID), "post": .string(event.byPost),
            "version": .number(event.version),
            "digest": .string(event.digest), "details": .fields(event.details),
        ]
    }

    private static func json(_ point: AssessmentPoint, _ people: inout ExchangePeople) -> JSONValue {
        [
            "id": .string(point.id), "kind": .string(point.kind.rawValue), "section": .string(point.section),
            "path": .string(point.path), "verdict": point.verdict.map { .string($0.rawValue) } ?? .null,
            "text": .string(point.text), "person": people.key(point.byID), "post": .string(point.byPost),
            "at": json(point.at), "answer": .string(point.answer), "answeredBy": .string(point.answeredBy),
            "isResolved": .bool(point.isResolved),
        ]
    }

    private static func json(_ action: Action) -> JSONValue {
        [
            "id": .string(action.id), "version": .number(action.version),
            "cells": .object(
                zip(ActionCells.headers, action.cells.values).map { .init($0, .string($1)) }),
            "measure": .string(action.measure), "outcome": .string(action.outcomeNote),
            "lastUpdated": json(action.lastUpdated),
        ]
    }

    private static func json(_ decision: AssessmentDecision, _ people: inout ExchangePeople) -> JSONValue {
        var members: [JSONValue] = []
        for member in decision.members {
            members.append([
                "person": people.key(member.personID), "post": .string(member.post),
                "acknowledgedAt": json(member.acknowledgedAt), "version": .number(member.version),
                "digest": .string(member.digest),
            ])
        }
        var removals: [JSONValue] = []
        for removal in decision.removals {
            removals.append([
                "person": people.key(removal.personID), "post": .string(removal.post),
                "at": json(removal.at), "by": people.key(removal.byID), "byPost": .string(removal.byPost),
                "reason": .string(removal.reason), "unread": .string(removal.unread),
            ])
        }
        return [
            "id": .string(decision.id), "version": .number(decision.version),
            "reference": .string(decision.reference), "title": .string(decision.title),
            "maker": .string(decision.maker.rawValue), "makerName": .string(decision.makerName),
            "meetingAt": json(decision.meetingAt), "reportPublished": json(decision.reportPublished),
            "isRelevant": .bool(decision.isRelevant), "relevanceReason": .string(decision.relevanceReason),
            "members": .array(members), "removals": .array(removals),
            "listedVersion": .number(decision.listedVersion), "listedDigest": .string(decision.listedDigest),
            "takenAt": json(decision.takenAt), "decided": .string(decision.decided),
            "recordedBy": .string(decision.recordedBy),
        ]
    }

    private static func json(_ publication: AssessmentPublication) -> JSONValue {
        [
            "edition": .number(publication.edition), "version": .number(publication.version),
            "at": json(publication.at), "reason": .string(publication.reason),
            "exemption": .string(publication.exemption), "exemptUntil": json(publication.exemptUntil),
            "isWithdrawn": .bool(publication.isWithdrawn),
        ]
    }
}
