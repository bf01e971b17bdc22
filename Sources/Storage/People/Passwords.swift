// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Salted scrypt hashes of passwords, at most two being worked out at a time.
public final class Passwords: Sendable {
    /// The cost of one hash: N is two to the power `rounds`.
    public struct Cost: Hashable, Sendable {
        let rounds: Int
        let blockSize: Int
        let parallelism: Int

        /// What OWASP's password storage guidance asks for at this block size.
        public static let standard = Cost(rounds: 15, blockSize: 8, parallelism: 3)
        /// For tests only, where hundreds of people sign in.
        public static let quick = Cost(rounds: 4, blockSize: 8, parallelism: 1)
    }

    private let cost: Cost
    private let lanes = [
        DispatchQueue(label: "dueregard.password.1"), DispatchQueue(label: "dueregard.password.2"),
    ]

    /// A maker of hashes of this cost; older hashes are checked at the cost they carry.
    public init(cost: Cost = .standard) { self.cost = cost }

    /// A new hash, carrying its own cost and salt.
    public func hash(_ password: String) async throws -> String {
        let salt = Self.random(16)
        let cost = cost
        return try await onLane {
            let key = try Self.derive(password, salt: salt, cost)
            return
                "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(key))"
        }
    }

    /// Whether a password fits a hash; takes as long for an account that does not exist (`nil`).
    public func fits(_ password: String, _ hash: String?) async throws -> Bool {
        let parts = (hash ?? "").split(separator: "$").map(String.init)
        guard parts.count == 6, let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]),
            let salt = Data(base64Encoded: parts[4]), let expected = Data(base64Encoded: parts[5])
        else {
            _ = try await self.hash(password)
            return false
        }
        let cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        return try await onLane {
            let key = try Self.derive(password, salt: [UInt8](salt), cost)
            return Self.isEqual(key, [UInt8](expected))
        }
    }

    private func onLane<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws
        -> Answer
    {
        let lane = lanes[Int.random(in: 0..<lanes.count)]
        return try await withCheckedThrowingContinuation { continuation in
            lane.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private static func derive(_ password: String, salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism, maxMemory: 256 << 20)
        return key.withUnsafeBytes { [UInt8]($0) }
    }

    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

/// Random tokens, and the digests under which they are stored.
public enum Token {
    /// 256 random bits as 43 characters that are safe in addresses and cookies.
    public static func next() -> String {
        Data(Passwords.random(32)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// SHA-256 in hexadecimal.
    public static func digest(_ text: String) -> String { digest(Array(text.utf8)) }

    /// SHA-256 in hexadecimal.
    public static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
