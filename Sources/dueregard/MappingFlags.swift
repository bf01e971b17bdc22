// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What the flags of an import of records say of columns and cells.
struct MappingFlags {
    let map: [String]
    let code: [String]

    /// Changes a mapping as the flags say; ends the command where a flag names what is not there.
    func apply(to mapping: inout ColumnMapping, headers: [String], _ schemes: CategorySchemes) throws {
        for pair in map {
            let (header, words) = try Self.split(
                pair, "--map takes HEADER=USE, such as \"Ethnicity=ethnic-group-2021\"")
            let use = try Self.use(words, schemes)
            guard let own = headers.first(where: { foldedForSearch($0) == foldedForSearch(header) }) else {
                throw Stop.usage(
                    "There is no column “\(header)”. The columns are: \(headers.joined(separator: ", "))")
            }
            if let place = mapping.columns.firstIndex(where: {
                foldedForSearch($0.header) == foldedForSearch(own)
            }) {
                mapping.columns[place].use = use
            } else {
                mapping.columns.append(.init(header: own, use: use))
            }
        }
        for pair in code {
            let form = "--code takes HEADER:WORDS=CODE, such as \"Ethnicity:Brit=white-british\""
            let (left, meaning) = try Self.split(pair, form)
            guard let colon = left.firstIndex(of: ":") else { throw Stop.usage("\(form): \(pair)") }
            let header = String(left[..<colon])
            let words = String(left[left.index(after: colon)...])
            guard
                let place = mapping.columns.firstIndex(where: {
                    foldedForSearch($0.header) == foldedForSearch(header)
                })
            else { throw Stop.usage("There is no column “\(header)” in the mapping: \(pair)") }
            try Self.check(meaning, of: mapping.columns[place], schemes)
            mapping.columns[place].codes[SpellingBook.folded(words)] = meaning
        }
    }

    private static func check(_ code: String, of column: ColumnMapping.Column, _ schemes: CategorySchemes)
        throws
    {
        switch column.use {
        case .category(let id), .ages(let id), .birth(let id):
            guard let scheme = schemes[id] else { return }
            if scheme[code] == nil {
                let known = scheme.categories.map(\.code).joined(separator: ", ")
                throw Stop.usage("\(id) has no code “\(code)”. Its codes are: \(known)")
            }
        case .topic:
            if schemes[code] == nil { throw Stop.usage("There is no category scheme “\(code)”") }
        case .area, .stage, .count, .percentage, .answer, .reference, .day, .words, .leaveOut: return
        }
    }

    private static func split(_ pair: String, _ form: String) throws -> (String, String) {
        guard let equals = pair.lastIndex(of: "="), equals > pair.startIndex,
            pair.index(after: equals) < pair.endIndex
        else { throw Stop.usage("\(form): \(pair)") }
        return (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
    }

    private static func use(_ words: String, _ schemes: CategorySchemes) throws -> ColumnUse {
        let parts = words.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts[0] {
        case "area": return .area
        case "stage": return .stage
        case "count": return .count
        case "percentage": return .percentage
        case "topic": return .topic
        case "answer": return .answer
        case "reference": return .reference
        case "day": return .day
        case "out": return .leaveOut
        case "words" where parts.count == 2: return .words(name: parts[1])
        case "age" where parts.count == 2: return .ages(scheme: parts[1])
        case "birth" where parts.count == 2: return .birth(scheme: parts[1])
        default:
            guard let scheme = schemes[words] else {
                let known = schemes.schemes.keys.sorted().joined(separator: ", ")
                throw Stop.usage(
                    "“\(words)” is no use of a column and no category scheme. The schemes are: \(known)")
            }
            return scheme.isAges ? .ages(scheme: words) : .category(scheme: words)
        }
    }
}
