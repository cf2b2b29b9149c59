/// A catalog in the making: what was guessed of a database, before it is written down.
struct Draft {
    struct Attribute {
        var name: String
        var column: String
        var type: String
        /// What it follows from, in the algebra's notation; nil for a column.
        var formula: String?
        var unit: String?
        /// Whether everybody may see it: only codes and titles of dictionaries.
        var isPublic = false
        var identifies: String?
        var kind: String?
        var codes: [String] = []
        /// Whether its values are words, as titles of dictionaries are: `true`, or `whole` for long lists.
        var vocabulary: String?
        /// Whether it only points somewhere, so that nobody speaks of it.
        var isKey = false
    }

    struct Relation {
        var name: String
        var target: String
        /// Columns (attributes) here and there; there nil for the target's key.
        var local: String
        var foreign: String?
    }

    struct Entity {
        var name: String
        var table: String
        var rows: Int
        var key: String
        var keyIsUnique = true
        var attributes: [Attribute] = []
        var one: [Relation] = []
        var many: [Relation] = []
        /// Steps to the patient; empty for the patient, nil for rows about nobody, as far as is known.
        var patient: [String]?
        var time: String?
        var end: String?
        var value: String?
        /// The attributes that hold the person's age, and whether the row still holds.
        var age: String?
        var current: String?
        var isEncounter = false
        var isDictionary = false
        /// What its rows are named by.
        var title: String?
        var remarks: [String] = []

        func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
    }

    var name: String
    var entities: [Entity]

    func index(of name: String) -> Int? { entities.firstIndex { $0.name == name } }

    /// The entity whose rows are the patients.
    var patient: Entity? { entities.first { $0.patient == [] } }
}
