// SPDX-License-Identifier: Apache-2.0
// Cross-tabulates codes and says how long it took: counting SIZES FILE RECORDS POSITIONS RUNS
// SIZES are the categories of all columns, FILE their codes, one byte each, column after column. Prints JSON.
// `Benchmarks/counting.py` makes the file, calls this, and times others on the same numbers.
import EqualityStatistics
import Foundation

func numbers(_ text: String) -> [Int] { text.split(separator: ",").compactMap { Int($0) } }

func milliseconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(work)
    return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1000
}

/// The file's columns in chunks of a million records.
func chunks(_ file: Data, _ sizes: [Int], _ records: Int) throws -> [CodedChunk] {
    try stride(from: 0, to: records, by: 1_000_000).map { first in
        let last = min(records, first + 1_000_000)
        return try CodedChunk(
            sizes.indices.map { column in
                try CodedColumn(
                    ColumnName("c\(column)", categories: sizes[column]),
                    codes: [UInt8](file[column * records + first..<column * records + last]))
            })
    }
}

let arguments = CommandLine.arguments
guard arguments.count == 6, let records = Int(arguments[3]), let runs = Int(arguments[5]),
    let file = FileManager.default.contents(atPath: arguments[2])
else {
    FileHandle.standardError.write(Data("usage: counting SIZES FILE RECORDS POSITIONS RUNS\n".utf8))
    exit(64)
}
let positions = numbers(arguments[4])
let made = try chunks(file, numbers(arguments[1]), records)
let table = try CodedColumns(made)
let stored = made.map(\.bytes)
let reading = try milliseconds { for bytes in stored { _ = try CodedChunk(HeldBytes(bytes)) } }

var timings: [String: [Double]] = [:]
var counted: CrossTabulation?
for threads in [2, 1] {
    for _ in 0..<runs {
        timings["\(threads)", default: []].append(
            try milliseconds { counted = try table.crossTabulation(over: positions, threads: threads) })
    }
}
let margins = try milliseconds { _ = try counted?.margins() }
let all = try milliseconds { counted = try table.crossTabulation(over: Array(table.columns.indices)) }
let finest = counted?.occupiedCells ?? 0
counted = try table.crossTabulation(over: positions)

// Others check their counts against these: every cell that has somebody, as a sum that depends on all codes.
var sum = 0
counted?.forEachCell { codes, count in
    sum = (sum + count * codes.reduce(17) { ($0 * 31 + $1) % 1_000_003 }) % 1_000_000_007
}
let result: [String: Any] = [
    "two": timings["2"] ?? [], "one": timings["1"] ?? [], "margins": margins, "reading": reading,
    "allColumns": all, "allCells": finest, "cells": counted?.occupiedCells ?? 0, "total": counted?.total ?? 0,
    "sum": sum,
]
print(String(decoding: try JSONSerialization.data(withJSONObject: result), as: UTF8.self))
