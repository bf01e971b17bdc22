// SPDX-License-Identifier: Apache-2.0

/// The words of which posts, teams and bodies are made; no given name stands among them.
enum PostWords {
    /// What makes a post, a team or a body of other words.
    static let nouns: Set<String> = list(
        """
        administrator adviser advisers advisor advisors all analyst analysts apprentice assistant
        assistants auditor authority board boards cabinet champion champions charity chair chairman
        chairperson chairs commissioner commissioners committee committees company consultant consultants
        contractor contractors coordinator coordinators ordinator ordinators council councillors councils
        department departments deputy director directorate directorates directors division divisions
        engineer everybody everyone executive executives facilitator forum governor governors group groups
        headteacher headteachers hr inspector lead leader leaders leads librarian librarians manager
        managers managing mayor member members nhs network networks nurse office officer officers
        organiser panel partner partners partnership partnerships planner planners police practitioner
        practitioners president principal programme provider providers registrar registrars representative
        representatives scientist secretary section sections service services solicitor solicitors
        specialist specialists sponsor staff supervisor supervisors surveyor surveyors teacher teachers
        team teams technician treasurer trust trusts union unions unit units volunteer volunteers worker
        workers ceo smt cmt
        """)

    /// Nouns of posts that are also family names: they count only before "of", "for" and "to".
    static let familyNames: Set<String> = list("clerk constable head heads warden")

    /// What stands between the words of a post.
    static let joins: Set<String> = list("and at for in of on the to with within")

    /// What posts are of: services, subjects, ranks.
    static let services: Set<String> = list(
        """
        access accessibility accommodation accounting achievement acting admissions adoption adult adults
        advice age ageing ancillary area archives arts asset assets audit benefits building buildings
        business campaigns care carers casework centre ceremonies chief child childcare children childrens
        cleaning climate cohesion collections commercial commissioning communications communities
        community compliance complaints conservation construction consultation contact contracts contract
        control corporate council councils countryside crime cultural culture customer customers data day
        democratic demographic design development digital disabilities disability disabled distribution
        district diversity domestic early economic economy education elections electoral emergency
        employment enabling energy enforcement engagement enterprise environment environmental equalities
        equality estate estates events external facilities families family finance financial fire food
        fostering framework funding general governance grants grounds health help heritage higher highways
        homelessness housing human ict improvement inclusion income independent information infrastructure
        inclusive innovation insight insurance integrated intelligence interim internal investment
        involvement it joint justice land languages law learning legal leisure lettings libraries library
        licensing lifelong line local maintenance management marketing meals media mental minorities
        minority mobility monitoring museums national nations neighbourhood neighbourhoods new
        occupational older operational operations opposition organisational parking parks participation
        partnerships payroll pensions people peoples performance permits personnel physical planning play
        policy portfolio preventative prevention primary private procurement professional programmes
        project projects property protection public quality race recovery recruitment recycling refuse
        regeneration region regional registration regulation regulatory relations rents repairs research
        residents resilience resource resources revenue revenues review risk road roads rural safeguarding
        safety sanitary schools school science scrutiny secondary sector senior sensory shared sheltered
        skills social special sport sports standards statutory strategic strategy streetscene student
        supplies support supported sustainability sustainable systems tackling taxation technical
        technology temporary tenancy tenants tourism town trading traffic training transformation
        transport travel vice violence voluntary vulnerable waste welfare wellbeing women work workforce
        works young youth years needs co
        """)

    private static func list(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
