/// The right side of a grammar rule: how its meaning is built from those of its parts.
///
/// `$Name` is the meaning of a part, `name(a, b)` a constructor of `Constructors`, `'text'` a word, `42` a number.
indirect enum Action: Sendable, Hashable {
    case part(Int)
    /// A part by its name, until it is known where it stands.
    case named(String)
    case absent
    case number(Double)
    case word(String)
    case call(String, [Action])
}

extension Action {
    /// The names of the parts that it speaks of.
    var partNames: Set<String> {
        switch self {
        case .named(let name): [name]
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.partNames) }
        default: []
        }
    }

    /// The action with its parts at their places; a part without a place has no meaning.
    func bound(to places: [String: Int]) -> Action {
        switch self {
        case .named(let name): places[name].map(Action.part) ?? .absent
        case .call(let name, let arguments): .call(name, arguments.map { $0.bound(to: places) })
        default: self
        }
    }
}

/// Reads actions.
struct ActionParser {
    private let text: [UInt8]
    private var at = 0

    /// What is wrong with an action.
    struct Failure: Error {
        var message: String
    }

    /// Parses an action; its parts are named.
    static func parse(_ text: String) throws(Failure) -> Action {
        var parser = ActionParser(text: Array(text.utf8))
        let action = try parser.action()
        parser.space()
        guard parser.at == parser.text.count else { throw Failure(message: "Unexpected text after the meaning: '\(parser.rest)'.") }
        return action
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private var rest: String { String(decoding: text[at...], as: UTF8.self) }

    private mutating func space() { while at < text.count, text[at] == 0x20 { at += 1 } }

    private mutating func name() -> String {
        let start = at
        while at < text.count, text[at].isLetter || text[at].isDigit || text[at] == UInt8(ascii: "_") { at += 1 }
        return String(decoding: text[start..<at], as: UTF8.self)
    }

    private mutating func action() throws(Failure) -> Action {
        space()
        guard at < text.count else { throw Failure(message: "The meaning is missing.") }
        switch text[at] {
        case UInt8(ascii: "$"):
            at += 1
            return .named(name())
        case UInt8(ascii: "'"):
            at += 1
            let start = at
            while at < text.count, text[at] != UInt8(ascii: "'") { at += 1 }
            guard at < text.count else { throw Failure(message: "A quote is not closed.") }
            defer { at += 1 }
            return .word(String(decoding: text[start..<at], as: UTF8.self))
        case let byte where byte.isDigit || byte == UInt8(ascii: "-"):
            let start = at
            at += 1
            while at < text.count, text[at].isDigit || text[at] == UInt8(ascii: ".") { at += 1 }
            guard let number = Double(String(decoding: text[start..<at], as: UTF8.self)) else {
                throw Failure(message: "This is no number: '\(rest)'.")
            }
            return .number(number)
        case let byte where byte.isLetter:
            let name = name()
            space()
            guard at < text.count, text[at] == UInt8(ascii: "(") else { return .call(name, []) }
            at += 1
            var arguments: [Action] = []
            space()
            while at < text.count, text[at] != UInt8(ascii: ")") {
                arguments.append(try action())
                space()
                if at < text.count, text[at] == UInt8(ascii: ",") { at += 1 }
                space()
            }
            guard at < text.count else { throw Failure(message: "A bracket of '\(name)(' is not closed.") }
            at += 1
            return .call(name, arguments)
        default: throw Failure(message: "A meaning cannot start with '\(rest)'.")
        }
    }
}
