// SPDX-License-Identifier: Apache-2.0
import Foundation
import Yams

/// One setting of the program and where its value came from.
struct ProgramSetting {
    enum Origin: String { case flag, environment, file, standard = "default" }

    let name: String
    let value: String
    let origin: Origin
    let place: String
}

/// The settings of the program: the flag before the environment before the file before the default.
struct ProgramSettings {
    /// Name, default and meaning of every setting, in the order in which they are shown.
    static let known: [(name: String, standard: String, meaning: String)] =
        [
            ("data", "./dueregard-data", "folder with one database a body"),
            ("body", "", "slug of the body a command is about; needed where there are several"),
            ("postgres", "", "address of a PostgreSQL server that holds the bodies in place of the folder"),
            ("host", "127.0.0.1", "address to listen on"),
            ("port", "8080", "port to listen on"),
            ("base-path", "", "where the service is mounted, such as /equality"),
            ("public-url", "", "address under which people reach the service; https marks cookies as secure"),
            (
                "trusted-proxy", "",
                "address of a proxy whose X-Forwarded-For names the visitor, such as 127.0.0.1"
            ),
            ("reference-data", "", "folder with the reference data"),
        ] + MailSettings.known

    let all: [ProgramSetting]

    init(flags: [String: String], configFile: String?) throws {
        let environment = ProcessInfo.processInfo.environment
        let (file, filePath) = try Self.file(configFile ?? environment["DUEREGARD_CONFIG"])
        all = Self.known.map { name, standard, _ in
            if let value = flags[name] {
                return ProgramSetting(name: name, value: value, origin: .flag, place: "--\(name)")
            }
            let variable =
                "DUEREGARD_" + name.uppercased().replacing("-", with: "_").replacing(".", with: "_")
            if let value = environment[variable] {
                return ProgramSetting(name: name, value: value, origin: .environment, place: variable)
            }
            if let value = file[name] {
                return ProgramSetting(name: name, value: value, origin: .file, place: filePath)
            }
            return ProgramSetting(name: name, value: standard, origin: .standard, place: "")
        }
    }

    subscript(_ name: String) -> String { all.first { $0.name == name }?.value ?? "" }

    private static func file(_ given: String?) throws -> (values: [String: String], path: String) {
        let usual = ["./dueregard.yaml", "/etc/dueregard/dueregard.yaml"].first {
            FileManager.default.fileExists(atPath: $0)
        }
        guard let path = given ?? usual else { return ([:], "") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Stop.failed("Cannot read the settings file \(path)")
        }
        let loaded: Any?
        do {
            loaded = try Yams.load(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            let text = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            throw Stop.failed("The settings file \(path) cannot be read: \(text)")
        }
        guard let loaded else { return ([:], path) }
        guard let content = loaded as? [String: Any] else {
            throw Stop.failed("The settings file \(path) must hold lines such as “port: 8080”")
        }
        let names = Set(known.map(\.name))
        if let unknown = content.keys.sorted().first(where: { !names.contains($0) }) {
            throw Stop.failed("The settings file \(path) has an unknown setting “\(unknown)”")
        }
        return (content.mapValues { "\($0)" }, path)
    }

    /// A value as it may be shown: passwords in addresses are masked, before the @ and among the parameters.
    static func shown(_ setting: ProgramSetting) -> String {
        guard setting.name == "postgres" else { return setting.value }
        let masked = setting.value.replacing(/password=[^&\s]*/.ignoresCase(), with: "password=***")
        return masked.replacing(/(:\/\/[^:@\/]*):[^@]*@/) { "\($0.output.1):***@" }
    }
}
