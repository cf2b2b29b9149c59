import Algebra
import Catalog

// Rows of one kind laid beside each row of another that happened before it, or at the same time.

extension Restater {
    /// Rows of one kind, once for each row of another kind that belongs to them, said as a query over the former alone.
    struct Sequence {
        /// The rows with what is shown of them.
        var select: Select
        /// "once for each procedure of the same patient before it".
        var clause: String
    }

    /// What two parts of an alignment are, if they are rows told to follow each other; nil where anything about them would stay unsaid.
    func sequence(_ alignment: Alignment) -> Sequence? {
        guard alignment.parts.count == 2, !alignment.full, alignment.order.isEmpty, alignment.limit == nil, let filter = alignment.filter,
            case .select(let one) = alignment.parts[0].query, case .select(let other) = alignment.parts[1].query, one.isOfRows,
            other.isOfRows
        else { return nil }
        let names = alignment.parts.map(\.name)
        var matched: [String] = []
        var isSamePerson = false
        let scopes = (one: inside(one, nil), other: inside(other, nil))
        for key in alignment.on {
            guard let a = one.expression(key), let b = other.expression(key), let same = same(a, b, scopes) else { return nil }
            if same == .person { isSamePerson = true } else { matched.append(words(same)) }
        }
        guard let order = orders(filter.conjuncts, one, other, names, alignment.on, scopes) else { return nil }
        let noun = each(one, than: other, isSamePerson, scopes)
        let clause = phrases.say(.onceForEach, ([noun] + order + matched).joined(separator: " "))
        var select = other
        select.outputs = []
        for output in alignment.outputs {
            guard case .path(let steps) = output.expression, let column = steps.last,
                steps.count == 1 && alignment.on.contains(column) || steps.count == 2 && steps[0] == names[1],
                let expression = other.expression(column)
            else { return nil }
            select.outputs.append(Output(output.name, expression, role: output.role))
        }
        return Sequence(select: select, clause: clause)
    }

    /// A query over such rows as a query over rows of the one kind.
    func sequence(_ select: Select) -> Sequence? {
        guard case .query(.align(let alignment)) = select.source.kind, select.source.alias == nil, select.filter == nil,
            select.having == nil, select.joins.isEmpty,
            select.isAggregate || select.distinct || select.limit != nil || !select.order.isEmpty, var result = sequence(alignment)
        else { return nil }
        let rows = result.select
        let own = Set((select.keys + select.outputs).map(\.name))
        func moved(_ term: Term, _ kept: Set<String> = []) -> Term {
            if case .path(let steps) = term {
                guard let name = steps.onlyOne, !kept.contains(name) else { return term }
                return rows.expression(name) ?? term
            }
            return term.mapChildren({ moved($0, kept) }, query: { $0 })
        }
        var flat = select
        flat.source = rows.source
        flat.filter = rows.filter
        flat.keys = select.keys.map { Output($0.name, moved($0.expression), role: $0.role) }
        flat.outputs = select.outputs.map { Output($0.name, moved($0.expression), role: $0.role) }
        flat.order = select.order.map { Ordering(moved($0.expression, own), descending: $0.descending) }
        result.select = flat
        return result
    }

    // MARK: What belongs together

    private enum Same: Equatable {
        case person, encounter(String), value(String)
    }

    private func same(_ a: Term, _ b: Term, _ scopes: (one: Scope, other: Scope)) -> Same? {
        guard case .path(let left) = a, case .path(let right) = b, let one = scopes.one.entity, let other = scopes.other.entity else {
            return nil
        }
        if isPersonKey(left, of: one), isPersonKey(right, of: other) { return .person }
        let places = (place(left, scopes.one), place(right, scopes.other))
        if let owner = places.0.owner, owner == places.1.owner, let entity = catalog.entities[owner], entity.isEncounter,
            left.last == entity.key, right.last == entity.key,
            [(one, left), (other, right)].allSatisfy({ start, path in
                catalog.entities[start]?.patient?.starts(with: path.dropLast()) == true
            })
        {
            return .encounter(owner)
        }
        guard places.0.words == places.1.words else { return nil }
        return .value(places.0.words)
    }

    private func words(_ same: Same) -> String {
        switch same {
        case .person: ""
        case .encounter(let name): phrases.say(.inside, phrases.say(.theSame, labels.entity(name)))
        case .value(let words): phrases.say(.withSame, words)
        }
    }

    /// One of the earlier rows: "procedure of “X” of the same patient in 2100".
    private func each(_ one: Select, than other: Select, _ isSamePerson: Bool, _ scopes: (one: Scope, other: Scope)) -> String {
        guard let name = scopes.one.entity, let otherName = scopes.other.entity else { return "" }
        var rest = one.filter?.conjuncts ?? []
        var noun = labels.entity(name)
        if let index = rest.firstIndex(where: { named($0, name, scopes.one) != nil }), let words = named(rest[index], name, scopes.one) {
            noun = phrases.say(.concept, noun, words)
            rest.remove(at: index)
        }
        let inner = inside(one, nil)
        inner.person = (one.filter?.conjuncts ?? []).lazy.compactMap { self.person($0, name) }.first
        if let unit = catalog.privacyUnit {
            let person = labels.entity(unit.name)
            let theirs = other.filter?.conjuncts.lazy.compactMap { self.person($0, otherName) }.first
            if let index = rest.firstIndex(where: { self.person($0, name) != nil }), let number = self.person(rest[index], name) {
                rest.remove(at: index)
                let same = isSamePerson && number == theirs
                noun = phrases.say(
                    .concept, noun,
                    same ? phrases.say(.that, person) : person + " " + operand(number, of: .literal(.null), scopes.one))
                if isSamePerson, !same { noun = phrases.say(.concept, noun, phrases.say(.theSame, person)) }
            } else if isSamePerson {
                noun = phrases.say(.concept, noun, phrases.say(.theSame, person))
            }
        }
        if let index = rest.firstIndex(where: { inEncounter($0, inner) != nil }), let words = inEncounter(rest[index], inner) {
            noun = phrases.say(.at, noun, words)
            rest.remove(at: index)
        }
        return qualified(noun, Term.all(rest), inner)
    }

    // MARK: How they lie in time

    /// The conditions between the two rows in words; nil where one has none, or where rows without another could be left.
    private func orders(
        _ conjuncts: [Term], _ one: Select, _ other: Select, _ names: [String], _ on: [String], _ scopes: (one: Scope, other: Scope)
    ) -> [String]? {
        var isBefore = false
        var isBoth = false
        var most: String?
        var result: [String] = []
        for conjunct in conjuncts {
            switch conjunct {
            case .binary(.less, let a, let b):
                guard !isBefore, isTime(a, names[0], one, scopes.one), isTime(b, names[1], other, scopes.other) else { return nil }
                isBefore = true
            case .binary(.lessOrEqual, let b, .call(.shift, let arguments)):
                guard most == nil, arguments.count == 3, isTime(b, names[1], other, scopes.other),
                    isTime(arguments[0], names[0], one, scopes.one), case .literal(.integer(let n)) = arguments[1], n > 0,
                    case .literal(.text(let unit)) = arguments[2]
                else { return nil }
                most = phrases.quantity(String(n), phrases.plural(word(ofUnit: unit)))
            case .binary(.equal, .call(let f, let a), .call(let g, let b)):
                guard f == g, let a = a.onlyOne, let b = b.onlyOne, let unit = unit(f), isTime(a, names[0], one, scopes.one),
                    isTime(b, names[1], other, scopes.other)
                else { return nil }
                isBoth = true
                result.append(phrases.say(unit == "day" ? .onDay : .inside, phrases.say(.theSame, word(ofUnit: unit))))
            case .unary(.not, .isNull(.path(let steps))):
                guard steps.count == 2, steps[0] == names[1], on.contains(steps[1]) else { return nil }
                isBoth = true
            default: return nil
            }
        }
        guard isBefore || isBoth, most == nil || isBefore else { return nil }
        if isBefore { result.insert(most.map { phrases.say(.beforeItBy, $0) } ?? phrases.say(.beforeIt), at: 0) }
        return result
    }

    private func unit(_ function: ScalarFunction) -> String? {
        switch function {
        case .date: "day"
        case .week: "week"
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        default: nil
        }
    }

    /// Whether a term is the rows' own time, as the part's column.
    private func isTime(_ term: Term, _ part: String, _ select: Select, _ scope: Scope) -> Bool {
        guard case .path(let steps) = term, steps.count == 2, steps[0] == part, let time = select.expression(steps[1]) else { return false }
        return isOwnTime(time, scope)
    }
}

extension Select {
    /// Whether it is rows of an entity, each once, as they come.
    fileprivate var isOfRows: Bool {
        guard case .entity = source.kind else { return false }
        return source.alias == nil && joins.isEmpty && !isAggregate && having == nil && !distinct && order.isEmpty && limit == nil
    }

    /// The expression of an output.
    fileprivate func expression(_ name: String) -> Term? { outputs.first { $0.name == name }?.expression }
}
