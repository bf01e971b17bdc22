// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Testing

@Suite struct `Category scheme` {
    static func scheme(_ id: String, _ codes: [(String, String?)]) throws -> CategoryScheme {
        try CategoryScheme(
            id: id, variable: "group", version: id, title: "Groups of \(id)",
            categories: codes.map { .init(code: $0.0, label: $0.0.uppercased(), parent: $0.1) })
    }

    static func ages(_ id: String, _ bands: [(Int, Int?)]) throws -> CategoryScheme {
        try CategoryScheme(
            id: id, variable: "age", version: id, title: "Ages of \(id)",
            categories: bands.map {
                .init(code: "\($0.0)", label: "\($0.0)", ages: AgeRange($0.0, to: $0.1))
            })
    }

    @Test func `keeps the four answers that are no category apart from the categories`() throws {
        let scheme = try Self.scheme("one", [("a", nil), ("b", nil)])
        #expect(scheme.leaves.map(\.code) == ["a", "b"])
        #expect(scheme.nonAnswers.map(\.standing) == [.preferNotToSay, .notAnswered, .notAsked, .unknown])
        #expect(scheme.place(of: "not-asked") == 4)
    }

    @Test func `does not add an answer that the list has under its own name`() throws {
        let scheme = try CategoryScheme(
            id: "x", variable: "religion", version: "1", title: "X",
            categories: [
                .init(code: "none", label: "None"),
                .init(code: "refused", label: "Refused", standing: .preferNotToSay),
            ])
        #expect(scheme.nonAnswers.map(\.code) == ["refused", "not-answered", "not-asked", "unknown"])
    }

    @Test func `finds the leaves under a parent`() throws {
        let scheme = try Self.scheme("one", [("w", nil), ("w1", "w"), ("w2", "w"), ("m", nil)])
        #expect(scheme.leaves(under: "w").map(\.code) == ["w1", "w2"])
        #expect(scheme.leaves(under: "m").map(\.code) == ["m"])
        #expect(scheme.top.map(\.code) == ["w", "m"])
    }

    @Test func `refuses a code that comes twice, and a parent that comes after`() {
        #expect(throws: SchemeProblem.self) { try Self.scheme("one", [("a", nil), ("a", nil)]) }
        #expect(throws: SchemeProblem.self) { try Self.scheme("one", [("a", "b"), ("b", nil)]) }
    }

    @Test(
        arguments: [[(0, 15), (17, nil)], [(0, 16), (16, nil)], [(0, nil), (16, nil)]] as [[(Int, Int?)]])
    func `refuses bands of ages that leave somebody out or take somebody twice`(bands: [(Int, Int?)]) {
        #expect(throws: SchemeProblem.self) { try Self.ages("ages", bands) }
    }

    @Test func `finds the band of an age`() throws {
        let scheme = try Self.ages("ages", [(0, 15), (16, 64), (65, nil)])
        #expect(scheme.band(ofAge: 16)?.code == "16")
        #expect(scheme.band(ofAge: 104)?.code == "65")
        #expect(try Self.scheme("one", [("a", nil)]).band(ofAge: 16) == nil)
    }
}

@Suite struct `Category mapping` {
    let old: CategoryScheme
    let new: CategoryScheme

    init() throws {
        old = try `Category scheme`.scheme("old", [("a", nil), ("b", nil), ("c", nil)])
        new = try `Category scheme`.scheme("new", [("x", nil), ("y", nil)])
    }

    private func schemes(_ pairs: [String: String], without: Set<String> = []) throws -> CategorySchemes {
        CategorySchemes(
            [old, new],
            mappings: [
                try CategoryMapping(
                    from: old, to: new, name: "old to new", isBreak: true, pairs: pairs, without: without)
            ])
    }

    @Test func `leads counts across and adds up what meets, with non-answers as they are`() throws {
        let led = try schemes(["a": "x", "b": "x", "c": "y"])
            .counts(["a": 1, "b": 2, "c": 4, "not-answered": 8], of: old, in: new).get()
        #expect(led.counts == ["x": 3, "y": 4, "not-answered": 8])
        #expect(led.mapping?.isBreak == true)
    }

    @Test func `refuses a comparison without a mapping, and says so`() throws {
        let schemes = CategorySchemes([old, new], mappings: [])
        guard case .failure(let problem) = schemes.counts(["a": 1], of: old, in: new) else {
            Issue.record("compared without a mapping")
            return
        }
        #expect(problem.words.contains("Nothing says how"))
    }

    @Test func `refuses figures that need a code without a counterpart`() throws {
        let schemes = try schemes(["a": "x", "b": "y"], without: ["c"])
        #expect((try? schemes.counts(["a": 1, "c": 0], of: old, in: new).get()) != nil)
        #expect((try? schemes.counts(["a": 1, "c": 1], of: old, in: new).get()) == nil)
    }

    @Test func `must lead every category somewhere or say that it leads nowhere`() {
        #expect(throws: SchemeProblem.self) { try schemes(["a": "x", "b": "y"]) }
        #expect(throws: SchemeProblem.self) { try schemes(["a": "x", "b": "y", "c": "z"]) }
        #expect(throws: SchemeProblem.self) { try schemes(["a": "x", "b": "y", "c": "y"], without: ["c"]) }
    }

    @Test func `puts ages into wider bands, and refuses bands that would be cut`() throws {
        let fine = try `Category scheme`.ages("fine", [(0, 4), (5, 15), (16, 19), (20, nil)])
        let wide = try `Category scheme`.ages("wide", [(0, 15), (16, nil)])
        let cut = try `Category scheme`.ages("cut", [(0, 17), (18, nil)])
        let schemes = CategorySchemes([fine, wide, cut], mappings: [])
        let counts = ["0": 1, "5": 2, "16": 4, "20": 8]
        #expect(try schemes.counts(counts, of: fine, in: wide).get().counts == ["0": 3, "16": 12])
        #expect((try? schemes.counts(counts, of: fine, in: cut).get()) == nil)
        #expect((try? schemes.counts(counts, of: wide, in: fine).get()) == nil)
    }
}
