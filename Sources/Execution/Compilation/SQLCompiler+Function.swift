import Algebra

// Scalar functions. Times are ISO 8601 text of fixed width, so that their parts are substrings, which SQLite takes faster than strftime.

extension SQLCompiler {
    mutating func function(_ function: ScalarFunction, _ terms: [Term]) throws(CompilationError) -> SQLPiece {
        guard function.arity.contains(terms.count) else {
            throw CompilationError("The function '\(function.rawValue)' has \(terms.count) arguments.")
        }
        if function == .shift { return SQLPiece(try shift(terms[0], terms[1], terms[2])) }
        var arguments: [String] = []
        for term in terms { arguments.append(try sql(term)) }
        let first = arguments[0]
        switch function {
        case .date: return SQLPiece(day(first))
        case .year: return SQLPiece(integer(call("substr", first, "1", "4")))
        case .month: return SQLPiece(call("substr", first, "1", "7"))
        case .quarter: return SQLPiece(quarter(of: first), .concatenation)
        case .week: return SQLPiece(call("date", first, "'weekday 0'", "'-6 days'"))
        case .hour: return SQLPiece(integer(call("substr", first, "12", "2")))
        case .weekday: return SQLPiece("(" + integer(call("strftime", "'%w'", first)) + " + 6) % 7 + 1", .sum)
        case .monthOfYear: return SQLPiece(integer(call("substr", first, "6", "2")))
        case .age: return SQLPiece(age(first, arguments[1]), .sum)
        case .days:
            return SQLPiece(integer(call("julianday", day(arguments[1])) + " - " + call("julianday", day(first))))
        case .hours:
            return SQLPiece("(" + call("unixepoch", arguments[1]) + " - " + call("unixepoch", first) + ") / 3600.0", .product)
        case .overlapDays: return SQLPiece(overlap(first, arguments[1], arguments[2], arguments[3]))
        case .coalesce: return arguments.count == 1 ? try piece(terms[0]) : SQLPiece(list("coalesce", arguments))
        case .nullif: return SQLPiece(list("nullif", arguments))
        // MIN and MAX of one argument would aggregate.
        case .least: return arguments.count == 1 ? try piece(terms[0]) : SQLPiece(list("min", arguments))
        case .greatest: return arguments.count == 1 ? try piece(terms[0]) : SQLPiece(list("max", arguments))
        case .abs:
            // abs() of the least integer is an error, which would tell of rows that nobody may see; its negation is a decimal.
            return SQLPiece(call("max", first, "-(\(first))"))
        case .lower: return SQLPiece(call("lower", first))
        case .length: return SQLPiece(call("length", first))
        case .round: return SQLPiece(list("round", arguments))
        case .concat:
            var parts: [String] = []
            for term in terms { parts.append(try sql(term, at: .concatenation)) }
            return SQLPiece(
                parts.count == 1 ? "CAST(\(first) AS TEXT)" : parts.joined(separator: " || "), parts.count == 1 ? .primary : .concatenation)
        case .integer: return SQLPiece(integer(first))
        case .shift: return SQLPiece(try shift(terms[0], terms[1], terms[2]))
        }
    }

    private mutating func list(_ function: String, _ arguments: [String]) -> String {
        note(function: function)
        return function + "(" + arguments.joined(separator: ", ") + ")"
    }

    private func integer(_ sql: String) -> String { "CAST(\(sql) AS INTEGER)" }

    private mutating func day(_ time: String) -> String { call("substr", time, "1", "10") }

    mutating func quarter(of time: String) -> String {
        call("substr", time, "1", "4") + " || '-Q' || ((" + integer(call("substr", time, "6", "2")) + " + 2) / 3)"
    }

    /// Completed years: one less when the day of the year has not come yet.
    private mutating func age(_ birth: String, _ at: String) -> String {
        let years = integer(call("substr", at, "1", "4")) + " - " + integer(call("substr", birth, "1", "4"))
        return years + " - (" + call("substr", at, "6", "5") + " < " + call("substr", birth, "6", "5") + ")"
    }

    private mutating func overlap(_ start: String, _ end: String, _ from: String, _ to: String) -> String {
        let last = day(to)
        let until = call("min", call("coalesce", day(end), last), last)
        let since = call("max", day(start), day(from))
        return call("max", "0", integer(call("julianday", until) + " - " + call("julianday", since)))
    }

    /// SQLite's date arithmetic: a day that a month does not have is carried over into the next one.
    ///
    /// Days stay days, times stay times.
    private mutating func shift(_ time: Term, _ amount: Term, _ unit: Term) throws(CompilationError) -> String {
        guard case .text(let name) = try constant(unit), let step = ShiftUnit(rawValue: name) else {
            throw CompilationError(
                "The unit of shift is one of " + ShiftUnit.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ".")
        }
        let modifier: String
        switch try constant(amount) {
        case .integer(let count):
            let (product, overflow) = count.multipliedReportingOverflow(by: step.factor)
            guard !overflow else { throw CompilationError("The amount of shift is out of range.") }
            modifier = bind(.text("\(product) \(step.modifier)"))
        case .null: return bind(.null)
        default:
            let count = try sql(amount, at: .product) + (step.factor == 1 ? "" : " * \(step.factor)")
            modifier = integer(count) + " || ' \(step.modifier)'"
        }
        let moment = try sql(time)
        let shifted = call("datetime", moment, modifier)
        if step.isWithinDay { return shifted }
        switch try constant(time)?.asTime {
        case .time(let text) where text.utf8.count == 10: return call("date", moment, modifier)
        case .time: return shifted
        default: return call("substr", shifted, "1", call("length", moment))
        }
    }

    // MARK: Text

    /// Wildcards have no meaning in it, and letters compare byte by byte.
    mutating func starts(_ text: Term, _ prefix: Term) throws(CompilationError) -> SQLPiece {
        let subject = try sql(text, at: .sum)
        guard case .text(let start) = try constant(prefix) else {
            let prefix = try sql(prefix)
            return SQLPiece(call("substr", subject, "1", call("length", prefix)) + " = CAST(\(prefix) AS TEXT)", .equality)
        }
        // A range finds the texts in an index; texts that start with it are those from it up to the next one of its length.
        if isTextColumn(text), let next = Self.successor(of: start) {
            return SQLPiece("\(subject) >= \(bind(.text(start))) AND \(subject) < \(bind(.text(next)))", .and)
        }
        let count = bind(.integer(Int64(start.unicodeScalars.count)))
        return SQLPiece(call("substr", subject, "1", count) + " = " + bind(.text(start)), .equality)
    }

    mutating func contains(_ text: Term, _ part: Term) throws(CompilationError) -> SQLPiece {
        let subject = call("lower", try sql(text))
        guard case .text(let needle) = try constant(part) else {
            return SQLPiece(call("instr", subject, call("lower", try sql(part))) + " > 0", .comparison)
        }
        let lowered = String(
            String.UnicodeScalarView(
                needle.unicodeScalars.map { $0.properties.isUppercase && $0.isASCII ? Unicode.Scalar($0.value + 32) ?? $0 : $0 }))
        return SQLPiece(call("instr", subject, bind(.text(lowered))) + " > 0", .comparison)
    }

    func isTextColumn(_ term: Term) -> Bool {
        guard case .column(let source, let name) = term, case .entity(let entity, _) = scope[source] else { return false }
        return schema.column(of: name, in: entity)?.isText == true
    }

    /// The least text, in the order of bytes, that is greater than every text that starts with `prefix`; nil when there is none.
    static func successor(of prefix: String) -> String? {
        var scalars = Array(prefix.unicodeScalars)
        while let last = scalars.popLast() {
            // UTF-8 orders as code points do; the surrogates are no code points of text.
            let value = last.value + 1 == 0xD800 ? 0xE000 : last.value + 1
            guard let next = Unicode.Scalar(value) else { continue }
            return String(String.UnicodeScalarView(scalars + [next]))
        }
        return nil
    }
}

/// Units of `shift`, with SQLite's modifier for each.
private enum ShiftUnit: String, CaseIterable {
    case minute, hour, day, week, month, quarter, year

    var modifier: String {
        switch self {
        case .minute: "minutes"
        case .hour: "hours"
        case .day, .week: "days"
        case .month, .quarter: "months"
        case .year: "years"
        }
    }

    var factor: Int64 {
        switch self {
        case .week: 7
        case .quarter: 3
        case .minute, .hour, .day, .month, .year: 1
        }
    }

    /// Whether it moves a day to a time of day.
    var isWithinDay: Bool { self == .minute || self == .hour }
}
