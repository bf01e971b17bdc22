// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

extension RepresentationMaker {
    /// A version of a data set as what another is held against, such as staff for staff who left. It is counted as
    /// known; its people are those with usable answers to all questions.
    public func benchmark(
        of dataSet: DataSet, _ version: DataSetVersion, chunks: [[UInt8]], by columns: [DataColumn],
        areaName: String
    ) throws -> Benchmark {
        let (cells, answers) = usable(try count(chunks, version, columns), columns)
        var caveats = ["The benchmark is counted from this body's own records and is not published."]
        if answers.isTooIncomplete(under: settings) {
            caveats.append(
                "Only \(answers.usable) of \(answers.asked) asked gave a usable answer, so the benchmark itself is "
                    + "doubtful.")
        }
        if dataSet.isSynthetic { caveats.append("The records of the benchmark are synthetic.") }
        return Benchmark(
            name: "\(dataSet.title), version \(version.number)", population: dataSet.population,
            ages: dataSet.ages,
            areaCode: dataSet.areaCode, areaName: areaName, years: version.period.years,
            schemes: schemes(of: columns),
            counts: cells, source: "Data set \u{201C}\(dataSet.title)\u{201D}, \(version.period)",
            caveats: caveats, records: .init(kind: dataSet.kind, answers: answers))
    }
}
