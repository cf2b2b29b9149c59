import Algebra

/// The constructors that the meanings of grammar rules are written with.
///
/// Each gives nil when its arguments make no sense together, and then the rule does not apply: "31 February" is no date.
struct Constructors: Sendable {
    let periods: PeriodBuilder
    let router: Router

    typealias Constructor = @Sendable (Constructors, [Meaning]) -> Meaning?

    /// The meaning of an action, given those of the rule's parts.
    func evaluate(_ action: Action, _ parts: [Meaning]) -> Meaning? {
        switch action {
        case .part(let index): return parts[index]
        case .absent, .named: return Meaning.none
        case .number(let number): return .number(number)
        case .word(let word): return .word(word)
        case .call(let name, let arguments):
            var values: [Meaning] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments {
                guard let value = evaluate(argument, parts) else { return nil }
                values.append(value)
            }
            return Constructors.table[name]?(self, values)
        }
    }

    /// The names that meanings may use.
    static var names: Set<String> { Set(table.keys) }

    /// The first constructor of an action that does not exist; empty when all do.
    static func unknown(_ action: Action) -> String {
        guard case .call(let name, let arguments) = action else { return "" }
        if table[name] == nil { return name }
        return arguments.lazy.map(unknown).first { !$0.isEmpty } ?? ""
    }

    static let table: [String: Constructor] = [numbers, times, phrases, clauses, events, edits].reduce(into: [:]) { table, part in
        table.merge(part) { a, _ in a }
    }

    static let numbers: [String: Constructor] = [
        "add": { _, a in a.numbers(2).map { .number($0[0] + $0[1]) } },
        "multiply": { _, a in a.numbers(2).map { .number($0[0] * $0[1]) } },
        "list": { _, a in
            if a.count == 2, case .list(let items) = a[0] { return .list(items + [a[1]]) }
            return .list(a)
        },
    ]

    static func literal(_ n: Double) -> Term { n == n.rounded() && abs(n) < 1e15 ? .literal(.integer(Int64(n))) : .literal(.decimal(n)) }

    static func conjunction(_ list: [Restriction]) -> Restriction? {
        list.count == 1 ? list[0] : list.isEmpty ? nil : .and(list)
    }

    static func restriction(_ meaning: Meaning) -> Restriction? {
        if case .restriction(let restriction) = meaning { return restriction }
        return nil
    }

    /// The restrictions among meanings; periods count as restrictions on the time.
    ///
    /// Nil when something is neither.
    static func restrictions(_ meanings: ArraySlice<Meaning>) -> [Restriction]? {
        var result: [Restriction] = []
        for meaning in meanings.flatMap(\.flattened) {
            switch meaning {
            case .restriction(let restriction): result.append(restriction)
            case .period(let period): result.append(.time(period, attribute: nil))
            case .none: break
            default: return nil
            }
        }
        return result.count <= mostClauses ? result : nil
    }

    /// How many things one phrase may say.
    static let mostClauses = 24
}
