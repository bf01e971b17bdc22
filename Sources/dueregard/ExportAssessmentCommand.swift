// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Reports

/// Where a result goes.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customLong("output"), .customLong("out")],
        help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE"))
    var output: String = "-"
}

extension ExportCommand {
    struct Assessment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assessment", abstract: "Write one assessment whole, by id or reference.",
            discussion: """
                dueregard export assessment EIA-2026-001 --format json --output assessment.json
                The JSON holds every version and act; another body takes it in with import assessment.
                """)

        /// The forms an assessment is written in.
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case json, odt, docx, html, pdf
        }

        @Argument(help: ArgumentHelp("The id or the reference.", valueName: "ID")) var assessment: String
        @OptionGroup var place: PlaceOptions
        @Option(help: "json, odt, docx, html or pdf.") var format: Format = .json
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (open, office) = try await place.office()
            guard let record = try await office.assessment(named: assessment) else {
                throw Stop.failed(
                    "There is no assessment “\(assessment)” in \(open.body.slug): give its id or reference")
            }
            guard let kind = ArtefactFormat(rawValue: format.rawValue),
                let bytes = try await office.file(of: record, kind, at: Clock.now)
            else { throw Self.noPDF }
            await open.database.close()
            try write(bytes, to: output.output)
            if output.output != "-" {
                Talk.say("\(record.reference), version \(record.version), written to \(output.output)")
            }
        }

        private static var noPDF: Stop {
            guard let program = PDFProgram.installed.first?.name else {
                return .failed(
                    "No program for PDF is installed. Install weasyprint, or take html, odt or docx")
            }
            return .failed("\(program) could not make the PDF. Take --format html, odt or docx")
        }
    }
}
