// SPDX-License-Identifier: Apache-2.0

/// What must be known beside a mapping to read a file of records.
public struct ReadingContext: Sendable {
    /// The category schemes and mappings.
    public var schemes: CategorySchemes
    /// The sort of data set.
    public var kind: DataSetKind
    /// The days that the records are of.
    public var period: DataPeriod
    /// The names of areas by code.
    public var areaNames: [String: String]
    /// The codes of the areas that the body's own area holds; empty where that is not known.
    public var ownAreas: Set<String>
    /// Whether a person of this reference objected; `nil` where nobody did.
    public var hasObjected: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)?

    /// Everything that reading depends on.
    public init(
        schemes: CategorySchemes, kind: DataSetKind, period: DataPeriod, areaNames: [String: String] = [:],
        ownAreas: Set<String> = [],
        hasObjected: (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)? = nil
    ) {
        self.schemes = schemes
        self.kind = kind
        self.period = period
        self.areaNames = areaNames
        self.ownAreas = ownAreas
        self.hasObjected = hasObjected
    }
}

/// Why a mapping does not fit a file, each reason in a sentence that says what to do.
public struct MappingRefusal: Error, Hashable, Sendable {
    /// The reasons.
    public let reasons: [String]

    /// A refusal for these reasons.
    public init(_ reasons: [String]) { self.reasons = reasons }
}
