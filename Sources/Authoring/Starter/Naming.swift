/// What tables and columns are called in a catalog: `d_icd_diagnoses` becomes `icd_diagnosis`, `PatientID` `patient_id`.
enum Naming {
    /// A database's name as a catalog writes it: small letters, figures and underscores.
    static func identifier(_ name: String) -> String {
        var text = ""
        var last: Character = "_"
        for character in name {
            if character.isUppercase, last.isLowercase || last.isNumber { text.append("_") }
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            if isPlain { text.append(contentsOf: character.lowercased()) } else if text.last != "_" { text.append("_") }
            last = character
        }
        while text.hasPrefix("_") { text.removeFirst() }
        while text.hasSuffix("_") { text.removeLast() }
        if text.isEmpty { return "unnamed" }
        return text.first?.isNumber == true ? "n" + text : text
    }

    /// The entity that a table holds: its name in the singular, without marks such as `d_` and `tbl_`.
    static func entity(_ table: String) -> String {
        var words = identifier(table).split(separator: "_").map(String.init)
        while words.count > 1, let first = words.first, ["d", "dim", "fact", "tbl", "t", "lu", "lkp", "ref"].contains(first) {
            words.removeFirst()
        }
        return words.map(singular).joined(separator: "_")
    }

    /// A noun in the singular; one that is not plural stays as it is.
    static func singular(_ word: String) -> String {
        let irregular = [
            "people": "person", "children": "child", "men": "man", "women": "woman", "indices": "index", "matrices": "matrix",
            "diagnoses": "diagnosis", "prognoses": "prognosis", "analyses": "analysis", "crises": "crisis", "data": "data",
            "series": "series", "species": "species", "news": "news", "icd": "icd",
        ]
        if let known = irregular[word] { return known }
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "xes", "ches", "shes", "zes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        for ending in ["ss", "us", "is", "as"] where word.hasSuffix(ending) { return word }
        return word.hasSuffix("s") && word.count > 3 ? String(word.dropLast()) : word
    }

    /// A noun phrase in the plural, by its last word.
    static func plural(_ phrase: String) -> String {
        for (one, many) in [("person", "people"), ("child", "children"), ("staff", "staff"), ("data", "data")] where phrase.hasSuffix(one) {
            return phrase.dropLast(one.count) + many
        }
        if phrase.hasSuffix("sis") { return phrase.dropLast(2) + "es" }
        if phrase.hasSuffix("y"), let before = phrase.dropLast().last, !"aeiou".contains(before) { return phrase.dropLast() + "ies" }
        for ending in ["s", "x", "ch", "sh", "z"] where phrase.hasSuffix(ending) { return phrase + "es" }
        return phrase + "s"
    }

    /// A name as it is spoken.
    static func spoken(_ name: String) -> String { name.replacing("_", with: " ") }
}
