import Algebra
import Catalog

/// Puts the lexicon's words into a question's lattice: phrases, numbers, identifiers by their shape, parts of vocabulary values,
/// and words with a spelling mistake at a cost.
///
/// Overlaps stay as alternatives.
struct Lattice {
    let lexicon: Lexicon

    /// The edges over the tokens of a text.
    func edges(_ tokens: [Token], of text: String) -> [Chart.Edge] {
        var result: [Chart.Edge] = []
        let bytes = Array(text.utf8)
        var covered = Array(repeating: false, count: tokens.count)
        let vocabulary = VocabularyMatcher(lexicon.vocabulary, tokens, bytes, lexicon.tokenizer)
        for start in tokens.indices {
            for (end, entry) in lexicon.phrases.matches(tokens, at: start) {
                for index in start..<end { covered[index] = true }
                result.append(
                    Chart.Edge(
                        start: start, end: end, category: entry.category, meaning: entry.meaning,
                        cost: entry.cost - 0.3 * Double(end - start - 1), note: nil))
            }
            result += Lattice.single(tokens[start], start)
            result += identifiers(tokens, start, bytes)
        }
        result += values(tokens, vocabulary, beside: result, &covered)
        var whole: Set<Range<Int>> = []
        for edge in result where edge.category == "Value" || edge.category == "Noun" || edge.category == "Measure" {
            whole.insert(edge.start..<edge.end)
        }
        for start in tokens.indices { result += parts(tokens, start, covered, whole, vocabulary) }
        return result
    }

    /// Numbers, ordinals and quoted texts: the edges that need no word of the database.
    static func numbers(_ tokens: [Token]) -> [Chart.Edge] { tokens.indices.flatMap { single(tokens[$0], $0) } }

    /// What a token is without any lexicon: a number, an ordinal, a quotation.
    static func single(_ token: Token, _ start: Int) -> [Chart.Edge] {
        var result: [Chart.Edge] = []
        func add(_ category: String, _ meaning: Meaning) {
            result.append(Chart.Edge(start: start, end: start + 1, category: category, meaning: meaning, cost: 0, note: nil))
        }
        switch token.kind {
        case .number:
            guard let number = token.number else { break }
            add(number == number.rounded() && !token.text.contains(".") ? "Integer" : "Decimal", .number(number))
        case .ordinal: if let number = token.number { add("OrdinalNumber", .number(number)) }
        case .quoted: add("Quoted", .text(token.text))
        case .word, .mark: break
        }
        return result
    }

    /// Identifiers by their shape, in the characters of the question: they may be of several tokens (`IRB-2025-001`, `718-7`).
    private func identifiers(_ tokens: [Token], _ start: Int, _ bytes: [UInt8]) -> [Chart.Edge] {
        guard tokens[start].kind == .word || tokens[start].kind == .number else { return [] }
        var result: [Chart.Edge] = []
        for end in (start + 1)...min(tokens.count, start + 6) {
            // Only a hyphen stands between the tokens of one identifier.
            if end - 1 > start {
                let gap = bytes[tokens[end - 2].range.upperBound..<tokens[end - 1].range.lowerBound]
                guard gap.allSatisfy({ $0 == UInt8(ascii: "-") }) else { break }
            }
            let shape = String(decoding: bytes[tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound], as: UTF8.self)
            for (use, pattern) in lexicon.patterns where (try? pattern.firstMatch(in: shape)) != nil {
                // Identifiers are compared as the database writes them: upper case.
                let value = Term.literal(.text(shape.uppercased()))
                // What is made of several numbers is more often a range or a date.
                let cost = end - start > 1 && !shape.utf8.contains(where: \.isLetter) ? 1.5 : 0
                result.append(
                    Chart.Edge(
                        start: start, end: end, category: "Identifier",
                        meaning: .restriction(.condition(entity: use.entity, .binary(.equal, .path([use.attribute]), value), names: true)),
                        cost: cost, note: nil))
            }
        }
        return result
    }

    private func isGrammatical(_ token: Token) -> Bool { token.forms.contains(where: lexicon.isGrammatical) }

    /// The values of the vocabulary.
    private func values(
        _ tokens: [Token], _ vocabulary: VocabularyMatcher, beside words: [Chart.Edge], _ covered: inout [Bool]
    ) -> [Chart.Edge] {
        // What the words file says of a thing goes before the value of a column.
        struct Named: Hashable {
            var tokens: Range<Int>
            var entity: String
        }
        var named: Set<Named> = []
        for edge in words {
            guard case .restriction(.condition(let entity, _, true)) = edge.meaning else { continue }
            named.insert(Named(tokens: edge.start..<edge.end, entity: entity))
        }
        var result: [Chart.Edge] = []
        for start in tokens.indices {
            for match in vocabulary.matches(at: start) {
                for index in match.tokens { covered[index] = true }
                let use = vocabulary.index.columns[match.column].use
                guard !named.contains(Named(tokens: match.tokens, entity: use.entity)) else { continue }
                result.append(
                    Chart.Edge(
                        start: match.tokens.lowerBound, end: match.tokens.upperBound, category: "Value",
                        meaning: .restriction(.condition(entity: use.entity, meant(vocabulary.condition(match), use), names: true)),
                        cost: cost(match, tokens), note: nil))
            }
        }
        return result
    }

    /// What a name stands for: itself, or all names that have it, where the catalog says that it is generic.
    private func meant(_ condition: Term, _ use: AttributeUse) -> Term {
        guard lexicon.catalog.entities[use.entity]?.attributes[use.attribute]?.isGeneric == true,
            case .binary(.equal, let path, .literal(.text(let name))) = condition, !name.contains(where: \.isNumber)
        else { return condition }
        return .binary(.contains, path, .literal(.text(name)))
    }

    /// Longer names go before shorter ones, names as they are written before others, and little words are seldom names.
    private func cost(_ match: VocabularyMatcher.Match, _ tokens: [Token]) -> Double {
        var cost = -0.3 * Double(match.tokens.count - 1)
        if !match.isExact { cost += 0.1 }
        if match.tokens.count == 1, let token = tokens[match.tokens].first, token.kind != .quoted,
            token.text.utf8.count < 3 || token.kind != .word || isGrammatical(token)
        {
            cost += 1
        }
        return cost
    }

    /// A run of words that stands in the vocabulary's values without being one: all values that contain it are meant.
    private func parts(
        _ tokens: [Token], _ start: Int, _ covered: [Bool], _ whole: Set<Range<Int>>, _ vocabulary: VocabularyMatcher
    ) -> [Chart.Edge] {
        var result: [Chart.Edge] = []
        for length in stride(from: min(VocabularyIndex.longestPart, tokens.count - start), through: 1, by: -1) {
            let run = tokens[start..<(start + length)]
            // The lexicon's own words go before parts of values.
            if whole.contains(start..<(start + length)) { continue }
            // Little words at its edges belong to the sentence, and a run of known words only is no part of a name.
            guard let first = run.first, let last = run.last, !isGrammatical(first), !isGrammatical(last),
                length == 1 || (start..<(start + length)).contains(where: { !covered[$0] && !isGrammatical(tokens[$0]) })
            else { continue }
            guard run.allSatisfy({ $0.kind == .word || $0.kind == .number }) else { continue }
            // A single word counts only when nothing else knows it.
            if length == 1, covered[start] || first.text.utf8.count <= 3 { continue }
            // "severe" and "born" stand in names, and name nothing: what they say of other things is not said by a name with them.
            if run.allSatisfy({ lexicon.incomplete.contains($0.text) }) { continue }
            for (use, key) in vocabulary.parts(start..<(start + length)) {
                let condition = Term.binary(.contains, .path([use.attribute]), .literal(.text(key)))
                result.append(
                    Chart.Edge(
                        start: start, end: start + length, category: "Value",
                        meaning: .restriction(.condition(entity: use.entity, condition, names: true)),
                        cost: 0.6 - 0.3 * Double(length - 1), note: nil))
            }
        }
        return result
    }
}

extension VocabularyMatcher {
    /// What a row must hold to be meant.
    func condition(_ match: Match) -> Term {
        let path = Term.path([index.columns[match.column].use.attribute])
        let values = match.values.map { Term.literal(.text(index.texts[$0])) }
        return values.count == 1 ? .binary(.equal, path, values[0]) : .oneOf(path, values)
    }
}
