// SPDX-License-Identifier: Apache-2.0

/// What a word may mean in a target date.
enum DateWord: UInt8 {
    case other, month, season, weekday, ordinal, numberWord
    case to, until, and, or, between, from, before, prior, by, after, within, end, onwards
    case filler, the, of, on, be, settled, no, not, yet, later, earlier, than, further, notice, known
    case every, once, twice, a, half, bi, frequency, going, ongoing
    case year, quarter, term, unit, financial, academic, q, h, w, commencing, part
    case toBeConfirmed, event, eventNoun, done, status, festival
}

/// A piece of a target date: a figure, a word or a sign, with its place in the text.
struct DateToken {
    enum Kind: UInt8 {
        case end, number, word, slash, dash, dot, comma, semicolon, opening, closing, apostrophe, sign
    }

    var kind: Kind
    var word = DateWord.other
    /// The figure, or what the word stands for (the number of a month).
    var value: Int32 = 0
    /// How many digits the figure has.
    var figures: UInt8 = 0
    var start: Int32
    var end: Int32

    static let end = DateToken(kind: .end, start: 0, end: 0)
}

/// Cuts a text into at most 64 pieces; what follows these can only be a note.
enum DateTokens {
    static func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> ContiguousArray<DateToken> {
        var tokens = ContiguousArray<DateToken>()
        tokens.reserveCapacity(12)
        var place = 0
        while place < bytes.count, tokens.count < 64 {
            let byte = bytes[place]
            switch byte {
            case 0x30...0x39: tokens.append(number(bytes, &place))
            case 0x41...0x5A, 0x61...0x7A: tokens.append(word(bytes, &place))
            case 0...0x20: place += 1
            default:
                let (kind, length) = sign(bytes, place)
                switch kind {
                case .number: tokens.append(number(bytes, &place))
                case .word: tokens.append(word(bytes, &place))
                case .end: place += length
                default:
                    var token = DateToken(kind: kind, start: Int32(place), end: Int32(place + length))
                    if byte == 0x26 { (token.kind, token.word) = (.word, .and) }
                    tokens.append(token)
                    place += length
                }
            }
        }
        return tokens
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> DateToken {
        var token = DateToken(kind: .number, start: Int32(place), end: 0)
        while place < bytes.count {
            let digit: Int32
            if (0x30...0x39).contains(bytes[place]) {
                digit = Int32(bytes[place] - 0x30)
                place += 1
            } else if let wide = wideDigit(bytes, place) {
                digit = wide
                place += 3
            } else {
                break
            }
            if token.figures < 9 {
                token.value = token.value * 10 + digit
                token.figures += 1
            }
        }
        token.end = Int32(place)
        return token
    }

    /// A digit of the full-width forms, U+FF10 to U+FF19.
    private static func wideDigit(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int32? {
        guard place + 2 < bytes.count, bytes[place] == 0xEF, bytes[place + 1] == 0xBC,
            (0x90...0x99).contains(bytes[place + 2])
        else { return nil }
        return Int32(bytes[place + 2] - 0x90)
    }

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> DateToken {
        var token = DateToken(kind: .word, start: Int32(place), end: 0)
        var key = DateWords.Key()
        var length = 0
        while place < bytes.count {
            let byte = bytes[place]
            if (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) {
                key.add(byte | 0x20, at: length)
                place += 1
            } else if byte >= 0x80, sign(bytes, place).0 == .word {
                key.add(byte, at: length)
                place += 1
            } else {
                break
            }
            length += 1
        }
        token.end = Int32(place)
        if length <= 16, let meaning = DateWords.table[key] {
            token.word = meaning.word
            token.value = meaning.value
        }
        return token
    }

    /// What a sign is; `end` stands for white space, `word` for a letter beyond ASCII.
    private static func sign(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> (DateToken.Kind, Int) {
        switch bytes[place] {
        case 0x2F, 0x5C: return (.slash, 1)
        case 0x2D, 0x7E: return (.dash, 1)
        case 0x2E, 0x3A: return (.dot, 1)
        case 0x2C: return (.comma, 1)
        case 0x3B: return (.semicolon, 1)
        case 0x28, 0x5B: return (.opening, 1)
        case 0x29, 0x5D: return (.closing, 1)
        case 0x27, 0x60: return (.apostrophe, 1)
        case 0...0x7F: return (.sign, 1)
        case 0xC2 where place + 1 < bytes.count && bytes[place + 1] == 0xA0: return (.end, 2)
        case 0xE2 where place + 2 < bytes.count:
            switch (bytes[place + 1], bytes[place + 2]) {
            case (0x80, 0x90...0x95), (0x88, 0x92): return (.dash, 3)
            case (0x80, 0x98), (0x80, 0x99): return (.apostrophe, 3)
            case (0x80, 0x80...0x8B), (0x80, 0xAF): return (.end, 3)
            default: return (.word, 3)
            }
        case 0xEF where wideDigit(bytes, place) != nil: return (.number, 3)
        default: return (.word, 1)
        }
    }
}

/// The words known in target dates.
enum DateWords {
    /// Up to sixteen letters in two numbers.
    struct Key: Hashable {
        var head: UInt64 = 0
        var tail: UInt64 = 0

        init() {}

        init(_ word: String) {
            for (index, byte) in word.utf8.enumerated() { add(byte, at: index) }
        }

        mutating func add(_ byte: UInt8, at index: Int) {
            if index < 8 {
                head = head << 8 | UInt64(byte)
            } else if index < 16 {
                tail = tail << 8 | UInt64(byte)
            }
        }
    }

    /// What a word means.
    struct Meaning {
        var word: DateWord
        var value: Int32
    }

    /// A table with open addressing: half as long to search as a dictionary.
    struct Table {
        private var keys: [Key]
        private var meanings: [Meaning]

        init(_ words: [(String, DateWord, Int32)]) {
            keys = Array(repeating: Key(), count: 1024)
            meanings = Array(repeating: Meaning(word: .other, value: 0), count: 1024)
            for (word, meaning, value) in words {
                let key = Key(word)
                var slot = Self.slot(key)
                while keys[slot] != Key() { slot = (slot + 1) & 1023 }
                keys[slot] = key
                meanings[slot] = Meaning(word: meaning, value: value)
            }
        }

        subscript(key: Key) -> Meaning? {
            var slot = Self.slot(key)
            while keys[slot] != Key() {
                if keys[slot] == key { return meanings[slot] }
                slot = (slot + 1) & 1023
            }
            return nil
        }

        private static func slot(_ key: Key) -> Int {
            let mixed = (key.head ^ key.tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: mixed >> 54)
        }
    }

    static let table: Table = {
        var words: [(String, DateWord, Int32)] = []
        for (text, meaning) in lists {
            for word in text.split(separator: " ") { words.append((String(word), meaning, 0)) }
        }
        for (text, meaning) in numbered {
            for (index, names) in text.split(separator: " ").enumerated() {
                for name in names.split(separator: "=") {
                    words.append((String(name), meaning, Int32(index + 1)))
                }
            }
        }
        return Table(words)
    }()

    /// Words whose place in the list is their number; "=" joins words for the same.
    private static let numbered: [(String, DateWord)] = [
        (
            """
            january=jan february=feb=febuary march=mar april=apr may june=jun july=jul august=aug \
            september=sep=sept october=oct november=nov december=dec
            """, .month
        ),
        ("spring summer autumn winter", .season),
        (
            "daily weekly fortnightly monthly bimonthly quarterly termly biannually=biannual=halfyearly "
                + "annually=annual=yearly biennially=biennial", .frequency
        ),
        (
            "one=first two=second=other three=third four=fourth=last five six seven "
                + "eight nine ten eleven twelve",
            .numberWord
        ),
        ("early=beginning mid=middle late", .part),
        ("day=days week=weeks month=months fortnight=fortnights", .unit),
    ]

    private static let lists: [(String, DateWord)] = [
        (
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs "
                + "fri sat sun",
            .weekday
        ),
        ("st nd rd th", .ordinal), ("to through thru", .to), ("until till", .until), ("and", .and),
        ("or", .or),
        ("between", .between), ("from since commencing starting wef", .from), ("before", .before),
        ("prior", .prior), ("by", .by), ("after following post", .after), ("within", .within),
        ("end ending close", .end), ("onwards onward", .onwards), ("in during throughout at for", .filler),
        ("the", .the), ("of", .of), ("on", .on), ("be", .be),
        ("confirmed agreed decided determined advised announced set arranged scheduled", .settled),
        ("no", .no),
        ("not", .not), ("yet", .yet), ("later", .later), ("earlier sooner", .earlier), ("than", .than),
        ("further", .further), ("notice", .notice), ("known", .known), ("every each per", .every),
        ("once", .once), ("twice", .twice), ("a an", .a), ("half", .half), ("bi", .bi), ("going", .going),
        ("ongoing continuous continuously continuing continual rolling permanent always", .ongoing),
        ("year years yr yrs annum", .year), ("quarter qtr quarters", .quarter), ("term terms", .term),
        ("financial fiscal fy", .financial), ("academic school ay", .academic), ("q", .q),
        ("h", .h), ("w", .w), ("c b wc", .commencing),
        ("tbc tba tbd unknown", .toBeConfirmed),
        (
            """
            when upon subject pending depending dependent dependant awaiting if unless soon asap \
            required needed necessary appropriate contingent
            """, .event
        ),
        (
            """
            approval adoption completion publication launch agreement appointment commencement receipt \
            election implementation
            """, .eventNoun
        ),
        ("complete finish deliver", .done),
        (
            """
            completed done achieved implemented delivered finished closed underway started commenced \
            progress immediate immediately now overdue superseded cancelled withdrawn none na
            """, .status
        ),
        ("easter christmas xmas ramadan diwali eid", .festival),
    ]
}
