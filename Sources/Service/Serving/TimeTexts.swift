import Foundation
import Language

/// Reads JSON lines with texts of times, and says which days they mean: `lamplight times`, without workspace and database.
public struct TimeTexts: Sendable {
    /// Language → its reader, for languages that have rules for such texts.
    private let readers: [String: TimeReader]
    /// The language of lines that do not name theirs.
    private let language: String

    /// Reads the rules of every language that has some: `Grammars/<language>/text`.
    ///
    /// - Parameters:
    ///   - resources: Where Grammars/ is.
    ///   - language: The language of lines that do not name theirs; it must be one of those.
    public init(resources: Resources, language: String) throws(ServiceError) {
        var readers: [String: TimeReader] = [:]
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: resources.grammars)) ?? []).sorted() {
            let folder = resources.grammars + "/" + name
            guard Files.isFolder(folder + "/text") else { continue }
            do {
                readers[name] = try TimeReader(grammarDirectory: folder)
            } catch let error as LanguageError {
                throw ServiceError(
                    .lexiconUnusable, error.message, remedy: "Mend the rule, or take the grammar as it came.", file: error.file,
                    line: error.line)
            } catch {
                throw ServiceError(
                    .lexiconUnusable, "The grammar cannot be read.", remedy: "Check that the folder may be read.", file: folder)
            }
        }
        guard readers[language] != nil else {
            let known = readers.keys.sorted().joined(separator: ", ")
            throw ServiceError(
                .resourcesMissing, "There are no rules for texts about times in this language.",
                remedy: "Languages that have some: \(known).")
        }
        self.readers = readers
        self.language = language
    }

    /// A line with `start` and `end` added, days as `YYYY-MM-DD`, the end being the day after the last; null for what is not understood.
    ///
    /// All other keys stay as they are. A line that is no such object gives an `error` object with its number.
    public func line(_ bytes: [UInt8], number: Int) -> JSON {
        do throws(ServiceError) {
            return try read(bytes, number)
        } catch {
            var answer = Answer(error: error)
            answer.line = number
            return answer.json
        }
    }

    /// What a line gives that was too long to be read.
    public func tooLong(number: Int) -> JSON {
        var answer = Answer(
            error: ServiceError(
                .requestMalformed, "Line \(number) is too long.", remedy: "Send at most \(RequestLine.limit >> 20) MiB a line.",
                line: number))
        answer.line = number
        return answer.json
    }

    private func read(_ bytes: [UInt8], _ number: Int) throws(ServiceError) -> JSON {
        func fault(_ message: String, _ remedy: String) -> ServiceError {
            ServiceError(.requestMalformed, "Line \(number) is no text of a time. \(message)", remedy: remedy, line: number)
        }
        let value: JSON
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw fault("It is not JSON: \(error).", "Send one JSON object a line.")
        }
        guard case .object(var members) = value else { throw fault("It is not a JSON object.", "Send one JSON object a line.") }
        guard let text = value["text"]?.string else { throw fault("It has no \"text\".", "Give every line a \"text\", a string.") }
        guard let reference = value["reference"]?.string, CalendarDate(reference) != nil else {
            throw fault("It has no \"reference\".", "Give every line a \"reference\", a time as YYYY-MM-DD HH:MM:SS.")
        }
        let name: String
        switch value["lang"] {
        case nil, .null: name = language
        case .string(let text): name = text
        default: throw fault("Its \"lang\" is not a string.", "Send a string such as \"en\", or none.")
        }
        let days = readers[name]?.period(text, reference: reference).flatMap(\.days)
        for (key, day) in [("start", days?.start), ("end", days?.end)] {
            let member = JSON.Member(key, .string(orNull: day?.text))
            if let index = members.firstIndex(where: { $0.key == key }) { members[index] = member } else { members.append(member) }
        }
        return .object(members)
    }
}
