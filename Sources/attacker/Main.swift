// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Attacks what a folder publishes.
///
/// What is tried, and how, does not depend on what is kept inside. Only when claims have been made is the inside
/// pattern, where it is at hand, read to score them; what would count is then looked for once more, and with
/// `--enough` the score says when to stop. Insiders are the exception: who is alone in a cell knows that and what
/// the cell holds, and for that, and for which of their claims would count, what is inside is read before they
/// are tried; without it only ties are.
@main
struct Attacker {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        if words.contains("--batch") {
            // One folder a line in, one line of JSON out, until there are no more.
            while let line = readLine() {
                let parts = line.split(separator: "\t").map(String.init)
                let found = attack(parts)?.json(pretty: false) ?? "{}"
                FileHandle.standardOutput.write(Data((found + "\n").utf8))
            }
            exit(0)
        }
        guard let report = attack(words) else {
            FileHandle.standardError.write(Data("attacker: there is nothing published to attack\n".utf8))
            exit(2)
        }
        if words.contains("--json") {
            print(report.json(pretty: true))
        } else {
            print(
                "\(report.hidden) hidden cells: \(report.gains) worked out, \(report.ruleAwareGains) of them by the "
                    + "rule that noughts are shown, \(report.insiderGains) by insiders")
            for claim in report.claims.prefix(20) { print("- " + claim) }
        }
        exit(report.isBroken ? 1 : 0)
    }

    /// What is found of the folder that the words name.
    static func attack(_ words: [String]) -> Report? {
        guard let folder = words.first(where: { !$0.hasPrefix("--") }),
            var published = Publication(folder: folder + "/published")
        else { return nil }
        published.takeDerived(folder + "/published")
        func said(_ name: String) -> Int? {
            words.first { $0.hasPrefix("--\(name)=") }.flatMap { Int($0.dropFirst(name.count + 3)) }
        }
        let policy = Statement(folder)
        return Report(
            folder, published,
            inside: words.filter { $0.hasPrefix("--inside=") }.map {
                String($0.dropFirst("--inside=".count))
            },
            micro: words.first { $0.hasPrefix("--micro=") }.map { String($0.dropFirst("--micro=".count)) },
            need: said("need") ?? policy.width,
            threshold: said("threshold") ?? policy.threshold,
            ruleAware: policy.showsNoughts, insiders: words.contains("--insiders"),
            enough: said("enough") ?? .max, seconds: said("seconds") ?? .max)
    }
}

/// What the disclosure statement tells every reader of the rules.
struct Statement {
    var threshold = 5
    var width = 5
    /// Whether noughts are shown, so that a hidden number is at least 1.
    var showsNoughts = true

    init(_ folder: String) {
        let text = (try? String(contentsOfFile: folder + "/statement.html", encoding: .utf8)) ?? ""
        func said(_ id: String) -> String? {
            guard let start = text.range(of: "id=\"\(id)\">"),
                let end = text.range(of: "<", range: start.upperBound..<text.endIndex)
            else { return nil }
            return String(text[start.upperBound..<end.lowerBound])
        }
        threshold = said("threshold").flatMap { Int($0) } ?? threshold
        width = said("width").flatMap { Int($0) } ?? width
        showsNoughts = said("noughts").map { $0 == "shown" } ?? true
    }
}
