// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Where the people of the demonstration work, by sign-in name. Councillors work nowhere.
extension Demonstration {
    static let countyPlaces: [String: Workplace] = {
        let children = "Children, Young People & Education", corporate = "Strategic & Corporate Services"
        let contact = Workplace(directorate: corporate, service: "Customer Contact & Property")
        return [
            "lead": contact, "analyst": contact, "engagement": contact, "admin": contact,
            "manager": Workplace(directorate: children, service: "Schools & Early Years"),
            "director": Workplace(directorate: children, service: ""),
            "author": Workplace(
                directorate: "Growth, Environment & Transport", service: "Highways & Public Transport"),
            "challenger": Workplace(
                directorate: "Community & Public Protection", service: "Libraries, Registration & Archives"),
            "commissioning": Workplace(
                directorate: "Adult Social Care & Health", service: "Commissioning & Contracts"),
            "democratic": Workplace(directorate: corporate, service: "Governance & Law"),
            "hr": Workplace(directorate: corporate, service: "Human Resources"),
            "auditor": Workplace(directorate: corporate, service: "Finance & Procurement"),
        ]
    }()

    static let districtPlaces: [String: Workplace] = {
        let corporate = "Corporate Services & Transformation"
        let business = Workplace(directorate: corporate, service: "Business Services")
        return [
            "lead": business, "analyst": business, "engagement": business, "manager": business,
            "director": Workplace(directorate: corporate, service: ""),
            "author": Workplace(directorate: "Operational Services", service: "Waste & Recycling"),
            "challenger": Workplace(directorate: "Community Services", service: "Housing Services"),
            "commissioning": Workplace(directorate: corporate, service: "Financial Services"),
            "democratic": Workplace(directorate: corporate, service: "Democratic Services"),
            "hr": Workplace(directorate: corporate, service: "Human Resources"),
            "auditor": Workplace(directorate: "EK Audit Partnership", service: "EK Audit Partnership"),
            "admin": Workplace(directorate: corporate, service: "ICT & Customer Services"),
        ]
    }()
}
