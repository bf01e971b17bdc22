// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// Measures rules alone, in a release build of a few seconds: they import nothing.
let package = Package(
    name: "Rules",
    targets: [
        .target(name: "EqualityDuty"), .executableTarget(name: "rules", dependencies: ["EqualityDuty"]),
    ])
