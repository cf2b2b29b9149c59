/// What a cell of a table or a parameter of a statement can hold, so that rows travel between modules without SQLite's types.
///
/// SQLite's fifth storage class, the blob, holds nothing that Lamplight reads or writes: a blob is read as text, as `CAST(x AS TEXT)` does.
public enum Value: Hashable, Sendable {
    /// SQL's NULL: not known or not there.
    case null
    /// A signed integer of 64 bits.
    case integer(Int64)
    /// A floating-point number of 64 bits; never NaN, which SQLite would turn into NULL.
    case real(Double)
    /// Unicode text, which may hold any scalar, NUL too.
    case text(String)

    /// Whether the value is NULL.
    public var isNull: Bool {
        self == .null
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    /// An integer.
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    /// A real number.
    public init(floatLiteral value: Double) {
        self = .real(value)
    }

    /// A text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// NULL.
    public init(nilLiteral: ()) {
        self = .null
    }
}
