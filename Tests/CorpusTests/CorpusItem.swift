import Foundation
import Testing

/// A question of a file of Tests/Corpora with the SQL of its right answer, written by hand after the database's conventions.
///
/// `bind` names literals of the question (a record number, a stay) with the SQL that chooses one that the generated hospital has.
struct CorpusItem: Decodable, Sendable, CustomTestStringConvertible {
    var id: String
    var group: String
    var question: String
    /// nil where nothing in the database answers, or where the question leaves open what it asks.
    var sql: String?
    var columns: [String]
    var ordered: Bool
    var orderBy: [String]?
    /// Columns that an answer may leave out.
    var optional: [String]?
    /// Of each of these lists one column is enough.
    var anyOf: [[String]]?
    /// For an ambiguous question: the answers that it could have.
    var readings: [String]?
    var bind: [String: String]?

    private enum CodingKeys: String, CodingKey {
        case id, group, question, sql, columns, ordered, optional, readings, bind
        case orderBy = "order_by"
        case anyOf = "any_of"
    }

    var testDescription: String { id }

    /// All questions of the corpus; fails when the file cannot be read.
    static func all(_ corpus: String = "hospital.en") throws -> [CorpusItem] {
        let text = try String(contentsOfFile: folder + "/\(corpus).jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(CorpusItem.self, from: Data($0.utf8)) }
    }

    /// How many of them were answered rightly when this was last recorded.
    static func recorded(_ corpus: String = "hospital.en") throws -> Int {
        let text = try String(contentsOfFile: folder + "/\(corpus).right.txt", encoding: .utf8)
        let number = text.split(separator: "\n").first { !$0.hasPrefix("#") }.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        return try #require(number)
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path
    private static let folder = root + "/Tests/Corpora"
}
