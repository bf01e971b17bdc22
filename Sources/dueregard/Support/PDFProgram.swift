// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The program outside that makes a PDF of a published page, where one is installed; never needed to run.
enum PDFProgram: String, CaseIterable, Sendable {
    /// WeasyPrint makes PDF/UA; Chromium makes tagged PDF and is asked second.
    case weasyprint, chromium

    /// Gives the PDF of a page; `nil` where no program is installed or none of them managed.
    static let render: @Sendable ([UInt8]) async throws -> [UInt8]? = { page in
        for program in allCases {
            guard let path = program.path else { continue }
            if let file = try await program.run(path, page) { return file }
        }
        return nil
    }

    /// The programs installed, first choice first: what `doctor` reports.
    static var installed: [(name: String, path: String)] {
        allCases.compactMap { program in program.path.map { (program.rawValue, $0) } }
    }

    /// Where the program is, by the search path of this process.
    private var path: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(rawValue)" }.first { access($0, X_OK) == 0 }
    }

    private func arguments(from page: URL, to file: URL, in folder: URL) -> [String] {
        switch self {
        case .weasyprint: ["--pdf-variant", "pdf/ua-1", page.path, file.path]
        case .chromium:
            (getuid() == 0 ? ["--no-sandbox"] : []) + [
                "--headless=new", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer",
                "--print-to-pdf=\(file.path)", page.absoluteString,
            ]
        }
    }

    /// Runs the program over files of its own folder, for a minute at most; `nil` where it made no PDF.
    private func run(_ path: String, _ page: [UInt8]) async throws -> [UInt8]? {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "dueregard-pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "page.html")
        let output = folder.appending(path: "page.pdf")
        try Data(page).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments(from: input, to: output, in: folder)
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                return ended.resume(throwing: error)
            }
            let id = process.processIdentifier
            let watch = process
            Task.detached {
                try await Task.sleep(for: .seconds(60))
                if watch.isRunning, watch.processIdentifier == id { watch.terminate() }
            }
        }
        guard process.terminationStatus == 0, let file = try? Data(contentsOf: output),
            file.starts(with: Data("%PDF".utf8))
        else { return nil }
        return [UInt8](file)
    }
}
