import Foundation
import Service

/// The figures that were measured before, in a file of the tests, so that a change which makes answers worse is found.
public struct Recorded: Sendable, Equatable {
    /// The figures of one set.
    public struct Entry: Sendable, Equatable {
        /// On how many databases an answer had to be right.
        public var databases: Int
        /// How many questions were asked.
        public var questions: Int
        /// How many went well: right, or rightly not answered.
        public var good: Int
        /// How many answers mislead: wrong, or to a question that has none.
        public var bad: Int

        /// Figures by their numbers.
        public init(databases: Int, questions: Int, good: Int, bad: Int) {
            (self.databases, self.questions, self.good, self.bad) = (databases, questions, good, bad)
        }

        /// The figures of a score.
        public init(_ score: Score, databases: Int) {
            self.init(databases: databases, questions: score.total, good: score.good, bad: score.bad)
        }
    }

    /// How figures stand to those recorded.
    public enum Comparison: Sendable, Equatable {
        /// Nothing is recorded for this set, or for another number of databases.
        case unknown
        case same
        case better
        /// Fewer answers are good, or more mislead.
        case worse
    }

    /// By the names of the sets.
    public private(set) var entries: [String: Entry] = [:]

    /// Nothing was recorded yet.
    public init() {}

    /// Reads a file; one that is not there holds nothing.
    public static func read(_ path: String) throws(ServiceError) -> Recorded {
        guard let data = FileManager.default.contents(atPath: path) else { return Recorded() }
        func broken(_ why: String) -> ServiceError {
            ServiceError(
                .fileUnusable, "These are no recorded figures: \(why).", remedy: "Take the last good version of the file.", file: path)
        }
        let object: JSON
        do { object = try JSON.parse(Array(data)) } catch { throw broken("\(error)") }
        guard case .object(let members) = object else { throw broken("not an object") }
        var recorded = Recorded()
        for member in members {
            func number(_ key: String) throws(ServiceError) -> Int {
                guard case .integer(let number)? = member.value[key] else { throw broken("'\(member.key)' has no number '\(key)'") }
                return Int(number)
            }
            recorded.entries[member.key] = Entry(
                databases: try number("databases"), questions: try number("questions"), good: try number("good"), bad: try number("bad"))
        }
        return recorded
    }

    /// How figures stand to those recorded for a set, as shares of its questions.
    public func comparison(_ entry: Entry, to set: String) -> Comparison {
        guard let old = entries[set], old.databases == entry.databases, old.questions > 0, entry.questions > 0 else { return .unknown }
        let good = entry.good * old.questions - old.good * entry.questions
        let bad = entry.bad * old.questions - old.bad * entry.questions
        if good < 0 || bad > 0 { return .worse }
        return good > 0 || bad < 0 ? .better : .same
    }

    /// Records figures of a set.
    public mutating func record(_ entry: Entry, for set: String) { entries[set] = entry }

    /// Writes the file, a line a set in the order of the names, so that a change reads well.
    public func write(_ path: String) throws(ServiceError) {
        let lines = entries.sorted { $0.key < $1.key }.map { name, entry in
            let figures = JSON.object([
                JSON.Member("databases", .integer(Int64(entry.databases))), JSON.Member("questions", .integer(Int64(entry.questions))),
                JSON.Member("good", .integer(Int64(entry.good))), JSON.Member("bad", .integer(Int64(entry.bad))),
            ])
            return "  \(JSON.string(name).line): \(figures.line)"
        }
        do {
            try ("{\n" + lines.joined(separator: ",\n") + "\n}\n").write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw ServiceError(
                .fileUnusable, "The file cannot be written.", remedy: "Check the folder's permissions and the space on the disk.",
                file: path)
        }
    }
}
