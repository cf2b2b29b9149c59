/// Reads the built-in tables: one line a row, columns between bars, lists between commas.
///
/// Text compiles at once where a literal array of the same size takes the type checker minutes.
struct TableText {
    let name: String
    let rows: [Row]

    struct Row {
        let table: String
        let line: String
        let columns: [String]

        func fail(_ problem: String) -> GenerationError {
            .referenceTable(table: table, line: String(line.prefix(60)), problem: problem)
        }

        func number(_ column: Int) throws -> Double {
            guard let number = Double(columns[column]) else { throw fail("“\(columns[column])” is not a number") }
            return number
        }

        /// A number, or nil for a dash.
        func optionalNumber(_ column: Int) throws -> Double? {
            columns[column] == "-" ? nil : try number(column)
        }

        func integer(_ column: Int) throws -> Int {
            guard let number = Int(columns[column]) else { throw fail("“\(columns[column])” is not an integer") }
            return number
        }

        /// The numbers of a column, between spaces.
        func numbers(_ column: Int, count: Int) throws -> [Double] {
            let numbers = columns[column].split(separator: " ").compactMap { Double($0) }
            guard numbers.count == count else { throw fail("“\(columns[column])” is not \(count) numbers") }
            return numbers
        }

        /// Names with a number each: `name 3, other name 4`; a name without a number counts 1, a dash is an empty list.
        func weighted(_ column: Int) throws -> [(name: String, weight: Double)] {
            guard columns[column] != "-" else { return [] }
            return columns[column].split(separator: ",").map { part in
                let words = part.split(separator: " ")
                guard words.count > 1, let last = words.last, let weight = Double(last) else {
                    return (words.joined(separator: " "), 1)
                }
                return (words.dropLast().joined(separator: " "), weight)
            }
        }
    }

    /// Splits a table; every line must have that many columns.
    init(_ name: String, _ text: String, separator: Character = "|", columns: ClosedRange<Int>) throws {
        self.name = name
        rows = try text.split(separator: "\n").map { line in
            let cells = line.split(separator: separator, omittingEmptySubsequences: false).map { Self.trimmed($0) }
            let row = Row(table: name, line: Self.trimmed(line), columns: cells)
            guard columns.contains(cells.count) else { throw row.fail("it has \(cells.count) columns") }
            return row
        }
    }

    static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
