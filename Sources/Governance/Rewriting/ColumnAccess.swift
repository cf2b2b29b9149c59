import Algebra
import Catalog

/// The pass that checks how columns are used: what may not be seen may not be filtered, sorted, grouped or joined by either.
///
/// A question that does so is refused with the column's name: the answer would tell by which rows there are, or in which order, what
/// the caller may not see. Two uses are free: linking a row to its own by identifiers on both sides, and counting.
struct ColumnAccess {
    /// How a column is used where it may not be.
    enum Use: String {
        case filter, sort, group
    }

    /// A column used in a way that the caller's rights do not cover.
    struct Violation: Error {
        var column: Lineage.Column
        var use: Use
    }

    let tracer: LineageTracer

    /// Checks a resolved query; throws the first violation, in the order in which the query is written.
    func check(_ query: Query) throws(Violation) {
        switch query {
        case .select(let select): try check(select, isAnswer: true)
        case .align(let alignment): try check(alignment, isAnswer: true)
        case .combine: try sides(query)
        }
        guard let rows = compared(query) else { return }
        // Shown rows are made distinct, and cut, once they are masked; ranks would come before.
        if case .distinct(let select) = rows, select.limit.map({ $0.ties == .cut }) ?? true { return }
        for (index, lineage) in tracer.lineages(of: query).enumerated() where lineage.treatment != .hide {
            switch rows {
            case .sides: try together(QueryMap.terms(at: index, of: query))
            case .distinct(let select): try grouped(select.outputs[index].expression)
            }
        }
    }

    /// Checks a query within another: of its outputs none is emptied.
    private func inner(_ query: Query) throws(Violation) {
        try sides(query)
        guard let rows = compared(query) else { return }
        for index in query.columns.indices {
            switch rows {
            case .sides: try together(QueryMap.terms(at: index, of: query))
            case .distinct(let select):
                let term = select.outputs[index].expression
                if !tracer.isToldApart(term, within: select) { try grouped(term) }
            }
        }
    }

    /// How rows of a query are compared as wholes.
    private enum Comparison {
        case distinct(Select), sides
    }

    private func compared(_ query: Query) -> Comparison? {
        switch query {
        case .select(let select): select.distinct ? .distinct(select) : nil
        case .combine: .sides
        case .align: nil
        }
    }

    private func sides(_ query: Query) throws(Violation) {
        switch query {
        case .select(let select):
            try check(select, isAnswer: false)
            if select.limit?.ties == .cut { try placed(select) }
        case .combine(_, let left, let right):
            try sides(left)
            try sides(right)
        case .align(let alignment): try check(alignment, isAnswer: false)
        }
    }

    private func check(_ alignment: Alignment, isAnswer: Bool) throws(Violation) {
        for part in alignment.parts { try inner(part.query) }
        for key in alignment.on { try together(alignment.parts.map { .column(source: $0.name, name: key) }) }
        for output in alignment.outputs { try value(output.expression) }
        if let filter = alignment.filter { try predicate(filter) }
        for key in alignment.order { try sorted(key.expression) }
        if let term = WindowPlaces(tracer: tracer).undecided(alignment, isAnswer: isAnswer) { try refuse(tracer.lineage(term), .sort) }
    }

    private func check(_ select: Select, isAnswer: Bool) throws(Violation) {
        switch select.source.kind {
        case .query(let query): try inner(query)
        case .calendar(_, let from, let to):
            try value(from)
            try value(to)
        case .entity, .related: break
        }
        // A join of one's own row drops and doubles none; what is read by it has the lineage of its link.
        for join in select.joins where !isOwnRow(join) { try predicate(join.condition) }
        if let filter = select.filter { try predicate(filter) }
        for key in select.keys {
            try value(key.expression)
            try grouped(key.expression)
        }
        for output in select.outputs { try value(output.expression) }
        if let having = select.having { try predicate(having) }
        for key in select.order { try sorted(key.expression) }
        if let term = WindowPlaces(tracer: tracer).undecided(select, isAnswer: isAnswer) { try refuse(tracer.lineage(term), .sort) }
    }

    /// Checks what decides between rows that tie, where only some of them stay: within another query, all outputs in their order.
    ///
    /// The rows of an answer are put in order by what is shown of them.
    private func placed(_ select: Select) throws(Violation) {
        let order = select.order.map(\.expression)
        func isKey(_ term: Term) -> Bool { select.source.alias.map { tracer.tellsApart(term, $0) } ?? false }
        let isDecided: Bool
        if select.isAggregate {
            isDecided = select.keys.allSatisfy { order.contains($0.expression) }
        } else {
            let isOneRow = select.filter?.conjuncts.contains { condition in
                guard case .binary(.equal, let a, let b) = condition else { return false }
                return isKey(a) || isKey(b)
            }
            isDecided = order.contains(where: isKey) || isOneRow == true
        }
        if !isDecided { try placed(select.outputs) }
    }

    private func placed(_ outputs: [Output]) throws(Violation) {
        for output in outputs where !tracer.isNumber(output.expression, tracer.lineage(output.expression)) {
            try mayCompare(output.expression, as: .sort)
        }
    }

    /// Checks a query of which the first row counts.
    private func first(_ query: Query) throws(Violation) {
        try inner(query)
        switch query {
        case .select(let select): try placed(select)
        case .align(let alignment): try placed(alignment.outputs)
        // Its rows were compared as wholes.
        case .combine: break
        }
    }

    // MARK: Uses

    private func sorted(_ term: Term) throws(Violation) {
        try value(term)
        try mayCompare(term, as: .sort)
    }

    private func grouped(_ term: Term) throws(Violation) {
        let lineage = tracer.lineage(term)
        if lineage.treatment == .show, lineage.barred.isEmpty { return }
        // Rows about the same patient may be gathered by a number that is itself not shown.
        if tracer.isNumber(term, lineage) { return }
        try refuse(lineage, .group)
    }

    /// A value: looks for the conditions in it.
    private func value(_ term: Term) throws(Violation) {
        switch term {
        case .literal, .parameter, .path, .column: return
        case .unary(.minus, let a): try value(a)
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b), .binary(.divided, let a, let b):
            try value(a)
            try value(b)
        case .unary(.not, _), .binary, .oneOf, .isNull, .exists, .member: try predicate(term)
        case .call(_, let arguments): for argument in arguments { try value(argument) }
        case .cases(let branches, let otherwise):
            for branch in branches {
                try predicate(branch.condition)
                try value(branch.value)
            }
            if let otherwise { try value(otherwise) }
        case .aggregate(let aggregate):
            if let argument = aggregate.argument { try value(argument) }
            if let filter = aggregate.filter { try predicate(filter) }
        case .window(let window):
            for argument in window.arguments { try value(argument) }
            for key in window.partition {
                try value(key)
                try grouped(key)
            }
            for key in window.order { try sorted(key.expression) }
        case .scalar(let query): try first(query)
        }
    }

    /// A condition: every side of every comparison must be something that the caller may compare.
    private func predicate(_ term: Term) throws(Violation) {
        switch term {
        case .literal, .parameter: return
        case .unary(.not, let a): try predicate(a)
        case .binary(.and, let a, let b), .binary(.or, let a, let b):
            try predicate(a)
            try predicate(b)
        case .binary(.equal, let a, let b) where isLink(a, b): return
        case .binary(let op, let a, let b):
            try value(a)
            try value(b)
            if !isAligned(a, op, b) { try mayCompare(a, as: .filter) }
            if !isAligned(b, op.mirrored, a) { try mayCompare(b, as: .filter) }
        case .oneOf(let a, let list):
            try value(a)
            for item in list {
                try value(item)
                try mayCompare(item, as: .filter)
            }
            if !list.allSatisfy({ isAligned(a, .equal, $0) }) || list.isEmpty { try mayCompare(a, as: .filter) }
        case .isNull(let a):
            try value(a)
            let lineage = tracer.lineage(a)
            // That there is a value at all is not the value, unless nothing of it may be known.
            if lineage.treatment == .hide || !lineage.barred.isEmpty { try mayCompare(a, as: .filter) }
        case .exists(let query): try sides(query)
        case .member(let a, let query):
            try value(a)
            try sides(query)
            if case .select(let select) = query, let output = select.outputs.first, isLink(a, output.expression) { return }
            try mayCompare(a, as: .filter)
            if let lineage = tracer.lineages(of: query).first, !isOpen(lineage) { try refuse(lineage, .filter) }
        case .cases, .call, .aggregate, .window, .scalar, .column, .path, .unary:
            try value(term)
            try mayCompare(term, as: .filter)
        }
    }

    private func mayCompare(_ term: Term, as use: Use) throws(Violation) {
        let lineage = tracer.lineage(term)
        if !isOpen(lineage) { try refuse(lineage, use) }
    }

    private func isOpen(_ lineage: Lineage) -> Bool {
        guard lineage.barred.isEmpty else { return false }
        if lineage.treatment == .show { return true }
        return lineage.isChosenBy
    }

    private func refuse(_ lineage: Lineage, _ use: Use) throws(Violation) {
        let column = lineage.barred.first ?? lineage.columns.first
        throw Violation(column: column ?? Lineage.Column(entity: "", attribute: "", kind: nil), use: use)
    }

    /// Whether the join finds, by one identifier, the row that it refers to.
    private func isOwnRow(_ join: Join) -> Bool {
        guard case .binary(.equal, .column(let one, _), .column(let other, _)) = join.condition else { return false }
        return (one == join.alias) != (other == join.alias)
    }

    /// Whether two identifiers of different rows are set equal: that links rows, and tells neither.
    private func isLink(_ a: Term, _ b: Term) -> Bool {
        guard case .column(let one, _) = a, case .column(let other, _) = b, one != other else { return false }
        return areLinked([a, b])
    }

    /// Whether all are identifiers of one kind that the caller may link rows by.
    private func areLinked(_ terms: [Term]) -> Bool {
        // Columns of derived tables and alignments that carry identifiers are followed by the map; others are values.
        // That a row has a row that its code refers to tells the code.
        guard terms.allSatisfy({ tracer.isNumber($0, tracer.lineage($0)) }) else { return false }
        let found = terms.flatMap(tracer.map.attributes).map(\.attribute)
        return Set(found.map(\.kind)).count == 1 || found.allSatisfy { $0.identifies == .none }
    }

    /// Values of several rows that are set equal, or told apart, as wholes.
    private func together(_ terms: [Term]) throws(Violation) {
        let lineages = terms.map(tracer.lineage)
        guard !lineages.allSatisfy({ $0.treatment == .show && $0.barred.isEmpty }), !areLinked(terms) else { return }
        for lineage in lineages where lineage.treatment != .show || !lineage.barred.isEmpty { try refuse(lineage, .group) }
    }

    /// Whether a value that will be made coarser is compared with nothing finer: a month with the first of a month.
    private func isAligned(_ side: Term, _ op: BinaryOperator, _ other: Term) -> Bool {
        let lineage = tracer.lineage(side)
        guard !lineage.isClosed, lineage.barred.isEmpty, case .generalise(let granularity) = lineage.treatment,
            case .literal(let literal) = other
        else {
            return false
        }
        return granularity.isBoundary(literal, for: op)
    }
}

extension Treatment.Granularity {
    /// Whether comparing with this constant splits no step of the granularity.
    func isBoundary(_ literal: Literal, for op: BinaryOperator) -> Bool {
        switch (self, literal) {
        case (.month, .time(let text)), (.month, .text(let text)), (.year, .time(let text)), (.year, .text(let text)):
            let first = self == .month ? "-01" : "-01-01"
            guard text.utf8.count == 10 || text.hasSuffix(" 00:00:00") else { return false }
            // "At or after the first" and "before the first" do not look into a month; "after the first" does.
            return text.prefix(10).hasSuffix(first) && (op == .greaterOrEqual || op == .less)
        case (.age, .integer(let age)):
            switch op {
            case .less, .greaterOrEqual: return age <= 90
            case .lessOrEqual, .greater, .equal, .notEqual: return age < 90
            default: return false
            }
        case (.ageBand5, .integer(let age)): return (op == .less || op == .greaterOrEqual) && age % 5 == 0 && age <= 90
        case (.ageBand10, .integer(let age)): return (op == .less || op == .greaterOrEqual) && age % 10 == 0 && age <= 90
        default: return false
        }
    }
}
