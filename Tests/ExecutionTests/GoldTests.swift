import Algebra
import Catalog
import Database
import Demonstration
import Execution
import Foundation
import Testing

/// The way from the notation through the catalog to rows, against SQL that hospital statisticians wrote for the same questions.
///
/// The questions come with the development data; without the variable LAMPLIGHT_SHARED, which tells where it is, this suite is skipped.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["LAMPLIGHT_SHARED"] != nil, "LAMPLIGHT_SHARED is not set"))
struct GoldTests {
    private struct Question: Decodable {
        var id: String
        var sql: String?
        var columns: [String]
        /// The columns by which the answer must be sorted; rows that tie may stand in any order.
        var orderBy: [String]?
        var bind: [String: String]?
    }

    @Test func queriesGiveTheGoldRows() throws {
        let shared = try #require(ProcessInfo.processInfo.environment["LAMPLIGHT_SHARED"])
        let path = FileManager.default.temporaryDirectory.appending(path: "gold-\(UUID().uuidString).sqlite").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try HospitalGenerator(seed: 7, scale: 0.002).generate(to: path)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let catalog = try CatalogLoader.load(root.appending(path: "Lexicons/hospital/catalog.yaml").path)
        let executor = try Executor(path: path)
        let schema = try executor.schema(of: catalog)
        #expect(schema.missing == [])
        let connection = try Connection(path: path, mode: .readOnly)
        guard case .text(let now) = try connection.rows("SELECT as_of FROM dataset")[0][0] else { return }

        let lines = try String(contentsOfFile: shared + "/hospital/dev.jsonl", encoding: .utf8).split(separator: "\n")
        var questions: [String: Question] = [:]
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for line in lines {
            let question = try decoder.decode(Question.self, from: Data(line.utf8))
            questions[question.id] = question
        }
        var answered = 0
        for (id, notation) in Self.cases {
            let question = try #require(questions[id], "\(id)")
            var (gold, text) = (try #require(question.sql), notation)
            for (literal, sql) in question.bind ?? [:] {
                guard let value = try connection.rows(sql).first?.first else { continue }
                gold = gold.replacing(literal, with: Self.text(value))
                text = text.replacing(literal, with: Self.text(value))
            }
            let expected = try connection.rows(gold)
            for query in [try Query.parse(text), try Query.parse(text).normalized()] {
                let resolved = try Resolver.resolve(query, in: catalog)
                for form in [resolved, resolved.normalized()] {
                    let compiled = try SQLCompiler.compile(form, schema: schema, parameters: ["now": .time(now)])
                    let rows = try executor.run(compiled).rows
                    let sortKeys = (question.orderBy ?? []).compactMap { question.columns.firstIndex(of: $0) }
                    func keys(_ rows: [[Value]]) -> [[Value]] { rows.map { row in sortKeys.map { row[$0] } } }
                    let isSame = Self.agree(Self.sorted(rows), Self.sorted(expected)) && Self.agree(keys(rows), keys(expected))
                    #expect(isSame, "\(id)\n\(compiled.sql)\n\(rows.prefix(5))\n\(expected.prefix(5))")
                }
            }
            if !expected.isEmpty { answered += 1 }
        }
        // On a small hospital a few questions about one thing find nothing.
        #expect(answered >= Self.cases.count * 3 / 4, "only \(answered) of \(Self.cases.count) have rows")
    }

    private static let cases: [(id: String, notation: String)] = {
        let lines = GoldCases.text.split(separator: "\n").map(String.init)
        return stride(from: 0, to: lines.count - 1, by: 2).map { (String(lines[$0].dropFirst(2)), lines[$0 + 1]) }
    }()

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        default: ""
        }
    }

    private static func sorted(_ rows: [[Value]]) -> [[Value]] {
        rows.map { (key: $0.map { String(describing: number($0).map(Value.real) ?? $0) }.joined(separator: "|"), row: $0) }.sorted {
            $0.key < $1.key
        }.map(\.row)
    }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    private static func agree(_ a: [[Value]], _ b: [[Value]]) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy { x, y in
                x.count == y.count
                    && zip(x, y).allSatisfy { v, w in
                        if let p = number(v), let q = number(w) { return abs(p - q) <= 0.0101 }
                        return v == w
                    }
            }
    }
}
