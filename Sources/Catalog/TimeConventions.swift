/// What times mean where the language leaves it open: a catalog's `times:` block.
public struct TimeConventions: Sendable, Hashable {
    /// What "since 5 months ago" starts with.
    public enum Since: String, Sendable, Hashable, CaseIterable {
        /// The day that is five months before today.
        case day
        /// The moment that is five months before the data's now.
        case instant
    }

    /// What "since" ends with.
    public enum Open: String, Sendable, Hashable, CaseIterable {
        /// Today: what is planned is not meant.
        case today
        /// Nothing.
        case open
    }

    /// What one month before the 31st of December is.
    public enum Months: String, Sendable, Hashable, CaseIterable {
        /// The last day of November.
        case clamp
        /// One day after the 30th of November, as SQLite has it.
        case overflow
    }

    /// What 03/04/2026 is.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// Either day, so that the question is asked back.
        case either
        /// The 4th of March; 17/04/2026 is still the 17th of April.
        case monthFirst = "month-first"
        /// The 3rd of April; 04/17/2026 is still the 17th of April.
        case dayFirst = "day-first"
    }

    /// Whose times are read.
    public enum Scope: Sendable, Hashable {
        /// Times in questions to data: it ends now, and what is vague ("early in May") is not understood.
        case data
        /// Times in free text: they may be to come, units are whole, "last 3 weeks" ends before today, and what is vague has its usual bounds.
        case text
    }

    /// What "since 5 months ago" starts with.
    public var sinceAgo = Since.day
    /// What "since" ends with.
    public var since = Open.today
    /// What one month before the 31st is.
    public var months = Months.clamp
    /// What 03/04/2026 is.
    public var dates = Order.either
    /// The month with which fiscal years begin; nil where nobody speaks of them.
    ///
    /// A fiscal year has the name of the year in which it ends.
    public var fiscalYear: Int?
    /// Whose times are read; no catalog can say it.
    public var scope = Scope.data

    /// The conventions of a catalog that states none.
    public init() {}

    /// Those of free text in American English.
    public static var text: TimeConventions {
        var conventions = TimeConventions()
        conventions.scope = .text
        conventions.dates = .monthFirst
        return conventions
    }
}

extension Catalog {
    /// A catalog of no database, for texts that are read without one.
    public static var empty: Catalog {
        Catalog(name: "", text: "", clock: nil, currency: nil, entities: [:], measures: [:], concepts: [:], order: [])
    }
}
