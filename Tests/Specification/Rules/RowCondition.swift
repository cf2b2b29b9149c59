import Database

/// A condition on a row as a policy may hold it: written out for the policy's file, and judged here row by row.
package indirect enum RowCondition: Sendable, Hashable {
    /// What a column is compared with.
    package enum Operand: Sendable, Hashable {
        case value(Value)
        /// An attribute of the caller, of the circumstances, a constant of the policy, the clock: `caller.staff_id`, `now`.
        case parameter(String)
        /// A column of the same row.
        case column(String)
        /// A column of the row that the enclosing condition is about.
        case outer(String)
    }

    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case starts = "starts with"
    }

    /// A column, by steps to one other row each, compared.
    case compare([String], Comparison, Operand)
    case isNull([String])
    case oneOf([String], [Value])
    /// The column's value is among those of a column of another table's rows.
    case member(String, table: String, column: String, where: RowCondition?)
    /// Another table has a row whose column has the value of this row's.
    case exists(table: String, column: String, mine: String, where: RowCondition?)
    /// Another table has more such rows than the number.
    case more(Int, table: String, column: String, mine: String, where: RowCondition?)
    case not(RowCondition)
    case both(RowCondition, RowCondition)
    case either(RowCondition, RowCondition)
    /// A condition of the policy by its name.
    case named(String)

    /// The path that stands for the patient a row is about.
    package static let subject = "subject"

    // MARK: Text

    /// In the algebra's notation.
    package var text: String {
        switch self {
        case .compare(let path, let op, let operand): "\(path.joined(separator: ".")) \(op.rawValue) \(Self.text(operand))"
        case .isNull(let path): "\(path.joined(separator: ".")) is null"
        case .oneOf(let path, let values):
            "\(path.joined(separator: ".")) in (\(values.map { Self.text(.value($0)) }.joined(separator: ", ")))"
        case .member(let mine, let table, let column, let condition):
            "\(mine) in (from \(table)\(condition.map { " where \($0.text)" } ?? "") select \(column))"
        case .exists(let table, let column, let mine, let condition):
            "exists(from \(table) where \(column) = outer.\(mine)\(condition.map { " and (\($0.text))" } ?? ""))"
        case .more(let count, let table, let column, let mine, let condition):
            "(from \(table) where \(column) = outer.\(mine)\(condition.map { " and (\($0.text))" } ?? "") select n: count()) > \(count)"
        case .not(let a): "not (\(a.text))"
        case .both(let a, let b): "(\(a.text)) and (\(b.text))"
        case .either(let a, let b): "(\(a.text)) or (\(b.text))"
        case .named(let name): name
        }
    }

    private static func text(_ operand: Operand) -> String {
        switch operand {
        case .value(.null): "null"
        case .value(.integer(let integer)): String(integer)
        case .value(.real(let real)): String(real)
        case .value(.text(let text)): "'" + text.replacing("'", with: "''") + "'"
        case .parameter(let name): "$" + name
        case .column(let name): name
        case .outer(let name): "outer." + name
        }
    }
}
