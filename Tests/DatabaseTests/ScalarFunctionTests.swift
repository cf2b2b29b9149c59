import Database
import Testing

@Suite struct ScalarFunctionTests {
    @Test(arguments: [Value.null, .integer(-5), .real(0.5), .text(""), .text("病人\0x")])
    func argumentAndAnswerKeepTheirValue(value: Value) throws {
        let connection = try Connection.inMemory()
        try connection.define("same", arguments: 1, deterministic: true) { $0[0] }
        #expect(try connection.rows("SELECT same(?), typeof(same(?)) = typeof(?)", [value, value, value]) == [[value, 1]])
    }

    @Test func takesAsManyArgumentsAsSaid() throws {
        let connection = try Connection.inMemory()
        try connection.define("argument_count", arguments: -1, deterministic: true) { .integer(Int64($0.count)) }
        try connection.define("two", arguments: 2, deterministic: true) { _ in nil }
        #expect(try connection.rows("SELECT argument_count(), argument_count(1, 2, 3)") == [[0, 3]])
        #expect(throws: DatabaseError.self) { try connection.prepare("SELECT two(1)") }
    }

    @Test func failureNamesTheFunctionAndNotItsArguments() throws {
        struct Leak: Error, CustomStringConvertible {
            var description: String
        }
        let connection = try Connection.inMemory()
        try connection.define("fails", arguments: 1, deterministic: true) { throw Leak(description: "\($0)") }
        let error = #expect(throws: DatabaseError.self) { try connection.rows("SELECT fails(?)", ["Jane Doe"]) }
        #expect(error.map { !"\($0) \($0.message) \($0.sql ?? "")".contains("Jane") } == true)
    }

    @Test func bodyIsReleasedWithTheConnection() throws {
        final class Owned: Sendable {}
        weak var owned: Owned?
        do {
            let object = Owned()
            owned = object
            let connection = try Connection.inMemory()
            try connection.define("held", arguments: 0, deterministic: true) { _ in
                withExtendedLifetime(object) { nil }
            }
            _ = try connection.rows("SELECT held()")
        }
        #expect(owned == nil)
    }
}
