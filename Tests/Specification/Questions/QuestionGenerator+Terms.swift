extension QuestionGenerator {
    /// A column of the table, or of one that it refers to; the use is recorded.
    mutating func path(
        _ table: House.Table, where fits: (House.Column) -> Bool, use action: (House.Column) -> Question.Action
    ) -> String {
        var steps: [String] = []
        var way: [Question.Reference] = []
        var end = table
        while random.chance(25), !end.one.isEmpty {
            let step = random.pick(end.one)
            let target = house.table(step.target)
            guard target.columns.contains(where: fits) else { break }
            steps.append(step.name)
            way.append(.init(table: end.name, column: step.column))
            tables.insert(target.name)
            end = target
        }
        // A table that has no such column gives its key.
        let column = random.pick(end.columns.filter(fits).isEmpty ? end.columns.filter { $0.name == end.key } : end.columns.filter(fits))
        use(end.name, column.name, action(column), way: way)
        return (steps + [column.name]).joined(separator: ".")
    }

    private func isNumber(_ column: House.Column) -> Bool { column.kind == .number || column.kind == .integer }

    // MARK: Values

    /// A value of one row.
    mutating func value(_ table: House.Table) -> String {
        switch random.below(15) {
        case 0: return "coalesce(\(path(table, where: isNumber) { _ in .computed }), 0) + 1"
        case 1: return "concat(\(path(table) { $0.kind == .text } use: { _ in .computed }), '/')"
        case 2:
            guard table.columns.contains(where: { $0.kind == .time || $0.kind == .date }) else { break }
            let isMonth = random.chance(50)
            let date = path(table) {
                $0.kind == .time || $0.kind == .date
            } use: {
                $0.kind == .time || $0.kind == .date ? isMonth ? .monthShown : .yearShown : .computed
            }
            if uses.last?.action != .computed { return isMonth ? "month(\(date))" : "year(\(date))" }
            return "coalesce(\(date), 0)"
        case 3:
            return table.many.isEmpty
                ? path(table) { _ in
                    true
                } use: { _ in
                    .shown
                } : behind(table)
        case 4:
            // The first of many: the order is whole with the key, so that a mask on the value changes nothing.
            let many = table.many.filter { $0.target != "team" }
            guard !many.isEmpty else { break }
            let step = random.pick(many)
            let target = house.table(step.target)
            link(table, step)
            let value = random.pick(target.columns)
            use(target.name, value.name, .fetched)
            let key = random.pick(target.columns)
            use(target.name, key.name, .sorted)
            use(target.name, target.key, .sorted)
            return "(from .\(step.name)\(filter(target, nil)) select v: \(value.name) order \(key.name) desc, \(target.key) limit 1)"
        case 5, 6, 7: if let span = span(table, .shown) { return span }
        default: break
        }
        return path(table) { _ in
            true
        } use: { _ in
            .shown
        }
    }

    /// A value of the many rows that refer to one.
    mutating func behind(_ table: House.Table) -> String {
        guard !table.many.isEmpty else {
            return path(table) { _ in
                true
            } use: { _ in
                .shown
            }
        }
        let step = random.pick(table.many)
        let target = house.table(step.target)
        link(table, step)
        let filter = random.chance(60) ? filter(target, condition(target, 1)) : filter(target, nil)
        let value: String
        switch random.below(5) {
        case 0, 1: value = "count()"
        case 2: value = "\(random.pick(["sum", "avg", "median"]))(\(path(target, where: isNumber) { _ in .computed }))"
        case 3: value = "max(\(path(target) { _ in true } use: { _ in .extreme }))"
        default: value = "count(distinct \(path(target) { _ in true } use: { _ in .countedApart }))"
        }
        return "(from .\(step.name)\(filter) select v: \(value))"
    }

    /// A value of many rows.
    mutating func aggregate(_ table: House.Table) -> String {
        let form = random.below(13)
        if table.patient != nil, [0, 1, 4].contains(form) { counts.formUnion(outputs) }
        switch form {
        case 0, 1: return "count()"
        case 2: return "count(\(path(table) { _ in true } use: { _ in .counted }))"
        case 3: return "count(distinct \(path(table) { _ in true } use: { _ in .countedApart }))"
        case 4: return "count(where \(condition(table, 1)))"
        case 5: return "sum(\(path(table, where: isNumber) { _ in .computed }))"
        case 6: return "median(\(path(table, where: isNumber) { _ in .computed }))"
        case 7, 8: return "percentile(\(path(table, where: isNumber) { _ in .computed }), \(random.pick([0, 25, 50, 90, 100])))"
        case 9:
            let step = table.many.isEmpty ? nil : random.pick(table.many)
            guard let step else { return "count()" }
            link(table, step)
            let target = house.table(step.target)
            let inner = random.chance(50) ? filter(target, condition(target, 1)) : filter(target, nil)
            return "sum((from .\(step.name)\(inner) select v: max(\(path(target, where: isNumber) { _ in .computed }))))"
        case 10: return "avg(\(path(table, where: isNumber) { _ in .computed }))"
        case 11: return span(table, .averaged).map { "avg(\($0))" } ?? "count()"
        default: return "\(random.pick(["min", "max"]))(\(path(table) { _ in true } use: { _ in .extreme }))"
        }
    }

    /// A step to many rows: their reference is set equal to the key of the row.
    private mutating func link(_ table: House.Table, _ step: House.Many) {
        tables.insert(step.target)
        use(table.name, table.key, .linked)
        use(step.target, step.column, .linked)
    }

    // MARK: Conditions

    /// A condition on a row of the table, with subqueries to the depth.
    mutating func condition(_ table: House.Table, _ depth: Int) -> String {
        within([]) { generator in
            if depth > 0 {
                switch generator.random.below(10) {
                case 0:
                    return
                        "(\(generator.condition(table, depth - 1))) \(generator.random.pick(["and", "or"])) (\(generator.condition(table, depth - 1)))"
                case 1: return "not (\(generator.condition(table, depth - 1)))"
                case 2, 3: return generator.asCondition { $0.existence(table, depth) } ?? generator.comparison(table)
                case 4, 5: return generator.asCondition { $0.membership(table, depth) } ?? generator.comparison(table)
                case 6: return generator.number(table, depth) ?? generator.comparison(table)
                default: break
                }
            }
            return generator.comparison(table)
        }
    }

    private mutating func asCondition(_ work: (inout Self) -> String?) -> String? {
        let before = isCondition
        isCondition = true
        defer { isCondition = before }
        return work(&self)
    }

    private mutating func existence(_ table: House.Table, _ depth: Int) -> String? {
        let not = random.pick(["", "not "])
        if table.name == "stay", random.chance(25) {
            // Another stay of the same person, later than this one.
            tables.insert("person")
            use("person", "person_id", .linked, way: [.init(table: "stay", column: "person_id")])
            use("stay", "person_id", .linked)
            use("stay", "begun", .compared)
            return "\(not)exists(from .person.stays where begun > outer.begun and (\(condition(table, depth - 1))))"
        }
        guard !table.many.isEmpty else { return nil }
        let step = random.pick(table.many)
        link(table, step)
        let filter = random.chance(75) ? " where \(condition(house.table(step.target), depth - 1))" : ""
        return "\(not)exists(from .\(step.name)\(filter))"
    }

    private mutating func membership(_ table: House.Table, _ depth: Int) -> String? {
        // Columns of other tables that hold the same kind of numbers; nulls in them make "not in" unknown.
        let references = table.one.map { ($0.column, $0.target) } + (table.name == "team" ? [] : [(table.key, table.name)])
        let own = keepsToPatient ? references.filter { house.table($0.1).patient != nil } : references
        guard !own.isEmpty else { return nil }
        let (column, target) = random.pick(own)
        let others =
            house.tables.flatMap { other in other.one.filter { $0.target == target }.map { (other.name, $0.column) } }
            + [(target, house.table(target).key)]
        let (other, theirs) = random.pick(others)
        use(table.name, column, .linked)
        use(other, theirs, .linked)
        let filter = random.chance(75) ? " where \(condition(house.table(other), depth - 1))" : ""
        return "\(column) \(random.pick(["", "not "]))in (\(from(other))\(filter) select \(theirs))"
    }

    /// A number of rows, or of values, compared.
    private mutating func number(_ table: House.Table, _ depth: Int) -> String? {
        guard !table.many.isEmpty else { return nil }
        let step = random.pick(table.many)
        link(table, step)
        let target = house.table(step.target)
        let filter = random.chance(60) ? filter(target, condition(target, depth - 1)) : filter(target, nil)
        let value = random.chance(60) ? "count()" : "max(\(path(target, where: isNumber) { _ in .compared }))"
        return "(from .\(step.name)\(filter) select v: \(value)) \(random.pick([">", "<=", "="])) \(random.below(3))"
    }

    private mutating func comparison(_ table: House.Table) -> String {
        switch random.below(8) {
        case 0:
            return path(table) { _ in
                true
            } use: { _ in
                .presence
            } + random.pick([" is null", " is not null"])
        case 1:
            guard table.columns.contains(where: { $0.kind == .time || $0.kind == .date }) else { break }
            let dates = table.columns.filter { $0.kind == .time || $0.kind == .date }
            let date = random.pick(dates).name
            let year = random.pick(["1950", "2000", "2026"])
            switch random.below(4) {
            case 0:
                use(table.name, date, .monthCompared)
                return "month(\(date)) = '\(year)-01'"
            case 1:
                use(table.name, date, .yearCompared)
                return "year(\(date)) \(random.pick(["=", "<", ">="])) \(year)"
            default:
                use(table.name, date, .comparedByYear)
                return "\(date) \(random.pick(["<", ">="])) @\(year)-01-01"
            }
        case 2: if let span = spanComparison(table) { return span }
        default: break
        }
        var chosen: House.Column?
        let text = path(table) { _ in
            true
        } use: { column in
            chosen = column
            return .compared
        }
        guard let column = chosen else { return text }
        if let use = uses.last, singlesOut(use) { namesPatient = true }
        let op = random.pick(["=", "<>", "<", "<=", ">", ">="])
        switch column.kind {
        case .number: return random.chance(25) ? "\(text) in (0.5, 1, null)" : "\(text) \(op) \(Double(random.below(9)) / 2 - 1)"
        case .integer: return "\(text) \(op) \(random.below(5) - 1)"
        case .identifier: return random.chance(25) ? "\(text) in (1, \(random.below(6)))" : "\(text) \(op) \(1 + random.below(5))"
        case .date: return "\(text) \(op) @\(random.pick(["1950-03-15", "2000-02-29", "2026-06-30"]))"
        case .time: return "\(text) \(op) @\(random.pick(["2026-05-31T08:30:00", "2026-06-01T08:30:00", "2026-06-30T12:00:00"]))"
        case .text:
            let word = "'" + random.pick(HouseData.texts).replacing("'", with: "''") + "'"
            return random.chance(20)
                ? "\(text) \(random.pick(["starts with", "contains"])) \(word)" : "\(text) \(random.pick([op, "=", "<>"])) \(word)"
        }
    }
}
