// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Foundation
import OfficerSite
import Reports

extension PlaceOptions {
    /// The body that a command is about, with the office that its pages are made by.
    func office(
        pretending today: CalendarDay? = nil, community: CommunityDesk = .none
    ) async throws -> (open: OpenBody, office: Office) {
        let open = try await places().opened()
        let service = try Service(
            [open], library: try reference().library(), settings: try settings(), publicOnly: false,
            today: today, community: community)
        guard let office = service.offices.first else { throw Stop.failed("There is no body here") }
        return (open, office)
    }
}

/// A file that a command is given, read whole.
enum GivenFile {
    /// The most bytes that such a file may have.
    static let limit = AssessmentExchange.maximumBytes

    /// The bytes; `-` is standard input.
    static func bytes(_ path: String, advice: String = "give one file an assessment") throws -> [UInt8] {
        if path == "-" { return ImportCommand.standardInput() }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Stop.failed("There is no file \(path)")
        }
        guard !isFolder.boolValue else { throw Stop.failed("\(path) is a folder: give a file") }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= limit else {
            throw Stop.failed("\(path) is larger than \(limit >> 20) MB: \(advice)")
        }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Stop.failed("Cannot read \(path): \(reason(error))")
        }
    }
}
