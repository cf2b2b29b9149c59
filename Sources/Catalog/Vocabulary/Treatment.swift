/// What must be done to a value before it leaves: decided by governance, carried out by disclosure.
public enum Treatment: Hashable, Sendable {
    /// As it is.
    case show
    /// Enough to recognise, too little to know; how, depends on the kind of identifier (`national-id`: first 3 and last 4 characters).
    case partial(kind: String)
    /// Made coarser.
    case generalise(Granularity)
    /// Free text with every identifier in it found and replaced.
    case deidentify
    /// A keyed stand-in that is the same for the same value within a project and says nothing outside it.
    case pseudonym
    /// Not at all: the value is replaced by nothing.
    case hide

    /// How coarse a generalised value is.
    public enum Granularity: String, Hashable, Sendable, CaseIterable {
        /// Calendar month `YYYY-MM`.
        case month
        /// Calendar year `YYYY`.
        case year
        /// Completed years of age, all from 90 on as one (HIPAA 45 CFR 164.514(b)(2)(i)(C)).
        case age
        /// Ages in bands of five or ten years, the last one 90+.
        case ageBand5 = "age-band-5"
        case ageBand10 = "age-band-10"
        /// An address down to its district.
        case district
        /// The first three digits of a postcode.
        case postcode3 = "postcode-3"
    }

    /// The stricter of two: what a value made of two sources must get.
    ///
    /// Two different treatments neither of which contains the other leave only `hide`.
    public func combined(with other: Treatment) -> Treatment {
        if self == other { return self }
        switch (self, other) {
        case (.show, let stricter), (let stricter, .show): return stricter
        case (.generalise(let a), .generalise(let b)):
            let dates: [Granularity] = [.month, .year]
            if dates.contains(a), dates.contains(b) { return .generalise(.year) }
            let ages: [Granularity] = [.age, .ageBand5, .ageBand10]
            if let i = ages.firstIndex(of: a), let j = ages.firstIndex(of: b) { return .generalise(ages[max(i, j)]) }
            return .hide
        default: return .hide
        }
    }
}
