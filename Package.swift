// swift-tools-version:6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

let package = Package(
    name: "dueregard",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dueregard", targets: ["dueregard"])
    ],
    dependencies: [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 5: reads settings, wires rooms.
        .executableTarget(
            name: "dueregard",
            dependencies: [
                "OfficerSite", "PublicSite", "DemoData", "DisclosureCommands", "Reports", "Storage",
                "Mail", "EqualityDuty", "Documents", "WebServer", "DesignSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ], swiftSettings: strict),
        // Floor 4.
        .target(
            name: "OfficerSite",
            dependencies: ["WebServer", "DesignSystem", "Reports", "Storage", "EqualityDuty", "Documents"],
            swiftSettings: strict),
        .target(
            name: "PublicSite", dependencies: ["WebServer", "DesignSystem", "EqualityDuty", "Documents"],
            swiftSettings: strict),
        .target(
            name: "DemoData", dependencies: ["Reports", "Storage", "EqualityDuty", "EqualityStatistics"],
            swiftSettings: strict),
        // Floor 3.
        .target(
            name: "WebServer",
            dependencies: [
                "DesignSystem", "EqualityDuty",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "DesignSystem", dependencies: ["Documents", "EqualityDuty"],
            resources: [.embedInCode("Assets/dueregard.css"), .embedInCode("Assets/dueregard.js")],
            swiftSettings: strict),
        .target(
            name: "Reports",
            dependencies: [
                "Documents", "EqualityDuty", "EqualityStatistics", "DisclosureControl",
                .product(name: "Yams", package: "Yams"),
            ], swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: [
                "EqualityDuty", "EqualityStatistics", "CPostgreSQL",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "Mail", dependencies: ["CCurl", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        // Floor 2.
        .target(
            name: "Documents", dependencies: ["DisclosureControl", "CZip", "CExpat"], swiftSettings: strict),
        .target(
            name: "EqualityDuty", dependencies: ["DisclosureControl", "EqualityStatistics"],
            swiftSettings: strict),
        // Floor 1, and its commands.
        .target(
            name: "DisclosureControl", dependencies: ["CClp"], exclude: ["README.md"], swiftSettings: strict),
        .target(name: "EqualityStatistics", exclude: ["README.md"], swiftSettings: strict),
        .target(
            name: "DisclosureCommands",
            dependencies: [
                "DisclosureControl", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        // Not part of the product: has only what was published, and tries to break it.
        .executableTarget(name: "attacker", dependencies: ["CClp"], swiftSettings: strict),
        // System libraries, each used by one room.
        .systemLibrary(name: "CClp", pkgConfig: "clp", providers: [.apt(["coinor-libclp-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        // Tests: one target a room, and three for what no single room can show.
        .testTarget(
            name: "DisclosureControlTests",
            dependencies: [
                "DisclosureControl", "DisclosureCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: [
                "check_certificate.py", "check_counts.py", "check_figures.py", "check_reading.py",
                "check_sums.py",
                "attack_thousand.py", "bench.py", "ordinary_publication.py", "FuzzParsers.swift.txt",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EqualityStatisticsTests", dependencies: ["EqualityStatistics"],
            exclude: ["Fixtures", "make_reference.py"], swiftSettings: strict),
        .testTarget(
            name: "EqualityDutyTests",
            dependencies: ["EqualityDuty", "EqualityStatistics", "Documents", "DisclosureControl"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "DisclosureControl"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "DesignSystemTests",
            dependencies: ["DesignSystem", "EqualityDuty", "Documents", "DisclosureControl"],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "EqualityDuty", "EqualityStatistics",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .testTarget(
            name: "MailTests", dependencies: ["Mail"], exclude: ["smtp_server.py", "notify_server.py"],
            swiftSettings: strict),
        .testTarget(
            name: "WebServerTests", dependencies: ["WebServer", "DesignSystem", "EqualityDuty"],
            swiftSettings: strict),
        .testTarget(
            name: "OfficerSiteTests",
            dependencies: [
                "OfficerSite", "WebServer", "DesignSystem", "Reports", "Storage", "EqualityDuty",
                "Documents", "EqualityStatistics", .product(name: "GRDB", package: "GRDB.swift"),
            ], exclude: ["Matrix.csv"], swiftSettings: strict),
        .testTarget(
            name: "PublicSiteTests",
            dependencies: [
                "PublicSite", "OfficerSite", "WebServer", "DesignSystem", "Storage", "EqualityDuty",
            ], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Reports", "Documents", "EqualityDuty", "EqualityStatistics"],
            exclude: ["Statistics/Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "DemoDataTests", dependencies: ["DemoData", "Reports", "Storage", "EqualityDuty"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["dueregard", "Documents", "EqualityDuty", "Reports", "Storage"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
