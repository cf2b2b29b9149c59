// Queries and their clauses.

extension Printer {
    mutating func write(_ query: Query) {
        switch query {
        case .select(let select): write(select)
        case .combine(let op, let left, let right):
            bracketed(left)
            write(" \(op.rawValue) ")
            bracketed(right)
        case .align(let alignment): write(alignment)
        }
    }

    private mutating func write(_ select: Select) {
        write("from ")
        write(select.source)
        for join in select.joins {
            separate()
            write("join \(Self.name(join.entity)) as \(Self.name(join.alias)) on ")
            write(join.condition)
            visible(join.visible)
        }
        clause("where", select.filter)
        if !select.keys.isEmpty {
            separate()
            write("group ")
            list(select.keys) { $0.write($1) }
        }
        if !select.outputs.isEmpty || select.distinct {
            separate()
            write(select.distinct ? "select distinct" : "select")
            if !select.outputs.isEmpty { write(" ") }
            list(select.outputs) { $0.write($1) }
        }
        clause("having", select.having)
        end(select.order, select.limit)
    }

    private mutating func write(_ source: Source) {
        switch source.kind {
        case .entity(let name): write(Self.name(name))
        case .related(let steps): write("." + steps.map(Self.step).joined(separator: "."))
        case .query(let query): bracketed(query)
        case .calendar(let unit, let from, let to):
            write("calendar(\(unit), ")
            write(from)
            write(", ")
            write(to)
            write(")")
        }
        if let alias = source.alias { write(" as " + Self.name(alias)) }
        visible(source.visible)
    }

    private mutating func visible(_ condition: Term?) {
        guard let condition else { return }
        write(" visible (")
        write(condition)
        write(")")
    }

    private mutating func clause(_ keyword: String, _ condition: Term?) {
        guard let condition else { return }
        separate()
        write(keyword + " ")
        write(condition)
    }

    private mutating func write(_ output: Output) {
        if output.expression.impliedName != output.name { write(Self.name(output.name) + ": ") }
        write(output.expression)
        if output.role != .asked { write(" " + output.role.rawValue) }
    }

    private mutating func end(_ order: [Ordering], _ limit: Limit?) {
        if !order.isEmpty {
            separate()
            write("order ")
            write(order)
        }
        if let limit {
            separate()
            write("limit \(limit.count)")
            if limit.ties != .cut { write(" " + limit.ties.rawValue) }
        }
    }

    private mutating func write(_ alignment: Alignment) {
        write(alignment.full ? "align full " : "align ")
        list(alignment.parts) { printer, part in
            printer.write(Self.name(part.name) + " ")
            printer.bracketed(part.query)
        }
        if !alignment.on.isEmpty {
            separate()
            write("on " + alignment.on.map(Self.name).joined(separator: ", "))
        }
        clause("where", alignment.filter)
        separate()
        write("select ")
        list(alignment.outputs) { $0.write($1) }
        end(alignment.order, alignment.limit)
    }
}

extension Query: CustomStringConvertible {
    /// The query in the notation, on one line; `Query.parse` reads it back.
    public var description: String {
        var printer = Printer(multiline: false)
        printer.write(self)
        return printer.text
    }

    /// The query in the notation, a clause a line, for people to read; `Query.parse` reads it back.
    public func formatted() -> String {
        var printer = Printer(multiline: true)
        printer.write(self)
        return printer.text
    }
}

extension Term: CustomStringConvertible {
    /// The expression in the notation, on one line; `Term.parse` reads it back.
    public var description: String {
        var printer = Printer(multiline: false)
        printer.write(self)
        return printer.text
    }
}
