/// Makes random queries over the practice in the notation, of every kind that both databases can say.
struct PracticeQuestions {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func question() -> String {
        let entity = random.pick(["visit", "visit", "patient", "test", "team", "room", "dept"])
        let rows = "from \(entity) where \(filter(entity, 2))"
        let (key, other, value) = (random.pick(keys(entity)), random.pick(keys(entity)), random.pick(numbers(entity)))
        let direction = random.pick(["", " desc"])
        let cut = random.pick(["", " limit 1", " limit 3", " limit 2 rank", " limit 2 dense"])
        switch random.below(15) {
        case 0: return "\(rows) select n: count()"
        case 1: return "\(rows) select a: \(key), b: \(value) order b\(direction), a\(cut)"
        case 2: return "\(rows) select a: \(key), b: \(other) order \(value)\(direction)\(cut)"
        case 3:
            return
                "\(rows) group k: \(key) select k, n: count(), s: sum(\(value)) having count() > \(random.below(3)) order n\(direction)\(cut)"
        case 4:
            return
                "\(rows) group k: \(key), j: \(other) select k, j, a: avg(\(value)), d: count(distinct \(key)) order a\(direction), k\(cut)"
        case 5: return "\(rows) select distinct a: \(key), b: \(other)"
        case 6: return "from (\(rows) group k: \(key) select k, n: count()) where n > 1 select groups: count(), most: max(n), least: min(k)"
        case 7:
            return "(\(select("visit"))) \(random.pick(["except", "union", "intersect"])) (\(select(random.pick(["team", "patient"]))))"
        case 8:
            return
                "align \(random.pick(["", "full"])) a (from visit where \(filter("visit", 1)) group dept_id select dept_id, n: count()), "
                + "b (from room group dept_id select dept_id, m: count()), "
                + "c (from test where \(filter("test", 1)) group visit.dept_id select dept_id, v: count()) on dept_id "
                + "select dept_id, n: a.n, r: a.n / b.m, v: coalesce(c.v, 0)"
                + random.pick(["", " order v desc limit 2", " order r limit 1 rank"])
        case 9:
            return "\(rows) select a: \(key), r: \(random.pick(["rank", "dense_rank"]))() over (order \(value)\(direction)), "
                + "t: total(\(value)) over (partition \(other))"
        case 10:
            let function = random.pick(["lag(\(value))", "lead(\(value), 2)", "row_number()"])
            return "\(rows) select a: \(key), b: \(value), w: \(function) over (partition \(other) order \(key)\(direction))"
        case 11:
            return
                "from \(entity) select n: count(where \(filter(entity, 1))), m: median(\(value)), p: percentile(\(value), 90), x: max(\(key))"
        case 12:
            return
                "\(rows) select a: case when \(filter(entity, 1)) then \(value) when \(filter(entity, 0)) then 0 else -1 end, b: \(key) order a, b"
        case 13:
            return "\(rows) group k: \(key) select k, n: count() having max(\(value)) > 2 or min(\(value)) is null order n desc, k limit 2"
        default:
            return "from dept as d select name, n: (from .visits where \(filter("visit", 1)) select n: count()), "
                + "m: (from .visits where \(filter("visit", 0)) select v: \(random.pick(keys("visit"))) order at desc limit 1)"
        }
    }

    private mutating func select(_ entity: String) -> String {
        "from \(entity) where \(filter(entity, 1)) select patient_id\(random.pick(["", " order patient_id desc limit 3"]))"
    }

    /// Things to show, group, sort and partition by.
    private func keys(_ entity: String) -> [String] {
        switch entity {
        case "visit":
            [
                "dept_id", "dept.name", "patient.city", "finding", "month(at)", "quarter(at)", "week(at)", "weekday(at)", "patient_id",
                "at",
                "date(at)", "patient.name", "secret", "concat(patient.city, '-', dept_id)", "shift(date(at), 40, 'day')",
            ]
        case "patient": ["city", "name", "patient_id", "lower(city)", "born", "year(born)", "coalesce(city, 'none')"]
        case "test": ["visit.dept_id", "visit.patient.city", "visit_id", "month(visit.at)", "test_id", "visit.finding"]
        case "team": ["staff_id", "patient.city", "until", "patient_id"]
        case "room": ["dept.name", "room_id", "dept_id"]
        default: ["name", "dept_id", "length(name)"]
        }
    }

    private func numbers(_ entity: String) -> [String] {
        switch entity {
        case "visit":
            [
                "cost", "(from .tests select s: sum(value))", "coalesce(cost, 0) + 1", "(from .patient.visits select n: count())",
                "age(patient.born, at)", "days(patient.born, at)", "hours(at, @2026-03-01T12:00:00)", "hour(at)", "round(cost / 7, 1)",
                "cost / (dept_id - 2)", "greatest(cost, 10)", "abs(cost - 20)", "integer(cost / 7)",
                "overlap_days(at, @2026-05-01, @2026-02-01, @2026-04-15)",
            ]
        case "patient":
            [
                "(from .visits select s: sum(cost))", "(from .visits select c: cost order at desc, visit_id limit 1)", "year(born)",
                "age(born, @2026-02-28)", "(from .teams select n: count(distinct staff_id))", "length(name)",
            ]
        case "test": ["value", "visit.cost", "value * 2 - 1", "least(value, visit.cost)"]
        case "team": ["patient_id", "(from visit where patient_id = outer.patient_id select n: count())", "nullif(staff_id, 1)"]
        case "room": ["dept_id", "room_id"]
        default: ["(from .visits select n: count())", "(from .visits select s: sum((from .tests select v: max(value))))"]
        }
    }

    /// A condition on rows of the entity, with subqueries to the depth given.
    private mutating func filter(_ entity: String, _ depth: Int) -> String {
        if random.below(4) == 0 {
            return random.pick(["", "not "]) + "(\(filter(entity, depth)) \(random.pick(["and", "or"])) \(filter(entity, depth)))"
        }
        let inner = depth > 0
        switch entity {
        case "visit":
            switch random.below(inner ? 9 : 5) {
            case 0: return "cost \(random.pick(["<", ">=", "<>"])) \(random.below(8) * 5)"
            case 1:
                return random.pick(["finding = 'f1'", "finding is null", "secret <> 's'", "cost in (10, 20, null)", "dept.name = 'North'"])
            case 2: return random.pick(["patient.city = 'c1'", "patient.city is null", "patient.name <> 'Ann'", "patient.sealed"])
            case 3: return random.pick(["dept_id = \(random.below(4))", "dept_id in (1, 2)", "dept.name contains 'HARA'"])
            case 4: return random.pick(["at >= @2026-03-01", "at between @2026-02-01 and @2026-05-01", "month(at) = '2026-04'"])
            case 5: return "exists(from .tests where \(filter("test", depth - 1)))"
            case 6: return "not exists(from .tests where \(filter("test", depth - 1)))"
            case 7: return "patient_id \(random.pick(["", "not "]))in (from team where \(filter("team", depth - 1)) select patient_id)"
            default: return "exists(from .patient.visits where at > outer.at and \(filter("visit", depth - 1)))"
            }
        case "patient":
            switch random.below(inner ? 6 : 3) {
            case 0: return random.pick(["city = 'c0'", "city is null", "name in ('Ann', '')", "city starts with 'c'", "not sealed"])
            case 1: return "year(born) >= 1972"
            case 2: return "age(born, $now) > \(random.below(90))"
            case 3: return "exists(from .visits where \(filter("visit", depth - 1)))"
            case 4: return "not exists(from .visits where \(filter("visit", depth - 1)))"
            default: return "(from .visits where \(filter("visit", depth - 1)) select n: count()) > 1"
            }
        case "test":
            switch random.below(inner ? 4 : 3) {
            case 0: return "value > \(random.below(7))"
            case 1: return random.pick(["visit.cost > 10", "visit.dept_id = 1", "visit.patient.city = 'c1'"])
            case 2: return random.pick(["visit_id > 7", "visit.patient_id is null", "test_id <> 3"])
            default: return "visit_id in (from visit where \(filter("visit", depth - 1)) select visit_id)"
            }
        case "team": return random.pick(["staff_id = 1", "staff_id > 0", "until is null", "patient.city = 'c1'", "until < $now"])
        case "room": return random.pick(["dept_id > 1", "dept.name starts with 'N'", "dept_id is not null"])
        default:
            guard inner else { return "name <> 'North'" }
            return random.pick(["", "not "]) + "exists(from .visits where \(filter("visit", depth - 1)))"
        }
    }
}
