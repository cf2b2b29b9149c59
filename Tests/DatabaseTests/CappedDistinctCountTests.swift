import Testing

@testable import Database

@Suite struct CappedDistinctCountTests {
    private func count(_ values: String, most: Int) throws -> Int64 {
        let connection = try Connection.inMemory()
        try connection.define(cappedDistinctCount: "distinct_up_to")
        let rows = try connection.rows("SELECT distinct_up_to(column1, \(most)) FROM (VALUES \(values))")
        guard case .integer(let count)? = rows.first?.first else { throw Missing() }
        return count
    }

    private struct Missing: Error {}

    @Test(
        "counts distinct values as SQLite tells them apart, and no NULL",
        arguments: [
            ("(1), (2), (1), (NULL), (0), (0)", 3), ("(1), (1.0), (1.5), ('1'), (x'31')", 4), ("('é'), ('e' || char(769)), ('')", 3),
            ("(NULL), (NULL)", 0), ("(-1), (9223372036854775807), (-9223372036854775808), (9.3e18)", 4),
        ])
    func countsDistinctValues(values: String, expected: Int64) throws {
        #expect(try count(values, most: 100) == expected)
        let connection = try Connection.inMemory()
        #expect(try connection.rows("SELECT count(DISTINCT column1) FROM (VALUES \(values))") == [[.integer(expected)]])
    }

    @Test("stops at the most that is asked for, whatever the order of the rows", arguments: [1, 2, 3, 16, 17, 1000])
    func stops(most: Int) throws {
        let values = (0..<500).map { "(\($0 % 40 * 1_000_003 - 7))" }
        let expected = Int64(min(most, 40))
        #expect(try count(values.joined(separator: ", "), most: most) == expected)
        #expect(try count(values.reversed().joined(separator: ", "), most: most) == expected)
    }

    @Test("a group without rows has none, and every group counts for itself")
    func countsByGroup() throws {
        let connection = try Connection.inMemory()
        try connection.define(cappedDistinctCount: "distinct_up_to")
        #expect(try connection.rows("SELECT distinct_up_to(1, 5) WHERE 0") == [[.integer(0)]])
        let rows = try connection.rows(
            """
            SELECT column1, distinct_up_to(column2, 2), distinct_up_to(column2, 9) FILTER (WHERE column2 > 1)
            FROM (VALUES (1, 1), (1, 2), (1, 3), (2, 'a'), (2, 'b'), (2, 'a')) GROUP BY 1 ORDER BY 1
            """)
        #expect(rows == [[.integer(1), .integer(2), .integer(2)], [.integer(2), .integer(2), .integer(2)]])
    }
}
