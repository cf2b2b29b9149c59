import Algebra
import Database
import Specification

/// Makes resolved queries over the ward's tables that mean something in every type, so that SQLite and the oracle must agree on them.
struct QueryGenerator {
    enum Kind: CaseIterable { case integer, real, text, time, truth }

    /// A column that can be seen.
    struct Column {
        var source: String
        var name: String
        var kind: Kind
    }

    static let tables: [(name: String, key: String?, columns: [(String, Kind)])] = [
        ("department", "dept_id", [("dept_id", .integer), ("name", .text), ("kind", .text)]),
        (
            "patient", "patient_id",
            [("patient_id", .integer), ("mrn", .text), ("name", .text), ("born", .time), ("weight", .real), ("is_vip", .truth)]
        ),
        (
            "admission", "admission_id",
            [("admission_id", .integer), ("patient_id", .integer), ("dept_id", .integer), ("admitted", .time), ("discharged", .time)]
        ),
        ("result", "result_id", [("result_id", .integer), ("patient_id", .integer), ("value", .real), ("at", .time), ("flag", .text)]),
        ("note", "note_id", [("note_id", .integer), ("patient_id", .integer), ("note", .text)]),
        ("care_team", nil, [("patient_id", .integer), ("staff_id", .integer), ("ended", .time)]),
    ]

    static let texts = ["", "a", "A", "Wang", "wan", "100%_sure", "o'hara", "\"x\"", "Ångström", "å", "心内科", "心", "_", "%", "high", "low"]
    static let times = [
        "2024-02-29", "2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01", "2026-05-31 23:59:59", "2026-06-01 00:00:00",
        "2026-01-31 08:30:00",
        "1950-03-15", "2000-02-29",
    ]

    var random: Random
    private var aliases = 0

    init(seed: UInt64) { random = Random(seed: seed) }

    private mutating func alias() -> String {
        aliases += 1
        return "t\(aliases)"
    }

    // MARK: Literals and terms

    mutating func literal(_ kind: Kind) -> Literal {
        if random.chance(8) { return .null }
        switch kind {
        case .integer: return .integer(Int64(random.below(7)) - 1)
        case .real: return .decimal(Double(random.below(17)) / 4 - 1)
        case .text: return .text(random.pick(Self.texts))
        case .time: return .time(random.pick(Self.times))
        case .truth: return .boolean(random.chance(50))
        }
    }

    mutating func term(_ kind: Kind, _ columns: [Column], _ depth: Int) -> Term {
        let fitting = columns.filter { $0.kind == kind }
        if depth <= 0 || random.chance(25) {
            guard let column = fitting.isEmpty ? nil : random.pick(fitting), random.chance(80) else {
                return random.chance(10) && kind == .time ? .parameter("now") : .literal(literal(kind))
            }
            return .column(source: column.source, name: column.name)
        }
        let next = depth - 1
        if random.chance(12) { return generic(kind, columns, next) }
        switch kind {
        case .integer: return integer(columns, next)
        case .real: return real(columns, next)
        case .text: return text(columns, next)
        case .time: return time(columns, next)
        case .truth: return condition(columns, depth)
        }
    }

    /// What exists for every type.
    private mutating func generic(_ kind: Kind, _ columns: [Column], _ depth: Int) -> Term {
        switch random.below(4) {
        case 0: return .call(.coalesce, [term(kind, columns, depth), term(kind, columns, depth)])
        case 1: return .call(.nullif, [term(kind, columns, depth), term(kind, columns, depth)])
        case 2:
            return .cases(
                [Term.Branch(condition(columns, depth), term(kind, columns, depth))],
                otherwise: random.chance(50) ? term(kind, columns, depth) : nil)
        default: return .call(random.pick([.least, .greatest]), [term(kind, columns, depth), term(kind, columns, depth)])
        }
    }

    private mutating func integer(_ columns: [Column], _ depth: Int) -> Term {
        switch random.below(9) {
        case 0: return .binary(random.pick([.plus, .minus, .times]), term(.integer, columns, depth), term(.integer, columns, depth))
        case 1: return .unary(.minus, term(.integer, columns, depth))
        case 2: return .call(random.pick([.year, .hour, .weekday, .monthOfYear]), [term(.time, columns, depth)])
        case 3: return .call(random.pick([.age, .days]), [term(.time, columns, depth), term(.time, columns, depth)])
        case 4: return .call(.length, [term(.text, columns, depth)])
        case 5: return .call(.integer, [term(.real, columns, depth)])
        case 6: return .call(.abs, [term(.integer, columns, depth)])
        case 7: return .call(.overlapDays, (0..<4).map { _ in term(.time, columns, depth) })
        default: return .scalar(subquery(columns, depth, kind: .integer))
        }
    }

    private mutating func real(_ columns: [Column], _ depth: Int) -> Term {
        switch random.below(6) {
        case 0:
            return .binary(
                random.pick([.plus, .minus, .times]), term(.real, columns, depth), term(random.pick([.real, .integer]), columns, depth))
        case 1:
            return .binary(
                .divided, term(random.pick([.real, .integer]), columns, depth), term(random.pick([.real, .integer]), columns, depth))
        case 2: return .call(.round, [term(.real, columns, 0), .literal(.integer(Int64(random.below(2))))])
        case 3: return .call(.hours, [term(.time, columns, depth), term(.time, columns, depth)])
        case 4: return .unary(.minus, term(.real, columns, depth))
        default: return .scalar(subquery(columns, depth, kind: .real))
        }
    }

    private mutating func text(_ columns: [Column], _ depth: Int) -> Term {
        switch random.below(4) {
        case 0: return .call(.lower, [term(.text, columns, depth)])
        case 1: return .call(.concat, [term(.text, columns, depth), term(random.pick([.text, .integer]), columns, depth)])
        case 2: return .call(random.pick([.month, .quarter]), [term(.time, columns, depth)])
        default: return .scalar(subquery(columns, depth, kind: .text))
        }
    }

    private mutating func time(_ columns: [Column], _ depth: Int) -> Term {
        switch random.below(3) {
        case 0: return .call(random.pick([.date, .week]), [term(.time, columns, depth)])
        case 1:
            let amount: Term = random.chance(50) ? .literal(.integer(Int64(random.below(40)) - 13)) : term(.integer, columns, 0)
            return .call(.shift, [term(.time, columns, depth), amount, .literal(.text(random.pick(["hour", "day", "month", "year"])))])
        default: return .scalar(subquery(columns, depth, kind: .time))
        }
    }

    mutating func condition(_ columns: [Column], _ depth: Int) -> Term {
        guard depth > 0 else { return comparison(columns, 0) }
        let next = depth - 1
        switch random.below(9) {
        case 0, 1: return .binary(random.pick([.and, .or]), condition(columns, next), condition(columns, next))
        case 2: return .unary(.not, condition(columns, next))
        case 3: return .exists(subquery(columns, next, kind: nil))
        case 4: return .member(term(.integer, columns, 0), subquery(columns, next, kind: .integer))
        case 5: return term(.truth, columns, 0)
        default: return comparison(columns, next)
        }
    }

    private mutating func comparison(_ columns: [Column], _ depth: Int) -> Term {
        let kind = random.pick(Kind.allCases)
        switch random.below(6) {
        case 0: return .isNull(term(kind, columns, depth))
        case 1: return .oneOf(term(kind, columns, depth), (0..<random.below(4)).map { _ in .literal(literal(kind)) })
        case 2:
            let text = term(.text, columns, depth)
            return .binary(
                random.pick([.starts, .contains]), text, random.chance(80) ? .literal(literal(.text)) : term(.text, columns, depth))
        default:
            let other: Kind = kind == .integer ? random.pick([.integer, .real]) : kind
            return .binary(
                random.pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]), term(kind, columns, depth),
                term(other, columns, depth))
        }
    }

    // MARK: Queries

    /// A subquery with one output of the kind; nil: none at all.
    private mutating func subquery(_ outer: [Column], _ depth: Int, kind: Kind?) -> Query {
        var (select, own) = base(outer, depth)
        let columns = own + outer
        if let kind {
            if random.chance(40), kind == .integer {
                select.outputs = [Output("v", .aggregate(Aggregate(.count)))]
                return .select(select)
            }
            select.outputs = [Output("v", term(kind, random.chance(70) ? own : columns, 1))]
        }
        if random.chance(30) { select.order = [Ordering(term(.integer, own, 1), descending: random.chance(50))] }
        if random.chance(20), kind != nil { select.limit = Limit(random.below(3), ties: random.pick([.cut, .cut, .rank])) }
        return .select(select)
    }

    /// A select without outputs: source, joins, guards, filter; and the columns of its own.
    private mutating func base(_ outer: [Column], _ depth: Int) -> (Select, [Column]) {
        let table = random.pick(Self.tables)
        let name = alias()
        var own = table.columns.map { Column(source: name, name: $0.0, kind: $0.1) }
        var select = Select(Source(.entity(table.name), alias: name))
        if random.chance(30) { select.source.visible = condition(own, min(1, depth)) }
        for _ in 0..<random.below(3) {
            let target = random.pick(Self.tables.filter { $0.key != nil })
            let keys = own.filter { $0.kind == .integer }
            guard let key = target.key, !keys.isEmpty else { continue }
            let from = random.pick(keys)
            let joined = alias()
            let columns = target.columns.map { Column(source: joined, name: $0.0, kind: $0.1) }
            select.joins.append(
                Join(
                    entity: target.name, alias: joined,
                    condition: .binary(.equal, .column(source: joined, name: key), .column(source: from.source, name: from.name)),
                    visible: random.chance(40) ? condition(columns, min(1, depth)) : nil))
            own += columns
        }
        if random.chance(70) { select.filter = condition(random.chance(70) ? own : own + outer, depth) }
        return (select, own)
    }

    mutating func query(_ depth: Int) -> Query {
        switch random.below(12) {
        case 0:
            let kind = random.pick(Kind.allCases)
            return .combine(random.pick(SetOperator.allCases), single(kind, depth), single(kind, depth))
        case 1: return .align(alignment(depth))
        case 2: return .select(overSubquery(depth))
        case 3: return .select(overCalendar(depth))
        case 4, 5, 6, 7: return .select(grouped(depth))
        default: return .select(rows(depth))
        }
    }

    private mutating func single(_ kind: Kind, _ depth: Int) -> Query {
        var (select, own) = base([], depth)
        select.outputs = [Output("v", term(kind, own, 1))]
        if random.chance(20) { select.limit = Limit(2) }
        return .select(select)
    }

    private mutating func rows(_ depth: Int) -> Select {
        var (select, own) = base([], depth)
        select.outputs = (0..<(1 + random.below(3))).map { Output("c\($0)", term(random.pick(Kind.allCases), own, depth)) }
        select.distinct = random.chance(20)
        if random.chance(25) {
            select.outputs.append(Output("w", window(of: own.map { ($0.kind, .column(source: $0.source, name: $0.name)) })))
        }
        select.order = (0..<random.below(3)).map { _ in
            let term =
                select.distinct || random.chance(50) ? random.pick(select.outputs).expression : term(random.pick(Kind.allCases), own, 1)
            return Ordering(term, descending: random.chance(50))
        }
        limit(&select)
        return select
    }

    private mutating func limit(_ select: inout Select) {
        if random.chance(40) { select.limit = Limit(random.below(5), ties: random.pick(Limit.Ties.allCases)) }
    }

    private mutating func grouped(_ depth: Int) -> Select {
        var (select, own) = base([], depth)
        select.keys = (0..<random.below(3)).map { Output("k\($0)", term(random.pick(Kind.allCases), own, 1)) }
        let aggregates = (0..<(1 + random.below(2))).map { _ in aggregate(own) }
        select.outputs = select.keys + aggregates.enumerated().map { Output("a\($0.offset)", $0.element) }
        if random.chance(30) {
            let sum = Term.aggregate(Aggregate(.sum, term(random.pick([.integer, .real]), own, 1)))
            select.outputs.append(Output("r", .binary(.divided, sum, .aggregate(Aggregate(.count)))))
        }
        if random.chance(25) {
            select.having = .binary(
                random.pick([.greater, .lessOrEqual]), .aggregate(Aggregate(.count)), .literal(.integer(Int64(random.below(3)))))
        }
        if random.chance(25) {
            let count = Term.aggregate(Aggregate(.count))
            select.outputs.append(Output("w", window(of: [(.integer, count)] + select.keys.map { (.text, $0.expression) })))
            if random.chance(30), case .window = select.outputs.last?.expression {
                select.having = .binary(.greater, .window(Window(.total, [count])), .literal(.integer(2)))
            }
        }
        select.order = (0..<random.below(3)).map { _ in Ordering(random.pick(select.outputs).expression, descending: random.chance(50)) }
        limit(&select)
        return select
    }

    private mutating func aggregate(_ columns: [Column]) -> Term {
        let filter = random.chance(30) ? condition(columns, 1) : nil
        switch random.below(7) {
        case 0: return .aggregate(Aggregate(.count, filter: filter))
        case 1:
            let distinct = random.chance(60)
            return .aggregate(
                Aggregate(
                    .count, term(random.pick(Kind.allCases), columns, 1), distinct: distinct, filter: filter,
                    parameter: distinct && random.chance(40) ? Double(1 + random.below(4)) : nil))
        case 2:
            return .aggregate(
                Aggregate(.median, term(random.pick([.integer, .real]), columns, 0), distinct: random.chance(30), filter: filter))
        case 3:
            return .aggregate(
                Aggregate(
                    .percentile, term(random.pick([.integer, .real]), columns, 0), distinct: random.chance(30), filter: filter,
                    parameter: random.pick([0, 25, 50, 90, 99.5, 100])))
        case 4: return .aggregate(Aggregate(random.pick([.min, .max]), term(random.pick(Kind.allCases), columns, 1), filter: filter))
        default:
            return .aggregate(
                Aggregate(
                    random.pick([.sum, .avg]), term(random.pick([.integer, .real]), columns, 0), distinct: random.chance(30), filter: filter
                ))
        }
    }

    /// A window over terms of known kinds.
    private mutating func window(of terms: [(Kind, Term)]) -> Term {
        let orders = (0..<random.below(3)).map { _ in Ordering(random.pick(terms).1, descending: random.chance(50)) }
        let partition = random.chance(40) ? [random.pick(terms).1] : []
        let numbers = terms.filter { $0.0 == .integer || $0.0 == .real }
        switch random.below(5) {
        case 0: return .window(Window(.rank, partition: partition, order: orders))
        case 1: return .window(Window(.denseRank, partition: partition, order: orders))
        case 2: return .window(Window(.rowNumber, partition: partition, order: orders))
        case 3 where !numbers.isEmpty: return .window(Window(.total, [random.pick(numbers).1], partition: partition, order: orders))
        default:
            var arguments = [random.pick(terms).1]
            if random.chance(30) { arguments.append(.literal(.integer(2))) }
            return .window(Window(random.pick([.lag, .lead]), arguments, partition: partition, order: orders))
        }
    }

    private mutating func overSubquery(_ depth: Int) -> Select {
        let name = alias()
        let inner = random.chance(50) ? grouped(depth) : rows(depth)
        var select = Select(Source(.query(.select(inner)), alias: name))
        let columns = inner.outputs.map { Term.column(source: name, name: $0.name) }
        if random.chance(40) { select.filter = .unary(.not, .isNull(random.pick(columns))) }
        if random.chance(50) {
            select.keys = [Output("k", random.pick(columns))]
            select.outputs = select.keys + [Output("n", .aggregate(Aggregate(.count)))]
        } else {
            select.outputs = [Output("v", random.pick(columns)), Output("z", .isNull(random.pick(columns)))]
        }
        return select
    }

    private mutating func overCalendar(_ depth: Int) -> Select {
        let name = alias()
        let unit = random.pick(["day", "week", "month", "quarter", "year"])
        let from = random.pick(["2024-02-28", "2025-12-30", "2026-05-15"])
        let to =
            unit == "day"
            ? random.pick(["2024-03-02", "2026-01-02"].filter { $0 > from || true })
            : random.pick(["2024-03-02", "2026-06-02", "2027-01-01"])
        let end = unit == "day" && from == "2024-02-28" ? "2024-03-02" : to
        var select = Select(
            Source(.calendar(unit: unit, from: .literal(.time(from)), to: .literal(.time(end))), alias: name))
        let columns = [("start", Kind.time), ("end", .time)].map { Column(source: name, name: $0.0, kind: $0.1) }
        select.outputs =
            [Output("label", .column(source: name, name: "label"))]
            + columns.map { Output($0.name, .column(source: $0.source, name: $0.name)) }
        if random.chance(50) { select.outputs.append(Output("n", .scalar(subquery(columns, 1, kind: .integer)))) }
        return select
    }

    private mutating func alignment(_ depth: Int) -> Alignment {
        let kind: Kind = random.pick([.integer, .text])
        let keyed = random.chance(80)
        let parts = (0..<(1 + random.below(3))).map { _ -> Alignment.Part in
            var (select, own) = base([], depth)
            if keyed { select.keys = [Output("k", term(kind, own, 0))] }
            select.outputs = select.keys + [Output("n", aggregate(own))]
            return Alignment.Part(alias(), .select(select))
        }
        let values = parts.map { Term.column(source: $0.name, name: "n") }
        let keys = parts.map { Term.column(source: $0.name, name: "k") }
        var alignment = Alignment(
            parts, on: keyed ? ["k"] : [], full: random.chance(40), outputs: values.enumerated().map { Output("v\($0.offset)", $0.element) }
        )
        if keyed { alignment.outputs.insert(Output("k", alignment.full ? .call(.coalesce, keys) : keys[0]), at: 0) }
        if random.chance(20) { alignment.filter = .unary(.not, .isNull(random.pick(values))) }
        if random.chance(40) { alignment.order = [Ordering(random.pick(alignment.outputs).expression, descending: random.chance(50))] }
        if random.chance(30) { alignment.limit = Limit(1 + random.below(3), ties: random.pick(Limit.Ties.allCases)) }
        return alignment
    }
}
