// SPDX-License-Identifier: Apache-2.0
import Testing

/// The plan of the house: which room may import which (house.md §2, with the room WebServer on floor 3).
enum Plan {
    /// Modules of the toolchain that any room may use.
    static let toolchain: Set<String> = [
        "Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
    ]

    static let rooms: [String: Set<String>] = [
        "dueregard": [
            "OfficerSite", "PublicSite", "DemoData", "WebServer", "DesignSystem", "Reports", "Storage",
            "Documents", "EqualityDuty", "DisclosureCommands", "Mail",
        ],
        "OfficerSite": ["WebServer", "DesignSystem", "Reports", "Storage", "EqualityDuty", "Documents"],
        "PublicSite": ["WebServer", "DesignSystem", "EqualityDuty", "Documents"],
        "DemoData": ["Reports", "Storage", "EqualityDuty", "EqualityStatistics"],
        "WebServer": ["DesignSystem", "EqualityDuty"],
        "DesignSystem": ["Documents", "EqualityDuty"],
        "Reports": ["Documents", "EqualityDuty", "EqualityStatistics", "DisclosureControl"],
        "Storage": ["EqualityDuty", "EqualityStatistics", "TransparencyLog", "CPostgreSQL"],
        "Mail": [],
        "Documents": ["DisclosureControl", "CXlsxWriter", "CZip", "CExpat"],
        "EqualityDuty": ["DisclosureControl", "EqualityStatistics"],
        "DisclosureCommands": ["DisclosureControl"], "attacker": [],
        "DisclosureControl": [], "EqualityStatistics": [], "TransparencyLog": [],
        // No room of the product: it measures disclosure control and nothing imports it.
        "DisclosureControlBench": ["DisclosureControl"],
    ]

    static let floors: [String: Int] = [
        "dueregard": 5, "OfficerSite": 4, "PublicSite": 4, "DemoData": 4, "DisclosureCommands": 4,
        "WebServer": 3, "DesignSystem": 3,
        "Reports": 3, "Storage": 3, "Mail": 3, "Documents": 2, "EqualityDuty": 2, "DisclosureControl": 1,
        "EqualityStatistics": 1, "TransparencyLog": 1,
    ]

    /// Packages from outside, each with the rooms that may know it.
    static let guests: [String: Set<String>] = [
        "ArgumentParser": ["dueregard", "DisclosureCommands"], "Yams": ["dueregard", "Reports"],
        "Hummingbird": ["WebServer"], "HummingbirdCore": ["WebServer"], "NIOCore": ["WebServer"],
        "NIOHTTPTypes": ["WebServer"], "HTTPTypes": ["WebServer"], "Logging": ["WebServer"],
        "GRDB": ["Storage"], "Crypto": ["Storage", "Mail"], "CryptoExtras": ["Storage"],
        "CPostgreSQL": ["Storage"],
        "CXlsxWriter": ["Documents"], "CZip": ["Documents"], "CExpat": ["Documents"],
        "CClp": ["DisclosureControl", "attacker"], "CCurl": ["Mail"],
    ]

    /// Every import that breaks the plan, as a sentence.
    static func breaches(in files: [SourceFile], declared: [String: Set<String>]) -> [String] {
        var found: [String] = []
        for file in files {
            guard let allowed = rooms[file.room] else {
                found.append("\(file.path): the plan has no room \(file.room)")
                continue
            }
            for module in file.imports where !toolchain.contains(module) {
                if !(declared[file.room] ?? []).contains(module) {
                    found.append("\(file.path): \(file.room) does not declare \(module)")
                }
                if let hosts = guests[module] {
                    if !hosts.contains(file.room) {
                        let names = hosts.sorted().joined(separator: " and ")
                        found.append("\(file.path): \(module) belongs to \(names) alone")
                    }
                } else if !allowed.contains(module) {
                    found.append("\(file.path): \(file.room) may not import \(module)")
                }
            }
        }
        return found
    }
}

@Suite struct `Imports between rooms` {
    @Test func `keep to the manifest and to the plan of the house`() throws {
        let files = try SourceTree.files(below: "Sources")
        #expect(files.count > 150)
        let breaches = Plan.breaches(in: files, declared: try SourceTree.declaredDependencies())
        #expect(breaches == [])
    }

    @Test func `the manifest itself declares no arrow that the plan does not have`() throws {
        let declared = try SourceTree.declaredDependencies()
        for (room, allowed) in Plan.rooms {
            let own = (declared[room] ?? []).filter { Plan.guests[$0] == nil }
            #expect(own.subtracting(allowed) == [], "\(room)")
            for guest in (declared[room] ?? []) where Plan.guests[guest] != nil {
                #expect(Plan.guests[guest]?.contains(room) == true, "\(room) declares \(guest)")
            }
        }
        #expect(declared["PublicSite"]?.contains("Storage") == false)
    }

    @Test func `the plan's arrows never point up or sideways into a circle`() {
        for (room, allowed) in Plan.rooms {
            guard let floor = Plan.floors[room] else { continue }
            for module in allowed {
                guard let below = Plan.floors[module] else { continue }
                #expect(below <= floor, "\(room) → \(module)")
                #expect(Plan.rooms[module]?.contains(room) != true, "\(room) ⇄ \(module)")
            }
        }
    }

    @Test(
        arguments: [
            ("Sources/PublicSite/Planted.swift", "import Storage"),
            ("Sources/EqualityDuty/Planted.swift", "@testable import Storage"),
            ("Sources/Storage/Planted.swift", "import DesignSystem"),
            ("Sources/OfficerSite/Planted.swift", "internal import struct GRDB.Row"),
            ("Sources/OfficerSite/Planted.swift", "import PublicSite"),
            ("Sources/Reports/Planted.swift", "@preconcurrency public import Hummingbird"),
            ("Sources/Storage/Planted.swift", "import NIOCore"),
            ("Sources/Mail/Planted.swift", "import EqualityDuty"),
            ("Sources/OfficerSite/Planted.swift", "import CCurl"),
            ("Sources/Helpers/Planted.swift", "import Foundation"),
        ])
    func `a planted wrong import is found`(path: String, line: String) throws {
        let planted = SourceFile(path: path, text: "// SPDX-License-Identifier: Apache-2.0\n\(line)\n")
        #expect(!Plan.breaches(in: [planted], declared: try SourceTree.declaredDependencies()).isEmpty)
    }

    @Test func `GRDB is known to the SQLite driver only, libpq to the PostgreSQL driver only`() throws {
        let files = try SourceTree.files(below: "Sources/Storage")
        #expect(
            files.filter { $0.imports.contains("GRDB") }.map(\.path) == [
                "Sources/Storage/Database/SQLiteDatabase.swift"
            ])
        #expect(
            files.filter { $0.imports.contains("CPostgreSQL") }.map(\.path) == [
                "Sources/Storage/Database/PostgreSQLConnection.swift"
            ])
    }

    @Test func `no signature that leaves the SQLite driver names a type of GRDB`() throws {
        let file = try #require(
            try SourceTree.files(below: "Sources/Storage").first {
                $0.path.hasSuffix("SQLiteDatabase.swift")
            })
        let foreign = [
            "DatabasePool", "DatabaseQueue", "DatabaseValue", "GRDB.", "Statement", "Configuration",
        ]
        for (number, text) in file.code where text.contains("public ") {
            for name in foreign {
                #expect(!text.contains(name), "line \(number): \(text)")
            }
        }
    }
}
