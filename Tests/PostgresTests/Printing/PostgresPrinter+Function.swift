import Algebra

// Functions by PostgreSQL's own calendar, where ours takes texts apart.

extension PostgresPrinter {
    func call(_ function: ScalarFunction, _ a: [String], _ terms: [Term]) throws -> String {
        func time(_ index: Int) -> String { "\(a[index])::timestamp" }
        func day(_ index: Int) -> String { "\(a[index])::timestamp::date" }
        func text(_ index: Int, _ format: String) -> String { "to_char(\(time(index)), '\(format)')" }
        let list = a.joined(separator: ", ")
        switch function {
        case .date: return text(0, "YYYY-MM-DD")
        case .year: return "extract(year FROM \(time(0)))::bigint"
        case .month: return text(0, "YYYY-MM")
        case .quarter: return text(0, "YYYY\"-Q\"Q")
        case .week: return "to_char(date_trunc('week', \(time(0))), 'YYYY-MM-DD')"
        case .hour: return "extract(hour FROM \(time(0)))::bigint"
        case .weekday: return "extract(isodow FROM \(time(0)))::bigint"
        case .monthOfYear: return "extract(month FROM \(time(0)))::bigint"
        case .age: return "extract(year FROM age(\(day(1)), \(day(0))))::bigint"
        case .days: return "(\(day(1)) - \(day(0)))::bigint"
        case .hours: return "(extract(epoch FROM \(time(1)) - \(time(0))) / 3600)::float8"
        case .shift: return try shift(a, terms)
        case .overlapDays:
            let until = "least(coalesce(\(day(1)), \(day(3))), \(day(3)))"
            let since = "greatest(\(day(0)), \(day(2)))"
            return "CASE WHEN \(a[0]) IS NOT NULL AND \(a[2]) IS NOT NULL AND \(a[3]) IS NOT NULL "
                + "THEN greatest(0, \(until) - \(since))::bigint END"
        case .coalesce, .nullif, .abs, .lower, .length: return "\(function.rawValue)(\(list))"
        // PostgreSQL passes over nulls here; ours are null when an argument is.
        case .least, .greatest:
            return "CASE WHEN \(a.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")) THEN \(function.rawValue)(\(list)) END"
        case .round:
            return a.count == 1 ? "round(\(a[0])::numeric)::float8" : "round(\(a[0])::numeric, \(a[1])::integer)::float8"
        case .concat: return a.map { "\($0)::text" }.joined(separator: " || ")
        case .integer: return "trunc(\(a[0])::float8)::bigint"
        }
    }

    /// A time moved by days, weeks or hours.
    ///
    /// Months differ: what SQLite carries over into the next month PostgreSQL cuts at the last day.
    private func shift(_ a: [String], _ terms: [Term]) throws -> String {
        guard case .literal(.text(let unit)) = terms[2], ["minute", "hour", "day", "week"].contains(unit) else {
            throw Unsupported(description: "a time moved by months")
        }
        let moved = "\(a[0])::timestamp + (\(a[1]))::bigint * interval '1 \(unit)'"
        let whole = "to_char(\(moved), 'YYYY-MM-DD HH24:MI:SS')"
        // Days stay days when they are moved by days.
        return unit == "minute" || unit == "hour" ? whole : "left(\(whole), length(\(a[0])))"
    }
}
