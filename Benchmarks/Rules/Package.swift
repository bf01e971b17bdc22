// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// Measures rules and files alone, in a release build of a few seconds: they import nothing but three C libraries.
let package = Package(
    name: "Rules",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "EqualityDuty", dependencies: ["DisclosureControl", "EqualityStatistics"]),
        .executableTarget(name: "rules", dependencies: ["EqualityDuty"]),
        .target(name: "EqualityStatistics", exclude: ["README.md"]),
        .executableTarget(name: "counting", dependencies: ["EqualityStatistics"]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip"), .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .systemLibrary(name: "CClp", pkgConfig: "clp"),
        .target(name: "DisclosureControl", dependencies: ["CClp"], exclude: ["README.md"]),
        .target(name: "Documents", dependencies: ["DisclosureControl", "CZip", "CExpat"]),
        .target(name: "PlanSheets", dependencies: ["Documents", "EqualityDuty"]),
        .target(
            name: "DesignSystem", dependencies: ["Documents", "EqualityDuty"],
            resources: [.embedInCode("Assets/dueregard.css"), .embedInCode("Assets/dueregard.js")]),
        .executableTarget(name: "maps", dependencies: ["DesignSystem", "Documents"]),
        .executableTarget(name: "spreadsheets", dependencies: ["PlanSheets", "Documents", "EqualityDuty"]),
    ])
