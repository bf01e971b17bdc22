// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// The disclosure policies that are kept as files.
public enum DisclosurePolicies {
    /// Those in a folder, by name. Throws what is wrong with one of them, naming its file.
    public static func read(_ folder: String) throws -> [String: DisclosurePolicy] {
        try DisclosurePolicy.all(in: folder)
    }
}
