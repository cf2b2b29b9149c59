import Foundation

/// Finds the lemmas a word form may belong to: irregular forms from a table, regular English endings by rule.
///
/// Candidates need not be words: they only matter when the grammar or lexicon has such a word.
struct Lemmatizer: Sendable {
    /// Irregular form → lemmas, from Grammars/<language>/lemmas.txt.
    private var irregular: [String: [String]] = [:]

    /// Reads lines `lemma: form form …`; `#` starts a comment.
    init(table: String) {
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let lemma = parts[0].trimmingCharacters(in: .whitespaces)
            for form in parts[1].split(separator: " ") { irregular[String(form), default: []].append(lemma) }
        }
    }

    /// The form itself, then its lemmas as a noun or verb.
    func forms(of word: String) -> [String] {
        var result = nominalForms(of: word)
        func add(_ form: String) {
            if form.count > 1, !result.contains(form) { result.append(form) }
        }
        guard word.utf8.count > 3 else { return result }
        for ending in ["ed", "ing"] where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count + 2 {
            let stem = String(word.dropLast(ending.count))
            add(stem)
            add(stem + "e")
            if stem.hasSuffix("i"), ending == "ed" { add(stem.dropLast() + "y") }
            let last = Array(stem.utf8.suffix(2))
            if last.count == 2, last[0] == last[1] { add(String(stem.dropLast())) }
        }
        return result
    }

    /// The form itself, then its lemmas as a noun: irregular ones, and without the ending of a plural.
    func nominalForms(of word: String) -> [String] {
        var result = [word]
        func add(_ form: String) {
            if form.count > 1, !result.contains(form) { result.append(form) }
        }
        irregular[word]?.forEach(add)
        guard word.utf8.count > 3 else {
            if word.hasSuffix("s"), word.utf8.count > 2 { add(String(word.dropLast())) }
            return result
        }
        if word.hasSuffix("ies") {
            add(word.dropLast(3) + "y")
        } else if word.hasSuffix("es") {
            add(String(word.dropLast(2)))
            add(String(word.dropLast()))
        } else if word.hasSuffix("s"), !word.hasSuffix("ss") {
            add(String(word.dropLast()))
        }
        return result
    }
}
