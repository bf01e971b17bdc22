// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Checks a whole folder that was made for publication: nothing may lie in it but what its certificates list.
public enum ReleaseCheck {
    /// The status to end with, 0 safe, 1 broken, 2 cannot tell, and what to say. A policy called by `own` is
    /// never a known one.
    public static func check(
        _ folder: String, policies: [String: DisclosurePolicy], own: String
    ) -> (status: Int32, lines: [String]) {
        var files: [String: [(name: String, bytes: [UInt8])]] = ["": []]
        do throws(CertificateChecker.Fault) {
            try read(folder + "/published", "", part: "", into: &files)
        } catch {
            return words(for: error.verdict)
        }
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in inside where name.hasPrefix("certificate-") && name.hasSuffix(".txt") {
            let part = String(name.dropFirst(12).dropLast(4))
            if part != DerivedFigures.part { files[part, default: []] += [] }
        }
        var status: [Int32] = []
        var lines: [String] = []
        do throws(CertificateChecker.Fault) {
            for part in files.keys.sorted() {
                files[part] = try PublishedCopies.agree(files[part] ?? [], part: part)
            }
        } catch {
            return words(for: error.verdict)
        }
        let derived = (files[""] ?? []).filter { isDerived($0.name) }
        files[""]?.removeAll { isDerived($0.name) }
        if !derived.isEmpty || inside.contains("certificate-\(DerivedFigures.part).txt") {
            let found = figures(folder, derived, files, policies, own)
            status.append(found.status)
            lines += found.lines
        }
        for (part, held) in files.sorted(by: { $0.key < $1.key }) {
            let name = part.isEmpty ? "certificate.txt" : "certificate-\(part).txt"
            let found = one(folder + "/" + name, name, held, part: part, policies, own)
            status.append(found.status)
            lines += found.lines
            if part.isEmpty || found.status == 1 { continue }
            let beside = joint(folder, counts: files[""] ?? [], sums: held, part: part)
            status.append(beside.status)
            lines += beside.lines
        }
        return (status.contains(1) ? 1 : status.max() ?? 2, lines)
    }

    private static func isDerived(_ name: String) -> Bool {
        (name.split(separator: "/").last ?? "").hasPrefix("derived-")
    }

    /// What is found of means, medians and percentages.
    private static func figures(
        _ folder: String, _ derived: [(name: String, bytes: [UInt8])],
        _ files: [String: [(name: String, bytes: [UInt8])]], _ policies: [String: DisclosurePolicy],
        _ own: String
    ) -> (status: Int32, lines: [String]) {
        func text(_ name: String) -> String? {
            FileManager.default.contents(atPath: folder + "/" + name)
                .flatMap { String(validating: $0, as: UTF8.self) }
        }
        let named = CertificateChecker.policyName(of: text("certificate.txt") ?? "") ?? ""
        let policy = named == own ? nil : policies[named]
        do throws(CertificateChecker.Fault) {
            let check = try DerivedCheck(
                files: files[""] ?? [], amounts: files.filter { !$0.key.isEmpty })
            let shown = try check.check(
                derived, certificate: text("certificate-\(DerivedFigures.part).txt"),
                leastBase: policy?.minimumBase)
            return (0, ["safe: \(shown) means, medians and percentages follow or stand apart"])
        } catch {
            return words(for: error.verdict, part: DerivedFigures.part)
        }
    }

    /// What counts and one set of sums give away together; nothing to say where that is nothing.
    private static func joint(
        _ folder: String, counts: [(name: String, bytes: [UInt8])], sums: [(name: String, bytes: [UInt8])],
        part: String
    ) -> (status: Int32, lines: [String]) {
        func text(_ name: String) -> String {
            FileManager.default.contents(atPath: folder + "/" + name)
                .flatMap { String(validating: $0, as: UTF8.self) } ?? ""
        }
        let verdict = JointCheck.verdict(
            counts: (counts, text("certificate.txt")), sums: (sums, text("certificate-\(part).txt")))
        if case .safe = verdict { return (0, []) }
        return words(for: verdict, part: part)
    }

    private static func one(
        _ path: String, _ name: String, _ files: [(name: String, bytes: [UInt8])], part: String,
        _ policies: [String: DisclosurePolicy], _ own: String
    ) -> (status: Int32, lines: [String]) {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { return words(for: .undecided("there is no \(name) that can be read")) }
        let named = CertificateChecker.policyName(of: text) ?? ""
        let policy = named == own ? nil : policies[named]
        let verdict = CertificateChecker.check(
            files: files, certificate: text, under: policy, part: part.isEmpty ? nil : part)
        var found = words(for: verdict, part: part)
        let terms = CertificateChecker.terms(of: text)
        if !terms.isEmpty {
            found.lines.append(
                (policy.map { "under the policy \($0.name): " } ?? "as it says itself: ") + terms)
        }
        return found
    }

    private static func words(
        for verdict: CertificateChecker.Verdict, part: String = ""
    ) -> (status: Int32, lines: [String]) {
        let end = part.isEmpty ? "" : " (\(part))"
        switch verdict {
        case .safe(let primaries, let rational):
            let what = part.isEmpty ? "small numbers" : "sums"
            return (
                0,
                ["safe: \(primaries) hidden \(what) proven (\(rational) of them partly by fractions)" + end]
            )
        case .broken(let reason): return (1, ["broken: \(reason)" + end])
        case .undecided(let reason): return (2, ["cannot tell: \(reason)" + end])
        }
    }

    /// Every file below a folder, whatever it is called; links and unknown folders break the release.
    private static func read(
        _ folder: String, _ place: String, part: String,
        into files: inout [String: [(name: String, bytes: [UInt8])]]
    ) throws(CertificateChecker.Fault) {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: folder) else {
            throw .undecided("\(folder) cannot be read")
        }
        if (try? manager.destinationOfSymbolicLink(atPath: folder)) != nil {
            throw .broken("\(folder) is a link")
        }
        for name in names.sorted() {
            let path = folder + "/" + name
            let held = try? manager.attributesOfItem(atPath: path)
            switch held?[.type] as? FileAttributeType {
            case .typeRegular?:
                guard let bytes = manager.contents(atPath: path) else {
                    throw .undecided("\(path) cannot be read")
                }
                files[part, default: []].append((place + name, [UInt8](bytes)))
            case .typeDirectory? where name == "earlier" && place.isEmpty:
                try read(path, "earlier/", part: part, into: &files)
            case .typeDirectory? where name.hasPrefix("amounts-") && part.isEmpty && place.isEmpty:
                let sums = String(name.dropFirst(8))
                if sums.isEmpty { throw .broken("\(path) does not belong to the release") }
                files[sums] = []
                try read(path, "", part: sums, into: &files)
            case .some, nil: throw .broken("\(path) does not belong to the release")
            }
        }
    }
}
