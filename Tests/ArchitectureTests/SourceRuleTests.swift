// SPDX-License-Identifier: Apache-2.0
import Testing

/// Rules that hold for every line of the product (style.md), as functions that a planted fault can be given to.
enum SourceRule {
    static let licence = "// SPDX-License-Identifier: Apache-2.0"

    /// `try!` and `fatalError` would end the process on a path that a request may reach.
    static func traps(in file: SourceFile) -> [String] {
        file.code.filter { $0.text.contains("try!") || $0.text.contains("fatalError(") }
            .map { "\(file.path):\($0.number): \($0.text)" }
    }

    /// Uses of the one door past escaping.
    static func doors(in file: SourceFile) -> Int {
        file.code.count { $0.text.contains("storedArtefact") }
    }

    /// What a rule must not read, because last year's report must give last year's numbers.
    static func outsideWorld(in file: SourceFile) -> [String] {
        let words = [
            "Date()", "ProcessInfo", "FileManager", "URLSession", "ContinuousClock", "SystemClock", "getenv(",
            "clock_gettime", "time(nil)", "import Foundation",
        ]
        return file.code.flatMap { line in
            words.filter { line.text.contains($0) }.map { "\(file.path):\(line.number): \($0)" }
        }
    }

    static func isTooLong(_ file: SourceFile) -> Bool { file.lines.count > 400 }
}

@Suite struct `Every source file` {
    @Test func `begins with its licence, in the manifest and the tests too`() throws {
        let files = try SourceTree.files(below: "Sources") + SourceTree.files(below: "Tests")
        #expect(files.filter { $0.lines.first != SourceRule.licence }.map(\.path) == [])
    }

    @Test func `is at most 400 lines long`() throws {
        let files = try SourceTree.files(below: "Sources") + SourceTree.files(below: "Tests")
        #expect(files.filter(SourceRule.isTooLong).map(\.path) == [])
        let planted = SourceFile(path: "Planted.swift", text: String(repeating: "\n", count: 400))
        #expect(SourceRule.isTooLong(planted))
    }

    @Test func `has no line that ends the process on a request's way`() throws {
        #expect(try SourceTree.files(below: "Sources").flatMap(SourceRule.traps) == [])
        let planted = SourceFile(path: "Planted.swift", text: "let a = try! b()\nfatalError(\"no\")")
        #expect(SourceRule.traps(in: planted).count == 2)
    }

    @Test func `goes past escaping only where that was reviewed`() throws {
        // HTML.swift makes the door. PublishedLayout puts the product's own stylesheet into a page that stands
        // alone: the bytes come from Assets, embedded when the program was built; and JSON-LD, in which it escapes
        // every sign of markup itself.
        let reviewed = [
            "Sources/DesignSystem/HTML.swift": 1, "Sources/DesignSystem/Layout/PublishedLayout.swift": 2,
        ]
        var found: [String: Int] = [:]
        for file in try SourceTree.files(below: "Sources") {
            let count = SourceRule.doors(in: file)
            if count > 0 { found[file.path] = count }
        }
        #expect(found == reviewed)
        let planted = SourceFile(path: "Planted.swift", text: "let page = HTML(storedArtefact: typed)")
        #expect(SourceRule.doors(in: planted) == 1)
    }

    @Test func `makes SQL from text only where names of our own tables are put in`() throws {
        let reviewed: Set = [
            "Sources/Storage/Database/SQL.swift", "Sources/Storage/Database/Backup.swift",
            "Sources/Storage/Database/PostgreSQLConnection.swift",
            "Sources/Storage/Database/Database.swift", "Sources/Storage/Log/LogStore.swift",
        ]
        let found = try SourceTree.files(below: "Sources").filter { file in
            file.code.contains { $0.text.contains("ownText") }
        }
        #expect(Set(found.map(\.path)) == reviewed)
    }

    @Test func `of the rules of the duty reads no clock, file, environment or network`() throws {
        let files = try SourceTree.files(below: "Sources/EqualityDuty")
        #expect(files.count > 30)
        #expect(files.flatMap(SourceRule.outsideWorld) == [])
        let planted = SourceFile(path: "Planted.swift", text: "let now = Date()")
        #expect(SourceRule.outsideWorld(in: planted).count == 1)
    }

    @Test func `of the statistics reads no clock, file, environment or network`() throws {
        let files = try SourceTree.files(below: "Sources/EqualityStatistics")
        #expect(files.count > 20)
        // Foundation is there for logarithms and decimals.
        #expect(files.flatMap(SourceRule.outsideWorld).filter { !$0.hasSuffix("import Foundation") } == [])
    }

    @Test func `lies in a folder that names a feature, not a kind of code`() throws {
        let banned: Set<String> = ["Utilities", "Helpers", "Common", "Managers", "Extensions", "Utils"]
        for file in try SourceTree.files(below: "Sources") {
            let folders = Set(file.path.split(separator: "/").map(String.init))
            #expect(folders.isDisjoint(with: banned), "\(file.path)")
        }
    }
}
