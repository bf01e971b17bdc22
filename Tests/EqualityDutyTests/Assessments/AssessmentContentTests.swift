// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The content of an assessment` {
    @Test(arguments: UInt64(1)...60)
    func `reads back from its canonical bytes, and equal content has equal bytes`(seed: UInt64) throws {
        let content = FormFixture.content(
            try FormFixture.template(), FormFixture.characteristics, seed: seed)
        let bytes = content.canonicalJSON
        let back = try #require(AssessmentContent(canonicalJSON: bytes))
        #expect(back == content)
        #expect(back.canonicalJSON == bytes)
        var again = AssessmentContent()
        for (path, text) in content.fields.shuffled() { again[path] = text }
        #expect(again.canonicalJSON == bytes)
    }

    @Test func `has one form only, keys in the order of their bytes`() {
        let content = AssessmentContent(["b/z": "1\n\"\\\u{1}", "b/a": "é", "a": "0", "blank": ""])
        #expect(
            String(decoding: content.canonicalJSON, as: UTF8.self)
                == #"{"a":"0","b/a":"é","b/z":"1\n\"\\\u0001"}"#)
    }

    @Test(arguments: [
        "", "{", "{}x", "[]", #"{"a":1}"#, #"{"a":"b",}"#, #"{"a":"b","a":"c"}"#, #"{ "a":"b"}"#,
        #"{"a":"\q"}"#,
        #"{"a":"b"#, #"{"a":"\u0041"}"#, "{\"a\":\"\n\"}",
    ])
    func `is not read from other bytes`(text: String) {
        #expect(AssessmentContent(canonicalJSON: Array(text.utf8)) == nil)
    }

    @Test func `keeps a blank, a nought and "no impact" apart`() {
        let content = AssessmentContent(["a/number": "0", "a/direction": "neutral", "a/blank": ""])
        #expect(
            content.isFilled("a/number") && content.isFilled("a/direction") && !content.isFilled("a/blank"))
    }

    @Test func `says where two people wrote against each other`() {
        let base = AssessmentContent(["a": "1", "b": "1", "c": "1"])
        let theirs = AssessmentContent(["a": "2", "b": "1", "c": "3"])
        #expect(
            AssessmentContent.conflicts(since: base, mine: ["a": "9", "b": "9", "c": "3"], theirs: theirs)
                == ["a"])
    }
}
