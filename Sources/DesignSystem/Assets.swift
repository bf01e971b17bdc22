// SPDX-License-Identifier: Apache-2.0

/// The two files that every page asks for.
public enum Assets {
    /// The stylesheet, served as `assets/dueregard.css`.
    public static let stylesheet: [UInt8] = PackageResources.dueregard_css
    /// The script, served as `assets/dueregard.js`; every page works without it.
    public static let script: [UInt8] = PackageResources.dueregard_js
}
