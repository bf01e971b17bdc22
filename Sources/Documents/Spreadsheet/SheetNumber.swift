// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Numbers as a sheet shows them.
enum SheetNumber {
    /// A number without a format: whole numbers without a point, others with the fifteen digits that sheets keep.
    static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        if number == number.rounded(), number.magnitude < 1e18 { return String(Int(number)) }
        let text = printed("%.15g", number)
        return text.contains("e") && number.magnitude > 1e-9 && number.magnitude < 1e18
            ? trimmed(printed("%.18f", number)) : text
    }

    /// A number with so many decimals, and commas between thousands if wanted.
    static func fixed(_ number: Double, decimals: Int, isGrouped: Bool) -> String {
        guard number.isFinite, number.magnitude < 1e18 else { return plain(number) }
        // Half of what stands in binary just below a half is what the sheet rounds up.
        let nudged = number + number * 1e-15
        var text = printed("%.\(min(decimals, 15))f", nudged)
        if text.hasPrefix("-"), !text.contains(where: { ("1"..."9").contains($0) }) { text.removeFirst() }
        guard isGrouped else { return text }
        var characters = Array(text)
        var place = (characters.firstIndex(of: ".") ?? characters.count) - 3
        while place > (characters.first == "-" ? 1 : 0) {
            characters.insert(",", at: place)
            place -= 3
        }
        return String(characters)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == "0" { text.removeLast() }
        return String(text)
    }

    private static func printed(_ format: String, _ number: Double) -> String {
        withVaList([number]) { list in
            var buffer = [CChar](repeating: 0, count: 64)
            let count = vsnprintf(&buffer, buffer.count, format, list)
            return String(
                decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
