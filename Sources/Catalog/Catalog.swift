import Algebra

/// What a database means, in the words of its domain: the one place where stages learn about tables, columns, levels and measures.
///
/// Read from `catalog.yaml` of a lexicon folder by `CatalogLoader`; immutable afterwards.
public struct Catalog: Sendable {
    /// The lexicon's name, such as `hospital`.
    public var name: String
    /// The text of the file, from which a digest can be made.
    public var text: String
    /// The table and column that hold the data's "now"; nil when a workspace fixes it.
    public var clock: (table: String, column: String)?
    /// Symbol or code of the currency of amounts, such as `CNY`.
    public var currency: String?
    /// Entities by name.
    public var entities: [String: Entity]
    /// Measures by name.
    public var measures: [String: Measure]
    /// Named concepts by name.
    public var concepts: [String: Concept]
    /// What questions to this database mean where the language leaves it open.
    public var conventions = Conventions()
    /// What times mean where the language leaves it open.
    public var times = TimeConventions()
    /// Names in the order of the file, for stable listings.
    public var order: [String]

    /// The entity a name stands for.
    public func entity(_ name: String) throws(CatalogError) -> Entity {
        guard let entity = entities[name] else {
            throw CatalogError("There is no entity '\(name)'.", suggestion: nearest(to: name, among: entities.keys))
        }
        return entity
    }

    /// The entity whose rows are the persons whose privacy is protected: the one whose path to the patient is empty.
    public var privacyUnit: Entity? {
        entities.values.first { $0.patient == [] }
    }
}

/// What questions to a database mean where the language leaves it open: its users' conventions.
public struct Conventions: Sendable, Hashable {
    /// What "the top three" are.
    public enum Ranking: String, Sendable, Hashable, CaseIterable {
        /// Three rows; ties broken by the total order.
        case cut
        /// The rows with the three highest numbers, ties included.
        case dense
    }

    /// Which encounters "the first" and "the last" stay or visit choose among.
    public enum Encounters: String, Sendable, Hashable, CaseIterable {
        /// All of them.
        case all
        /// Those that are over.
        case ended
    }

    /// How often an event counts that is told to follow another.
    public enum Sequences: String, Sendable, Hashable, CaseIterable {
        /// Once.
        case events
        /// Once for each event that it follows.
        case pairs
    }

    /// What most questions are about.
    public enum Questions: String, Sendable, Hashable, CaseIterable {
        /// Numbers of the whole house.
        case management
        /// What happened to somebody.
        case events
    }

    /// What most questions are about: it decides between two ways to read one.
    public var questions = Questions.management
    /// What "the top three" are.
    public var ranking = Ranking.cut
    /// Which encounters "the first" and "the last" choose among.
    public var encounters = Encounters.all
    /// How often an event counts that is told to follow another.
    public var sequences = Sequences.events

    /// The conventions of a catalog that states none.
    public init() {}
}

/// How far a column may travel.
///
/// Ordered: a higher level needs more right.
public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
    case `public`, `internal`, sensitive, highlySensitive = "highly-sensitive"

    /// Whether a column of the first level may travel further than one of the second.
    public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

    private var rank: Int { Level.allCases.firstIndex(of: self) ?? Level.allCases.count }
}

/// Whether a column singles out a person (HIPAA 45 CFR 164.514: direct identifiers; quasi-identifiers by combination).
public enum Identification: String, Sendable, Hashable, CaseIterable {
    case none, quasi, direct
}

/// The type of an attribute's values.
public enum AttributeType: String, Sendable, Hashable, CaseIterable {
    case integer, decimal, text, boolean, date, datetime, code, identifier, money
}

/// A kind of thing the database holds, one table: patients, visits, prescriptions.
public struct Entity: Sendable {
    /// The name in the catalog, such as `outpatient_visit`.
    public var name: String
    /// The database's table.
    public var table: String
    /// The attribute that identifies a row.
    public var key: String
    /// The attribute that says when it happened, for periods that name no other time.
    public var time: String?
    /// The attribute that says when it was over, for stays and courses.
    public var end: String?
    /// The attribute that says how it was done: what "how" asks of it.
    public var manner: String?
    /// The encounter by which people are counted in each of several periods: a patient of two stays counts for each; nil for the person.
    public var census: String?
    /// The attribute that holds the person's age at the time of the row.
    public var age: String?
    /// The boolean attribute that says a row still holds at the data's now: not ended, not discharged.
    public var current: String?
    /// Whether it is an encounter: a visit or stay to which diagnoses, orders and results of that time belong.
    public var isEncounter: Bool
    /// To-one steps from here to the patient a row is about: empty for the patient itself, nil for rows about nobody.
    public var patient: [String]?
    /// Attributes (paths) that name a row to a person.
    public var label: [[String]]
    /// The attribute that holds the number a row reports, as a lab result's value.
    public var value: String?
    /// Which rows tell the reason of their encounter, as principal diagnoses do: what "for heart failure" means.
    public var reason: Term?
    /// Attributes (paths) shown when rows are listed and nothing else is asked.
    public var listing: [[String]]
    /// Attributes by name.
    public var attributes: [String: Attribute]
    /// Names of the attributes in the order of the file.
    public var attributeOrder: [String]
    /// Steps to other entities, by name.
    public var relations: [String: Relation]
    /// The to-one path by which another entity, or a quality of one, is meant from here: `department: [surgeon, department]`.
    public var ways: [String: [String]]
}

/// A property of an entity: a column, or a formula over columns.
public struct Attribute: Sendable {
    /// The name in the catalog.
    public var name: String
    /// The column; nil for a formula.
    public var column: String?
    /// The formula in the notation of the algebra; nil for a column.
    public var formula: Term?
    /// The type of its values.
    public var type: AttributeType
    /// The unit of its numbers, such as `days`.
    public var unit: String?
    /// How far it may travel; for a formula the highest of its sources.
    public var level: Level
    /// Whether it singles out a person.
    public var identifies: Identification
    /// What kind of identifier or quasi-identifier: name, mrn, national-id, phone, email, address, postcode, birth-date, free-text …: selects the mask.
    public var kind: String?
    /// The codes it may hold, for code lists.
    public var values: [String]
    /// Whether its values are words of the language; only for public columns.
    public var vocabulary: Bool
    /// Whether a value is a word only as a whole, not by a part of it ("metformin" for every metformin product).
    public var isWhole = false
    /// Whether a value without a number stands for all values that have it, itself among them: an ingredient for its products.
    public var isGeneric = false
    /// Whether a value is something found, and none means that nothing was: only rows with one are asked about.
    public var isFinding = false
    /// Which rows' values are words, where not all are: one dictionary may serve several kinds of event.
    public var among: Term?
    /// Text shape of an identifier (PCRE), by which a question's token is recognised; only for identifiers that people type.
    public var pattern: String?
    /// Whether it only says more of something named: the rank of a diagnosis, which alone is no reason to choose a stay.
    public var qualifies: Bool
    /// The attribute by which a period selects rows when this one is asked about: stays of a length are those that ended in it.
    public var time: String?
    /// The attribute that holds the value in another language, as `name_zh` to `name`.
    public var twin: String?
}

/// A step from one entity to another.
public struct Relation: Sendable {
    /// The name of the step.
    public var name: String
    /// The entity it leads to.
    public var target: String
    /// Whether it leads to any number of rows, not to at most one.
    public var toMany: Bool
    /// Attribute here = attribute there.
    public var pairs: [(local: String, foreign: String)]
    /// Only rows here for which this holds of their columns have the step: one column of a table may point into several.
    public var condition: Term?
}

/// A number that hospitals talk about, defined once: length of stay, bed occupancy, readmission rate.
public struct Measure: Sendable {
    /// The name in the catalog, such as `bed_occupancy`.
    public var name: String
    /// What answers call it.
    public var label: String
    /// The entity whose rows it aggregates; for a ratio that of the numerator.
    public var entity: String
    /// The aggregate over rows, or for a ratio nil.
    public var value: Term?
    /// Which rows take part.
    public var filter: Term?
    /// The attribute by which a period selects rows; nil when the measure takes no period or takes it by `$period`.
    public var time: String?
    /// Names of the two measures of a ratio and its factor (100 for per cent, 1000 per mille days).
    public var ratio: (numerator: String, denominator: String, factor: Double)?
    /// Whether it reads `$period.start` and `$period.end`, so that a question must fix a period (or take all data).
    public var usesPeriod: Bool
    /// The unit of its value, such as `%` or `days`.
    public var unit: String?
    /// How many decimals are shown.
    public var decimals: Int?
    /// Overrides of the entity's ways, as bed days belong to the department of the ward.
    public var ways: [String: [String]]
    /// What it counts and over what, in a phrase that answers quote.
    public var definition: String
    /// Whether more is better (`up`), worse (`down`), or neither.
    public var direction: String?
}

/// A named condition on rows of an entity: diabetes is ICD-10 E10–E14.
public struct Concept: Sendable {
    /// The name in the catalog, such as `heart_failure`.
    public var name: String
    /// What answers call it.
    public var label: String
    /// The entity whose rows it is about.
    public var entity: String
    /// What holds of its rows.
    public var condition: Term
    /// Where the definition comes from, such as a code of ICD-10.
    public var source: String?
}

/// What is wrong with a catalog, or with a name used on it.
public struct CatalogError: Error, CustomStringConvertible, Sendable {
    /// What happened, and what was expected.
    public var message: String
    /// The known name that was perhaps meant.
    public var suggestion: String?
    /// The file it stands in; nil for a name in a query.
    public var file: String?
    /// The line in the file, from 1.
    public var line: Int?

    /// An error; file and line where it stands in one.
    public init(_ message: String, suggestion: String? = nil, file: String? = nil, line: Int? = nil) {
        self.message = message
        self.suggestion = suggestion
        self.file = file
        self.line = line
    }

    /// `file:line: message`, as compilers write it, and the suggestion.
    public var description: String {
        let place = file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? ""
        return place + message + (suggestion.map { " Did you mean '\($0)'?" } ?? "")
    }
}
