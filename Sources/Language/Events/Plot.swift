import Algebra
import Catalog

/// A tale's tellings sorted by kind.
struct Plot {
    /// All tellings in the order of the words.
    var said: [Telling]
    /// The words of the lexicon, in their order, each with the tellings' index.
    var mentions: [[Meaning]] = []
    var places: [Int] = []
    /// Which mention "how many" asks about.
    var counted: Int?
    var restrictions: [Restriction] = []
    var periods: [Period] = []
    var asked: Set<Telling.Asked> = []
    var occurrence: Int?
    var encounter: (which: Int?, senses: [Meaning])?
    var isExtremeFirst: Bool?
    /// How values are taken together, outermost first: the average of totals.
    var aggregates: [Aggregate.Function] = []
    var rhythm: CalendarUnit?
    var top: (count: Int, descending: Bool)?
    var windows: [Telling.Window] = []
    var compared: (BinaryOperator, Double)?
    var times: (BinaryOperator, Int)?
    var numbers: [Double] = []
    /// What others have in common with the person.
    var same: [AttributeUse] = []
    var survival: (months: Int, died: Bool)?

    /// Ways to choose among events or to take them together.
    ///
    /// An answer that has no use for one that was said would leave it out.
    enum Mark: Hashable {
        case occurrence, extreme, aggregate, rhythm, top, times
    }

    /// The marks that were said.
    var marks: Set<Mark> {
        var marks: Set<Mark> = []
        if occurrence != nil { marks.insert(.occurrence) }
        if isExtremeFirst != nil { marks.insert(.extreme) }
        if !aggregates.isEmpty { marks.insert(.aggregate) }
        if rhythm != nil { marks.insert(.rhythm) }
        if top != nil { marks.insert(.top) }
        if times != nil { marks.insert(.times) }
        return marks
    }

    /// nil when tellings contradict each other.
    init?(_ all: [Telling]) {
        var tellings = all.filter { $0 != .link }
        for index in tellings.indices where tellings[index] == .order(.before) {
            switch index + 1 < tellings.count ? tellings[index + 1] : nil {
            case .mention?, .restrict?, .asks?, .occurrence?: return nil
            default: tellings[index] = .order(.previously)
            }
        }
        said = tellings
        var awaitsCounted = false
        var isWhen = false
        var isMost = false
        for (index, telling) in tellings.enumerated() {
            switch telling {
            case .mention(let senses):
                if awaitsCounted {
                    counted = mentions.count
                    // "How many heart failure patients": a name before a noun is not what is counted.
                    let isName = senses.allSatisfy { if case .restriction = $0 { true } else { false } }
                    let next = index + 1 < tellings.count ? tellings[index + 1] : nil
                    awaitsCounted = if isName, case .mention? = next { true } else { false }
                }
                mentions.append(senses)
                places.append(index)
            case .restrict(let restriction): if !restrictions.contains(restriction) { restrictions.append(restriction) }
            case .period(let period): if !periods.contains(period) { periods.append(period) }
            case .asks(.survival(let months, let died)):
                if survival != nil { return nil }
                survival = (months, died)
            case .same(let use): if !same.contains(use) { same.append(use) }
            case .asks(.when):
                if asked.isSubset(of: [.anything, .existence, .moment]) { isWhen = true }
            case .most: isMost = true
            case .asks(let what):
                asked.insert(what)
                awaitsCounted = what == .number
            case .occurrence(let n):
                if let occurrence, occurrence != n { return nil }
                occurrence = n
            case .encounter(let which, let senses):
                if encounter != nil { return nil }
                encounter = (which, senses)
            case .extreme(let descending):
                if let isExtremeFirst, isExtremeFirst != descending { return nil }
                isExtremeFirst = descending
            case .aggregate(let function): if !aggregates.contains(function) { aggregates.append(function) }
            case .rhythm(let unit):
                if let rhythm, rhythm != unit { return nil }
                rhythm = unit
            case .top(let n, let descending):
                if top != nil { return nil }
                top = (n, descending)
            case .window(let window): if !windows.contains(window) { windows.append(window) }
            case .compared(let op, let number?):
                if compared != nil { return nil }
                compared = (op, number)
            case .times(let op, let n):
                if times != nil { return nil }
                times = (op, n)
            case .number(let n): numbers.append(n)
            case .compared(_, nil), .against, .difference, .order, .distinct, .or, .and, .new, .link: break
            }
        }
        guard periods.count <= 2 else { return nil }
        asked.remove(.anything)
        let hasMoment = asked.remove(.moment) != nil
        if isWhen || hasMoment && asked.isSubset(of: [.existence]) {
            asked.insert(.time)
            asked.remove(.amount)
        }
        // "The time" is the name of what is asked.
        if asked.contains(.time) { asked.remove(.name) }
        if isMost, top == nil { top = (1, true) }
        // "The three diagnoses with the highest mortality".
        if survival != nil, top == nil, let n = numbers.onlyOne, n == n.rounded(), (1...1000).contains(n) {
            top = (Int(n), true)
            numbers = []
        }
        // Nothing that is said may be left out.
        if !numbers.isEmpty || !same.isEmpty, !asked.contains(.percentile) { return nil }
        if asked.remove(.since) != nil, !asked.contains(where: { if case .elapsed = $0 { true } else { false } }) {
            // "How many hours since …" asks how long ago.
            guard let unit = asked.compactMap({ if case .duration(let unit) = $0 { unit } else { nil } }).onlyOne else { return nil }
            asked.remove(.duration(unit))
            asked.insert(.elapsed(unit))
        }
    }

    var isSequence: Bool {
        !windows.isEmpty || said.contains { if case .order = $0 { true } else { false } }
    }

    func has(_ telling: Telling) -> Bool { said.contains(telling) }
}
