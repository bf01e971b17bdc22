// SPDX-License-Identifier: Apache-2.0

extension Lead {
    /// Who or what leads, as far as the words of the cell tell.
    public enum Sort: String, CaseIterable, Hashable, Sendable {
        /// One person by name, a post, a team or service, a body outside the council, elected members.
        case person, post, team, outsideBody, members
        /// Somebody still to be found, or nobody meant.
        case nobody

        /// The sort in words.
        public var name: String {
            switch self {
            case .person: "Person"
            case .post: "Post"
            case .team: "Team or service"
            case .outsideBody: "Outside body"
            case .members: "Members"
            case .nobody: "Nobody yet"
            }
        }
    }

    /// The sort that the words of the name tell: never stored, so that a better reading needs no mending of records.
    ///
    /// Members come before posts, so that "Cllr Example" and "Portfolio Holder" are members; outside bodies come
    /// before teams, so that "Police Service" is one; a name that tells nothing is taken for a team.
    public var sort: Sort {
        guard kind == .named else { return .nobody }
        if LeadReader.holdsWord(of: Self.memberWords, name) { return .members }
        let isPost = LeadReader.isPost(name)
        if !isPost, LeadReader.holdsWord(of: Self.outsideWords, name) { return .outsideBody }
        if isPost { return .post }
        if LeadReader.isPersonalName(name) { return .person }
        return .team
    }

    /// Words of elected members and of what they sit on.
    private static let memberWords: Set<String> = [
        "cllr", "cllrs", "cll", "councillor", "councillors", "member", "members", "cabinet", "portfolio",
        "committee", "mayor", "alderman",
    ]

    /// Words of bodies that are no part of a council.
    private static let outsideWords: Set<String> = [
        "nhs", "police", "constabulary", "trust", "university", "college", "school", "schools", "charity",
        "ltd", "limited", "plc", "cic", "cvs", "partnership", "partners", "partner", "commission", "agency",
        "association", "contractor", "contractors", "provider", "providers", "probation", "hospital",
        "foundation", "voluntary", "church", "mosque", "consortium", "ccg", "icb",
    ]
}

extension Action {
    /// Those of its leads who are among posts that nobody holds any longer, compared by folded text.
    public func leadsWhoLeft(_ former: Set<String>) -> [Lead] {
        guard !former.isEmpty else { return [] }
        return leads.filter { $0.kind == .named && former.contains(foldedForSearch($0.name)) }
    }
}
