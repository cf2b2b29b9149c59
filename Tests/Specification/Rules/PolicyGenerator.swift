import Database

/// Makes random policies: rules that overlap and contradict each other, conditions that are often unknown, tables that stay closed.
package struct PolicyGenerator {
    private let house: House
    private var random: Random

    package init(house: House, random: Random) {
        self.house = house
        self.random = random
    }

    package mutating func policy() -> PolicyDraft {
        var policy = PolicyDraft()
        for number in 0..<random.below(4) { policy.named["rule_\(number)"] = aboutSubject(2) }
        let names = policy.named.keys.sorted()
        for number in 0..<(random.chance(60) ? 0 : 1 + random.below(2)) { policy.requirements.append(requirement(number)) }
        for purpose in PolicyDraft.purposes where random.chance(30) {
            policy.demands[purpose] = policy.requirements.isEmpty ? nil : [random.pick(policy.requirements).name]
        }
        if random.chance(45) { policy.agreements["pact"] = agreement() }
        if random.chance(90) { policy.everybody.append(.init(tables: ["ward"], conditions: [])) }
        if random.chance(85) {
            policy.everybody.append(.init(tables: ["staff"], conditions: random.chance(25) ? [condition(on: "staff", 1)] : []))
        }
        let parent = "parent"
        var hasParent = false
        for name in ["first", "second", "third"].prefix(1 + random.below(3)) {
            let inherits = random.chance(25)
            hasParent = hasParent || inherits
            policy.roles.append(role(name, names, inherits: inherits ? [parent] : []))
        }
        if hasParent {
            var role = role(parent, names, inherits: [])
            role.subject = nil
            policy.roles.insert(role, at: random.below(policy.roles.count + 1))
        }
        for index in policy.roles.indices {
            if !policy.agreements.isEmpty, random.chance(50) { policy.roles[index].agreement = "pact" }
            guard !policy.requirements.isEmpty, random.chance(40) else { continue }
            let requirement = random.pick(policy.requirements)
            policy.roles[index].requires = [requirement.name]
            policy.roles[index].rows.append(rule(by: requirement))
        }
        if random.chance(35) { policy.breakGlass = breakGlass(names) }
        let roles = policy.roles.map(\.name) + (policy.breakGlass == nil ? [] : [PolicyDraft.BreakGlass.name])
        if random.chance(25) { policy.scale = scale() }
        for _ in 0..<(random.chance(50) ? 0 : 1 + random.below(2)) {
            var rows = rule(names)
            rows.target = target(roles)
            policy.rowsRules.append(.init(isPermit: random.chance(25), rows: rows))
        }
        for _ in 0..<(random.chance(60) ? 0 : 1 + random.below(3)) { policy.columnRules.append(columnRule(roles)) }
        if random.chance(35) { policy.columnRules.append(keepingRule(roles)) }
        for purpose in PolicyDraft.purposes where random.chance(20) {
            var ceiling = rights(isComplete: false)
            ceiling.filter = []
            policy.ceilings[purpose] = ceiling
        }
        return policy
    }

    /// Attributes of a caller: some are missing, some are those of nobody.
    package mutating func caller() -> [String: Value] {
        var attributes: [String: Value] = ["role": .text(random.pick(["nurse", "nurse", "nurse", "clerk"])), "place": .text("a")]
        if random.chance(85) { attributes["staff_id"] = .integer(Int64(1 + random.below(4))) }
        if random.chance(85) { attributes["ward_id"] = .integer(Int64(1 + random.below(4))) }
        if random.chance(70) { attributes["city"] = .text(random.pick(HouseData.texts)) }
        return attributes
    }

    /// An emergency access to somebody, who need not be there.
    package mutating func grant(under policy: PolicyDraft) -> PolicyDraft.Grant? {
        guard random.chance(policy.breakGlass == nil ? 2 : 50) else { return nil }
        return .init(patient: Int64(1 + random.below(9)), isApproved: random.chance(40))
    }

    /// Where an answer goes: mostly nowhere outside.
    package mutating func destination() -> String? { random.chance(30) ? random.pick(Self.destinations) : nil }

    private static let destinations = ["partner", "abroad"]

    package mutating func purpose() -> String { random.pick(PolicyDraft.purposes + ["care"]) }

    private mutating func role(_ name: String, _ names: [String], inherits: [String]) -> PolicyDraft.Role {
        var purposes: [String: PolicyDraft.Rights] = [:]
        for purpose in PolicyDraft.purposes where random.chance(75) {
            purposes[purpose] = random.chance(70) ? .init() : rights(isComplete: false)
        }
        if purposes.isEmpty { purposes["care"] = .init() }
        var rows: [PolicyDraft.RowRule] = []
        if random.chance(75) { rows.append(.init(tables: nil, conditions: random.chance(20) ? [] : [subjectItem(names)])) }
        for _ in 0..<(rows.isEmpty ? 5 : random.below(4)) { rows.append(rule(names)) }
        return PolicyDraft.Role(
            name: name, subject: ("role", random.pick(["nurse", "nurse", "nurse", "clerk"])), inherits: inherits, purposes: purposes,
            lists: random.chance(85), smallCells: random.chance(70) ? nil : 2 + random.below(4), rows: rows,
            rights: rights(isComplete: !random.chance(10)),
            pseudonymsPer: random.pick([nil, "caller.city", "caller.staff_id", "environment.place", "environment.place"]),
            beside: random.chance(40) ? [companions()] : [])
    }

    /// The wards or the staff that stand beside filtered totals.
    private mutating func companions() -> PolicyDraft.RowRule {
        let table = random.pick(["ward", "ward", "staff"])
        let condition = random.pick([
            RowCondition.compare(["ward_id"], .equal, .parameter("caller.ward_id")),
            .compare(["ward_id"], .lessOrEqual, .value(.integer(2))), .isNull([table == "ward" ? "floor" : "title"]),
            .not(.compare([table == "ward" ? "name" : "title"], .equal, .value(.text(random.pick(HouseData.texts))))),
        ])
        var rule = PolicyDraft.RowRule(tables: [table], conditions: [condition])
        if random.chance(20) { rule.target = target([]) }
        return rule
    }

    private mutating func rights(isComplete: Bool) -> PolicyDraft.Rights {
        var rights = PolicyDraft.Rights()
        if isComplete || random.chance(40) { rights.lists = random.pick([1, 2, 2, 3, 3, 3]) }
        if isComplete || random.chance(40) { rights.totals = random.pick([1, 2, 2, 3, 3, 3]) }
        if isComplete || random.chance(30) { rights.export = random.pick([nil, 1, 2, 2, 3, 3]) }
        let masks: [(String, [PolicyDraft.Mask])] = [
            ("patient-number", [.show, .show, .show, .show, .pseudonym, .pseudonym, .hide]),
            ("mrn", [.show, .partial, .pseudonym, .pseudonym, .hide]), ("name", [.show, .partial, .hide]),
            ("birth-date", [.show, .show, .month, .year, .age, .ageBand5, .ageBand10, .hide]),
            ("event-time", [.show, .show, .month, .year]), ("place", [.show, .show, .hide]),
        ]
        for (kind, choice) in masks where random.chance(isComplete ? 85 : 20) { rights.kinds[kind] = random.pick(choice) }
        if random.chance(50) { rights.direct = random.pick([.show, .show, .partial, .pseudonym, .hide]) }
        if random.chance(60) { rights.quasi = random.pick([.show, .show, .hide]) }
        if random.chance(15) { rights.filter = [random.pick(masks.map(\.0))] }
        return rights
    }

    // MARK: Rules

    /// For whom and when a rule counts; `roles` that it may name, none for rules within a role.
    private mutating func target(_ roles: [String]) -> PolicyDraft.Target {
        var target = PolicyDraft.Target()
        if !roles.isEmpty {
            if random.chance(20) { target.roles = [random.pick(roles)] }
            if random.chance(25) { target.except = [random.pick(roles)] }
            if random.chance(15) {
                target.subject = random.chance(50) ? ("ward_id", .integer(Int64(1 + random.below(3)))) : ("place", .text("a"))
            }
        }
        if random.chance(15) { target.purposes = [random.pick(PolicyDraft.purposes)] }
        if random.chance(25) {
            target.when.append(
                random.pick([
                    .init(parameter: "environment.place", comparison: random.pick([.equal, .notEqual]), value: .text("a")),
                    .init(parameter: "environment.zone", comparison: random.pick([.equal, .notEqual]), value: .text("a")),
                    .init(
                        parameter: "caller.ward_id", comparison: random.pick([.equal, .less]), value: .integer(Int64(1 + random.below(4)))),
                    .init(parameter: "now", comparison: random.pick([.less, .greater]), value: .text("2026-06-01 00:00:00")),
                ]))
        }
        if random.chance(10) {
            target.when.append(
                .init(parameter: "environment.destination", comparison: .notEqual, value: .text(random.pick(Self.destinations))))
        }
        if random.chance(15) { target.from = random.pick(["2026-01-01", "2026-06-15", "2026-06-16"]) }
        if random.chance(15), target.from == nil { target.until = random.pick(["2026-06-14", "2026-06-15", "2026-12-31"]) }
        return target
    }

    private mutating func requirement(_ number: Int) -> PolicyDraft.Requirement {
        let (table, column) = random.pick([("team", "person_id"), ("consent", "person_id"), ("staff", "ward_id"), ("stay", "ward_id")])
        return .init(name: "fact_\(number)", table: table, condition: random.chance(70) ? condition(on: table, 1) : nil, column: column)
    }

    /// Rows that hang on what a requirement has found.
    private mutating func rule(by requirement: PolicyDraft.Requirement) -> PolicyDraft.RowRule {
        let found = RowCondition.Operand.parameter(requirement.parameter)
        if requirement.column == "person_id" { return .init(tables: nil, conditions: [.compare([RowCondition.subject], .equal, found)]) }
        return .init(tables: [random.pick(["stay", "staff", "ward"])], conditions: [.compare(["ward_id"], .equal, found)])
    }

    private mutating func breakGlass(_ names: [String]) -> PolicyDraft.BreakGlass {
        let patient = RowCondition.Operand.parameter("grant.patient")
        let isPatients = RowCondition.compare([RowCondition.subject], .equal, patient)
        var rows: [PolicyDraft.RowRule] = []
        if random.chance(85) { rows.append(.init(tables: nil, conditions: [isPatients] + (random.chance(20) ? [subjectItem(names)] : []))) }
        if rows.isEmpty || random.chance(30) {
            let table = random.pick(["stay", "person", "team", "consent"])
            rows.append(.init(tables: [table], conditions: [.compare(["person_id"], .equal, patient), condition(on: table, 1)]))
        }
        if random.chance(15) { rows[0].target = target([]) }
        func belowHighest() -> PolicyDraft.Rights {
            var rights = self.rights(isComplete: true)
            rights.lists = rights.lists.map { min($0, 2) }
            rights.totals = rights.totals.map { min($0, 2) }
            return rights
        }
        var purposes: [String: PolicyDraft.Rights] = ["care": .init()]
        if random.chance(40) { purposes["study"] = random.chance(70) ? .init() : belowHighest() }
        var approved = rights(isComplete: false)
        if random.chance(70) { (approved.lists, approved.totals) = (3, 3) }
        let role = PolicyDraft.Role(
            name: PolicyDraft.BreakGlass.name, subject: ("role", random.pick(["nurse", "nurse", "nurse", "clerk"])), purposes: purposes,
            lists: true, smallCells: nil, rows: rows, rights: belowHighest())
        return .init(role: role, approved: approved)
    }

    /// Four levels that turn the catalog's about, with columns and kinds besides; what none covers has no level.
    private mutating func scale() -> [PolicyDraft.Step] {
        ["one", "two", "three", "four"].enumerated().map { index, name in
            var selectors: [PolicyDraft.ColumnRule.Selector] = [.level(random.chance(80) ? index : random.below(4))]
            if random.chance(40) { selectors.append(.identifier(random.pick(["mrn", "name", "birth-date", "event-time", "place"]))) }
            for _ in 0..<random.below(3) {
                let table = house.table(random.pick(house.tables.map(\.name)))
                selectors.append(.attribute(table: table.name, column: random.pick(table.columns).name))
            }
            return .init(name: name, selectors: selectors)
        }
    }

    private mutating func agreement() -> PolicyDraft.Agreement {
        var columns: Set<String> = []
        for table in house.tables { for column in table.columns where random.chance(65) { columns.insert("\(table.name).\(column.name)") } }
        let from: String? = random.chance(20) ? random.pick(["2026-06-15", "2026-06-16"]) : nil
        return .init(
            columns: columns, from: from,
            until: from == nil ? random.pick(["2026-06-14", "2026-06-15", "2026-12-31", "2026-12-31"]) : "2026-12-31",
            destinations: Self.destinations.filter { _ in random.chance(60) })
    }

    /// A rule that keeps a table, or some of its columns, in the house.
    private mutating func keepingRule(_ roles: [String]) -> PolicyDraft.ColumnRule {
        let table = random.pick(["stay", "stay", "person", "result", "team", "consent", "ward", "staff"])
        let column = random.pick(house.table(table).columns.filter { $0.kind != .identifier } + [house.table(table).columns[0]])
        return .init(
            isPermit: false, actions: [.export],
            selector: random.chance(70) ? .table(table) : .attribute(table: table, column: column.name),
            target: random.chance(75) ? .init() : target(roles))
    }

    private mutating func columnRule(_ roles: [String]) -> PolicyDraft.ColumnRule {
        let actions = PolicyDraft.ColumnRule.Action.allCases.filter { _ in random.chance(60) }
        var rule = PolicyDraft.ColumnRule(
            isPermit: random.chance(50), actions: actions.isEmpty ? [.values] : actions, selector: .level(random.below(3) + 1),
            target: target(roles))
        switch random.below(4) {
        case 0: break
        case 1: rule.selector = .identifier(random.pick(["mrn", "name", "birth-date", "event-time", "place"]))
        default:
            let table = house.table(random.pick(house.tables.map(\.name)))
            let column = random.pick(table.columns.filter { $0.kind != .identifier })
            rule.selector = .attribute(table: table.name, column: column.name)
            guard rule.isPermit, random.chance(40) else { break }
            switch column.kind {
            case .text: rule.mask = random.pick([.partial, .hide])
            case .date where column.identifier == "birth-date": rule.mask = random.pick([.month, .year, .age, .ageBand10])
            case .date, .time: rule.mask = random.pick([.month, .year])
            case .number, .integer, .identifier: rule.mask = .hide
            }
        }
        return rule
    }

    private mutating func rule(_ names: [String]) -> PolicyDraft.RowRule {
        var rule = plainRule(names)
        if random.chance(25) { rule.target = target([]) }
        return rule
    }

    private mutating func plainRule(_ names: [String]) -> PolicyDraft.RowRule {
        switch random.below(8) {
        case 0: return .init(tables: nil, conditions: [subjectItem(names)])
        case 1:
            let first = random.pick(house.aboutPatients)
            let second = random.pick(house.aboutPatients.filter { $0 != first })
            return .init(tables: [first, second], conditions: random.chance(30) ? [] : [subjectItem(names)])
        default:
            let table = random.pick(house.tables.map(\.name))
            var conditions = (0..<(random.chance(15) ? 0 : 1 + random.below(2))).map { _ in condition(on: table, 2) }
            if house.table(table).patient != nil, random.chance(25) { conditions.append(subjectItem(names)) }
            return .init(tables: [table], conditions: conditions)
        }
    }

    private mutating func subjectItem(_ names: [String]) -> RowCondition {
        names.isEmpty || random.chance(40) ? aboutSubject(2) : .named(random.pick(names))
    }

    /// A condition on the patient that a row is about, whichever table it is of.
    private mutating func aboutSubject(_ depth: Int) -> RowCondition {
        let subject = RowCondition.subject
        if depth > 0 {
            switch random.below(6) {
            case 0: return .both(aboutSubject(depth - 1), aboutSubject(depth - 1))
            case 1: return .either(aboutSubject(depth - 1), aboutSubject(depth - 1))
            case 2: return .not(aboutSubject(depth - 1))
            default: break
            }
        }
        let table = random.pick(["team", "team", "team", "consent", "stay", "person"])
        let inner = random.chance(85) ? condition(on: table, depth > 0 ? 1 : 0) : nil
        switch random.below(8) {
        case 0: return .exists(table: table, column: "person_id", mine: subject, where: inner)
        case 1: return .more(random.below(3), table: table, column: "person_id", mine: subject, where: inner)
        case 2: return .compare([subject], random.pick([.equal, .notEqual, .less]), .value(.integer(Int64(1 + random.below(6)))))
        case 3: return .oneOf([subject], [.integer(Int64(1 + random.below(6))), random.chance(50) ? .null : .integer(2)])
        default: return .member(subject, table: table, column: "person_id", where: inner)
        }
    }

    /// A condition on a row of a table.
    private mutating func condition(on table: String, _ depth: Int, under outer: House.Table? = nil) -> RowCondition {
        let entity = house.table(table)
        if depth > 0 {
            switch random.below(11) {
            case 0, 1: return .both(condition(on: table, depth - 1, under: outer), condition(on: table, depth - 1, under: outer))
            case 2, 3: return .either(condition(on: table, depth - 1, under: outer), condition(on: table, depth - 1, under: outer))
            case 4: return .not(condition(on: table, depth - 1, under: outer))
            case 5, 6:
                guard !entity.many.isEmpty else { break }
                let many = random.pick(entity.many)
                let inner = random.chance(80) ? condition(on: many.target, depth - 1, under: entity) : nil
                if random.chance(30) {
                    return .more(random.below(2), table: many.target, column: many.column, mine: entity.key, where: inner)
                }
                return .exists(table: many.target, column: many.column, mine: entity.key, where: inner)
            case 7, 8:
                guard let step = entity.one.isEmpty ? nil : random.pick(entity.one) else { break }
                let target = house.table(step.target)
                // Another table's column of the same numbers, nulls in it and all.
                let others = house.tables.flatMap { other in other.one.filter { $0.target == step.target }.map { (other.name, $0.column) } }
                let (other, column) = random.chance(40) ? (target.name, target.key) : random.pick(others + [(target.name, target.key)])
                return .member(step.column, table: other, column: column, where: random.chance(80) ? condition(on: other, depth - 1) : nil)
            default: break
            }
        }
        return comparison(entity, outer)
    }

    private mutating func comparison(_ table: House.Table, _ outer: House.Table?) -> RowCondition {
        var path: [String] = []
        var end = table
        // From inside a subquery too: a path is a join there.
        while random.chance(20), !end.one.isEmpty {
            let step = random.pick(end.one)
            path.append(step.name)
            end = house.table(step.target)
        }
        let column = random.pick(end.columns)
        path.append(column.name)
        switch random.below(7) {
        case 0: return .isNull(path)
        case 1: return .oneOf(path, (0..<(1 + random.below(3))).map { _ in random.chance(15) ? .null : value(column) })
        case 2:
            let twins = (outer?.columns ?? []).filter { $0.kind == column.kind }
            if !twins.isEmpty { return .compare(path, comparison(of: column), .outer(random.pick(twins).name)) }
            let others = table.columns.filter { $0.kind == column.kind && $0.name != column.name }
            if !others.isEmpty { return .compare(path, comparison(of: column), .column(random.pick(others).name)) }
        case 3, 4:
            switch column.kind {
            case .identifier where column.name == "staff_id" || column.name == "doctor_id":
                return .compare(path, random.pick([.equal, .equal, .notEqual]), .parameter("caller.staff_id"))
            case .identifier where column.name == "ward_id":
                return .compare(path, random.pick([.equal, .equal, .notEqual]), .parameter("caller.ward_id"))
            case .text:
                return .compare(path, random.pick([.equal, .notEqual]), .parameter(random.pick(["caller.city", "environment.place"])))
            case .time, .date: return .compare(path, random.pick([.less, .greaterOrEqual]), .parameter("now"))
            case .identifier, .number, .integer: break
            }
        default: break
        }
        return .compare(path, comparison(of: column), .value(random.chance(4) ? .null : value(column)))
    }

    private mutating func comparison(of column: House.Column) -> RowCondition.Comparison {
        column.kind == .text && random.chance(20)
            ? .starts : random.pick([.equal, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
    }

    private mutating func value(_ column: House.Column) -> Value {
        switch column.kind {
        case .number: .real(Double(random.below(9)) / 2 - 1)
        case .integer: .integer(Int64(random.below(5)) - 1)
        case .text: .text(random.pick(HouseData.texts))
        case .date: .text(random.pick(HouseData.dates))
        case .time: .text(random.pick(HouseData.times))
        case .identifier: .integer(Int64(1 + random.below(6)))
        }
    }
}
