import Testing

@testable import Database

@Suite struct ExactSumTests {
    private func first(_ sql: String) throws -> Value {
        let connection = try Connection.inMemory()
        try connection.defineExactSums()
        return try connection.rows(sql)[0][0]
    }

    private func sum(_ values: [String]) throws -> Value {
        try first("SELECT sum(column1) FROM (VALUES \(values.map { "(\($0))" }.joined(separator: ", ")))")
    }

    @Test("a sum does not tell the order of its rows", arguments: 0..<40)
    func isTheSameInAnyOrder(seed: UInt64) throws {
        var generator = Shuffler(state: seed)
        let values = (0..<3000).map { _ in
            "\(Double(Int.random(in: -900_000...900_000, using: &generator)) / 100 * [1, 1e-9, 1e12][Int.random(in: 0..<3, using: &generator)])"
        }
        let expected = try sum(values)
        for _ in 0..<3 { #expect(try sum(values.shuffled(using: &generator)) == expected) }
    }

    @Test(
        "a sum is the exact one, rounded once",
        arguments: [
            (["0.1", "0.2", "0.3"], 0.6), (["1e100", "1.0", "-1e100"], 1), (["1e308", "1e308", "-1e308"], 1e308),
            (["4503599627370496.0", "4503599627370497.0"], 9007199254740992), (["9007199254740992.0", "1.0", "1e-300"], 9007199254740994),
            (["9007199254740992.0", "1.0"], 9007199254740992), (["-9007199254740992.0", "-1.0", "-1e-300"], -9007199254740994),
            (["5e-324", "5e-324"], 1e-323), (["2.2250738585072014e-308", "-5e-324"], 2.225073858507201e-308), (["1.5", "-1.5"], 0),
            (["9223372036854775807", "9223372036854775807", "0.5"], 1.8446744073709552e19), (["-3", "0.25"], -2.75),
            (["'2.5'", "NULL", "1"], 3.5),
            (["9e307", "9e307", "9e307"], .infinity), (["9e999", "1.0"], .infinity),
        ])
    func isExact(values: [String], expected: Double) throws {
        #expect(try sum(values) == .real(expected))
        #expect(try sum(values.reversed()) == .real(expected))
    }

    @Test("whole numbers give one, whatever stands between")
    func addsWholeNumbers() throws {
        #expect(try sum(["9223372036854775807", "1", "-2"]) == .integer(9_223_372_036_854_775_806))
        #expect(try sum(["-9223372036854775808", "-5", "5"]) == .integer(.min))
        #expect(try sum(["NULL"]) == .null)
        #expect(try first("SELECT sum(1) WHERE 0") == .null)
        #expect(throws: DatabaseError.self) { try sum(["9223372036854775807", "1"]) }
        #expect(throws: DatabaseError.self) { try sum(["-9223372036854775808", "-1"]) }
    }

    @Test("averages are those of the exact sum")
    func averages() throws {
        #expect(try first("SELECT avg(column1) FROM (VALUES (1), (2), (NULL))") == .real(1.5))
        #expect(try first("SELECT avg(column1) FROM (VALUES (1e100), (3.0), (-1e100))") == .real(1))
        #expect(try first("SELECT avg(column1) FROM (VALUES (9223372036854775807), (1))") == .real(4_611_686_018_427_387_904))
        #expect(try first("SELECT avg(NULL)") == .null)
    }

    @Test("windows take away what leaves them, exactly")
    func slides() throws {
        let connection = try Connection.inMemory()
        try connection.defineExactSums()
        let rows = try connection.rows(
            """
            SELECT sum(column2) OVER (ORDER BY column1 ROWS 1 PRECEDING), sum(column2) OVER (), avg(column1) OVER (ORDER BY column1 ROWS 1 PRECEDING)
            FROM (VALUES (1, 1e100), (2, 0.1), (3, 0.2), (4, 9e999), (5, -1), (6, 0.5))
            """)
        #expect(rows.map { $0[0] } == [.real(1e100), .real(1e100), .real(0.1 + 0.2), .real(.infinity), .real(.infinity), .real(-0.5)])
        #expect(rows.allSatisfy { $0[1] == .real(.infinity) })
        #expect(rows.map { $0[2] } == [1, 1.5, 2.5, 3.5, 4.5, 5.5].map { .real($0) })
    }

    @Test("more rows than fit between two carries add up")
    func addsMany() throws {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT"
        #expect(try first("\(many) sum(0.1) FROM n") == .real(10_000.000000000000555))
        #expect(try first("\(many) sum(1.7976931348623157e302 * (CASE WHEN i % 2 THEN 1 ELSE -1 END)) FROM n") == .real(0))
    }
}

private struct Shuffler: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
