import Database

extension PolicyDraft {
    /// A condition on caller and circumstances alone.
    package struct Circumstance: Sendable {
        package var parameter: String
        package var comparison: RowCondition.Comparison
        package var value: Value

        var text: String { "$" + RowCondition.compare([parameter], comparison, .value(value)).text }
    }

    /// For whom, for what and when a rule counts; what is empty does not limit it.
    package struct Target: Sendable {
        package var roles: [String] = []
        package var except: [String] = []
        package var subject: (attribute: String, value: Value)?
        package var purposes: [String] = []
        package var when: [Circumstance] = []
        package var from: String?
        package var until: String?

        /// Whether all of it fits; nil when nobody can tell.
        func fits(_ asker: Asker) -> Bool? {
            if !roles.isEmpty, !roles.contains(where: asker.names.contains) { return false }
            if except.contains(where: asker.names.contains) { return false }
            if !purposes.isEmpty, !purposes.contains(asker.purpose) { return false }
            let day = String(World.now.prefix(10))
            if let from, day < from { return false }
            if let until, day > until { return false }
            var results = when.map { RowJudge.holds($0.comparison, asker.parameters[$0.parameter] ?? .null, $0.value) }
            if let subject { results.append(asker.attributes[subject.attribute] == subject.value) }
            return results.contains(false) ? false : results.contains(nil) ? nil : true
        }
    }

    /// A rule about rows beyond the roles.
    package struct RowsRule: Sendable {
        package var isPermit: Bool
        package var rows: RowRule
    }

    /// A rule about columns.
    package struct ColumnRule: Sendable {
        package enum Action: String, Sendable, CaseIterable { case values, totals, filters, export }

        package enum Selector: Sendable {
            case attribute(table: String, column: String)
            case level(Int)
            case identifier(String)
            case table(String)

            func covers(_ column: House.Column, of table: String) -> Bool {
                switch self {
                case .attribute(let other, let name): table == other && column.name == name
                case .level(let level): column.level == level
                case .identifier(let kind): column.identifier == kind
                case .table(let name): table == name
                }
            }

            func text(levels: [String]) -> String {
                switch self {
                case .attribute(let table, let column): "attributes: [\(table).\(column)]"
                case .level(let level): "levels: [\(levels[level])]"
                case .identifier(let kind): "identifiers: [\(kind)]"
                case .table(let name): "entities: [\(name)]"
                }
            }
        }

        package var isPermit: Bool
        package var actions: [Action]
        package var selector: Selector
        package var target: Target
        package var mask = Mask.show

        func covers(_ column: House.Column, of table: String) -> Bool { selector.covers(column, of: table) }

        /// A permit must fit for sure; a denial counts unless it is known not to.
        func counts(for asker: Asker) -> Bool { isPermit ? target.fits(asker) == true : target.fits(asker) != false }
    }

    /// Who asks what for, in which role.
    package struct Asker: Sendable {
        package var attributes: [String: Value]
        package var parameters: [String: Value]
        package var purpose: String
        package var role: Role
        /// The role's name and those of the roles that it inherits from.
        package var names: Set<String>
        /// Whether purpose or role demand a fact.
        package var demands = false
        package var agreement: Agreement?
        /// The emergency access under which is asked.
        package var grant: Grant?
        /// Why nothing may be answered.
        package var bar: String?

        /// Whether the answer leaves the house.
        var isLeaving: Bool { parameters["environment.destination"] != nil }
    }
}

extension PolicyDraft.Target {
    /// The part of a rule in the file.
    var text: String {
        var parts: [String] = []
        if !roles.isEmpty { parts.append("for: [\(roles.joined(separator: ", "))]") }
        if !except.isEmpty { parts.append("except: [\(except.joined(separator: ", "))]") }
        if let subject {
            let value = if case .integer(let number) = subject.value { String(number) } else { "a" }
            parts.append("subjects: [{ \(subject.attribute): \(value) }]")
        }
        if !purposes.isEmpty { parts.append("purposes: [\(purposes.joined(separator: ", "))]") }
        if !when.isEmpty { parts.append("when: [\(when.map { PolicyDraft.quoted($0.text) }.joined(separator: ", "))]") }
        if let from { parts.append("from: \(from)") }
        if let until { parts.append("until: \(until)") }
        return parts.map { ", " + $0 }.joined()
    }
}

extension PolicyDraft.ColumnRule {
    /// The rule in the file.
    func text(levels: [String]) -> String {
        let said = actions.map(\.rawValue).joined(separator: ", ")
        return
            "\(isPermit ? "permit" : "deny"): [\(said)], on: { \(selector.text(levels: levels)) }\(target.text)\(mask == .show ? "" : ", as: \(mask.rawValue)")"
    }
}
