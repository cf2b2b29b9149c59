/// Writes queries and expressions in the notation, with exactly the brackets that reading them back needs.
struct Printer {
    /// Queries on one line, or a clause a line with subqueries indented.
    private let multiline: Bool
    private var indentation = 0
    private(set) var text = ""

    init(multiline: Bool) { self.multiline = multiline }

    // MARK: Writing

    mutating func write(_ string: String) { text += string }

    mutating func list<Item>(_ items: [Item], _ each: (inout Printer, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { write(", ") }
            each(&self, item)
        }
    }

    /// What separates the clauses of a query.
    mutating func separate() { write(multiline ? "\n" + String(repeating: "    ", count: indentation) : " ") }

    /// A subquery in brackets, on lines of its own.
    mutating func bracketed(_ query: Query) {
        write("(")
        indentation += 1
        if multiline { separate() }
        write(query)
        indentation -= 1
        if multiline { separate() }
        write(")")
    }

    /// A name where keywords could stand.
    static func name(_ name: String) -> String { Keyword.reserved.contains(name) ? quoted(name) : step(name) }

    /// A name after a dot or an exclamation mark.
    static func step(_ name: String) -> String {
        let bytes = name.utf8
        let isLetter: (UInt8) -> Bool = { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") }
        guard let first = bytes.first, isLetter(first), bytes.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) }) else {
            return quoted(name)
        }
        return name
    }

    private static func quoted(_ name: String) -> String {
        "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    // MARK: Expressions

    /// How tightly an expression binds; an operand that binds less tightly than its place asks for stands in brackets.
    private enum Level: Int {
        case or = 1, and, not, comparison, sum, product, factor, primary
    }

    mutating func write(_ expression: Term) { write(expression, at: .or) }

    private mutating func write(_ expression: Term, at minimum: Level) {
        guard Self.level(of: expression).rawValue < minimum.rawValue else { return content(of: expression) }
        write("(")
        content(of: expression)
        write(")")
    }

    private static func level(of expression: Term) -> Level {
        switch expression {
        case .unary(.not, .isNull), .unary(.not, .oneOf), .unary(.not, .member): .comparison
        case .unary(.not, _): .not
        case .unary(.minus, _): .factor
        case .literal(.integer(let value)): value < 0 ? .factor : .primary
        case .literal(.decimal(let value)): value.sign == .minus ? .factor : .primary
        case .binary(let op, _, _): level(of: op)
        case .oneOf, .isNull, .member: .comparison
        case .literal, .parameter, .path, .column, .call, .cases, .aggregate, .window, .exists, .scalar: .primary
        }
    }

    private static func level(of op: BinaryOperator) -> Level {
        switch op {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .starts, .contains: .comparison
        case .plus, .minus: .sum
        case .times, .divided: .product
        }
    }

    private mutating func content(of expression: Term) {
        switch expression {
        case .literal(let literal): write(Self.literal(literal))
        case .parameter(let name): write("$" + name)
        case .path(let steps): write(Self.path(steps))
        case .column(let source, let column): write(Self.name(source) + "!" + Self.step(column))
        case .unary(.not, .isNull(let operand)):
            write(operand, at: .sum)
            write(" is not null")
        case .unary(.not, .oneOf(let operand, let items)): membership(operand, items, negated: true)
        case .unary(.not, .member(let operand, let query)): membership(operand, query, negated: true)
        case .unary(.not, let operand):
            write("not ")
            write(operand, at: .not)
        case .unary(.minus, let operand): minus(operand)
        case .binary(let op, let left, let right): binary(op, left, right)
        case .oneOf(let operand, let items): membership(operand, items, negated: false)
        case .member(let operand, let query): membership(operand, query, negated: false)
        case .isNull(let operand):
            write(operand, at: .sum)
            write(" is null")
        case .call(let function, let arguments):
            write(function.rawValue + "(")
            list(arguments) { $0.write($1) }
            write(")")
        case .cases(let branches, let otherwise): cases(branches, otherwise)
        case .aggregate(let aggregate): write(aggregate)
        case .window(let window): write(window)
        case .exists(let query):
            write("exists")
            bracketed(query)
        case .scalar(let query): bracketed(query)
        }
    }

    /// A minus before a number would become part of it, so the number stands in brackets.
    private mutating func minus(_ operand: Term) {
        write("-")
        switch operand {
        case .literal(.integer), .literal(.decimal), .unary(.minus, _):
            write("(")
            content(of: operand)
            write(")")
        default: write(operand, at: .factor)
        }
    }

    private mutating func binary(_ op: BinaryOperator, _ left: Term, _ right: Term) {
        let symbol = op == .starts ? "starts with" : op.rawValue
        let level = Self.level(of: op)
        // Chains group to the left; comparisons do not chain.
        let tighter = Level(rawValue: level.rawValue + 1) ?? .primary
        write(left, at: level == .comparison ? tighter : level)
        write(" \(symbol) ")
        write(right, at: tighter)
    }

    private mutating func membership(_ operand: Term, _ items: [Term], negated: Bool) {
        write(operand, at: .sum)
        write(negated ? " not in (" : " in (")
        list(items) { $0.write($1) }
        write(")")
    }

    private mutating func membership(_ operand: Term, _ query: Query, negated: Bool) {
        write(operand, at: .sum)
        write(negated ? " not in " : " in ")
        bracketed(query)
    }

    private mutating func cases(_ branches: [Term.Branch], _ otherwise: Term?) {
        write("case")
        for branch in branches {
            write(" when ")
            write(branch.condition)
            write(" then ")
            write(branch.value)
        }
        if let otherwise {
            write(" else ")
            write(otherwise)
        }
        write(" end")
    }

    private mutating func write(_ aggregate: Aggregate) {
        write(aggregate.function.rawValue + "(")
        if aggregate.distinct { write("distinct ") }
        if let argument = aggregate.argument { write(argument) }
        if let parameter = aggregate.parameter { write(", " + Self.percentage(parameter)) }
        if let filter = aggregate.filter {
            write(aggregate.argument == nil ? "where " : " where ")
            write(filter)
        }
        write(")")
    }

    private mutating func write(_ window: Window) {
        write(window.function.rawValue + "(")
        list(window.arguments) { $0.write($1) }
        write(") over (")
        if !window.partition.isEmpty {
            write("partition ")
            list(window.partition) { $0.write($1) }
        }
        if !window.order.isEmpty {
            write(window.partition.isEmpty ? "order " : " order ")
            write(window.order)
        }
        write(")")
    }

    mutating func write(_ order: [Ordering]) {
        list(order) { printer, ordering in
            printer.write(ordering.expression)
            if ordering.descending { printer.write(" desc") }
        }
    }

    // MARK: Values

    private static func path(_ steps: [String]) -> String {
        guard let first = steps.first else { return "``" }
        return ([name(first)] + steps.dropFirst().map(step)).joined(separator: ".")
    }

    static func literal(_ literal: Literal) -> String {
        switch literal {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let value): String(describing: value)
        case .text(let text): "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        case .time(let time): "@" + time.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "T")
        }
    }

    private static func percentage(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : String(describing: value)
    }
}
