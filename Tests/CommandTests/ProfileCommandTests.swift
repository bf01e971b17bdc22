// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import dueregard
@testable import EqualityDuty
import Reports

/// The shipped figures about places, against what their publisher states of them.
@Suite struct `Shipped profile` {
    static let reference: CommunityReference? = try? ReferenceData(
        given: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("ReferenceData").path
    ).community()

    private func profile(_ code: String) throws -> CommunityProfile {
        let reference = try #require(Self.reference)
        return try reference.profile(of: try #require(reference.areas[code]))
    }

    /// Published by the Office for National Statistics: usual residents on 21 March 2021, rounded to a hundred
    /// (first results, June 2022), and of the census of 2011 as they are.
    @Test(arguments: [
        ("E07000114", 140_600, 134_186), ("E10000016", 1_576_100, 1_463_740), ("E06000035", 279_800, 263_925),
        ("E08000025", 1_144_900, 1_073_045), ("E07000178", 162_100, 151_906), ("W06000015", 362_400, 346_090),
        ("E08000003", 552_000, 503_127), ("K04000001", 59_597_542, 56_075_912),
    ])
    func `agrees with the published residents`(code: String, residents: Int, before: Int) throws {
        let population = try #require(profile(code).population)
        #expect(abs(population.latest.count - residents) < 100, "\(population.latest.count)")
        #expect(population.years.first { $0.table.day.year == 2011 }?.count == before)
    }

    /// Published counts of Census 2021, TS021, TS030 and TS077, England and Wales.
    @Test(arguments: [
        ("ethnic-group", "white", 48_699_249), ("ethnic-group", "black", 2_409_278),
        ("sexual-orientation", "straight", 43_403_110),
        ("sexual-orientation", "gay-or-lesbian", 747_805),
    ])
    func `agrees with the published groups of England and Wales`(topic: String, code: String, count: Int)
        throws
    {
        let profile = try profile("K04000001")
        let section = try #require(profile.sections.first { $0.topic.id == topic })
        let figure = try #require(section.figures.first { $0.category.code == code })
        #expect(abs(figure.count - count) < 60, "\(figure.count) against \(count)")
    }

    @Test func `has the religion of Thanet in three censuses`() throws {
        let profile = try profile("E07000114")
        let section = try #require(profile.sections.first { $0.topic.id == "religion" })
        #expect(section["christian"]?.count == 65_654)
        #expect(section.series?.years.map(\.table.day.year) == [2001, 2011, 2021])
    }

    @Test func `has every authority of England and Wales, and says what is not held`() throws {
        let reference = try #require(Self.reference)
        let authorities = reference.areas.all(.authority)
        #expect(authorities.count >= 318)
        for area in authorities {
            let profile = try reference.profile(of: area)
            #expect(profile.population != nil || !profile.missing.isEmpty, "\(area.name)")
            #expect(profile.sections.count + profile.missing.count == reference.profiles.topics.count)
        }
    }

    @Test func `reaches down to wards and small areas in Kent and Medway`() throws {
        let reference = try #require(Self.reference)
        #expect(reference.areas.parts(of: "E07000114", .ward).count == 23)
        #expect(reference.areas.parts(of: "E07000114", .lsoa).count == 86)
        let ward = try profile("E05005093")
        #expect(ward.sections.map(\.topic.id).contains("disability"))
        #expect(ward.comparisons.first?.name == "Thanet")
    }

    @Test func `tells the deprivation of Thanet as it is published`() throws {
        let figures = try #require(profile("E07000114").deprivation)
        #expect(figures.value("score_rank") == 26)
        #expect(figures.tenths.reduce(0, +) == 86)
        #expect(figures.tenths.first == 16)
        #expect(figures.earlier.map(\.year) == [2004, 2007, 2010, 2015, 2019])
    }

    @Test func `gives one figure in the words, the table, the CSV and the JSON`() throws {
        let profile = try profile("E07000114")
        let csv = String(decoding: Reports.profileCSV(profile), as: UTF8.self)
        let json = String(decoding: Reports.profileJSON(profile), as: UTF8.self)
        let document = Reports.profile(profile)
        let tables = document.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
        for section in profile.sections {
            let table = try #require(
                tables.first { $0.caption == "\(section.topic.title), \(section.table.dataset)" })
            for (figure, row) in zip(section.figures, table.rows) {
                let share = try #require(figure.share)
                let plain = row[2]
                #expect(row[1] == "\(figure.count)")
                let line = "\(section.topic.id),\(section.scheme.id),\(figure.category.code),"
                let lines = csv.split(separator: "\r\n").filter {
                    $0.hasPrefix("E07000114,") && $0.contains(line)
                }
                #expect(lines.count == 1)
                #expect(
                    lines[0].contains(",\(share.count),\(share.base),\(plain == "[low]" ? "" : plain),"),
                    "\(line)")
                if plain != "[low]" { #expect(json.contains("\"percent\" : \(plain.droppingPoint)")) }
            }
        }
    }

    @Test func `says what a place can be called, and what it can be compared with`() async throws {
        let folder = try Folder()
        let unknown = try await folder.run("report", "profile", "--area", "Atlantis")
        #expect(unknown.code == 64 && unknown.talk.contains("There is no place “Atlantis”"))
        let several = try await folder.run("report", "profile", "--area", "North")
        #expect(several.code == 64 && several.talk.contains("may be several places"))
        let wrong = try await folder.run("report", "profile", "--area", "E07000114", "--with", "W06000015")
        #expect(wrong.code == 64 && wrong.talk.contains("can be compared with"))
        let ended = try await folder.run("report", "profile", "--area", "E07000026", "--format", "csv")
        #expect(ended.code == 0 && ended.output.contains("Allerdale"))
    }
}

extension String {
    /// "24.0" as JSON writes it, "24".
    fileprivate var droppingPoint: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}
