// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Bytes as letters (RFC 4648).
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The alphabet for addresses, without padding.
    static func forAddresses(_ bytes: [UInt8]) -> String {
        text(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
