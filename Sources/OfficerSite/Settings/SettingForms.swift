// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension SettingForm {
    /// The settings that every body has, as they hold today.
    static func all(_ profile: BodyProfile) -> [SettingForm] {
        let interval = profile.interval
        let fixed = [
            SettingForm(
                name: BodyProfile.Name.nation, label: "Nation", value: profile.nation.rawValue, kind: .nation),
            SettingForm(
                name: BodyProfile.Name.assessmentLabel, label: "What an assessment is called",
                value: profile.assessmentLabel,
                kind: .text(hint: "For example EqIA, EIA, CIA or equality analysis")),
            SettingForm(
                name: BodyProfile.Name.accent, label: "Colour", value: profile.accent ?? "", kind: .accent),
            SettingForm(
                name: BodyProfile.Name.staleDays, label: "Days after which an open action counts as stale",
                value: "\(profile.staleDays)", kind: .number(1...1_000, unit: "days")),
            SettingForm(
                name: BodyProfile.Name.assessmentYears, label: "Years between assessments",
                value: "\(interval.high),\(interval.medium),\(interval.low)", kind: .years),
            SettingForm(
                name: BodyProfile.Name.daysBeforeDecision,
                label: "Days before a decision by which its assessment should be open",
                value: "\(profile.checkThresholds.daysBeforeDecision)", kind: .number(0...1_000, unit: "days")
            ),
            SettingForm(
                name: BodyProfile.Name.evidenceYears, label: "Years after which evidence counts as old",
                value: "\(profile.checkThresholds.evidenceYears)", kind: .number(1...50, unit: "years")),
            SettingForm(
                name: BodyProfile.Name.cumulativeMonths,
                label: "Months within which other assessments are looked at together",
                value: "\(profile.checkThresholds.cumulativeMonths)", kind: .number(1...240, unit: "months")),
            SettingForm(
                name: BodyProfile.Name.leastPeople, label: "Fewest people whose number is published",
                value: "\(profile.checkThresholds.leastPeople)", kind: .number(1...100, unit: "people")),
            SettingForm(
                name: BodyProfile.Name.leastStaff, label: "Fewest staff whose number is published",
                value: "\(profile.checkThresholds.leastStaff)", kind: .number(1...100, unit: "staff")),
            SettingForm(
                name: BodyProfile.Name.leastSensitive,
                label: "Fewest people of whom a disability, belief, orientation or identity is told",
                value: "\(profile.checkThresholds.leastSensitive)", kind: .number(1...100, unit: "people")),
            SettingForm(
                name: BodyProfile.Name.confidence, label: "How sure intervals are meant to be",
                value: "\(percent(profile.representation.level.probability))",
                kind: .number(80...99, unit: "%")),
            SettingForm(
                name: BodyProfile.Name.representationRatio,
                label: "Part of its benchmark at which a group may be called under-represented",
                value: "\(percent(profile.representation.greatestRatio))", kind: .number(1...100, unit: "%")),
            SettingForm(
                name: BodyProfile.Name.representationBase,
                label: "Fewest usable answers of which anything is said",
                value: "\(profile.representation.smallestBase)", kind: .number(1...1_000, unit: "people")),
            SettingForm(
                name: BodyProfile.Name.representationComplete,
                label: "Part of usable answers below which nothing is compared",
                value: "\(percent(profile.representation.smallestCompleteness))",
                kind: .number(0...100, unit: "%")),
            SettingForm(
                name: BodyProfile.Name.crossings,
                label: "Characteristics that equality information tells together",
                value: profile.crossings.lines, kind: .crossings),
            SettingForm(
                name: BodyProfile.Name.planColumns, label: "Own columns of the action plan",
                value: profile.planColumns.joined(separator: "\n"), kind: .columns),
        ]
        return fixed
            + profile.criteria.criteria.map { criterion in
                SettingForm(
                    name: BodyProfile.Name.criterionWeight + criterion.id,
                    label: "Weight of “\(criterion.name)”",
                    value: "\(criterion.weight)", kind: .number(0...10, unit: ""))
            }
    }

    private static func percent(_ part: Double) -> Int { Int((part * 100).rounded()) }

    static func named(_ name: String, _ profile: BodyProfile) -> SettingForm? {
        if let one = profile.characteristics.first(where: {
            $0.local != nil && BodyProfile.Name.localCharacteristic + $0.code == name
        }) {
            return SettingForm(name: name, label: one.name, value: "", kind: .localCharacteristic(one))
        }
        if name == "characteristic" {
            return SettingForm(name: name, label: "Local characteristic", value: "", kind: .characteristic)
        }
        if name.hasPrefix(BodyProfile.Name.duty),
            let duty = profile.listedDuties.first(where: { BodyProfile.Name.duty + $0.id == name })
        {
            let isOn = profile.duties.contains(duty)
            return SettingForm(
                name: name, label: duty.name, value: isOn ? "on" : "off", kind: .duty(hint: duty.rule))
        }
        return all(profile).first { $0.name == name }
    }
}
