// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// A template or overlay of the body's own that was taken in, or would be.
public struct TemplateTaken: Hashable, Sendable {
    /// The id, and what officers call it.
    public let id, name: String
    /// Counted from 1.
    public let version: Int
    /// Whether it changes a shipped template instead of standing by itself.
    public let isOverlay: Bool
    /// What to know about it: changes that found no place, what it does to the checks.
    public let remarks: [String]
}

/// Why a template file cannot be taken in: what to do, and everything to put right in the file.
public struct TemplateRefused: Error, Hashable, Sendable {
    /// What to do.
    public let reason: String
    /// Everything to put right, in the order of the file; empty where the reason says it all.
    public let problems: [String]
}

extension Office {
    /// Takes in a template or an overlay from the bytes of its file; throws `TemplateRefused`.
    public func takeTemplate(_ bytes: [UInt8], rehearsing: Bool = false, _ change: Change) async throws
        -> TemplateTaken
    {
        let reading = TemplateFile(bytes: bytes)
        guard let content = reading.content else {
            throw TemplateRefused(
                reason: "The file has problems, listed below", problems: reading.problems.map(\.description))
        }
        let stored = try await templates.all()
        let taken: TemplateTaken
        switch content {
        case .template(let template): taken = try check(template, stored)
        case .overlay(let overlay): taken = try check(overlay, stored)
        }
        let again = TemplateRefused(
            reason: "Give the file a higher version: this one is here already, and assessments may use it",
            problems: [])
        guard !stored.contains(where: { $0.id == taken.id && $0.version == taken.version }) else {
            throw again
        }
        guard !rehearsing else { return taken }
        do {
            try await templates.add(
                taken.id, version: taken.version, isOverlay: taken.isOverlay, name: taken.name,
                content: String(decoding: bytes, as: UTF8.self), change)
        } catch is ReferenceTaken {
            throw again
        }
        forgetShelf()
        return taken
    }

    private func check(_ template: AssessmentTemplate, _ stored: [TemplateStore.Stored]) throws
        -> TemplateTaken
    {
        guard !library.templates.contains(where: { $0.id == template.id }) else {
            throw TemplateRefused(
                reason:
                    "Give the template an id of its own: \(template.id) is a shipped one. To change that, send an overlay",
                problems: [])
        }
        guard !stored.contains(where: { $0.isOverlay && $0.id == template.id }) else {
            throw TemplateRefused(
                reason: "Give the template an id of its own: \(template.id) is the id of an overlay",
                problems: [])
        }
        return TemplateTaken(
            id: template.id, name: template.name, version: template.version, isOverlay: false, remarks: [])
    }

    private func check(_ overlay: TemplateOverlay, _ stored: [TemplateStore.Stored]) throws -> TemplateTaken {
        guard let base = library.templates.first(where: { $0.id == overlay.template }) else {
            throw TemplateRefused(
                reason: "The overlay must name a shipped template: there is no \(overlay.template)",
                problems: [])
        }
        let isTaken =
            library.templates.contains { $0.id == overlay.id }
            || stored.contains { !$0.isOverlay && $0.id == overlay.id }
        guard !isTaken else {
            throw TemplateRefused(
                reason: "Give the overlay an id of its own: \(overlay.id) is the id of a template",
                problems: [])
        }
        let result = overlay.applied(to: base)
        guard result.problems.isEmpty else {
            throw TemplateRefused(
                reason: "The overlay does not fit, see below", problems: result.problems.map(\.text))
        }
        return TemplateTaken(
            id: overlay.id, name: result.template.name, version: overlay.version, isOverlay: true,
            remarks: result.notFound + result.warnings)
    }
}
