/// Makes random questions over a house in the notation, weighted to where a filter is easily forgotten, and keeps account of every column.
package struct QuestionGenerator {
    let house: House
    var random: Random
    var uses: [Question.Use] = []
    var spans: [Span] = []
    var tables: Set<String> = []
    /// The outputs that are being written; none in conditions and orders.
    var outputs: Set<Int> = []
    var namesPatient = false
    var counts: Set<Int> = []
    /// Whether rows of one patient are chosen by rows of that patient alone.
    var keepsToPatient = false
    /// Whether a window or a cut looks at the order in which rows tie.
    var countsPlaces = false
    /// The table whose rows a window puts in places, where it matters which of those that tie comes first.
    var placed: String?
    /// Whether a condition is written that asks for rows, whose sources are no values.
    var isCondition = false
    /// Whether a limit cuts the rows.
    private var isCut = false
    private var isDistinct = false

    package init(house: House, random: Random) {
        self.house = house
        self.random = random
    }

    /// A question written in one of many forms.
    package mutating func question() -> Question {
        uses = []
        spans = []
        tables = []
        outputs = []
        namesPatient = false
        counts = []
        countsPlaces = false
        placed = nil
        isCut = false
        isDistinct = false
        let (text, isList, isPlain, count) = form()
        return Question(
            template: text, uses: uses, spans: spans, tables: tables, isList: isList, isPlain: isPlain && !countsPlaces,
            isWhole: !isCut && !countsPlaces, isDistinct: isDistinct, placed: placed, outputs: count, namesPatient: namesPatient,
            counts: counts)
    }

    typealias Form = (text: String, isList: Bool, isPlain: Bool, outputs: Int)

    private mutating func form() -> Form {
        switch random.below(18) {
        case 0: return total()
        case 1, 2, 3: return list()
        case 4, 5: return groups()
        case 6: return groupsOfTwo()
        case 7: return ofGroups()
        case 8: return rowsOfGroups()
        case 9, 10: return combination()
        case 11: return alignment()
        case 12: return different()
        case 13: return windows()
        case 14: return besideNobody()
        case 15: return calendar()
        case 16: return rowsAlone()
        default: return windowsOfGroups()
        }
    }

    mutating func from(_ table: String) -> String {
        tables.insert(table)
        return "from \(table)"
    }

    /// The condition of a source, with the place where what stands beside filtered totals is narrowed.
    func filter(_ table: House.Table, _ condition: String?) -> String {
        guard table.patient == nil, !isCondition else { return condition.map { " where \($0)" } ?? "" }
        return condition.map { " where «and \(table.name)»(\($0))" } ?? "«where \(table.name)»"
    }

    mutating func anyTable() -> House.Table {
        house.table(random.pick(["stay", "stay", "stay", "person", "person", "result", "result", "team", "consent", "ward", "staff"]))
    }

    mutating func patientsTable() -> House.Table {
        house.table(random.pick(["stay", "stay", "stay", "person", "person", "result", "result", "team", "consent"]))
    }

    /// Runs work whose columns are part of outputs.
    mutating func within<Result>(_ outputs: Set<Int>, _ work: (inout Self) -> Result) -> Result {
        let before = self.outputs
        self.outputs = outputs
        defer { self.outputs = before }
        return work(&self)
    }

    // MARK: Forms

    private mutating func total() -> Form {
        let table = random.chance(80) ? patientsTable() : anyTable()
        let filter = random.chance(75) ? filter(table, condition(table, 2)) : filter(table, nil)
        var parts: [String] = []
        for index in 0..<(1 + random.below(3)) { parts.append("c\(index): " + within([index]) { $0.aggregate(table) }) }
        return ("\(from(table.name))\(filter) select \(parts.joined(separator: ", "))", false, false, parts.count)
    }

    /// How many rows there are, whatever they hold.
    private mutating func rowsAlone() -> Form {
        let table = anyTable()
        if table.patient != nil { counts = [0] }
        return ("\(from(table.name))\(filter(table, nil)) select c0: count()", false, false, 1)
    }

    private mutating func list() -> Form {
        let table = anyTable()
        let filter = random.chance(75) ? filter(table, condition(table, 2)) : filter(table, nil)
        var parts: [String] = []
        for index in 0..<(1 + random.below(3)) { parts.append("c\(index): " + within([index]) { $0.value(table) }) }
        return (
            "\(from(table.name))\(filter) select \(parts.joined(separator: ", "))\(order(table))\(limit())", table.patient != nil, true,
            parts.count
        )
    }

    private mutating func different() -> Form {
        isDistinct = true
        let table = anyTable()
        let filter = random.chance(75) ? filter(table, condition(table, 2)) : filter(table, nil)
        let key = within([0]) {
            $0.path(table) { _ in
                true
            } use: { _ in
                .shown
            }
        }
        return ("\(from(table.name))\(filter) select distinct c0: \(key)", table.patient != nil, true, 1)
    }

    private mutating func groups() -> Form {
        let table = random.chance(85) ? patientsTable() : anyTable()
        let filter = random.chance(70) ? filter(table, condition(table, 2)) : filter(table, nil)
        let (key, singles) = self.key(table, output: 0)
        let first = within([1]) { $0.aggregate(table) }
        let second = within([2]) { $0.aggregate(table) }
        let having = random.chance(30) ? " having count() > \(random.below(3))" : ""
        let order = random.pick(["", " order c1 desc", " order c1", " order k"])
        if order.contains("c1") { repeatUses(of: 1, as: .sorted) }
        if order.hasSuffix("k") { repeatUses(of: 0, as: .sorted) }
        let text =
            "\(from(table.name))\(filter) group k: \(key) select k, c1: \(first), c2: \(second)\(having)\(order)"
            + (order.isEmpty ? "" : limit())
        return (text, table.patient != nil && singles, false, 3)
    }

    private mutating func groupsOfTwo() -> Form {
        let table = patientsTable()
        let filter = random.chance(60) ? " where \(condition(table, 1))" : ""
        let (first, one) = key(table, output: 0)
        let (second, two) = key(table, output: 1)
        return (
            "\(from(table.name))\(filter) group k: \(first), l: \(second) select k, l, n: count() order n desc\(limit())", one || two,
            false, 3
        )
    }

    /// A total of totals.
    private mutating func ofGroups() -> Form {
        let table = patientsTable()
        let filter = random.chance(70) ? " where \(condition(table, 1))" : ""
        // The key is read by the inner query only.
        let (key, _) = self.key(table, output: nil)
        let own = random.chance(40) ? "count(where \(condition(table, 1)))" : "count()"
        return (
            "from (\(from(table.name))\(filter) group k: \(key) select k, n: \(own)) where n > \(random.below(2)) "
                + "select c0: count(), c1: max(n), c2: sum(n)", false, false, 3
        )
    }

    private mutating func rowsOfGroups() -> Form {
        let table = patientsTable()
        let filter = random.chance(70) ? " where \(condition(table, 1))" : ""
        let (key, singles) = self.key(table, output: 0)
        let value = within([1]) { $0.aggregate(table) }
        return (
            "from (\(from(table.name))\(filter) group k: \(key) select k, n: count(), v: \(value)) where n > \(random.below(2)) "
                + "select k, v, n order n desc\(limit())", singles, false, 3
        )
    }

    private mutating func combination() -> Form {
        // One kind of number, or of text, from two tables.
        let (first, second): ((String, String), (String, String)) = random.pick([
            (("stay", "person_id"), ("team", "person_id")), (("team", "person_id"), ("consent", "person_id")),
            (("person", "person_id"), ("stay", "person_id")), (("stay", "ward_id"), ("ward", "ward_id")),
            (("result", "stay_id"), ("stay", "stay_id")), (("stay", "finding"), ("result", "flag")), (("person", "city"), ("ward", "name")),
        ])
        var sides: [String] = []
        for (table, column) in [first, second] {
            let filter = random.chance(70) ? filter(house.table(table), condition(house.table(table), 2)) : filter(house.table(table), nil)
            use(table, column, .toldApart, outputs: [0])
            sides.append("(\(from(table))\(filter) select c0: \(column))")
        }
        let isList = [first, second].contains { house.table($0.0).patient != nil }
        return ("\(sides[0]) \(random.pick(["except", "except", "union", "intersect"])) \(sides[1])", isList, false, 1)
    }

    private mutating func alignment() -> Form {
        let byPerson = random.chance(25)
        let isFull = random.chance(50)
        let key = byPerson ? "person_id" : "ward_id"
        var parts: [String] = []
        for output in [1, 2] {
            let table = byPerson ? random.pick(["stay", "team", "consent"]) : "stay"
            let filter = random.chance(70) ? " where \(condition(house.table(table), 1))" : ""
            use(table, key, .grouped)
            // Where rows of the second alone are answered too, the key is theirs.
            if output == 1 || isFull { use(table, key, .shown, outputs: [0]) }
            let value = within([output]) { $0.aggregate($0.house.table(table)) }
            parts.append("(\(from(table))\(filter) group \(key) select \(key), n: \(value))")
        }
        repeatUses(of: 1, as: .computed, in: [2])
        repeatUses(of: 2, as: .computed, in: [2])
        var order = ""
        if random.chance(40) {
            repeatUses(of: 1, as: .sorted)
            order = " order c1 desc limit 2 rank"
            isCut = true
        }
        return (
            "align \(isFull ? "full " : "")a \(parts[0]), b \(parts[1]) on \(key) "
                + "select \(key), c1: a.n, c2: concat(a.n, ' ', b.n)\(order)", byPerson, false, 3
        )
    }

    private mutating func windows() -> Form {
        let table = patientsTable()
        let filter = random.chance(60) ? " where \(condition(table, 1))" : ""
        let shown = within([0]) {
            $0.path(table) { _ in
                true
            } use: { _ in
                .shown
            }
        }
        let key = path(table) { _ in
            true
        } use: { _ in
            .sorted
        }
        let part = random.chance(40) ? "partition \(path(table) { $0.kind == .identifier } use: { _ in .grouped }) " : ""
        let text: String
        switch random.below(4) {
        case 0: text = "rank() over (\(part)order \(key) desc)"
        case 1: text = "dense_rank() over (\(part)order \(key))"
        case 2:
            let number = within([1]) {
                $0.path(table) {
                    $0.kind == .number || $0.kind == .integer
                } use: { _ in
                    .computed
                }
            }
            text = "total(\(number)) over (\(part)order \(key))"
        default:
            countsPlaces = true
            placed = table.name
            let value = within([1]) {
                $0.path(table) { _ in
                    true
                } use: { _ in
                    .fetched
                }
            }
            text = "\(random.pick(["lag", "lead"]))(\(value)) over (\(part)order \(key))"
        }
        return ("\(from(table.name))\(filter) select c0: \(shown), c1: \(text)", true, true, 2)
    }

    private mutating func windowsOfGroups() -> Form {
        let table = patientsTable()
        let (key, singles) = self.key(table, output: 0)
        let window = random.pick(["rank() over (order count() desc)", "total(count()) over ()", "lag(count()) over (order count(), k)"])
        if window.contains(", k") { repeatUses(of: 0, as: .sorted) }
        return (
            "\(from(table.name)) where \(condition(table, 1)) group k: \(key) select k, n: count(), w: \(window) order n desc", singles,
            false, 3
        )
    }

    /// Rows about nobody with what stands behind them.
    private mutating func besideNobody() -> Form {
        let table = house.table(random.pick(["ward", "ward", "staff"]))
        let filter = random.chance(60) ? filter(table, condition(table, 2)) : filter(table, nil)
        let name = within([0]) {
            $0.path(table) { _ in
                true
            } use: { _ in
                .shown
            }
        }
        let value = within([1]) { $0.behind(table) }
        return ("\(from(table.name))\(filter) select c0: \(name), c1: \(value)\(order(table))\(limit())", false, true, 2)
    }

    private mutating func calendar() -> Form {
        let (table, column) = random.pick([("stay", "begun"), ("stay", "ended"), ("consent", "revoked")])
        use(table, column, .compared)
        use(table, column, .compared)
        let filter = random.chance(50) ? " and \(condition(house.table(table), 1))" : ""
        return (
            "from calendar(month, @2026-01-01, @2026-07-01) select label, n: (\(from(table)) where \(column) >= outer.start "
                + "and \(column) < outer.end\(filter) select n: count())", false, false, 2
        )
    }

    // MARK: Parts

    /// A key of groups, and whether a group by it is one patient's or one event's.
    private mutating func key(_ table: House.Table, output: Int?) -> (String, Bool) {
        let shown: Set<Int> = output.map { [$0] } ?? []
        let dates = table.columns.filter { $0.kind == .time || $0.kind == .date }
        if random.chance(20), !dates.isEmpty {
            let date = random.pick(dates)
            let isMonth = random.chance(50)
            use(table.name, date.name, isMonth ? .monthGrouped : .yearGrouped)
            if output != nil { use(table.name, date.name, isMonth ? .monthShown : .yearShown, outputs: shown) }
            return (isMonth ? "month(\(date.name))" : "year(\(date.name))", false)
        }
        let start = uses.count
        let text = path(table) { _ in
            true
        } use: { _ in
            .grouped
        }
        guard let grouped = uses.dropFirst(start).last else { return (text, false) }
        if output != nil {
            var again = grouped
            again.action = .shown
            again.outputs = shown
            uses.append(again)
        }
        return (text, singlesOut(grouped))
    }

    /// Whether a column's values stand for one patient or one event each.
    func singlesOut(_ use: Question.Use) -> Bool {
        let entity = house.table(use.table)
        let refers = entity.one.contains { $0.column == use.column && house.table($0.target).patient != nil }
        return entity.column(use.column)?.identifies == "direct" || entity.patient != nil && use.column == entity.key || refers
    }

    private mutating func order(_ table: House.Table) -> String {
        guard random.chance(70) else { return "" }
        let keys = (0..<(1 + random.below(2))).map { _ in
            path(table) { _ in
                true
            } use: { _ in
                .sorted
            } + random.pick(["", " desc"])
        }
        return " order " + keys.joined(separator: ", ")
    }

    private mutating func limit() -> String {
        guard random.chance(50) else { return "" }
        isCut = true
        let ties = random.pick(["", " rank", " dense"])
        return " limit \(random.below(4))\(ties)"
    }

    /// What an output is made of is used once more, in a condition or order unless outputs are given.
    private mutating func repeatUses(of output: Int, as action: Question.Action, in outputs: Set<Int> = []) {
        for use in uses where use.outputs == [output] {
            var again = use
            switch use.action {
            case .counted, .countedApart, .linked, .compared, .comparedByYear, .presence, .sorted, .grouped: break
            case .monthShown where action == .sorted: again.action = .monthCompared
            case .yearShown where action == .sorted: again.action = .yearCompared
            default: again.action = action
            }
            again.outputs = outputs
            uses.append(again)
        }
        for span in spans where span.outputs == [output] {
            var again = span
            again.outputs = outputs
            spans.append(again)
        }
    }

    mutating func use(
        _ table: String, _ column: String, _ action: Question.Action, way: [Question.Reference] = [], outputs: Set<Int>? = nil
    ) {
        uses.append(.init(table: table, column: column, action: action, way: way, outputs: outputs ?? self.outputs))
    }
}
