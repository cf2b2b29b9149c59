import Algebra
import Database
import Execution
import Testing

@Suite struct SemanticsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var query: String
        var rows: [[Value]] = []
        var error: String?

        var testDescription: String { query }
    }

    static let cases = read(SemanticsCases.text)

    @Test func allCasesAreRead() {
        #expect(Self.cases.count > 80)
    }

    @Test(arguments: cases)
    func queriesGiveTheirRows(test: Case) throws {
        let ward = try Ward()
        defer { ward.remove() }
        if let message = test.error {
            let error = #expect(throws: (any Error).self) { try ward.run(test.query) }
            #expect(error.map { String(describing: $0).contains(message) } == true)
        } else {
            #expect(try ward.run(test.query) == test.rows)
        }
    }

    @Test func maskedColumnsDoNotBreakTies() throws {
        let ward = try Ward()
        defer { ward.remove() }
        let text = "from patient as p where p!weight = 70.5 select p!weight, p!name order p!weight"
        #expect(try ward.compile(text).sql.contains("ORDER BY 1 NULLS LAST, 2 NULLS LAST"))
        #expect(try ward.compile(text, opaque: ["name"]).sql.hasSuffix("ORDER BY 1 NULLS LAST"))
        // Where all are masked there is nothing to sort by.
        let sides = "(from patient as p select p!name) union (from patient as q select q!name)"
        #expect(try !ward.compile(sides, opaque: ["name"]).sql.contains("ORDER BY"))
    }

    private static func read(_ text: String) -> [Case] {
        var cases: [Case] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("= ") {
                cases[cases.count - 1].rows.append(line.dropFirst(2).split(separator: " | ").map { value(String($0)) })
            } else if line.hasPrefix("! ") {
                cases[cases.count - 1].error = String(line.dropFirst(2))
            } else {
                cases.append(Case(query: String(line)))
            }
        }
        return cases
    }

    private static func value(_ text: String) -> Value {
        if text == "null" { return .null }
        if let integer = Int64(text) { return .integer(integer) }
        if let real = Double(text) { return .real(real) }
        return .text(text)
    }
}
