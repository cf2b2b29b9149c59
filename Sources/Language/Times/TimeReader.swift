import Catalog

/// Reads texts that are nothing but a time: "in May 2016", "the third week of July", "two weeks ago".
///
/// By the grammar of the language alone, without a database; in free text times may be to come, and vague parts of the calendar have
/// their usual bounds (`TimeConventions.Scope.text`).
public struct TimeReader: Sendable {
    private let grammar: Grammar
    private let tokenizer: Tokenizer

    /// A reader by the `.grammar` files of a folder such as `Grammars/en` and of its folder `text`.
    public init(grammarDirectory: String) throws {
        grammar = try Grammar.load(directory: grammarDirectory, with: ["text"])
        tokenizer = Tokenizer(lemmatizer: Lemmatizer(table: grammar.lemmas))
    }

    /// The period that a text means at a time (`YYYY-MM-DD HH:MM:SS`, or a day); nil when it is not understood.
    public func period(_ text: String, reference: String) -> Period? {
        guard text.utf8.count <= Understanding.longestQuestion, let today = CalendarDate(reference) else { return nil }
        var tokens = tokenizer.tokens(text).flatMap(parted)
        // Marks around it are those of the sentence it stood in.
        while let last = tokens.last, last.kind == .mark, tokens.count > 1 { tokens.removeLast() }
        while let first = tokens.first, first.kind == .mark, first.text != "'", tokens.count > 1 { tokens.removeFirst() }
        guard !tokens.isEmpty, tokens.count <= Understanding.mostTokens else { return nil }
        let periods = PeriodBuilder(today: today, clock: reference, conventions: .text)
        var chart = Chart(
            grammar: grammar, constructors: Constructors(periods: periods, router: Router(catalog: .empty)))
        chart.fill(
            count: tokens.count, terminals: tokens.map(\.forms), edges: tokens.indices.flatMap { Lattice.single(tokens[$0], $0) })
        guard !chart.exhausted else { return nil }
        for item in chart.items("TimeText", 0, tokens.count) {
            if case .period(let period) = item.meaning, period.isProper || period.start == nil || period.end == nil { return period }
        }
        return nil
    }

    private static let ordinalSuffixes: Set<String> = ["st", "nd", "rd", "th"]

    /// A token in the parts that dates are written of without spaces: "Oct2" is a month and a number, "4.22" two numbers.
    private func parted(_ token: Token) -> [Token] {
        let text = token.text
        switch token.kind {
        case .number:
            let parts = text.split(separator: ".")
            guard parts.count == 2 else { return [token] }
            let point = token.range.lowerBound + parts[0].utf8.count
            return [
                part(parts[0], of: token, at: token.range.lowerBound), part(".", of: token, at: point),
                part(parts[1], of: token, at: point + 1),
            ]
        case .word:
            // Runs of letters and of digits; letters must be words that dates are written with.
            var runs: [Substring] = []
            var rest = text[...]
            while let first = rest.first {
                let run = rest.prefix { $0.isASCIIDigit == first.isASCIIDigit }
                runs.append(run)
                rest = rest[run.endIndex...]
            }
            // "January12th": the ending belongs to the number.
            let suffix = runs.count > 2 && Self.ordinalSuffixes.contains(String(runs[runs.count - 1])) ? runs.removeLast() : ""
            let isWritten = runs.allSatisfy { run in
                run.first?.isASCIIDigit == true ? run.count < 9 : grammar.hasWord(String(run))
            }
            guard runs.count > 1, isWritten, !grammar.hasWord(text) else { return [token] }
            var at = token.range.lowerBound
            var parts = runs.map { run in
                defer { at += run.utf8.count }
                return part(run, of: token, at: at)
            }
            if !suffix.isEmpty { parts[parts.count - 1].kind = .ordinal }
            return parts
        default: return [token]
        }
    }

    private func part(_ text: some StringProtocol, of token: Token, at start: Int) -> Token {
        let text = String(text)
        let number = Double(text)
        let isMark = text == "."
        return Token(
            text: text, original: text, kind: isMark ? .mark : number == nil ? .word : .number, number: number,
            range: start..<(start + text.utf8.count), forms: [text], nominalForms: [text])
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
