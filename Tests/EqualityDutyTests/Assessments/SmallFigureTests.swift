// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `Small numbers in words` {
    @Test(arguments: [
        ("Only two residents answered.", ["two residents"]),
        ("We heard 3 of the 40 pupils, and one parent", ["3 of the 40 pupils,", "one parent"]),
        ("4 deaf people came", ["4 deaf people"]),
        ("Six staff and 8 employees lose, ten drivers do not", ["Six staff", "8 employees"]),
    ])
    func `of people are found`(text: String, phrases: [String]) {
        #expect(SmallNumberWords.find(in: text, least: 5, leastStaff: 10) == phrases)
    }

    @Test(arguments: [
        "", "Five residents answered", "0 residents", "12 people", "In 3 wards buses stop",
        "On 2 July. Residents know",
        "2, staff", "one", "Residents of No 4",
    ])
    func `of nobody, of many, or of other things are not`(text: String) {
        #expect(SmallNumberWords.find(in: text, least: 5, leastStaff: 10) == [])
    }

    @Test func `are small by the body's own threshold`() {
        #expect(SmallNumberWords.find(in: "seven carers", least: 10, leastStaff: 10) == ["seven carers"])
        #expect(SmallNumberWords.find(in: "seven carers", least: 1, leastStaff: 10) == [])
    }
}
