import Database
import Foundation
import Service

/// The questions of a file, JSON lines with `id`, `question` and `sql` (null where there is no answer), by which understanding is measured.
public struct QuestionSet: Sendable {
    /// The questions, in the order of the file.
    public var questions: [EvaluationQuestion]

    /// Some questions.
    public init(questions: [EvaluationQuestion]) {
        self.questions = questions
    }

    /// Reads a file; empty lines are passed over.
    ///
    /// - Throws: `ServiceError` with the line that is no question: a set that is read in part would be measured wrongly.
    public static func read(_ path: String) throws(ServiceError) -> QuestionSet {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServiceError(.fileUnusable, "The file cannot be read.", remedy: "Check that it exists and may be read.", file: path)
        }
        return try parse(Array(data), file: path)
    }

    /// Reads the bytes of a file; `file` is the name used in errors.
    public static func parse(_ bytes: [UInt8], file: String) throws(ServiceError) -> QuestionSet {
        var questions: [EvaluationQuestion] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            do {
                questions.append(try question(Array(line), line: index + 1))
            } catch {
                throw ServiceError(
                    .requestMalformed, "This is no question of a set: \(error.message).",
                    remedy: "Write a JSON object with \"id\", \"question\" and \"sql\" (null where there is no answer).", file: file,
                    line: index + 1)
            }
        }
        return QuestionSet(questions: questions)
    }

    /// Only some of the questions, by their place: every n-th, from the first on.
    public func every(_ n: Int) -> QuestionSet {
        QuestionSet(questions: questions.enumerated().filter { $0.offset % max(1, n) == 0 }.map(\.element))
    }

    /// Only the questions in a language, where the set says which they are in; all of them for nil.
    public func speaking(_ language: String?) -> QuestionSet {
        guard let language else { return self }
        return QuestionSet(questions: questions.filter { $0.language ?? language == language })
    }

    private struct Fault: Error { var message: String }

    private static func question(_ bytes: [UInt8], line: Int) throws(Fault) -> EvaluationQuestion {
        let object: JSON
        do {
            object = try JSON.parse(bytes)
        } catch {
            throw Fault(message: "\(error)")
        }
        guard case .object = object else { throw Fault(message: "it is not an object") }
        let id: JSON
        switch object["id"] {
        case .string(let text): id = .string(text)
        case .integer(let number): id = .integer(number)
        default: throw Fault(message: "its \"id\" is neither a string nor a whole number")
        }
        guard let text = object["question"]?.string else { throw Fault(message: "it has no \"question\"") }
        var question = EvaluationQuestion(id: id, question: text, sql: try string("sql", of: object), line: line)
        question.group = try string("group", of: object)
        question.language = try string("lang", of: object)
        question.readings = try strings(object["readings"], "readings")
        question.orderBy = try strings(object["order_by"], "order_by")
        question.optional = Set(try strings(object["optional"], "optional"))
        if case .boolean(let ordered)? = object["ordered"] { question.isOrdered = ordered }
        if case .array(let lists)? = object["any_of"] {
            for list in lists { question.anyOf.append(try strings(list, "any_of")) }
        }
        if case .object(let members)? = object["bind"] {
            for member in members {
                guard let sql = member.value.string else { throw Fault(message: "\"bind\" holds no SQL") }
                question.bind.append((member.key, sql))
            }
        }
        return question
    }

    private static func string(_ key: String, of object: JSON) throws(Fault) -> String? {
        switch object[key] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw Fault(message: "its \"\(key)\" is no string")
        }
    }

    private static func strings(_ value: JSON?, _ key: String) throws(Fault) -> [String] {
        guard let value, value != .null else { return [] }
        guard case .array(let items) = value else { throw Fault(message: "its \"\(key)\" is no list of strings") }
        var texts: [String] = []
        for item in items {
            guard let text = item.string else { throw Fault(message: "its \"\(key)\" is no list of strings") }
            texts.append(text)
        }
        return texts
    }
}

extension QuestionSet {
    /// The set with each literal under `bind` chosen anew by its own SQL: look-ups name one patient, and another database has others.
    ///
    /// - Throws: `ServiceError` when the database has no row for a literal.
    public func bound(to database: String) throws(ServiceError) -> QuestionSet {
        guard questions.contains(where: { !$0.bind.isEmpty }) else { return self }
        var result = self
        do {
            let connection = try Connection(path: database, mode: .readOnly)
            for index in questions.indices {
                for (literal, sql) in questions[index].bind {
                    let value: String
                    switch try connection.rows(sql).first?.first {
                    case .text(let text): value = text
                    case .integer(let number): value = String(number)
                    default:
                        throw ServiceError(
                            .databaseUnusable, "The database has no row for what line \(questions[index].line) of the questions names.",
                            remedy: "Measure on a larger database, or leave the question out.", file: database)
                    }
                    result.questions[index].question.replace(literal, with: value)
                    result.questions[index].sql?.replace(literal, with: value)
                }
            }
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError(
                .databaseUnusable, "What the questions name cannot be looked up: \(error)",
                remedy: "Check that the database belongs to the questions.", file: database)
        }
        return result
    }
}
