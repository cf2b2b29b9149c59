import Algebra

/// A condition that a phrase puts on what is asked about, before it is known which entity the question is about.
///
/// "in Cardiology" is a condition on a department, whatever has one; the linker finds the path from the question's entity to it.
public indirect enum Restriction: Hashable, Sendable {
    /// A condition on a row of an entity, in the algebra's notation. `names` is true when it says which thing is meant
    /// (a drug, a disease, a department) rather than what it is like (principal, critical): two names are two things.
    case condition(entity: String, Term, names: Bool)
    /// There is a row of the noun's entity that meets its restrictions.
    case event(Noun)
    /// The number of rows of the noun compares so.
    case count(Noun, BinaryOperator, Int)
    /// The time of the thing (or a named time attribute of it) lies in the period.
    case time(Period, attribute: AttributeUse?)
    /// The hour of the day lies in [from, to), over midnight when to is less than from.
    case hours(from: Int, to: Int)
    /// The day of the week is one of these, 1 (Monday) to 7.
    case weekdays([Int])
    /// The age at the time of the thing.
    case age(BinaryOperator, Int)
    /// It holds at the data's now: not yet ended, discharged, used up.
    case current
    /// It holds of the person, whatever stay or visit is asked about.
    case ofPerson(Restriction)
    case not(Restriction)
    case or([Restriction])
    case and([Restriction])
    /// "hypertension and diabetes", "Cardiology and Neurology": both where a thing can have both, either where it can have only one.
    case joint([Restriction])
}

extension Restriction {
    /// The attribute whose value it fixes, when it names one thing by it.
    var namedBy: AttributeUse? {
        guard case .condition(_, _, true) = self else { return nil }
        return fixed
    }

    /// The attribute whose value it fixes, whether it names a thing or a quality: as a whole, by a part, or as one of several.
    var fixed: AttributeUse? {
        guard case .condition(let entity, let term, _) = self else { return nil }
        switch term {
        case .binary(.equal, .path(let path), .literal), .binary(.contains, .path(let path), .literal), .oneOf(.path(let path), _):
            return path.count == 1 ? AttributeUse(entity, path[0]) : nil
        default: return nil
        }
    }
}

/// A kind of thing that can be counted, listed or said to exist: an entity's rows, with restrictions.
public struct Noun: Hashable, Sendable {
    /// The entity whose rows are meant.
    public var entity: String
    /// What must hold of them.
    public var restrictions: [Restriction]
    /// The attribute by which a period selects rows; the entity's own time when nil.
    public var time: String?
    /// Whether the people behind the rows are counted instead of the rows.
    public var countsPeople: Bool
    /// The catalog's measure that counts it, for its label, unit and definition.
    public var measure: String?
    /// Whether the word means this only where rows are listed, or only where they are counted.
    public var use: Use?

    /// Whether it is a verb: something told to have happened to a person, or done with the thing itself.
    public var isTold = false

    /// Ways to ask about a noun; of an `amount` the number is the sum of what its rows report,
    /// and `named` means this only beside a name of it.
    public enum Use: String, Hashable, Sendable, CaseIterable {
        case listing, counting, amount, named
    }

    /// A noun.
    public init(entity: String, restrictions: [Restriction] = [], time: String? = nil, countsPeople: Bool = false, measure: String? = nil) {
        self.entity = entity
        self.restrictions = restrictions
        self.time = time
        self.countsPeople = countsPeople
        self.measure = measure
    }

    /// The noun with more restrictions.
    public func restricted(_ more: [Restriction]) -> Noun {
        var result = self
        result.restrictions += more
        return result
    }
}

/// An attribute of an entity, as a word of the question names it.
public struct AttributeUse: Hashable, Sendable {
    /// The entity that has it.
    public var entity: String
    /// Its name in the catalog.
    public var attribute: String

    /// An attribute of an entity.
    public init(_ entity: String, _ attribute: String) {
        self.entity = entity
        self.attribute = attribute
    }
}
