/// One line of the JSON-lines interface, read as a request.
public enum RequestLine {
    /// Bytes of the longest line that is read.
    public static let limit = 4 << 20

    static let keys = [
        "id", "question", "choose", "complete", "approve", "close", "caller", "purpose", "session", "environment", "break_glass",
    ]

    /// Why a line is no request, with the id when there is one, so that the asker can tell which of its lines it was.
    public struct Fault: Error, Sendable {
        /// The line's own id.
        public var id: JSON?
        /// What is wrong with it.
        public var error: ServiceError
    }

    /// The request that a line holds.
    ///
    /// Bytes that are not UTF-8 are read with a mark in their place, so that the id is found; a question that holds the mark is refused later.
    public static func request(_ bytes: [UInt8], number: Int) throws(Fault) -> Request {
        let object = try object(bytes, number: number)
        let id = try id(of: object, number: number)
        for member in members(of: object) where !keys.contains(member.key) {
            throw fault(id, number, "It has a key that means nothing.", "Known keys are \(keys.joined(separator: ", ")).")
        }
        let asked = ["question", "choose", "complete", "approve", "close"].filter { object[$0] != nil && object[$0] != .null }
        guard asked.count < 2 else {
            throw fault(id, number, "It has both \"\(asked[0])\" and \"\(asked[1])\".", "Send one of them.")
        }
        let choice = try choice(of: object, id, number)
        let begun = try optional("complete", of: object, id, number)
        let glass = try breakGlass(of: object, id, number)
        let act = try act(of: object, opens: asked.isEmpty && glass != nil, id, number)
        let question = choice != nil || act != nil ? "" : begun != nil ? begun : try required("question", of: object, id, number)
        var request = Request(
            id: id, question: question ?? "",
            caller: try required("caller", of: object, id, number),
            purpose: try optional("purpose", of: object, id, number), session: try optional("session", of: object, id, number),
            environment: try environment(of: object, id, number), choice: choice, breakGlass: glass, act: act)
        request.isCompletion = begun != nil
        guard choice == nil || request.session != nil else {
            throw fault(id, number, "It chooses an option without a \"session\".", "Name the session in which the options were offered.")
        }
        return request
    }

    private static func choice(of object: JSON, _ id: JSON?, _ number: Int) throws(Fault) -> Int? {
        switch object["choose"] {
        case nil, .null: return nil
        case .integer(let option) where (1...100).contains(option): return Int(option)
        default: throw fault(id, number, "Its \"choose\" is not the number of an option.", "Send a whole number from 1.")
        }
    }

    private static func breakGlass(of object: JSON, _ id: JSON?, _ number: Int) throws(Fault) -> BreakGlassRequest? {
        guard let glass = object["break_glass"], glass != .null else { return nil }
        let known = ["patient", "reason", "words"]
        guard case .object(let members) = glass, members.allSatisfy({ known.contains($0.key) }) else {
            throw fault(
                id, number, "Its \"break_glass\" is not an object of \"patient\", \"reason\" and \"words\".",
                "Send {\"patient\":\"…\",\"reason\":\"…\",\"words\":\"…\"}, or \"patient\" alone to go on with what runs.")
        }
        let request = BreakGlassRequest(
            patient: try optional("patient", of: glass, id, number) ?? "", reason: try optional("reason", of: glass, id, number),
            words: try optional("words", of: glass, id, number))
        if let wrong = request.fault { throw fault(id, number, wrong.message, wrong.remedy) }
        return request
    }

    /// What is asked for in place of an answer: `"approve": 17`, `"close": 17`, or a `break_glass` without a question.
    private static func act(of object: JSON, opens: Bool, _ id: JSON?, _ line: Int) throws(Fault) -> EmergencyAct? {
        func number(_ key: String) throws(Fault) -> Int? {
            switch object[key] {
            case nil, .null: return nil
            case .integer(let number) where number > 0: return Int(number)
            default:
                throw fault(id, line, "Its \"\(key)\" is not the number of an emergency access.", "Send the number that opening it gave.")
            }
        }
        if let grant = try number("approve") { return .approve(grant) }
        if let grant = try number("close") { return .end(grant) }
        return opens ? .open : nil
    }

    /// The id and the question that a line of a question set holds; what else it has is not for us.
    public static func question(_ bytes: [UInt8], number: Int) throws(Fault) -> (id: JSON, question: String) {
        let object = try object(bytes, number: number)
        guard let id = try id(of: object, number: number) else {
            throw fault(nil, number, "It has no id.", "Give every question an \"id\", a string or a number.")
        }
        return (id, try required("question", of: object, id, number))
    }

    private static func object(_ bytes: [UInt8], number: Int) throws(Fault) -> JSON {
        let value: JSON
        do {
            value = try JSONParser.parse(
                String(validating: bytes, as: UTF8.self) == nil ? Array(String(decoding: bytes, as: UTF8.self).utf8) : bytes)
        } catch {
            throw fault(nil, number, "It is not JSON: \(error).", "Send one JSON object a line.")
        }
        guard case .object = value else { throw fault(nil, number, "It is not a JSON object.", "Send one JSON object a line.") }
        return value
    }

    private static func members(of object: JSON) -> [JSON.Member] {
        guard case .object(let members) = object else { return [] }
        return members
    }

    private static func id(of object: JSON, number: Int) throws(Fault) -> JSON? {
        switch object["id"] {
        case nil, .null: return nil
        case .string(let text) where text.utf8.count <= 200: return .string(text)
        case .integer(let number): return .integer(number)
        default:
            throw fault(nil, number, "Its \"id\" is neither a whole number nor a string of at most 200 bytes.", "Send such an id, or none.")
        }
    }

    private static func required(_ key: String, of object: JSON, _ id: JSON?, _ number: Int) throws(Fault) -> String {
        guard let text = try optional(key, of: object, id, number) else {
            throw fault(id, number, "It has no \"\(key)\".", "A request needs at least \"question\" and \"caller\".")
        }
        return text
    }

    private static func optional(_ key: String, of object: JSON, _ id: JSON?, _ number: Int) throws(Fault) -> String? {
        switch object[key] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw fault(id, number, "Its \"\(key)\" is not a string.", "Send a string.")
        }
    }

    private static func environment(of object: JSON, _ id: JSON?, _ number: Int) throws(Fault) -> [String: String] {
        var attributes: [String: String] = [:]
        switch object["environment"] {
        case nil, .null: break
        case .object(let members):
            for member in members {
                guard let text = member.value.string else {
                    throw fault(id, number, "A value of its \"environment\" is not a string.", "Send strings only.")
                }
                attributes[member.key] = text
            }
        default: throw fault(id, number, "Its \"environment\" is not an object.", "Send an object of strings, such as {\"project\":\"3\"}.")
        }
        return attributes
    }

    static func fault(_ id: JSON?, _ number: Int, _ message: String, _ remedy: String) -> Fault {
        Fault(id: id, error: ServiceError(.requestMalformed, "Line \(number) is no request. \(message)", remedy: remedy, line: number))
    }
}
