/// Makes random queries over the clinic in the notation, weighted to where a filter is easily forgotten.
struct QuestionGenerator {
    private var random: Random

    init(seed: UInt64) {
        random = Random(seed)
    }

    mutating func question() -> String {
        let entity = random.pick(["visit", "visit", "patient", "test", "team", "dept"])
        let filter = self.filter(entity, 2)
        let key = random.pick(keys(entity))
        let value = random.pick(values(entity))
        switch random.below(10) {
        case 0: return "from \(entity) where \(filter) select n: count()"
        case 1: return "from \(entity) where \(filter) select a: \(key), b: \(value) order b desc, a"
        case 2:
            return
                "from \(entity) where \(filter) group k: \(key) select k, n: count(), s: sum(\(value)) having count() > \(random.below(3)) order n desc"
        case 3: return "from \(entity) where \(filter) group k: \(key) select k, n: count() order n desc limit \(random.below(3) + 1) rank"
        case 4:
            return
                "from (from \(entity) where \(filter) group k: \(key) select k, n: count()) where n > 1 select groups: count(), most: max(n)"
        case 5:
            return "(from visit where \(self.filter("visit", 1)) select patient_id) \(random.pick(["except", "union", "intersect"])) "
                + "(from team where \(self.filter("team", 1)) select patient_id)"
        case 6:
            return
                "align \(random.pick(["", "full"])) a (from visit where \(self.filter("visit", 1)) group dept_id select dept_id, n: count()), "
                + "b (from test where \(self.filter("test", 1)) group visit.dept_id select dept_id, m: count()) on dept_id "
                + "select dept_id, n: a.n, r: a.n / b.m"
        case 7: return "from \(entity) where \(filter) select distinct a: \(key)"
        case 8:
            return
                "from \(entity) where \(filter) select a: \(key), r: rank() over (order \(value) desc), t: total(\(value)) over (partition \(key))"
        default:
            return
                "from \(entity) select n: count(where \(filter)), m: median(\(value)), p: percentile(\(value), 90), d: count(distinct \(key))"
        }
    }

    /// A total: a number of rows or of patients, with or without groups.
    ///
    /// Numbers of departments are left out: those with few patients are left out of them, so that one patient may decide whether a department
    /// has few.
    mutating func total() -> String {
        let entity = random.pick(["visit", "patient", "test", "team"])
        let filter = self.filter(entity, 2)
        switch random.below(5) {
        case 0: return "from \(entity) where \(filter) select n: count()"
        case 1:
            return
                "from (from visit where \(self.filter("visit", 1)) group patient_id select n: count()) where n > \(random.below(2)) select n: count()"
        case 2: return "from dept select k: name, n: (from .visits where \(self.filter("visit", 1)) select n: count())"
        case 3:
            return
                "align a (from visit where \(self.filter("visit", 1)) group dept_id select dept_id, n: count()) on dept_id select k: dept_id, n: a.n"
        default:
            let key = random.pick(
                ["visit": ["dept_id", "finding"], "patient": ["city"], "test": ["visit.dept_id"], "team": ["staff_id"]][entity] ?? ["name"])
            return "from \(entity) where \(filter) group k: \(key) select k, n: count()"
        }
    }

    private func keys(_ entity: String) -> [String] {
        switch entity {
        case "visit": ["dept_id", "dept.name", "patient.city", "finding", "month(at)", "patient_id"]
        case "patient": ["city", "name", "patient_id"]
        case "test": ["visit.dept_id", "visit.patient.city", "visit_id"]
        case "team": ["staff_id", "patient.city"]
        default: ["name", "dept_id"]
        }
    }

    private func values(_ entity: String) -> [String] {
        switch entity {
        case "visit": ["cost", "(from .tests select s: sum(value))", "coalesce(cost, 0) + 1", "(from .patient.visits select n: count())"]
        case "patient":
            ["(from .visits select s: sum(cost))", "(from .visits select c: cost order at desc, visit_id limit 1)", "year(born)"]
        case "test": ["value", "visit.cost"]
        case "team": ["patient_id", "(from visit where patient_id = outer.patient_id select n: count())"]
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
            switch random.below(inner ? 8 : 4) {
            case 0: return "cost > \(random.below(4) * 10)"
            case 1: return random.pick(["finding = 'f1'", "finding is null", "cost in (10, 20, null)", "dept.name = 'North'"])
            case 2:
                return random.pick(["patient.city = 'c1'", "patient.city is null", "patient.name <> 'N1'", "year(patient.born) < 1970"])
            case 3: return "dept_id = \(random.below(4))"
            case 4: return "exists(from .tests where \(filter("test", depth - 1)))"
            case 5: return "not exists(from .tests where \(filter("test", depth - 1)))"
            case 6: return "patient_id \(random.pick(["", "not "]))in (from team where \(filter("team", depth - 1)) select patient_id)"
            default: return "exists(from .patient.visits where at > outer.at and \(filter("visit", depth - 1)))"
            }
        case "patient":
            switch random.below(inner ? 5 : 2) {
            case 0: return random.pick(["city = 'c0'", "city is null", "name in ('N0', 'N2')"])
            case 1: return "year(born) >= 1960"
            case 2: return "exists(from .visits where \(filter("visit", depth - 1)))"
            case 3: return "not exists(from .visits where \(filter("visit", depth - 1)))"
            default: return "(from .visits where \(filter("visit", depth - 1)) select n: count()) > 1"
            }
        case "test":
            switch random.below(inner ? 3 : 2) {
            case 0: return "value > \(random.below(8))"
            case 1: return random.pick(["visit.cost > 10", "visit.dept_id = 1", "visit.patient.city = 'c1'", "visit.patient.name is null"])
            default: return "visit_id in (from visit where \(filter("visit", depth - 1)) select visit_id)"
            }
        case "team":
            return random.pick(["staff_id = 1", "staff_id > 0", "staff_id is null", "patient.city = 'c2'", "patient.name is not null"])
        default:
            guard inner else { return "name <> 'North'" }
            return random.pick(["", "not "]) + "exists(from .visits where \(filter("visit", depth - 1)))"
        }
    }
}
