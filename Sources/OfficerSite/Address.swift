// SPDX-License-Identifier: Apache-2.0
import WebServer

/// Where everything is, below the address of the body.
enum Address {
    static let signIn = "/sign-in"
    static let signOut = "/sign-out"
    static let stay = "/office/stay"
    static let account = "/office/account"
    static let home = "/office"
    static let community = "/office/community"
    static let register = "/office/register"
    static let newPolicy = "/office/register/new"
    static let schedule = "/office/register/schedule"
    static let coverage = "/office/register/coverage"
    static let registerImport = "/office/register/import"
    static let registerExport = "/office/register/export"
    static let actions = "/office/actions"
    static let newAction = "/office/actions/new"
    static let actionImport = "/office/actions/import"
    static let importHeaders = actionImport + "/headers"
    static let actionExport = "/office/actions/export"
    static let publications = "/office/publications"
    static let log = "/office/log"
    static let settings = "/office/settings"
    static let structure = "/office/settings/structure"
    static let people = "/office/settings/people"
    static let newPerson = "/office/settings/people/new"
    static let gallery = "/office/gallery"
    static let assessments = "/office/assessments"
    static let newAssessment = "/office/assessments/new"
    static let myWork = "/office/assessments/mine"
    static let cumulative = "/office/assessments/cumulative"
    static let assessmentImport = "/office/assessments/import"
    static let templates = "/office/assessments/templates"
    static let evidence = "/office/evidence"
    static let newEvidence = "/office/evidence/new"
    static let attachments = "/office/attachments"
    static let decisions = "/office/decisions"
    static let newDecision = "/office/decisions/new"

    static let strategies = "/office/strategy"
    static let newStrategy = "/office/strategy/new"
    static let outcomes = "/office/outcomes"
    static let newOutcome = "/office/outcomes/new"
    static let inequalities = "/office/inequalities"
    static let objectives = "/office/objectives"
    static let newObjective = "/office/objectives/new"
    static let board = "/office/actions/board"
    static let queue = "/office/actions/queue"
    static let paste = "/office/actions/paste"
    static let plans = "/office/plans"
    static let work = "/office/work"
    static let group = "/office/group"
    static let meetings = "/office/meetings"
    static let calendar = "/office/calendar"
    static let duties = "/office/calendar/duties"
    static let feed = "/office/calendar/feed"
    static let reminders = "/office/reminders"

    static func strategy(_ id: String, _ rest: String = "") -> String {
        "\(strategies)/\(FormFields.encoded(id))\(rest)"
    }
    static func outcome(_ id: String, _ rest: String = "") -> String {
        "\(outcomes)/\(FormFields.encoded(id))\(rest)"
    }
    static func objective(_ id: String, _ rest: String = "") -> String {
        "\(objectives)/\(FormFields.encoded(id))\(rest)"
    }
    static func plan(_ id: String, _ rest: String = "") -> String {
        "\(plans)/\(FormFields.encoded(id))\(rest)"
    }
    static func meeting(_ id: String, _ rest: String = "") -> String {
        "\(meetings)/\(FormFields.encoded(id))\(rest)"
    }

    static func duty(_ id: String, _ rest: String) -> String {
        "\(duties)/\(FormFields.encoded(id))\(rest)"
    }

    static func policy(_ id: String, _ rest: String = "") -> String {
        "\(register)/\(FormFields.encoded(id))\(rest)"
    }
    static func action(_ id: String, _ rest: String = "") -> String {
        "\(actions)/\(FormFields.encoded(id))\(rest)"
    }
    static func publication(_ address: String, _ rest: String = "") -> String {
        "\(publications)/\(address)\(rest)"
    }
    static func person(_ id: String, _ rest: String = "") -> String {
        "\(people)/\(FormFields.encoded(id))\(rest)"
    }

    static func assessment(_ id: String, _ rest: String = "") -> String {
        "\(assessments)/\(FormFields.encoded(id))\(rest)"
    }
    static func decision(_ id: String, _ rest: String = "") -> String {
        "\(decisions)/\(FormFields.encoded(id))\(rest)"
    }
    static func evidence(_ id: String, _ rest: String = "") -> String {
        "\(evidence)/\(FormFields.encoded(id))\(rest)"
    }

    /// Where a record that the log names can be seen.
    static func ofRecord(_ kind: String, _ id: String) -> String {
        switch kind {
        case "policy": policy(id)
        case "action": action(id)
        case "register": register
        case "action plan": actions
        case "coverage": coverage + "?on=" + id
        case "publication": publications
        case "person": people
        case "setting", "structure", "body": settings
        case "assessment": assessment(id)
        case "decision": decision(id)
        case "evidence": evidence
        case "template": templates
        case "strategy": strategy(id)
        case "outcome": outcome(id)
        case "outcomes", "inequality": outcomes
        case "objective": objective(id)
        case "plan": plan(id)
        case "meeting": meeting(id)
        case "duty": duties
        case "outbox": reminders
        case "data set": dataSet(id)
        case "questionnaire": questionnaire(id)
        default: home
        }
    }
}
