import Algebra

/// Turns written queries into resolved ones: every path becomes a column of a source with a unique alias, every step of a path an
/// explicit to-one join, every to-many path a source with its correlation, every formula its columns.
///
/// A resolved query needs no catalog to be understood but for the names of tables and columns, and every occurrence of every table
/// stands in it once, where governance can see it.
public struct Resolver {
    private let catalog: Catalog
    private var count = 0
    /// How many formulas and ways stand around what is resolved; one that leads back to itself would have no end.
    private var depth = 0
    private static let deepest = 64

    /// A resolver over a catalog; use one for each query.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
    }

    /// The resolved form of a written query.
    ///
    /// Resolving twice changes nothing but aliases.
    public static func resolve(_ query: Query, in catalog: Catalog) throws(CatalogError) -> Query {
        try Resolver(catalog).resolve(query)
    }

    /// The resolved form of a written query.
    public func resolve(_ query: Query) throws(CatalogError) -> Query {
        // What is resolved keeps its aliases: its columns name them.
        if isResolved(query) { return query }
        var run = self
        return try run.query(query, [])
    }

    /// Whether no path is left, and every source is known and has an alias.
    private func isResolved(_ query: Query) -> Bool {
        var resolved = true
        func visit(_ query: Query) {
            if case .select(let select) = query {
                switch select.source.kind {
                case .related: resolved = false
                case .entity(let name): if catalog.entities[name] == nil { resolved = false }
                case .query, .calendar: break
                }
                if select.source.alias == nil { resolved = false }
            }
            _ = query.mapTerms(
                { term in
                    term.walk({ if case .path = $0 { resolved = false } }, query: visit)
                    return term
                },
                query: { inner in
                    visit(inner)
                    return inner
                })
        }
        visit(query)
        return resolved
    }

    /// The resolved form of a condition on rows of an entity known by `alias`: used for row filters, whose joins must be subqueries.
    ///
    /// A path with steps becomes a scalar subquery, since a filter has no place for joins.
    public func resolve(condition: Term, on entity: String, alias: String) throws(CatalogError) -> Term {
        var run = self
        run.count = 1000
        let frame = Frame(.entity(entity), alias: alias, joinable: false)
        return try run.expression(condition, [frame])
    }

    // MARK: Scopes

    /// One query's row while it is resolved: its source, and the joins that paths have asked for.
    private final class Frame {
        enum Kind {
            case entity(String)
            case columns([String])
        }
        let kind: Kind
        let alias: String
        let written: String?
        let joinable: Bool
        var joins: [Join] = []
        var joined: [String: (alias: String, entity: String)] = [:]
        var names: [String: Term] = [:]

        init(_ kind: Kind, alias: String, written: String? = nil, joinable: Bool = true) {
            self.kind = kind
            self.alias = alias
            self.written = written
            self.joinable = joinable
        }
    }

    private mutating func fresh() -> String {
        count += 1
        return "t\(count)"
    }

    // MARK: Queries

    private mutating func query(_ query: Query, _ scopes: [Frame]) throws(CatalogError) -> Query {
        switch query {
        case .select(let select): return .select(try self.select(select, scopes))
        case .combine(let op, let left, let right): return .combine(op, try self.query(left, scopes), try self.query(right, scopes))
        case .align(let alignment): return .align(try self.alignment(alignment, scopes))
        }
    }

    private mutating func select(_ written: Select, _ scopes: [Frame]) throws(CatalogError) -> Select {
        var result = written
        let alias = fresh()
        var correlation: [Term] = []
        let frame: Frame
        switch written.source.kind {
        case .entity(let name):
            _ = try catalog.entity(name)
            frame = Frame(.entity(name), alias: alias, written: written.source.alias)
        case .related(let path):
            guard let outer = scopes.last, let last = path.last else {
                throw CatalogError("'.\(path.joined(separator: "."))' has no row to start from.")
            }
            var (from, entityName) = try walk(Array(path.dropLast()), outer, scopes)
            var entity = try catalog.entity(entityName)
            // A formula-like way may stand for the last step.
            if entity.relations[last] == nil, let way = entity.ways[last], let wayLast = way.last {
                (from, entityName) = try walk(Array(path.dropLast()) + way.dropLast(), outer, scopes)
                entity = try catalog.entity(entityName)
                guard let relation = entity.relations[wayLast] else { throw unknown(last, entity) }
                correlation = pairs(relation, from: from, to: alias)
                frame = Frame(.entity(relation.target), alias: alias, written: written.source.alias)
            } else {
                guard let relation = entity.relations[last] else { throw unknown(last, entity) }
                correlation = pairs(relation, from: from, to: alias)
                frame = Frame(.entity(relation.target), alias: alias, written: written.source.alias)
            }
            if case .entity(let target) = frame.kind { result.source.kind = .entity(target) }
        case .query(let inner):
            let resolved = try query(inner, [])
            result.source.kind = .query(resolved)
            frame = Frame(.columns(resolved.columns.map(\.name)), alias: alias, written: written.source.alias)
        case .calendar(let unit, let from, let to):
            result.source.kind = .calendar(unit: unit, from: try expression(from, scopes), to: try expression(to, scopes))
            frame = Frame(.columns(["start", "end", "label"]), alias: alias, written: written.source.alias)
        }
        result.source.alias = alias
        let inner = scopes + [frame]
        result.source.visible = try optional(written.source.visible, inner)
        // Joins that are there already (a query that was resolved before) keep their aliases.
        frame.joins = written.joins
        result.filter = Term.all(correlation + (try optional(written.filter, inner).map { [$0] } ?? []))
        result.keys = []
        for key in written.keys { result.keys.append(Output(key.name, try expression(key.expression, inner), role: key.role)) }
        for key in result.keys { frame.names[key.name] = key.expression }
        result.outputs = []
        for output in written.outputs {
            let value = try expression(output.expression, inner)
            result.outputs.append(Output(output.name, value, role: output.role))
        }
        for output in result.outputs where frame.names[output.name] == nil { frame.names[output.name] = output.expression }
        result.having = try optional(written.having, inner)
        result.order = []
        for key in written.order { result.order.append(Ordering(try expression(key.expression, inner), descending: key.descending)) }
        result.joins = frame.joins
        return result
    }

    private mutating func alignment(_ written: Alignment, _ scopes: [Frame]) throws(CatalogError) -> Alignment {
        var result = written
        var names: [String: (alias: String, columns: Set<String>)] = [:]
        result.parts = []
        for part in written.parts {
            let resolved = try query(part.query, scopes)
            let columns = Set(resolved.columns.map(\.name))
            for key in written.on where !columns.contains(key) {
                throw CatalogError("The part '\(part.name)' of the alignment has no column '\(key)' to be laid side by side on.")
            }
            let alias = fresh()
            names[part.name] = (alias, columns)
            result.parts.append(Alignment.Part(alias, resolved))
        }
        let keys = written.on
        let aliases = result.parts.map(\.name)
        func rewrite(_ e: Term, _ outputs: [String: Term]) throws(CatalogError) -> Term {
            if case .path(let steps) = e {
                if steps.count == 1, keys.contains(steps[0]) {
                    let sides = aliases.map { Term.column(source: $0, name: steps[0]) }
                    return written.full && sides.count > 1 ? .call(.coalesce, sides) : sides[0]
                }
                if steps.count == 1, let output = outputs[steps[0]] { return output }
                if steps.count == 2, let part = names[steps[0]], part.columns.contains(steps[1]) {
                    return .column(source: part.alias, name: steps[1])
                }
                throw CatalogError("The alignment has no column '\(steps.joined(separator: "."))'.")
            }
            do {
                return try e.mapChildren({ try rewrite($0, outputs) }, query: { $0 })
            } catch let error as CatalogError {
                throw error
            } catch {
                throw CatalogError("\(error)")
            }
        }
        var outputs: [String: Term] = [:]
        result.outputs = []
        for output in written.outputs {
            let value = try rewrite(output.expression, outputs)
            result.outputs.append(Output(output.name, value, role: output.role))
            outputs[output.name] = value
        }
        if let filter = written.filter { result.filter = try rewrite(filter, outputs) }
        result.order = []
        for key in written.order { result.order.append(Ordering(try rewrite(key.expression, outputs), descending: key.descending)) }
        return result
    }

    // MARK: Expressions

    private mutating func optional(_ e: Term?, _ scopes: [Frame]) throws(CatalogError) -> Term? {
        guard let e else { return nil }
        return try expression(e, scopes)
    }

    private mutating func expression(_ e: Term, _ scopes: [Frame]) throws(CatalogError) -> Term {
        if case .path(let steps) = e { return try path(steps, scopes) }
        var run = self
        defer { self = run }
        do {
            return try e.mapChildren({ try run.expression($0, scopes) }, query: { try run.query($0, scopes) })
        } catch let error as CatalogError {
            throw error
        } catch {
            throw CatalogError("\(error)")
        }
    }

    private mutating func path(_ steps: [String], _ scopes: [Frame]) throws(CatalogError) -> Term {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Resolver.deepest else { throw CatalogError("'\(steps.joined(separator: "."))' leads back to itself.") }
        var steps = steps
        var scopes = scopes
        while steps.first == "outer" {
            steps.removeFirst()
            guard scopes.count > 1 else { throw CatalogError("'outer' is used where there is no enclosing query.") }
            scopes.removeLast()
        }
        if steps.count > 1, let index = scopes.lastIndex(where: { $0.written == steps[0] }) {
            steps.removeFirst()
            scopes = Array(scopes[...index])
        }
        guard let frame = scopes.last, let last = steps.last else { throw CatalogError("A path has no row to start from.") }
        if steps.count == 1, let named = frame.names[last] { return named }
        if case .columns(let columns) = frame.kind {
            guard steps.count == 1, columns.contains(last) else {
                throw CatalogError(
                    "There is no column '\(steps.joined(separator: "."))' here.", suggestion: nearest(to: last, among: columns))
            }
            return .column(source: frame.alias, name: last)
        }
        if !frame.joinable, steps.count > 1 { return try scalarPath(steps, scopes) }
        let (alias, entityName) = try walk(Array(steps.dropLast()), frame, scopes)
        let entity = try catalog.entity(entityName)
        if let attribute = entity.attributes[last] {
            guard let formula = attribute.formula else { return .column(source: alias, name: last) }
            if !frame.joinable {
                return try expression(formula, Array(scopes.dropLast()) + [Frame(.entity(entityName), alias: alias, joinable: false)])
            }
            return try expression(formula.prefixed(by: Array(steps.dropLast())), scopes)
        }
        if let relation = entity.relations[last], !relation.toMany, relation.pairs.count == 1, relation.condition == nil {
            return .column(source: alias, name: relation.pairs[0].local)
        }
        if let way = entity.ways[last] { return try path(steps.dropLast() + way, scopes) }
        throw unknown(last, entity)
    }

    /// A path with steps, where no join can be added: a scalar subquery over the first step.
    private mutating func scalarPath(_ steps: [String], _ scopes: [Frame]) throws(CatalogError) -> Term {
        let inner = Select(Source(.related([steps[0]])), outputs: [Output("value", .path(Array(steps.dropFirst())))])
        return .scalar(try query(.select(inner), scopes))
    }

    /// Follows to-one steps from a row, adding joins to it; gives the alias and entity reached.
    private mutating func walk(_ steps: [String], _ frame: Frame, _ scopes: [Frame]) throws(CatalogError) -> (alias: String, entity: String)
    {
        var steps = steps
        var frame = frame
        var scopes = scopes
        while steps.first == "outer" {
            steps.removeFirst()
            guard scopes.count > 1 else { throw CatalogError("'outer' is used where there is no enclosing query.") }
            scopes.removeLast()
            frame = scopes[scopes.count - 1]
        }
        guard case .entity(let start) = frame.kind else {
            if steps.isEmpty { throw CatalogError("A path cannot start from a row of a subquery.") }
            throw CatalogError("'\(steps.joined(separator: "."))' does not start from an entity.")
        }
        var (alias, entityName) = (frame.alias, start)
        var prefix = ""
        var rest = steps[...]
        var ways = 0
        while let step = rest.popFirst() {
            let entity = try catalog.entity(entityName)
            guard let relation = entity.relations[step] else {
                if let way = entity.ways[step] {
                    ways += 1
                    guard ways <= Resolver.deepest else { throw CatalogError("The way '\(step)' of \(entity.name) leads back to itself.") }
                    rest = way + rest
                    continue
                }
                throw unknown(step, entity)
            }
            guard !relation.toMany else {
                throw CatalogError(
                    "'\(step)' of \(entity.name) leads to many rows; use it inside exists(from .\(step) …) or an aggregate subquery.")
            }
            guard frame.joinable else { throw CatalogError("A path with steps cannot stand here.") }
            prefix += "." + step
            if let known = frame.joined[prefix] {
                (alias, entityName) = known
                continue
            }
            let next = fresh()
            let condition = Term.all(pairs(relation, from: alias, to: next)) ?? .literal(.boolean(true))
            frame.joins.append(Join(entity: relation.target, alias: next, condition: condition))
            frame.joined[prefix] = (next, relation.target)
            (alias, entityName) = (next, relation.target)
        }
        return (alias, entityName)
    }

    private func pairs(_ relation: Relation, from: String, to: String) -> [Term] {
        func local(_ term: Term) -> Term {
            if case .path(let steps) = term, let name = steps.first { return .column(source: from, name: name) }
            return term.mapChildren(local, query: { $0 })
        }
        return relation.pairs.map { .binary(.equal, .column(source: to, name: $0.foreign), .column(source: from, name: $0.local)) }
            + [relation.condition].compactMap { $0.map(local) }
    }

    private func unknown(_ step: String, _ entity: Entity) -> CatalogError {
        let names = Array(entity.attributes.keys) + Array(entity.relations.keys) + Array(entity.ways.keys)
        return CatalogError("\(entity.name) has no attribute or path '\(step)'.", suggestion: nearest(to: step, among: names))
    }
}

extension Term {
    /// This expression with every path that starts at the current row lengthened in front; subqueries' own rows stay theirs.
    public func prefixed(by steps: [String], depth: Int = 0) -> Term {
        guard !steps.isEmpty else { return self }
        if case .path(let path) = self {
            let outers = path.prefix { $0 == "outer" }.count
            guard outers == depth else { return self }
            return .path(Array(repeating: "outer", count: depth) + steps + path.dropFirst(outers))
        }
        return mapChildren(
            { $0.prefixed(by: steps, depth: depth) },
            query: { $0.mapSelects { select in select.prefixed(by: steps, depth: depth + 1) } })
    }
}

extension Select {
    fileprivate func prefixed(by steps: [String], depth: Int) -> Select {
        var result = mapExpressions({ $0.prefixed(by: steps, depth: depth) }, query: { $0 })
        if case .related(let path) = source.kind, path.prefix(while: { $0 == "outer" }).count == depth - 1 {
            result.source.kind = .related(Array(repeating: "outer", count: depth - 1) + steps + path.dropFirst(depth - 1))
        }
        return result
    }
}

extension Query {
    /// The query with `change` applied to each select that stands at its top (both sides of a set operator, all parts of an alignment).
    public func mapSelects(_ change: (Select) throws -> Select) rethrows -> Query {
        switch self {
        case .select(let select): return .select(try change(select))
        case .combine(let op, let a, let b): return .combine(op, try a.mapSelects(change), try b.mapSelects(change))
        case .align(var alignment):
            alignment.parts = try alignment.parts.map { Alignment.Part($0.name, try $0.query.mapSelects(change)) }
            return .align(alignment)
        }
    }
}
