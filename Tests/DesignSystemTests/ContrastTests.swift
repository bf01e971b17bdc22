// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DesignSystem

@Suite struct `The colours of the stylesheet` {
    static let schemes: [[String: Colour]] = {
        let sheet = String(decoding: Assets.stylesheet, as: UTF8.self)
        let parts = sheet.components(separatedBy: "@media screen and (prefers-color-scheme: dark)")
        let light = tokens(in: parts[0])
        let dark = tokens(in: parts[1].components(separatedBy: "/* 2.")[0])
        return [light, light.merging(dark) { $1 }]
    }()

    static func tokens(in text: String) -> [String: Colour] {
        var found: [String: Colour] = [:]
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].hasPrefix("--dr-"), pair[1].hasPrefix("#") else { continue }
            let digits = pair[1].dropFirst().prefix { $0.isHexDigit }
            let full = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
            found[String(pair[0].dropFirst(5))] = Colour(full)
        }
        return found
    }

    @Test(arguments: 0...1)
    func `let every text be read on every ground it stands on`(scheme: Int) throws {
        let colours = Self.schemes[scheme]
        let pairs = [
            ("ink", "paper"), ("ink", "wash"), ("ink", "accent-wash"), ("ink", "attention-wash"),
            ("ink", "good-wash"), ("ink", "active-wash"), ("quiet", "paper"), ("quiet", "wash"),
            ("quiet", "accent-wash"), ("accent", "paper"), ("accent-deep", "wash"),
            ("accent-deep", "accent-wash"),
            ("good", "good-wash"), ("active", "active-wash"), ("attention", "attention-wash"),
            ("attention", "paper"), ("problem", "paper"), ("problem-deep", "paper"),
            ("neutral", "neutral-wash"),
            ("neutral", "paper"),
        ]
        for (text, ground) in pairs {
            let contrast = try #require(colours[text]).contrast(with: #require(colours[ground]))
            #expect(contrast >= 4.5, "\(text) on \(ground): \(contrast)")
        }
    }

    @Test(arguments: 0...1)
    func `let every edge, focus ring and bar be seen`(scheme: Int) throws {
        let colours = Self.schemes[scheme]
        let pairs = [
            ("edge", "paper"), ("edge", "wash"), ("focus", "paper"), ("focus", "wash"),
            ("focus", "attention-wash"), ("focus", "accent-wash"), ("problem", "wash"),
            ("chart-1", "paper"), ("accent", "neutral-wash"),
        ]
        for (shape, ground) in pairs {
            let contrast = try #require(colours[shape]).contrast(with: #require(colours[ground]))
            #expect(contrast >= 3, "\(shape) on \(ground): \(contrast)")
        }
        for fill in ["chart-1", "chart-2", "chart-3", "chart-4", "chart-muted"] {
            let paper = try #require(colours["paper"])
            let shape = try #require(colours[fill]).contrast(with: paper)
            let outline = try #require(colours["chart-outline"]).contrast(with: paper)
            #expect(max(shape, outline) >= 3, "\(fill) needs an outline")
        }
    }

    @Test(arguments: 0...1)
    func `let the classes of a map be told apart in grey, and the highest stand out from the page`(
        scheme: Int
    ) throws {
        let colours = Self.schemes[scheme]
        let classes = try (1...5).map { try #require(colours["class-\($0)"]) }
        for (lower, higher) in zip(classes, classes.dropFirst()) {
            #expect(lower.contrast(with: higher) >= 1.35)
        }
        let paper = try #require(colours["paper"])
        let contrasts = classes.map { $0.contrast(with: paper) }
        #expect(contrasts == contrasts.sorted())
        for (shape, contrast) in zip(classes, contrasts) {
            let outline = try #require(colours["chart-outline"])
            #expect(max(contrast, outline.contrast(with: paper)) >= 3, "\(shape)")
        }
    }
}
