// SPDX-License-Identifier: Apache-2.0

/// The two files that every page asks for.
public enum Assets {
    /// The stylesheet, served as `assets/dueregard.css`.
    public static let stylesheet: [UInt8] = PackageResources.dueregard_css
    /// The script, served as `assets/dueregard.js`; every page works without it.
    public static let script: [UInt8] = PackageResources.dueregard_js

    /// The mark of the product, served as `assets/dueregard.svg`: two bars of equal height on one ground.
    public static let icon = Array(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1D5B79"/>\
        <rect x="8" y="8" width="6" height="13" fill="#fff"/><rect x="18" y="8" width="6" height="13" fill="#fff"/>\
        <rect x="6" y="23" width="20" height="2.5" fill="#fff"/></svg>
        """.utf8)
}
