// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `Coverage of the register` {
    static let day = CalendarDay(2026, 3, 31)

    static func policy(
        _ reference: String, directorate: String = "Place", type: PolicyType = .policy,
        adopted: String? = nil,
        retired: String? = nil, assessed: [String] = []
    ) -> Policy {
        Policy(
            id: reference, reference: reference, name: "Policy \(reference)", type: type,
            directorate: directorate,
            adopted: adopted.flatMap { CalendarDay(iso: $0) },
            retired: retired.flatMap { CalendarDay(iso: $0) },
            assessments: assessed.compactMap { CalendarDay(iso: $0) })
    }

    @Test func `of 240 policies with 221 assessed is 92%`() {
        let policies = (1...240).map { Self.policy("P\($0)", assessed: $0 <= 221 ? ["2025-01-01"] : []) }
        let coverage = Coverage(of: policies, on: Self.day)
        #expect(coverage.pairInWords == "221 of 240 (92%)")
        #expect((coverage.assessed, coverage.total) == (221, 240))
        // What happens later changes nothing about that day.
        let later =
            policies.map {
                Policy(
                    id: $0.id, reference: $0.reference, name: $0.name, directorate: $0.directorate,
                    retired: CalendarDay(2026, 4, 1), assessments: $0.assessments + [CalendarDay(2026, 4, 1)])
            } + [Self.policy("new", adopted: "2026-04-01")]
        #expect(Coverage(of: later, on: Self.day) == coverage)
        #expect(Coverage(of: later, on: CalendarDay(2026, 4, 1)).pairInWords == "0 of 1 (0%)")
    }

    @Test(arguments: [(1, 2, 50), (1, 200, 1), (1, 201, 0), (2, 3, 67), (199, 200, 100), (220, 240, 92)])
    func `is rounded half up`(assessed: Int, total: Int, percent: Int) {
        let coverage = Coverage(asOf: Self.day, assessed: assessed, total: total, byDirectorate: [])
        #expect(coverage.percent == percent)
    }

    @Test func `has no percentage where there is nothing to assess`() {
        let coverage = Coverage(of: [], on: Self.day)
        #expect(coverage.percent == nil)
        #expect(coverage.pairInWords == "0 of 0")
    }

    @Test func `counts a policy from the day of adoption to the day before retirement`() {
        let policy = Self.policy("P", adopted: "2020-01-01", retired: "2021-01-01")
        #expect(
            [(2019, 12, 31), (2020, 1, 1), (2020, 12, 31), (2021, 1, 1)].map {
                policy.isInRegister(on: CalendarDay($0.0, $0.1, $0.2))
            } == [false, true, true, false])
        #expect(Self.policy("P").isInRegister(on: CalendarDay(1990, 1, 1)))
        #expect(!Self.policy("P", type: .proposal).isInRegister(on: Self.day))
        #expect(Self.policy("P", type: .proposal).status(on: Self.day) == .proposed)
        #expect(Self.policy("P", type: .proposal, adopted: "2020-01-01").status(on: Self.day) == .inForce)
        #expect(policy.status(on: CalendarDay(2021, 1, 1)) == .retired)
    }

    @Test func `takes the latest assessment by the day, not a later one`() {
        let policy = Self.policy("P", assessed: ["2025-05-05", "2020-01-01", "2025-05-05"])
        #expect(policy.assessments == [CalendarDay(2020, 1, 1), CalendarDay(2025, 5, 5)])
        #expect(!policy.isAssessed(on: CalendarDay(2019, 12, 31)))
        #expect(policy.isAssessed(on: CalendarDay(2020, 1, 1)))
        #expect(policy.lastAssessed(on: CalendarDay(2025, 5, 4)) == CalendarDay(2020, 1, 1))
    }

    @Test func `adds up by directorate, those without one last`() {
        let policies = [
            Self.policy("1", directorate: "place "),
            Self.policy("2", directorate: "Place", assessed: ["2020-01-01"]),
            Self.policy("3", directorate: ""), Self.policy("4", directorate: "Adults"),
            Self.policy("5", directorate: "Zoo", retired: "2020-01-01"),
        ]
        let coverage = Coverage(of: policies, on: Self.day)
        #expect(coverage.byDirectorate.map(\.name) == ["Adults", "place", "No directorate"])
        #expect(coverage.byDirectorate.map(\.total) == [1, 2, 1])
        #expect(coverage.byDirectorate.map(\.assessed) == [0, 1, 0])
        #expect(coverage.byDirectorate[1].percent == 50)
    }

    @Test func `shows what moved since an earlier day`() throws {
        let policies = [
            Self.policy("b", adopted: "2026-02-01"),
            Self.policy("A", adopted: "2026-02-01", assessed: ["2026-03-01"]),
            Self.policy("c", retired: "2026-01-15"), Self.policy("d", assessed: ["2026-01-02"]),
            Self.policy("e", assessed: ["2025-01-01", "2026-02-02"]),
            Self.policy("f", adopted: "2026-02-01", retired: "2026-03-01"),
        ]
        let coverage = Coverage(of: policies, on: Self.day, since: CalendarDay(2026, 1, 1))
        let movements = try #require(coverage.movements)
        #expect(movements.added.map(\.reference) == ["A", "b"])
        #expect(movements.retired.map(\.reference) == ["c"])
        #expect(movements.newlyAssessed.map(\.reference) == ["A", "d"])
        #expect(movements.newlyAssessed[0].name == "Policy A")
    }

    /// The two totals differ by exactly the movements, over seeded registers.
    @Test func `moves by exactly what was added, retired and newly assessed`() throws {
        var numbers = SeededNumbers(seed: 12)
        let origin = CalendarDay(2020, 1, 1)
        func someDay() -> CalendarDay? {
            Bool.random(using: &numbers)
                ? origin.adding(days: Int.random(in: 0...1000, using: &numbers)) : nil
        }
        for _ in 0..<500 {
            let policies = (0..<30).map { index in
                let adopted = someDay()
                return Policy(
                    id: "\(index)", reference: "\(index)", name: "n",
                    type: Bool.random(using: &numbers) ? .policy : .proposal, adopted: adopted,
                    retired: someDay().map { max($0, adopted ?? $0) },
                    assessments: [someDay(), someDay()].compactMap { $0 })
            }
            let earlier = origin.adding(days: Int.random(in: 0...500, using: &numbers))
            let later = earlier.adding(days: Int.random(in: 0...500, using: &numbers))
            let before = Coverage(of: policies, on: earlier)
            let after = Coverage(of: policies, on: later, since: earlier)
            let movements = try #require(after.movements)
            #expect(after.total == before.total + movements.added.count - movements.retired.count)
            #expect(after.byDirectorate.map(\.total).reduce(0, +) == after.total)
            #expect(after.assessed <= after.total)
        }
    }
}
