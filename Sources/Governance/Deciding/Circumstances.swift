import Algebra

/// What is known of a request without any row: caller, environment, policy's constants and clock; decides conditions on these alone.
///
/// Three-valued as SQL is: nil is unknown, and whoever asks treats unknown as a denial.
struct Circumstances {
    /// Values by name, without the `$`.
    var parameters: [String: Literal]

    /// Whether a condition holds; nil when it is unknown.
    func holds(_ term: Term) -> Bool? { truth(value(term)) }

    /// Why a condition cannot be decided without rows; nil when it can.
    static func fault(in term: Term) -> String? {
        switch term {
        case .literal: return nil
        case .parameter(let name):
            let known = ["caller.", "environment.", "policy."]
            return name == "now" || known.contains { name.hasPrefix($0) }
                ? nil : "'$\(name)' is not known here: conditions on circumstances use $caller.*, $environment.*, $policy.* and $now."
        case .unary(_, let a), .isNull(let a): return fault(in: a)
        case .binary(_, let a, let b): return fault(in: a) ?? fault(in: b)
        case .oneOf(let a, let list): return ([a] + list).lazy.compactMap(fault).first
        case .call(let function, let arguments):
            guard [.hour, .weekday, .date, .month, .year, .monthOfYear, .lower, .coalesce].contains(function) else {
                return "'\(function.rawValue)' cannot be used in a condition on circumstances."
            }
            return arguments.lazy.compactMap(fault).first
        default: return "A condition on circumstances reads no rows; 'where' does, for rules about rows."
        }
    }

    private func truth(_ value: Literal) -> Bool? {
        switch value {
        case .boolean(let value): value
        case .integer(let value): value != 0
        default: nil
        }
    }

    private func literal(_ truth: Bool?) -> Literal { truth.map { .boolean($0) } ?? .null }

    private func value(_ term: Term) -> Literal {
        switch term {
        case .literal(let literal): return literal
        case .parameter(let name): return parameters[name] ?? .null
        case .unary(.not, let a): return literal(truth(value(a)).map { !$0 })
        case .unary(.minus, let a):
            switch value(a) {
            case .integer(let number): return .integer(-number)
            case .decimal(let number): return .decimal(-number)
            default: return .null
            }
        case .binary(.and, let a, let b):
            let (a, b) = (truth(value(a)), truth(value(b)))
            return literal(a == false || b == false ? false : a == nil || b == nil ? nil : true)
        case .binary(.or, let a, let b):
            let (a, b) = (truth(value(a)), truth(value(b)))
            return literal(a == true || b == true ? true : a == nil || b == nil ? nil : false)
        case .binary(let op, let a, let b): return literal(compare(op, value(a), value(b)))
        case .oneOf(let a, let list):
            let left = value(a)
            let results = list.map { compare(.equal, left, value($0)) }
            return literal(results.contains(true) ? true : results.contains(nil) ? nil : false)
        case .isNull(let a): return .boolean(value(a) == .null)
        case .call(let function, let arguments): return call(function, arguments.map(value))
        default: return .null
        }
    }

    private func compare(_ op: BinaryOperator, _ a: Literal, _ b: Literal) -> Bool? {
        if let x = number(a), let y = number(b) { return compare(op, x, y) }
        guard let x = text(a), let y = text(b) else { return nil }
        switch op {
        case .starts: return x.utf8.starts(with: y.utf8)
        case .contains: return y.isEmpty || x.lowercased().contains(y.lowercased())
        default: return compare(op, x, y)
        }
    }

    private func compare<Value: Comparable>(_ op: BinaryOperator, _ x: Value, _ y: Value) -> Bool? {
        switch op {
        case .equal: x == y
        case .notEqual: x != y
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        case .greaterOrEqual: x >= y
        default: nil
        }
    }

    private func number(_ literal: Literal) -> Double? {
        switch literal {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        case .boolean(let value): value ? 1 : 0
        default: nil
        }
    }

    private func text(_ literal: Literal) -> String? {
        switch literal {
        case .text(let text), .time(let text): text
        default: nil
        }
    }

    private func call(_ function: ScalarFunction, _ values: [Literal]) -> Literal {
        if function == .coalesce { return values.first { $0 != .null } ?? .null }
        guard let text = values.first.flatMap(text) else { return .null }
        func number(_ range: Range<Int>) -> Literal {
            let digits = Array(text.utf8)
            guard digits.count >= range.upperBound, let value = Int64(String(decoding: digits[range], as: UTF8.self)) else { return .null }
            return .integer(value)
        }
        switch function {
        case .lower: return .text(text.lowercased())
        case .date: return text.utf8.count >= 10 ? .time(String(text.prefix(10))) : .null
        case .month: return text.utf8.count >= 7 ? .text(String(text.prefix(7))) : .null
        case .year: return number(0..<4)
        case .monthOfYear: return number(5..<7)
        case .hour: return number(11..<13)
        case .weekday:
            guard case (.integer(let year), .integer(let month), .integer(let day)) = (number(0..<4), number(5..<7), number(8..<10)) else {
                return .null
            }
            return .integer(Self.weekday(year, month, day))
        default: return .null
        }
    }

    /// 1 for Monday to 7, by Sakamoto's method for the Gregorian calendar.
    private static func weekday(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let offsets: [Int64] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
        guard (1...12).contains(month) else { return 0 }
        let year = month < 3 ? year - 1 : year
        let sundayFirst = (year + year / 4 - year / 100 + year / 400 + offsets[Int(month) - 1] + day) % 7
        return (sundayFirst + 6) % 7 + 1
    }
}
