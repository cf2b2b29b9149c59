/// What names of columns and tables usually mean; every guess is written down for a person to confirm.
enum Guesses {
    private static func has(_ name: String, _ words: String...) -> Bool {
        let parts = Set(name.split(separator: "_").map(String.init))
        return words.contains { parts.contains($0) || (name.hasSuffix($0) && $0.count > 3) || (name.hasPrefix($0) && $0.count > 4) }
    }

    /// The type of a column's values, as catalogs name types.
    static func type(_ column: TableShape.Column, name: String, isKey: Bool) -> String {
        let sample = column.sample
        switch sample.form {
        case .time: return "datetime"
        case .date, .midnight: return "date"
        default: break
        }
        if isKey { return "identifier" }
        let declared = column.declared
        if sample.form == .none, declared.contains("TIME") || name.hasSuffix("_datetime") { return "datetime" }
        if sample.form == .none, declared.contains("DATE") || name.hasSuffix("_date") { return "date" }
        if sample.isBinary, has(name, "is", "has", "flag") || declared.contains("BOOL") { return "boolean" }
        if sample.form == .text { return sample.codes.isEmpty ? "text" : "code" }
        if sample.form == .none, !["INT", "REAL", "DOUB", "FLOA", "DEC", "NUM"].contains(where: { declared.contains($0) }) {
            return "text"
        }
        if has(name, "cost", "price", "amount_paid", "charge", "charges", "fee", "revenue"), sample.form != .whole { return "money" }
        let isWhole = sample.form == .whole || (sample.form == .none && declared.contains("INT"))
        // A decimal column may happen to hold whole numbers only.
        return isWhole && !["REAL", "DOUB", "FLOA", "DEC"].contains(where: { declared.contains($0) }) ? "integer" : "decimal"
    }

    /// Whether a column's name says that it tells things apart and counts nothing.
    static func isIdentifier(_ name: String) -> Bool {
        let parts = name.split(separator: "_")
        return parts.contains { ["id", "uuid", "guid", "mrn", "no"].contains($0) } || name.hasSuffix("id") && name.count <= 8
    }

    /// How a column singles out a person, and which mask its kind gets; nil where nothing is known.
    static func identification(_ name: String, type: String, isAboutPatients: Bool) -> (identifies: String, kind: String)? {
        if has(name, "phone", "mobile", "telephone") { return ("direct", "phone") }
        if has(name, "email") { return ("direct", "email") }
        if has(name, "address", "street") { return ("direct", "address") }
        if has(name, "ssn", "nationalid") || name.contains("national_id") || name.contains("social_security") {
            return ("direct", "national-id")
        }
        if name == "mrn" || name.contains("medical_record") { return ("direct", "mrn") }
        if has(name, "zip", "postcode", "postal") { return ("quasi", "postcode") }
        if isBirth(name) { return ("quasi", "birth-date") }
        if has(name, "note_text", "comment", "comments", "narrative") || name == "text" { return ("direct", "free-text") }
        guard isAboutPatients else { return nil }
        if has(name, "name", "surname", "firstname", "lastname") { return ("direct", "name") }
        if isDeath(name) { return ("quasi", "death-date") }
        if has(name, "gender", "sex") { return ("quasi", "gender") }
        if has(name, "race", "ethnicity", "religion", "occupation", "language") || name.contains("marital") {
            return ("quasi", "demographic")
        }
        if name == "age" || name.hasPrefix("age_") || name.hasSuffix("_age") { return ("quasi", "age") }
        if type == "date" || type == "datetime" { return ("quasi", "event-time") }
        return nil
    }

    static func isBirth(_ name: String) -> Bool { name == "dob" || name.contains("birth") }
    static func isDeath(_ name: String) -> Bool { name == "dod" || name.contains("death") || name.contains("deceased") }

    /// How likely an entity is the patient, by its name; 0 for not at all.
    static func isPatient(_ entity: String) -> Int {
        ["patient": 3, "person": 2, "subject": 2, "pat": 1, "member": 1, "client": 1][entity] ?? 0
    }

    static func isEncounter(_ entity: String) -> Bool {
        ["admission", "visit", "encounter", "stay", "hospitalization", "hospitalisation"].contains { entity.contains($0) }
    }

    /// Whether a table that is about nobody may be a list of codes: no columns of people in it, and a name that says so.
    static func isDictionary(_ entity: String, table: String, columns: [String]) -> Bool {
        let people = [
            "birth", "phone", "email", "address", "surname", "first_name", "last_name", "npi", "dea", "gender", "hired", "salary",
        ]
        if columns.contains(where: { column in people.contains { column.contains($0) } }) { return false }
        let table = table.lowercased()
        if ["d_", "dim_", "ref_", "lu_", "lkp_"].contains(where: { table.hasPrefix($0) }) { return true }
        let words = [
            "code", "icd", "icd10", "icd9", "loinc", "concept", "dictionary", "vocabulary", "type", "class", "category", "item", "drug",
            "test",
            "department", "ward", "domain", "relationship", "unit", "specialty",
        ]
        return entity.split(separator: "_").contains { words.contains(String($0)) }
    }

    /// The rank of a column as the name of its table's rows; nil when it is no name.
    static func titleRank(_ name: String, entity: String) -> Int? {
        let order = ["long_title", "title", "name", "\(entity)_name", "label", "description", "term", "short_title", "text"]
        return order.firstIndex(of: name) ?? (name.hasSuffix("_name") || name.hasSuffix("_title") ? order.count : nil)
    }

    /// The rank of a column as the time when a row happened; nil when it is another time.
    static func timeRank(_ name: String, type: String, entity: String) -> Int? {
        guard type == "date" || type == "datetime", !isEnd(name), !isBirth(name) else { return nil }
        // A person's death is no time of what else is told of the person.
        if isDeath(name), !isDeath(entity) { return nil }
        if ["valid", "expir", "due", "updated", "revoked"].contains(where: { name.contains($0) }) { return nil }
        let isStart = ["start", "admit", "intime", "begin", "chart", "visit_time", "performed", "collected", "ordered"].contains {
            name.contains($0)
        }
        return (isStart ? 0 : 2) + (type == "datetime" ? 0 : 1)
    }

    static func isEnd(_ name: String) -> Bool { ["end", "stop", "disch", "outtime", "finish", "closed"].contains { name.contains($0) } }

    /// Whether a column holds the number that a row reports.
    static func isValue(_ name: String) -> Bool {
        ["value", "valuenum", "value_as_number", "result_value", "numeric_value", "result"].contains(name)
    }
}
