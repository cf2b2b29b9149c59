import Catalog

/// A random hospital's tables: what stands in which column, and the catalog that says so, with levels drawn anew for every house.
package struct House: Sendable {
    /// What a column holds, so that conditions and questions about it mean something.
    package enum Kind: Sendable, Hashable, CaseIterable { case number, integer, text, date, time, identifier }

    package struct Column: Sendable {
        package var name: String
        package var kind: Kind
        /// `direct`, `quasi` or nil.
        package var identifies: String?
        /// The kind of identifier.
        package var identifier: String?
        /// 0 (public) to 3 (highly-sensitive); nil: no level, out of everybody's reach.
        package var level: Int? = 1

        /// Whether the column's level is at most this one.
        func isWithin(_ highest: Int) -> Bool { level.map { $0 <= highest } ?? false }
    }

    /// A step to one other row: its name, the column that refers, the table referred to, and the key there.
    package struct Step: Sendable {
        package var name: String
        package var column: String
        package var target: String
        package var key: String
    }

    /// A step to many other rows: its name, their table, and the column there that refers to this table's key.
    package struct Many: Sendable {
        package var name: String
        package var target: String
        package var column: String
    }

    package struct Table: Sendable {
        package var name: String
        package var key: String
        package var columns: [Column]
        package var one: [Step] = []
        package var many: [Many] = []
        /// Steps to the patient that a row is about; nil: about nobody.
        package var patient: [String]?

        package func column(_ name: String) -> Column? { columns.first { $0.name == name } }
    }

    package static let levels = ["public", "internal", "sensitive", "highly-sensitive"]

    package private(set) var tables: [Table]

    package func table(_ name: String) -> Table {
        guard let table = tables.first(where: { $0.name == name }) else { preconditionFailure("The house has no table '\(name)'.") }
        return table
    }

    /// The tables whose rows are about a patient.
    package var aboutPatients: [String] { tables.filter { $0.patient != nil }.map(\.name) }

    /// A house whose columns have random levels; numbers that link rows are seldom out of reach, or little could be asked.
    package init(_ random: inout Random) {
        tables = Self.plan
        for table in tables.indices {
            for column in tables[table].columns.indices {
                let isLink = tables[table].columns[column].kind == .identifier
                tables[table].columns[column].level = random.pick(isLink ? [0, 0, 1, 1, 1, 1, 1, 1, 1, 2] : [0, 1, 1, 1, 2, 2, 3])
            }
        }
    }

    /// The house with other levels.
    func levelled(_ level: (Column, String) -> Int?) -> House {
        var result = self
        for table in tables.indices {
            for (index, column) in tables[table].columns.enumerated() {
                result.tables[table].columns[index].level = level(column, tables[table].name)
            }
        }
        return result
    }

    private static let plan = [
        Table(
            name: "ward", key: "ward_id",
            columns: [
                Column(name: "ward_id", kind: .identifier), Column(name: "name", kind: .text), Column(name: "floor", kind: .integer),
            ],
            many: [
                Many(name: "stays", target: "stay", column: "ward_id"), Many(name: "members", target: "staff", column: "ward_id"),
            ]),
        Table(
            name: "staff", key: "staff_id",
            columns: [
                Column(name: "staff_id", kind: .identifier), Column(name: "title", kind: .text), Column(name: "ward_id", kind: .identifier),
            ],
            one: [Step(name: "ward", column: "ward_id", target: "ward", key: "ward_id")],
            many: [Many(name: "teams", target: "team", column: "staff_id")]),
        Table(
            name: "person", key: "person_id",
            columns: [
                Column(name: "person_id", kind: .identifier, identifies: "direct", identifier: "patient-number"),
                Column(name: "mrn", kind: .text, identifies: "direct", identifier: "mrn"),
                Column(name: "name", kind: .text, identifies: "direct", identifier: "name"),
                Column(name: "born", kind: .date, identifies: "quasi", identifier: "birth-date"),
                Column(name: "city", kind: .text, identifies: "quasi", identifier: "place"),
                Column(name: "score", kind: .integer), Column(name: "doctor_id", kind: .identifier),
            ],
            one: [Step(name: "doctor", column: "doctor_id", target: "staff", key: "staff_id")],
            many: [
                Many(name: "stays", target: "stay", column: "person_id"), Many(name: "teams", target: "team", column: "person_id"),
                Many(name: "consents", target: "consent", column: "person_id"),
            ],
            patient: []),
        Table(
            name: "stay", key: "stay_id",
            columns: [
                Column(name: "stay_id", kind: .identifier),
                Column(name: "person_id", kind: .identifier, identifies: "direct", identifier: "patient-number"),
                Column(name: "ward_id", kind: .identifier),
                Column(name: "begun", kind: .time, identifies: "quasi", identifier: "event-time"),
                Column(name: "ended", kind: .time, identifies: "quasi", identifier: "event-time"), Column(name: "cost", kind: .number),
                Column(name: "finding", kind: .text),
            ],
            one: [
                Step(name: "person", column: "person_id", target: "person", key: "person_id"),
                Step(name: "ward", column: "ward_id", target: "ward", key: "ward_id"),
            ],
            many: [Many(name: "results", target: "result", column: "stay_id")], patient: ["person"]),
        Table(
            name: "result", key: "result_id",
            columns: [
                Column(name: "result_id", kind: .identifier), Column(name: "stay_id", kind: .identifier),
                Column(name: "value", kind: .number), Column(name: "flag", kind: .text),
            ],
            one: [Step(name: "stay", column: "stay_id", target: "stay", key: "stay_id")], patient: ["stay", "person"]),
        // Its key is not unique: two rows may be equal in everything.
        Table(
            name: "team", key: "person_id",
            columns: [
                Column(name: "person_id", kind: .identifier, identifies: "direct", identifier: "patient-number"),
                Column(name: "staff_id", kind: .identifier), Column(name: "until", kind: .date),
            ],
            one: [
                Step(name: "person", column: "person_id", target: "person", key: "person_id"),
                Step(name: "staff", column: "staff_id", target: "staff", key: "staff_id"),
            ],
            patient: ["person"]),
        Table(
            name: "consent", key: "consent_id",
            columns: [
                Column(name: "consent_id", kind: .identifier),
                Column(name: "person_id", kind: .identifier, identifies: "direct", identifier: "patient-number"),
                Column(name: "topic", kind: .text), Column(name: "revoked", kind: .time),
            ],
            one: [Step(name: "person", column: "person_id", target: "person", key: "person_id")], patient: ["person"]),
    ]

    /// The catalog file of the house.
    package var catalogText: String {
        var text = "name: house\nentities:\n"
        for table in tables {
            text += "  \(table.name):\n    key: \(table.key)\n"
            if let patient = table.patient { text += "    patient: \(patient.isEmpty ? "self" : patient.joined(separator: "."))\n" }
            text += "    attributes:\n"
            for column in table.columns {
                let type = ["decimal", "integer", "text", "date", "datetime", "identifier"][Kind.allCases.firstIndex(of: column.kind) ?? 0]
                text += "      \(column.name): { type: \(type), level: \(Self.levels[column.level ?? 3])"
                if let identifies = column.identifies { text += ", identifies: \(identifies)" }
                if let identifier = column.identifier { text += ", kind: \(identifier)" }
                text += " }\n"
            }
            if !table.one.isEmpty { text += "    one:\n" }
            for step in table.one { text += "      \(step.name): { to: \(step.target), by: \(step.column) }\n" }
            if !table.many.isEmpty { text += "    many:\n" }
            for step in table.many { text += "      \(step.name): { to: \(step.target), by: \(step.column) }\n" }
        }
        return text
    }
}
