import Algebra

// Conditions, in the order and the form in which SQLite finds out soonest.

extension SQLCompiler {
    /// The conjuncts of conditions on rows, each in SQL, ready for AND.
    ///
    /// SQLite asks what it cannot find by index in the order in which it stands, so what reads few tables stands first: whether a patient
    /// has a diagnosis is a look into one index, whether any of all prescriptions is of a class is many.
    mutating func conditions(_ terms: [Term?]) throws(CompilationError) -> [String] {
        let conjuncts = terms.flatMap { $0?.conjuncts ?? [] }.map { (term: $0, tables: $0.tables) }
        // A sort that keeps the order of equals, which the standard library's does not promise.
        let ordered = conjuncts.enumerated().sorted { ($0.element.tables, $0.offset) < ($1.element.tables, $1.offset) }
        var conditions: [String] = []
        for (_, conjunct) in ordered {
            let condition = try sql(conjunct.term, at: .not)
            if !conditions.contains(condition) { conditions.append(condition) }
        }
        return conditions
    }

    /// Alternatives ready for OR, with those about the same value in one where SQLite can then find them by index.
    mutating func alternatives(_ term: Term) throws(CompilationError) -> [String] {
        var items = Self.disjuncts(of: term)
        var result: [String] = []
        while !items.isEmpty {
            let first = items.removeFirst()
            if let union = try memberships(first, &items) {
                result.append(union)
            } else if let range = try prefixes(first, &items) {
                result += range
            } else {
                result.append(try sql(first, at: .and))
            }
        }
        return result
    }

    private static func disjuncts(of term: Term) -> [Term] {
        if case .binary(.or, let left, let right) = term { return disjuncts(of: left) + disjuncts(of: right) }
        return [term]
    }

    /// `x IN (a) OR x IN (b)` is `x IN (a UNION ALL b)`, NULL or not: one list to look into, or to start from.
    private mutating func memberships(_ first: Term, _ others: inout [Term]) throws(CompilationError) -> String? {
        guard case .member(let operand, .select(let query)) = first, query.limit == nil else { return nil }
        var lists = [query]
        others.removeAll { other in
            guard case .member(operand, .select(let more)) = other, more.limit == nil, more.outputs.count == query.outputs.count else {
                return false
            }
            lists.append(more)
            return true
        }
        guard lists.count > 1, query.outputs.count == 1 else {
            return try sql(first, at: .and)
        }
        var parts: [String] = []
        for list in lists { parts.append(try self.query(.select(list), order: .rows)) }
        return try sql(operand, at: .comparison) + " IN " + bracketed(parts.joined(separator: "\nUNION ALL\n"))
    }

    /// Texts that start with one of several prefixes: ranges, those that touch in one.
    private mutating func prefixes(_ first: Term, _ others: inout [Term]) throws(CompilationError) -> [String]? {
        guard case .binary(.starts, let subject, _) = first, isTextColumn(subject) else { return nil }
        var ranges: [(from: String, to: String)] = []
        var rest: [Term] = []
        for term in [first] + others {
            if case .binary(.starts, subject, let prefix) = term, case .text(let start) = try constant(prefix),
                let end = Self.successor(of: start)
            {
                ranges.append((start, end))
            } else {
                rest.append(term)
            }
        }
        guard ranges.count > 1 else { return nil }
        others = rest
        ranges.sort { $0.from.utf8.lexicographicallyPrecedes($1.from.utf8) }
        var merged: [(from: String, to: String)] = []
        for range in ranges {
            guard let last = merged.last, !last.to.utf8.lexicographicallyPrecedes(range.from.utf8) else {
                merged.append(range)
                continue
            }
            if last.to.utf8.lexicographicallyPrecedes(range.to.utf8) { merged[merged.count - 1].to = range.to }
        }
        let column = try sql(subject, at: .sum)
        return merged.map { "\(column) >= \(bind(.text($0.from))) AND \(column) < \(bind(.text($0.to)))" }
    }
}

extension Term {
    /// How many tables the subqueries of a term read.
    fileprivate var tables: Int {
        var count = 0
        func visit(_ query: Query) -> Query {
            switch query {
            case .select(let select): count += 1 + select.joins.count
            case .combine, .align: count += 1
            }
            return query.mapTerms(walk, query: visit)
        }
        func walk(_ term: Term) -> Term { term.mapChildren(walk, query: visit) }
        _ = walk(self)
        return count
    }
}
