/// Cuts a text into tokens, in one pass over its bytes.
struct Lexer {
    /// Longer texts are refused before anything is read: no query that people write comes near.
    static let maximumLength = 262_144

    private let text: String
    private let bytes: [UInt8]
    private var at = 0

    static func tokens(of text: String) throws(NotationError) -> [Token] {
        guard text.utf8.count <= maximumLength else {
            throw NotationError(
                "the text is longer than \(maximumLength) bytes; split it, or use an entity instead of a long list", at: 0,
                in: String(text.prefix(80)))
        }
        var lexer = Lexer(text)
        return try lexer.all()
    }

    private init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    private mutating func all() throws(NotationError) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(bytes.count / 4 + 1)
        while true {
            while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
            let start = at
            guard at < bytes.count else {
                tokens.append(Token(kind: .end, offset: start, end: start))
                return tokens
            }
            let kind = try next()
            tokens.append(Token(kind: kind, offset: start, end: at))
        }
    }

    private mutating func next() throws(NotationError) -> Token.Kind {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "'"): return .text(try delimited(by: byte, what: "text"))
        case UInt8(ascii: "`"):
            let start = at
            let name = try delimited(by: byte, what: "name")
            guard !name.isEmpty else { throw error("a name in backticks cannot be empty", at: start) }
            return .quoted(name)
        case UInt8(ascii: "@"): return .time(try time())
        case UInt8(ascii: "$"): return .parameter(try parameter())
        case _ where Self.isDigit(byte): return number()
        case _ where Self.isLetter(byte): return .word(word())
        default: return .symbol(try symbol())
        }
    }

    /// Text up to the delimiter, which stands doubled for itself.
    private mutating func delimited(by delimiter: UInt8, what: String) throws(NotationError) -> String {
        let start = at
        at += 1
        var content: [UInt8] = []
        while at < bytes.count {
            if bytes[at] != delimiter {
                content.append(bytes[at])
                at += 1
            } else if at + 1 < bytes.count, bytes[at + 1] == delimiter {
                content.append(delimiter)
                at += 2
            } else {
                at += 1
                return String(decoding: content, as: UTF8.self)
            }
        }
        throw error("the \(what) that starts here is not closed", at: start)
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, Self.isLetter(bytes[at]) || Self.isDigit(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() {
        while at < bytes.count, Self.isDigit(bytes[at]) { at += 1 }
    }

    private mutating func number() -> Token.Kind {
        let start = at
        var isDecimal = false
        digits()
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), Self.isDigit(bytes[at + 1]) {
            isDecimal = true
            at += 1
            digits()
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: "e") {
            var exponent = at + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == UInt8(ascii: "-") { exponent += 1 }
            if exponent < bytes.count, Self.isDigit(bytes[exponent]) {
                isDecimal = true
                at = exponent
                digits()
            }
        }
        let number = String(decoding: bytes[start..<at], as: UTF8.self)
        return isDecimal ? .decimal(number) : .integer(number)
    }

    /// `@2026-05-01` or `@2026-05-01T23:59:59`; kept with a space instead of the T, as SQLite stores it.
    private mutating func time() throws(NotationError) -> String {
        let start = at
        at += 1
        let from = at
        while at < bytes.count, Self.isDigit(bytes[at]) || [UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "T")].contains(bytes[at]) {
            at += 1
        }
        var content = Array(bytes[from..<at])
        if content.count > 10, content[10] == UInt8(ascii: "T") { content[10] = UInt8(ascii: " ") }
        let time = String(decoding: content, as: UTF8.self)
        guard LocalTime.isValid(time) else {
            throw error("not a date or time; write @2026-05-01 or @2026-05-01T23:59:59", at: start)
        }
        return time
    }

    private mutating func parameter() throws(NotationError) -> String {
        let start = at
        at += 1
        var steps: [String] = []
        while true {
            guard at < bytes.count, Self.isLetter(bytes[at]) else {
                throw error("a parameter is $ and names joined by dots, such as $caller.staff_id", at: start)
            }
            steps.append(word())
            guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), Self.isLetter(bytes[at + 1]) else { break }
            at += 1
        }
        return steps.joined(separator: ".")
    }

    private mutating func symbol() throws(NotationError) -> String {
        let rest = bytes[at...].prefix(2)
        for symbol in ["<>", "<=", ">="] where rest.elementsEqual(symbol.utf8) {
            at += 2
            return symbol
        }
        if rest.elementsEqual("!=".utf8) { throw error("'!=' is written '<>' here", at: at) }
        let character = Character(Unicode.Scalar(bytes[at]))
        if "=<>+-*/(),.:!".contains(character) {
            at += 1
            return String(character)
        }
        if character == "\"" { throw error("texts stand in single quotes, names in backticks", at: at) }
        if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[at]) {
            throw error("names are lower case; others stand in backticks", at: at)
        }
        throw error("this character has no meaning here; names are a-z, 0-9 and _, others stand in backticks", at: at)
    }

    private func error(_ message: String, at offset: Int) -> NotationError { NotationError(message, at: offset, in: text) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") }
}
