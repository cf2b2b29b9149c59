import Algebra
import Catalog

/// The row filters of one request: for each entity of its query what a row must fulfil to exist for the caller.
struct RowGuards {
    /// The filter of one entity.
    struct Guard {
        /// A resolved condition on the row known as `RowGuards.row`; nil when every row exists.
        var condition: Term?
        /// What an answer filtered by it covers.
        var scope: [Wording] = []
        /// The permits that it is made of.
        var rules: [Rule] = []
    }

    /// The alias that stands for the filtered row in a guard's condition.
    static let row = "row"

    /// By entity; an entity that is not here is closed.
    private(set) var byEntity: [String: Guard] = [:]
    /// Conditions on rows about nobody where they stand beside filtered totals, by entity; on the row known as `RowGuards.row`.
    private(set) var beside: [String: Term] = [:]

    /// The filters of a role on some entities; `counts` tells which rules count for this request.
    init(role: Role, entities: some Sequence<String>, book: RuleBook, counts: (Rule) -> Bool) {
        let rules = book.rows[role.name] ?? RuleBook.RowRules()
        for entity in entities {
            var number = 0
            func conditions(_ place: Int) -> [Term] {
                (book.entries[place].conditions[entity] ?? []).map { condition in
                    number += 1
                    // The number keeps its aliases apart from those of other conditions on the same row.
                    return number == 1 ? condition : condition.renamingAliases { [number] in $0 == Self.row ? Self.row : "c\(number)\($0)" }
                }
            }
            let permits = (rules.permits[entity] ?? []).filter { counts(book.entries[$0].rule) }
            let found = Self.permitted(permits.map { (book.entries[$0].rule, conditions($0)) })
            let companions = (rules.beside[entity] ?? []).filter { counts(book.entries[$0].rule) }.flatMap(conditions)
            beside[entity] = Term.all(companions)
            guard var found else { continue }
            for place in rules.denials[entity] ?? [] where counts(book.entries[place].rule) {
                // Of a denial that is unknown the negation is unknown too, and what is unknown does not exist.
                let spared = Term.any(conditions(place)) ?? .literal(.boolean(false))
                found.condition = Term.all([found.condition, spared].compactMap { $0 })
            }
            byEntity[entity] = found
        }
    }

    /// What permits open together; nil when there is none.
    private static func permitted(_ permits: [(rule: Rule, conditions: [Term])]) -> Guard? {
        guard !permits.isEmpty else { return nil }
        var result = Guard(rules: permits.map(\.rule))
        // What one permit opens without a condition needs no other, nor what the others oblige to.
        if let open = permits.first(where: { $0.conditions.isEmpty }) {
            result.rules = [open.rule]
            return result
        }
        var ways: [Term] = []
        for (rule, conditions) in permits {
            if let all = Term.all(conditions), !ways.contains(all) { ways.append(all) }
            if let said = rule.scope, !result.scope.contains(said) { result.scope.append(said) }
        }
        result.condition = Term.any(ways)
        return result
    }
}
