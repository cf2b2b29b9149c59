import Algebra
import Catalog
import Database
import Disclosure
import Execution
import Foundation
import Governance

/// Small cells, held against what they are for: a number that the data of few patients can change does not leave.
///
/// Beside the data stand as many databases as there are patients, each without all rows about one of them.
package struct CountTrial {
    private static let threshold = 5
    private static let policyText = """
        policy: counts
        version: 1
        purposes: { care: care }
        everybody:
          - { entities: [ward, staff] }
        roles:
          counter:
            subjects: [{ role: counter }]
            purposes: [care]
            default-purpose: care
            lists: false
            small-cells: \(threshold)
            rows:
              - { about: patients }
            columns: { totals: highly-sensitive, direct: show, quasi: show }
        """

    private let house: House
    private let catalog: Catalog
    private let governor: Governor
    private let whole: Executor
    private let others: [Executor]
    private var generator: QuestionGenerator
    private let disclosure = Disclosure(key: Array(repeating: 7, count: 32))

    package init(seed: UInt64, folder: String) throws {
        var random = Random(seed: seed &* 0x5851_F42D_4C95_7F2D &+ 7)
        let house = House(&random)
        let data = HouseData(of: house, &random)
        (self.house, catalog) = (house, try CatalogLoader.load(text: house.catalogText, file: "house.yaml"))
        governor = try Governor(policy: Policy.load(text: Self.policyText, file: "policy.yaml"), catalog: catalog)
        func executor(_ name: String, _ data: HouseData) throws -> Executor {
            let path = "\(folder)/\(name).sqlite"
            try data.write(to: path, of: house)
            return try Executor(path: path, bounds: Executor.Bounds(connections: 1))
        }
        whole = try executor("whole", data)
        others = try data.patients.map { try executor("without-\($0)", data.without(patient: $0)) }
        generator = QuestionGenerator(house: house, random: Random(seed: random.next()))
    }

    /// Asks a random question; nil when what leaves of it is as it must be.
    package mutating func difference() throws -> String? {
        let text = Question.text(generator.number())
        let query = try Resolver.resolve(Query.parse(text), in: catalog)
        let caller = Caller(id: "counter", kind: .service, attributes: ["role": .text("counter")])
        let decision = try governor.govern(query, caller: caller, purpose: nil, environment: RequestEnvironment(now: World.now)) { _, _ in
            []
        }
        guard case .permit(let governed) = decision else { return "refused: \(text)" }
        let compiled = try SQLCompiler.compile(governed.query, schema: catalog, parameters: governed.parameters)
        let names = query.columns.map(\.name)
        guard let place = names.firstIndex(of: "n") else { return "no number: \(text)" }
        func key(_ row: [Cell]) -> Cell? { names.firstIndex(of: "k").map { row[$0] } }
        func cells(_ executor: Executor) throws -> [[Cell]] { try executor.run(compiled).rows.map { $0.map(\.cell) } }
        // Before suppression, by group.
        let numbers = try ([whole] + others).map { executor in
            Dictionary(try cells(executor).map { (key($0), $0[place]) }, uniquingKeysWith: { first, _ in first })
        }
        for row in disclosure.apply(governed.plan, rows: try cells(whole)).rows where row[place] != .suppressed {
            let number = numbers[0][key(row)] ?? .integer(0)
            // Nobody is not a small number of people.
            if number == .integer(0) { continue }
            let changers = numbers.dropFirst().count { ($0[key(row)] ?? .integer(0)) != number }
            if (1..<Self.threshold).contains(changers) {
                return "\(changers) patients can change \(row) of \(text)\n\(governed.query)"
            }
        }
        return nil
    }
}

extension QuestionGenerator {
    /// A number `n` of rows or patients, in all or by a key `k`.
    ///
    /// Conditions keep to the patient's own rows: whether a row is there at all may hang on one other patient, which no number of people
    /// behind it can tell. Numbers of wards are left out: those with few patients are left out of them, so that one patient may decide whether a ward has few.
    mutating func number() -> String {
        keepsToPatient = true
        let stay = house.table("stay")
        switch random.below(5) {
        case 0:
            let table = patientsTable()
            return "from \(table.name) where \(condition(table, 2)) select n: count()"
        case 1:
            return
                "from (from stay where \(condition(stay, 1)) group person_id select n: count()) where n > \(random.below(2)) select n: count()"
        case 2: return "from ward select k: ward_id, n: (from .stays where \(condition(stay, 1)) select n: count())"
        case 3:
            return
                "align a (from stay where \(condition(stay, 1)) group ward_id select ward_id, n: count()) on ward_id select k: ward_id, n: a.n"
        default:
            let (table, key) = random.pick([
                ("stay", "ward_id"), ("stay", "finding"), ("person", "city"), ("person", "score"), ("result", "stay.ward_id"),
                ("team", "staff_id"),
            ])
            return "from \(table) where \(condition(house.table(table), 2)) group k: \(key) select k, n: count()"
        }
    }
}

extension HouseData {
    /// All numbers of patients that stand anywhere, patients who have no row of their own too.
    fileprivate var patients: [Int64] {
        var numbers: Set<Int64> = []
        for row in rows.values.joined() { if case .integer(let number) = row["person_id"] { numbers.insert(number) } }
        return numbers.sorted()
    }

    /// The data without anything about one patient.
    fileprivate func without(patient: Int64) -> HouseData {
        var rest = self
        let stays = (rows["stay"] ?? []).filter { $0["person_id"] == .integer(patient) }.compactMap { $0["stay_id"] }
        for table in rows.keys {
            rest.rows[table]?.removeAll { row in
                row["person_id"] == .integer(patient) || table == "result" && row["stay_id"].map(stays.contains) == true
            }
        }
        return rest
    }
}
