import Algebra
import Catalog
import Testing

@testable import Disclosure

/// A column of a table that governance has planned.
private typealias Column = DisclosurePlan.Column

private let key = Array(UInt8(0)..<32)
private let smallCells = Prompt(code: "small-cells", severity: .notice, text: Wording(["en": "{count} under {threshold}"]))

private func plan(_ columns: [Column], threshold: Int? = nil, ties: [Int]? = nil, drops: Bool = false, domain: String? = nil)
    -> DisclosurePlan
{
    DisclosurePlan(
        columns: columns, threshold: threshold, dropsSmallGroups: drops, ties: ties, pseudonymDomain: domain,
        prompts: ["small-cells": smallCells])
}

/// Departments with their visits and, hidden, their patients.
private let departments = [
    Column("department", isKey: true), Column("visits", guards: [2], additive: true), Column("people", role: .hidden),
]

private func run(_ columns: [Column], _ rows: [[Cell]], threshold: Int = 11, drops: Bool = false) -> DisclosedTable {
    Disclosure(key: key).apply(plan(columns, threshold: threshold, drops: drops), rows: rows)
}

// MARK: Small cells

@Test("a cell that stands for fewer patients than the threshold is suppressed, and with it the next smallest")
func suppresses() {
    let table = run(
        departments,
        [[.text("A"), .integer(90), .integer(50)], [.text("B"), .integer(12), .integer(4)], [.text("C"), .integer(30), .integer(20)]])
    #expect(table.rows == [[.text("A"), .integer(90)], [.text("B"), .suppressed], [.text("C"), .suppressed]])
    #expect(table.suppressed == 2)
    #expect(table.columns == [0, 1])
    #expect(table.prompts.map { $0.text.text(in: "en") } == ["2 under 11"])
}

@Test("cells at the threshold stay, and nobody is not few")
func keepsEnough() {
    let rows: [[Cell]] = [[.text("A"), .integer(90), .integer(11)], [.text("B"), .integer(0), .integer(0)]]
    let table = run(departments, rows)
    #expect(table.rows == [[.text("A"), .integer(90)], [.text("B"), .integer(0)]])
    #expect(table.suppressed == 0)
    #expect(table.prompts.isEmpty)
}

@Test("two suppressed groups that together are still few take a third")
func suppressesUntilEnough() {
    let table = run(
        departments,
        [
            [.text("A"), .integer(90), .integer(50)], [.text("B"), .integer(2), .integer(2)], [.text("C"), .integer(3), .integer(3)],
            [.text("D"), .integer(40), .integer(30)],
        ])
    #expect(table.rows.map { $0[1] } == [.integer(90), .suppressed, .suppressed, .suppressed])
}

@Test("a single total that stands for few is suppressed, and there is nothing to subtract it from")
func suppressesTotals() {
    #expect(
        run([Column("visits", guards: [1], additive: true), Column("people", role: .hidden)], [[.integer(3), .integer(2)]]).rows == [
            [.suppressed]
        ])
}

@Test("a rate is suppressed when either of its sides stands for few")
func suppressesRates() {
    let columns = [Column("rate", guards: [1, 2]), Column("sick", role: .hidden), Column("all", role: .hidden)]
    #expect(run(columns, [[.decimal(0.5), .integer(3), .integer(60)]]).rows == [[.suppressed]])
    #expect(run(columns, [[.decimal(0), .integer(0), .integer(60)]]).rows == [[.decimal(0)]])
    #expect(run(columns, [[.decimal(0.5), .integer(30), .integer(60)]]).rows == [[.decimal(0.5)]])
}

@Test("a value whose patients nobody counted is suppressed; nothing over nobody is nothing")
func suppressesUncounted() {
    let columns = [Column("value", guards: [1]), Column("people", role: .hidden)]
    #expect(run(columns, [[.integer(7), .null]]).rows == [[.suppressed]])
    #expect(run(columns, [[.null, .null]]).rows == [[.null]])
    #expect(run(columns, [[.integer(7), .integer(0)]]).rows == [[.suppressed]])
    #expect(run(columns, [[.integer(7), .text("many")]]).rows == [[.suppressed]])
}

@Test("with a cell suppressed against subtraction go those of its row that count the same patients")
func suppressesWithinRows() {
    let columns = [
        Column("department", isKey: true), Column("visits", guards: [3], additive: true), Column("mean", guards: [3]),
        Column("people", role: .hidden),
    ]
    let table = run(
        columns,
        [
            [.text("A"), .integer(5), .decimal(1), .integer(4)], [.text("B"), .integer(70), .decimal(2), .integer(60)],
            [.text("C"), .integer(90), .decimal(3), .integer(80)],
        ])
    #expect(table.rows[1] == [.text("B"), .suppressed, .suppressed])
    #expect(table.rows[2] == [.text("C"), .integer(90), .decimal(3)])
}

@Test("rows whose sorting value is suppressed come last in the order of their names")
func movesSuppressedRows() {
    var columns = departments
    columns[1].sorts = true
    let table = run(
        columns,
        [
            [.text("D"), .integer(90), .integer(50)], [.text("C"), .integer(40), .integer(12)], [.text("B"), .integer(35), .integer(30)],
            [.text("A"), .integer(3), .integer(3)],
        ])
    // A is small; C has the fewest patients of the others, and its place between D and B would tell about its number.
    #expect(
        table.rows == [[.text("D"), .integer(90)], [.text("B"), .integer(35)], [.text("A"), .suppressed], [.text("C"), .suppressed]])
}

@Test("small groups that describe persons leave no row, and are counted")
func dropsRows() {
    let table = run(
        departments,
        [[.text("A"), .integer(90), .integer(50)], [.text("B"), .integer(2), .integer(2)], [.text("C"), .integer(80), .integer(40)]],
        drops: true)
    #expect(table.rows == [[.text("A"), .integer(90)]])
    #expect(table.suppressed == 2)
}

@Test("no suppressed cell is found by taking the others from the total", arguments: 0..<200)
func resistsSubtraction(seed: UInt64) {
    var random = Mix(state: seed)
    let rows: [[Cell]] = (0..<Int(random.below(9) + 1)).map { index in
        let people = Int64(random.below(random.below(3) == 0 ? 12 : 60))
        return [.text("d\(index)"), .integer(people * 2 + Int64(random.below(5)) * min(people, 1)), .integer(people)]
    }
    let threshold = Int(random.below(12) + 2)
    let table = run(departments, rows, threshold: threshold)
    var hiddenPeople: Int64 = 0
    var hiddenGroups = 0
    var shown = 0
    for (before, after) in zip(rows, table.rows) {
        guard case .integer(let people) = before[2] else { continue }
        #expect(after[0] == before[0])
        if after[1] == .suppressed {
            hiddenGroups += 1
            hiddenPeople += people
        } else {
            #expect(after[1] == before[1])
            #expect(people == 0 || people >= threshold)
            if people > 0 { shown += 1 }
        }
    }
    // What is left when all that is shown is taken from the total stands for several groups and enough patients, unless everything is hidden.
    if hiddenGroups > 0, shown > 0 {
        #expect(hiddenGroups >= 2)
        #expect(hiddenPeople >= threshold)
    }
    #expect(table.suppressed == hiddenGroups)
}

/// SplitMix64: the same numbers on every machine.
private struct Mix {
    var state: UInt64

    mutating func below(_ bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return (z ^ (z >> 31)) % bound
    }
}

// MARK: Masks

private func masked(_ cell: Cell, _ treatment: Treatment, domain: String? = nil) -> Cell? {
    Disclosure(key: key).apply(plan([Column("x", treatment: treatment)], domain: domain), rows: [[cell]]).rows.first?.first
}

@Test(
    "identifiers are shown in part",
    arguments: [
        ("national-id", "320102199001011234", "320***********1234"), ("phone", "13812345678", "138****5678"), ("phone", "12345", "*****"),
        ("name", "张三丰", "张**"), ("name", "Li Wei", "L*****"), ("name", "张", "*"),
        ("email", "zhang.san@example.com", "z********@example.com"),
        ("insurance-number", "A123456789", "******6789"), ("mrn", "M0013257", "****3257"), ("mrn", "M12", "***"),
    ])
func showsParts(kind: String, value: String, shown: String) {
    #expect(masked(.text(value), .partial(kind: kind)) == .text(shown))
}

@Test(
    "dates, ages and places become coarser, and an unknown shape nothing",
    arguments: [
        (Treatment.Granularity.month, Cell.text("2026-05-17 08:30:00"), Cell.text("2026-05")),
        (.month, .text("2026-05-17"), .text("2026-05")),
        (.month, .text("2026-05"), .text("2026-05")), (.month, .text("2026-Q2"), .text("2026-Q2")), (.month, .text("17 May"), .null),
        (.year, .text("2026-05-17"), .text("2026")), (.year, .integer(2026), .integer(2026)), (.year, .integer(17), .null),
        (.age, .integer(89), .integer(89)), (.age, .integer(90), .text("90+")), (.age, .integer(104), .text("90+")),
        (.age, .integer(-1), .null),
        (.ageBand5, .integer(64), .text("60-64")), (.ageBand10, .integer(64), .text("60-69")), (.ageBand10, .integer(90), .text("90+")),
        (.age, .text("old"), .null), (.district, .text("江苏省南京市玄武区中山路12号"), .text("江苏省南京市玄武区")),
        (.district, .text("12 Zhongshan Road, Gulou District, Nanjing"), .text("Gulou District, Nanjing")),
        (.district, .text("Somewhere"), .null),
        (.postcode3, .text("210008"), .text("210")), (.postcode3, .text("AB1 2CD"), .null),
    ])
func generalises(granularity: Treatment.Granularity, value: Cell, coarse: Cell) {
    #expect(masked(value, .generalise(granularity)) == coarse)
    // Making it coarser twice changes nothing.
    if coarse != .null, case .text(let text) = coarse, granularity != .district, !text.hasPrefix("90"), !text.contains("-6") {
        #expect(masked(coarse, .generalise(granularity)) == coarse || granularity == .postcode3)
    }
}

@Test("a patient has one pseudonym in a project, another in the next, and none without a project or with another key")
func pseudonyms() throws {
    let first = try #require(masked(.integer(34), .pseudonym, domain: "5"))
    #expect(masked(.integer(34), .pseudonym, domain: "5") == first)
    #expect(masked(.integer(35), .pseudonym, domain: "5") != first)
    #expect(masked(.integer(34), .pseudonym, domain: "6") != first)
    #expect(masked(.integer(34), .pseudonym) == .null)
    let other = Disclosure(key: Array(UInt8(1)..<33)).apply(plan([Column("x", treatment: .pseudonym)], domain: "5"), rows: [[.integer(34)]])
    #expect(other.rows != [[first]])
    guard case .text(let text) = first else {
        Issue.record("not a text")
        return
    }
    #expect(text.wholeMatch(of: /P[A-Z2-7]{12}/) != nil)
}

@Test("a patient and a stay of the same number have different pseudonyms")
func pseudonymsOfEntities() {
    let columns = [
        Column("a", treatment: .pseudonym, identifies: "patient"), Column("b", treatment: .pseudonym, identifies: "patient"),
        Column("c", treatment: .pseudonym, identifies: "stay"),
    ]
    let row = Disclosure(key: key).apply(plan(columns, domain: "5"), rows: [[.integer(7), .integer(7), .integer(7)]]).rows[0]
    #expect(row[0] == row[1])
    #expect(row[0] != row[2])
}

@Test("domain and value cannot be taken for one another")
func separatesDomains() {
    #expect(masked(.text("23"), .pseudonym, domain: "1") != masked(.text("3"), .pseudonym, domain: "12"))
}

@Test("no two of 100,000 patients share a pseudonym")
func distinctPseudonyms() {
    let rows = (0..<100_000).map { [Cell.integer(Int64($0))] }
    let table = Disclosure(key: key).apply(plan([Column("x", treatment: .pseudonym)], domain: "5"), rows: rows)
    #expect(Set(table.rows).count == rows.count)
}

@Test("hidden values are nothing, missing ones stay missing, and text that nobody can clean does not leave")
func hides() {
    #expect(masked(.text("secret"), .hide) == .null)
    #expect(masked(.null, .partial(kind: "name")) == .null)
    #expect(masked(.decimal(1.5), .partial(kind: "name")) == .null)
    #expect(masked(.text("Mr Wang called"), .deidentify) == .null)
}

@Test("rows that tie come in the order of what is shown")
func ordersTies() {
    let columns = [Column("ward"), Column("id", treatment: .partial(kind: "mrn"))]
    let rows: [[Cell]] = [
        [.text("A"), .text("M0009111")], [.text("A"), .text("M0001999")], [.text("A"), .text("M0005555")], [.text("B"), .text("M0000001")],
    ]
    let table = Disclosure(key: key).apply(plan(columns, ties: [0]), rows: rows)
    #expect(table.rows.map { $0[1] } == [.text("****1999"), .text("****5555"), .text("****9111"), .text("****0001")])
    #expect(table.masked == ["id"])
}

@Test("rows that tie come in the order that the database has: numbers by size, whole or not, and texts by their bytes")
func ordersAsTheDatabaseDoes() {
    let columns = [Column("value"), Column("mask", treatment: .generalise(.month))]
    let month = Cell.text("2026-06-01")
    let rows: [[Cell]] = [
        [.text("\u{e9}"), month], [.integer(1), month], [.null, month], [.text("e\u{301}"), month], [.decimal(0.5), month],
    ]
    let table = Disclosure(key: key).apply(plan(columns, ties: []), rows: rows)
    #expect(table.rows.map { Array("\($0[0])".utf8) } == [rows[4], rows[1], rows[3], rows[0], rows[2]].map { Array("\($0[0])".utf8) })
}

@Test("rows of a distinct list that are alike once masked leave as one, and are cut only then")
func makesShownRowsDistinct() {
    var plan = plan([Column("born", treatment: .generalise(.year)), Column("city")], ties: [])
    plan.isDistinct = true
    plan.mostRows = 2
    let rows: [[Cell]] = [
        [.text("1950-01-01"), .text("A")], [.text("1950-02-01"), .text("A")], [.text("1950-03-01"), .text("B")],
        [.text("1951-03-01"), .text("A")],
    ]
    let disclosed = Disclosure(key: key).apply(plan, rows: rows)
    #expect(disclosed.rows == [[.text("1950"), .text("A")], [.text("1950"), .text("B")]])
}

@Test("a question's own limit counts the rows that are distinct once masked, before those that a list may have")
func cutsShownRows() {
    var plan = plan([Column("born", treatment: .generalise(.year))], ties: [])
    plan.isDistinct = true
    plan.mostRows = 2
    plan.prompts = ["row-limit": Prompt(code: "row-limit", severity: .notice, text: Wording(["en": "cut"]))]
    let rows: [[Cell]] = ["1950-01-01", "1950-02-01", "1951-03-01", "1951-04-01", "1952-01-01"].map { [.text($0)] }
    for (limit, leaving, isTold) in [(1, 1, false), (2, 2, false), (3, 2, true), (0, 0, false)] {
        plan.limit = limit
        let disclosed = Disclosure(key: key).apply(plan, rows: rows)
        #expect(disclosed.rows == [[.text("1950")], [.text("1951")]].prefix(leaving).map { $0 })
        #expect(disclosed.prompts.isEmpty != isTold)
    }
}

@Test("cells are distinct as values are in the database: numbers by their size, texts by their bytes")
func comparesCellsAsTheDatabase() {
    var plan = plan([Column("value"), Column("mask", treatment: .generalise(.month))], ties: [])
    plan.isDistinct = true
    let month = Cell.text("2026-06-01")
    func distinct(_ cells: [Cell]) -> [Cell] { Disclosure(key: key).apply(plan, rows: cells.map { [$0, month] }).rows.map { $0[0] } }
    #expect(
        distinct([.integer(1), .decimal(1), .text("1"), .decimal(1.5), .null, .null]) == [.integer(1), .decimal(1.5), .text("1"), .null])
    // Whichever comes first, the same one stays.
    #expect(distinct([.decimal(1), .integer(1)]) == [.integer(1)])
    #expect(distinct([.decimal(0), .decimal(-0.0), .integer(0)]) == [.integer(0)])
    #expect(distinct([.text("\u{e9}"), .text("e\u{301}"), .text("\u{e9}")]).count == 2)
    // No decimal is 2^53 + 1.
    let large = Int64(1) << 53
    #expect(distinct([.integer(large), .decimal(Double(large)), .integer(large + 1)]) == [.integer(large), .integer(large + 1)])
}

@Test("a cell that is suppressed stands in no other row: beside one, values of other rows are suppressed all")
func suppressesValuesOfOtherRows() {
    let columns = [
        Column("department", isKey: true), Column("visits", guards: [3], additive: true), Column("before", guards: [4], isOfOtherRow: true),
        Column("people", role: .hidden), Column("people_before", role: .hidden),
    ]
    func rows(_ people: Int64) -> [[Cell]] {
        [
            [.text("A"), .integer(30), .null, .integer(people), .null],
            [.text("B"), .integer(12), .integer(30), .integer(12), .integer(people)],
            [.text("C"), .integer(50), .integer(12), .integer(40), .integer(12)],
        ]
    }
    // C would tell what B has, which goes so that A is not told by the total.
    let disclosed = run(columns, rows(3))
    #expect(disclosed.rows.map { $0[2] } == [.suppressed, .suppressed, .suppressed])
    #expect(disclosed.rows.map { $0[1] } == [.suppressed, .suppressed, .integer(50)])
    #expect(run(columns, rows(20)).suppressed == 0)
}
