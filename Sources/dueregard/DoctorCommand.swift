// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the machine, the settings and the databases; each finding says what to do.")

    @OptionGroup var place: PlaceOptions
    @Flag(help: "Print the result as JSON.") var json = false

    struct Finding: Encodable {
        let check: String
        let good: Bool
        let text: String
        let fix: String?
    }

    func run() async throws {
        var findings: [Finding] = []
        func add(_ check: String, _ good: Bool, _ text: String, fix: String? = nil) {
            findings.append(Finding(check: check, good: good, text: text, fix: good ? nil : fix))
        }
        let settings = try place.settings()
        do {
            let reference = try place.reference()
            _ = try reference.library()
            add("reference data", true, reference.folder)
        } catch {
            add(
                "reference data", false, reason(error),
                fix: "Install the program whole, or give --reference-data")
        }
        // Optional: HTML is the publication, a PDF is a convenience.
        let programs = PDFProgram.installed.map { "\($0.name) at \($0.path)" }
        add(
            "PDF", true,
            programs.isEmpty
                ? "no program installed (optional): publications have HTML, ODT and JSON; install weasyprint for PDF"
                : programs.joined(separator: ", "))
        let places = Places(settings)
        if places.server == nil {
            let folder = settings["data"]
            let isThere = FileManager.default.fileExists(atPath: folder)
            add(
                "data folder", isThere, isThere ? folder : "\(folder) does not exist",
                fix: "Run: dueregard init --data \(folder) …")
            if isThere {
                add(
                    "rights", access(folder, W_OK) == 0, "writing in \(folder)",
                    fix: "chown or chmod the folder for this user")
                let free = Self.freeMegabytes(folder)
                add(
                    "disk", free >= 500, "\(free) MB free",
                    fix: "Make room: 500 MB free is the least that leaves time to act")
            }
        }
        do {
            for slug in try await places.slugs() {
                let database = try await places.open(slug)
                let (found, known) = try await database.schemaVersion()
                add(
                    "schema of \(slug)", found == known, "\(found) of \(known)",
                    fix: found < known ? "Run: dueregard migrate" : "Install the newer program")
                await database.close()
            }
        } catch {
            add("databases", false, reason(error), fix: "Check --data or --postgres and that the server runs")
        }
        do {
            let isOn = try MailSettings.delivery(settings) != nil
            add(
                "mail", true,
                isOn ? "reminders leave by \(settings["mail.kind"])" : "off: no reminder is sent")
            if isOn, settings["public-url"].isEmpty {
                add(
                    "links in mail", false, "reminders cannot say where a page is",
                    fix: "Set public-url to the address under which people reach the service")
            }
        } catch {
            add(
                "mail", false, reason(error),
                fix: "Mend the settings that begin with mail., or set mail.kind to off")
        }
        let port = Int(settings["port"]) ?? 0
        let isFree = Self.isFree(port)
        add(
            "port", isFree, "\(port) is \(isFree ? "free" : "in use")",
            fix: "Stop what uses it, or give another with --port")
        let year = Clock.today.year
        add("clock", (2025...2100).contains(year), Clock.now.iso, fix: "Set the clock of the machine")
        if json {
            Talk.result(JSONText.line(findings))
        } else {
            for finding in findings {
                Talk.result("\(finding.good ? "good" : "BAD ") \(finding.check): \(finding.text)")
                if let fix = finding.fix { Talk.result("     → \(fix)") }
            }
        }
        let bad = findings.count { !$0.good }
        if bad > 0 { throw Stop.problems(bad == 1 ? "1 finding" : "\(bad) findings") }
    }

    private static func freeMegabytes(_ folder: String) -> Int {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return ((attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0) / 1_000_000
    }

    private static func isFree(_ port: Int) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var reuse: Int32 = 1
        setsockopt(handle, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
