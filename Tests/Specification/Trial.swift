import Algebra
import Catalog
import Database
import Disclosure
import Execution
import Governance

/// One case: a question in a world, answered through governance and held against what the specification says.
package struct Trial {
    /// What a case showed; all but `differs` are as they must be.
    package enum Outcome: Sendable, Hashable {
        /// Refused, as the policy's words say.
        case refused
        /// What left is what the question gives on what is shown to the caller.
        case sameAsShown
        /// Before masks the rows are those of the question on the rows that exist for the caller.
        case sameRows
        /// What leaves are the rows of the question on the rows that exist, with the policy's masks put on.
        case sameMasked
        /// With small cells suppressed the answer is that of a database which holds nothing else.
        case sameAfterSuppression
        /// The decision and what is withheld are right; the answer shows masks that no view could hold.
        case decided
        /// What is wrong.
        case differs(String)
    }

    /// How many questions share a world.
    package static let questionsPerWorld = 25

    /// The number of the case, which stands for its world and its question.
    package let number: UInt64
    let world: World
    let seatNumber: Int
    package let question: Question

    private static let disclosure = Disclosure(key: Array(repeating: 7, count: 32))

    /// The world of a case.
    package static func worldNumber(of number: UInt64) -> UInt64 { number / UInt64(questionsPerWorld) }

    package init(number: UInt64, world: World) {
        self.number = number
        self.world = world
        var random = Random(seed: number &* 0x9E37_79B9_7F4A_7C15 &+ 3)
        seatNumber = random.below(world.seats.count)
        var generator = QuestionGenerator(house: world.house, random: Random(seed: random.next()))
        let seat = world.seats[seatNumber]
        var question = generator.question()
        // Most random questions touch something closed; those that are answered tell more.
        for _ in 0..<6 where random.chance(80) {
            guard let asker = seat.asker else { break }
            let expectation = Expectation(question, house: world.house, policy: world.policy, asker: asker)
            guard expectation.refusal != nil, !expectation.marks.contains(Expectation.rowsStay) else { break }
            question = generator.question()
        }
        self.question = question
    }

    private var seat: World.Seat { world.seats[seatNumber] }

    // MARK: Running

    package func run() throws -> Outcome {
        let query = try Resolver.resolve(Query.parse(question.text), in: world.catalog)
        let decision = try govern(query, by: world.governor)
        guard let asker = seat.asker, let view = seat.view else {
            if case .permit = decision { return .differs("permitted, though the caller has no role for \(seat.purpose)") }
            return .refused
        }
        let expectation = Expectation(question, house: world.house, policy: world.policy, asker: asker)
        switch (decision, expectation.refusal) {
        case (.refuse, .some): return .refused
        case (.refuse, nil) where expectation.mayBeRefused: return .refused
        case (.refuse(let refusal), nil):
            return .differs("refused (\(refusal.code): \(refusal.text.text(in: "en"))), though the policy covers it")
        case (.permit(let governed), .some(let reason)): return .differs("permitted, though \(reason)\n\(governed.query)")
        case (.permit(let governed), nil): return try compare(query, governed, expectation, asker, view)
        }
    }

    private func govern(_ query: Query, by governor: Governor) throws -> Decision {
        var attributes: [String: Literal] = ["place": .text("a")]
        attributes["destination"] = seat.parameters["environment.destination"]?.literal
        let grant = seat.grant.map {
            Grant(number: 1, patient: String($0.patient), reason: "need", until: "2026-06-15 13:00:00", isApproved: $0.isApproved)
        }
        let environment = RequestEnvironment(now: World.now, attributes: attributes, grant: grant)
        return try governor.govern(query, caller: seat.caller, purpose: seat.purpose, environment: environment) { query, parameters in
            guard seat.asker?.demands == true else {
                throw Unexpected(what: "The decision read facts, which this policy does not ask for: \(query)")
            }
            let fact = try SQLCompiler.compile(query, schema: world.catalog, parameters: parameters)
            return try world.executor("data") { world.data }.run(fact).rows.map { $0.map(\.literal) }
        }
    }

    private struct Unexpected: Error { var what: String }

    /// What the case draws besides rows, columns and usual masks, so that runs can tell how much of each there was.
    package var marks: [String] {
        guard let asker = seat.asker else { return [] }
        var marks = Expectation(question, house: world.house, policy: world.policy, asker: asker).marks.sorted()
        if asker.demands { marks.append(asker.bar?.contains("fact") == true ? "fact missing" : "fact found") }
        if asker.isLeaving { marks.append("leaves the house") }
        if let grant = asker.grant { marks.append(grant.isApproved ? "approved emergency access" : "emergency access") }
        if question.namesPatient, !question.counts.isEmpty, asker.role.smallCells != nil { marks.append("total of a named patient") }
        if world.policy.scale != nil { marks.append("own levels") }
        if asker.agreement != nil { marks.append("under an agreement") }
        return marks
    }

    private func compare(
        _ query: Query, _ governed: GovernedQuery, _ expectation: Expectation, _ asker: PolicyDraft.Asker, _ view: AuthorisedView
    ) throws -> Outcome {
        let names = query.columns.map(\.name)
        let withheld = Set(names.indices.filter { governed.withheld.contains(names[$0]) })
        guard withheld == expectation.withheld else {
            return .differs("withheld \(withheld.sorted()), not \(expectation.withheld.sorted())\n\(governed.query)")
        }
        let isNarrowed = world.policy.narrows(question, world.house, for: asker)
        let narrowed = try Resolver.resolve(
            Query.parse(world.policy.narrowed(question, view, world.house, for: asker)), in: world.catalog)
        // Which tables stand in nothing but what is withheld the maker of the question does not know.
        if isNarrowed, !withheld.isEmpty { return .decided }
        let database = try world.executor("data") { world.data }
        let rows = try world.executor("rows-\(seatNumber)") { view.rows }
        let found = outcome(governed.query, governed.parameters, on: database)
        if governed.plan.threshold != nil {
            guard case .permit(let open) = try govern(narrowed, by: world.openGovernor) else {
                // The rows that stand beside are named by keys, which not everybody may choose by.
                if isNarrowed { return .decided }
                return .differs("refused where all rows are open")
            }
            // Of a patient who is named even nobody is a small number.
            if question.namesPatient,
                disclosed(found, governed.plan).rows.contains(where: { row in question.counts.contains { row[$0] == .integer(0) } })
            {
                return .differs("tells that a patient who is named is not among them\n\(governed.query)")
            }
            let expected = disclosed(outcome(open.query, open.parameters, on: rows), open.plan)
            return same(disclosed(found, governed.plan), expected, .sameAfterSuppression, governed)
        }
        if expectation.isOfWhatIsShown {
            let access = ColumnReach(of: asker, under: world.policy, isList: question.isList)
            let shown = try world.executor("shown-\(seatNumber)-\(question.isList)") { view.shown(world.house, access) }
            let unshown = withheld.union(expectation.masked.keys)
            let asked = expectation.masked.isEmpty ? query : query.cutByWhatIsShown(unshown, world.house, access)
            var expected = outcome(asked, governed.parameters, on: shown).map { row in
                row.enumerated().map { index, value in
                    withheld.contains(index) ? .null : expectation.masked[index]?.leaving(value) ?? value
                }
            }
            expected.cut(to: names.count)
            // Of a cut list the cut decides which rows there are; how they are put in order is told by lists that are not cut.
            return same(disclosed(found, governed.plan), expected.cells, .sameAsShown, governed, inOrder: asked == query)
        }
        let asked = narrowed.emptied(withheld)
        guard expectation.masked.isEmpty else {
            // Masks are no values by which rows that tie could be cut as here.
            guard question.isWhole else { return .decided }
            return compareMasked(disclosed(found, governed.plan), asked, on: rows, governed, expectation, asker)
        }
        var raw = found
        raw.cut(to: names.count)
        return same(raw.cells, outcome(asked, governed.parameters, on: rows).cells, .sameRows, governed)
    }

    /// Holds what leaves against the rows that exist, masked here; of pseudonyms it counts for which values the same ones stand.
    private func compareMasked(
        _ found: Table, _ asked: Query, on rows: Executor, _ governed: GovernedQuery, _ expectation: Expectation, _ asker: PolicyDraft.Asker
    ) -> Outcome {
        let replaced = Set(expectation.masked.filter { $0.value == .pseudonym }.keys).subtracting(expectation.withheld)
        let isStable = asker.role.pseudonymsPer.map { asker.parameters[$0] != nil } ?? false
        var expected = outcome(asked.byPatient(replaced), governed.parameters, on: rows).map { row in
            row.enumerated().map { index, value in
                if expectation.withheld.contains(index) || replaced.contains(index) && !isStable { return .null }
                return expectation.masked[index]?.leaving(value) ?? value
            }
        }
        expected.cut(to: asked.columns.count)
        if question.isDistinct { expected.rows = Set(expected.rows).map { $0 } }
        let hidden = Set(replaced.flatMap { index in expected.cells.rows.map { $0[index].bytes.filter { $0 != "'" } } }).subtracting([
            "null"
        ])
        for row in found.rows {
            for index in replaced where hidden.contains(row[index].bytes.filter { $0 != "'" }) {
                return .differs("a pseudonym is the value that it stands for: \(row[index])\n\(governed.query)")
            }
        }
        return same(found.describing(replaced), expected.cells.describing(replaced), .sameMasked, governed, inOrder: false)
    }

    // MARK: Answers

    /// Rows, or why there are none.
    private struct Answer: Hashable {
        var rows: [[Value]] = []
        var error: String?

        func map(_ change: ([Value]) -> [Value]) -> Answer { Answer(rows: rows.map(change), error: error) }
        mutating func cut(to count: Int) { rows = rows.map { Array($0.prefix(count)) } }
        var cells: Table { Table(rows: rows.map { $0.map(\.cell) }, error: error) }
    }

    private struct Table {
        var rows: [[Cell]]
        var error: String?

        /// The table with the rows in which it stands in the place of every value of some columns, whatever the value is.
        func describing(_ columns: Set<Int>) -> Table {
            var places: [Cell: [String]] = [:]
            for row in rows {
                let rest = row.enumerated().map { columns.contains($0) ? "" : $1.bytes }
                for column in columns { places[row[column], default: []].append("\(column) of \(rest)") }
            }
            return Table(
                rows: rows.map { row in
                    row.enumerated().map { index, cell in
                        columns.contains(index) && cell != .null ? .text((places[cell] ?? []).sorted().joined(separator: "; ")) : cell
                    }
                }, error: error)
        }
    }

    private func outcome(_ query: Query, _ parameters: [String: Literal], on executor: Executor) -> Answer {
        do {
            return Answer(rows: try executor.run(SQLCompiler.compile(query, schema: world.catalog, parameters: parameters)).rows)
        } catch {
            return Answer(error: "\(error)")
        }
    }

    private func disclosed(_ answer: Answer, _ plan: DisclosurePlan) -> Table {
        guard answer.error == nil else { return answer.cells }
        return Table(rows: Self.disclosure.apply(plan, rows: answer.cells.rows).rows, error: nil)
    }

    private func same(_ found: Table, _ expected: Table, _ outcome: Outcome, _ governed: GovernedQuery, inOrder: Bool = true) -> Outcome {
        func bytes(_ table: Table) -> [[String]] {
            let rows = table.rows.map { $0.map(\.bytes) }
            return inOrder ? rows : rows.sorted { $0.lexicographicallyPrecedes($1) }
        }
        if found.error == expected.error, bytes(found) == bytes(expected) { return outcome }
        func text(_ table: Table) -> String { table.error ?? table.rows.map { "  \($0.map(\.bytes))" }.joined(separator: "\n") }
        return .differs("\(outcome): got\n\(text(found))\nnot\n\(text(expected))\nrewritten: \(governed.query)")
    }

    // MARK: Telling

    /// All that is needed to see what happened.
    package var description: String {
        """
        case \(number) (world \(Self.worldNumber(of: number)), seat \(seatNumber)): \(question.text)
        caller \(seat.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) for \(seat.purpose), \
        role \(seat.asker?.role.name ?? "none")
        \(world.policy.text())
        """
    }
}

extension Cell {
    /// The value so that no two that differ in a byte or a type look alike.
    fileprivate var bytes: String {
        switch self {
        case .null: "null"
        case .suppressed: "suppressed"
        case .integer(let integer): String(integer)
        // Zero has no sign for anybody.
        case .decimal(let decimal): String(decimal == 0 ? 0 : decimal)
        case .text(let text):
            "'" + text.unicodeScalars.map { $0.isASCII ? String($0) : "\\u{\(String($0.value, radix: 16))}" }.joined() + "'"
        }
    }
}

extension Source {
    /// Whether its rows are the patients.
    fileprivate var isOfPatients: Bool { if case .entity("person") = kind { true } else { false } }
}

extension Query {
    /// The query whose cut chooses among rows that tie by the outputs that are shown as they are, and by the rows' keys.
    fileprivate func cutByWhatIsShown(_ unshown: Set<Int>, _ house: House, _ access: ColumnReach) -> Query {
        guard case .select(var select) = self, select.limit?.ties == .cut else { return self }
        for (index, output) in select.outputs.enumerated() where !unshown.contains(index) {
            select.order.append(Ordering(output.expression))
        }
        if !select.isAggregate, case .entity(let name) = select.source.kind, let alias = select.source.alias {
            let table = house.table(name)
            if let key = table.column(table.key), access.reach(of: key, in: name) != .closed {
                select.order.append(Ordering(.column(source: alias, name: key.name)))
            }
        }
        return .select(select)
    }

    /// The query with the patient's key in the place of whatever else of the patient is to be shown in some outputs: a patient has one
    /// pseudonym.
    fileprivate func byPatient(_ outputs: Set<Int>) -> Query {
        guard case .select(var select) = self else { return self }
        let patients =
            select.joins.filter { $0.entity == "person" }.map(\.alias) + (select.source.isOfPatients ? [select.source.alias] : [])
        for index in outputs {
            guard case .column(let source, _) = select.outputs[index].expression, patients.contains(source) else { continue }
            select.outputs[index].expression = .column(source: source, name: "person_id")
        }
        return .select(select)
    }

    /// The query with nothing in the places of some outputs.
    fileprivate func emptied(_ outputs: Set<Int>) -> Query {
        switch self {
        case .select(var select):
            for index in outputs where index < select.outputs.count { select.outputs[index].expression = .literal(.null) }
            return .select(select)
        case .combine(let op, let left, let right): return .combine(op, left.emptied(outputs), right.emptied(outputs))
        case .align(var alignment):
            for index in outputs where index < alignment.outputs.count { alignment.outputs[index].expression = .literal(.null) }
            return .align(alignment)
        }
    }
}
