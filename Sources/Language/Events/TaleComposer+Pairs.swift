import Algebra
import Catalog

// Two events of one person, told by how they lie in time.

extension TaleComposer {
    // MARK: One after another

    func sequence(_ plot: Plot) -> [Composed] {
        guard plot.windows.count <= 1, plot.mentions.count > 1, plot.compared == nil, plot.marks.isSubset(of: [.top]), !plot.has(.new),
            !plot.has(.against), !plot.has(.difference)
        else { return [] }
        var result: [Composed] = []
        // The words of one event stand together.
        for split in 1..<plot.mentions.count {
            guard let isFirstEarlier = isFirstEarlier(plot, split) else { continue }
            let groups = [Array(plot.mentions[..<split]), Array(plot.mentions[split...])]
            let earlier = groups[isFirstEarlier ? 0 : 1]
            let later = groups[isFirstEarlier ? 1 : 0]
            let counted = plot.counted.flatMap { index -> Int? in
                let inFirst = index < split
                guard inFirst != isFirstEarlier else { return nil }
                return inFirst ? index : index - split
            }
            // People who are counted may be named with the earlier event: "how many patients diagnosed with …".
            let people = plot.counted.map { counted == nil && isPerson(plot.mentions[$0]) } ?? false
            guard plot.counted == nil || counted != nil || people else { continue }
            for first in frames.all(earlier) where first.isNamed && first.shows.isEmpty {
                for second in frames.all(later, counted: counted) {
                    var second = second
                    if people { second.counted = .people }
                    if let composed = pairs(plot, first, second) { result.append(composed) }
                }
            }
        }
        return result
    }

    func isPerson(_ senses: [Meaning]) -> Bool {
        senses.contains { sense in
            if case .noun(let noun) = sense { noun.entity == catalog.privacyUnit?.name } else { false }
        }
    }

    /// Whether the words before the split tell of the earlier event; nil when the words do not say.
    private func isFirstEarlier(_ plot: Plot, _ split: Int) -> Bool? {
        let start = plot.places[split]
        var verdicts: Set<Bool> = []
        for (index, telling) in plot.said.enumerated() {
            guard case .order(.after) = telling else { continue }
            // "After A, B": what is behind the word was first.
            if index > plot.places[split - 1], index < start {
                verdicts.insert(false)
            } else if index < plot.places[0] || plot.places[..<split].contains(where: { $0 > index }) {
                // Only people stand between the beginning and the word.
                guard plot.places.enumerated().allSatisfy({ $1 > index || isPerson(plot.mentions[$0]) }) else { return nil }
                verdicts.insert(true)
            } else {
                return nil
            }
        }
        if verdicts.isEmpty {
            for (index, telling) in plot.said.enumerated() {
                switch telling {
                case .order(.previously):
                    let isBetween = index > plot.places[split - 1] && index < start
                    // Right before a word it belongs to that, else to what went before.
                    verdicts.insert(isBetween ? index + 1 != start : index < start)
                case .order(.afterwards): verdicts.insert(index > start)
                default: break
                }
            }
        }
        if verdicts.isEmpty {
            // What is ranked is what came of the other.
            guard let top = plot.said.firstIndex(where: { if case .top = $0 { true } else { false } }) else { return nil }
            let ranked = plot.places.firstIndex { $0 > top } ?? 0
            return ranked >= split
        }
        return verdicts.count == 1 ? verdicts.first : nil
    }

    private func pairs(_ plot: Plot, _ first: EventFrame, _ second: EventFrame) -> Composed? {
        // An age is that at the later event.
        var before = plot
        before.restrictions = plot.restrictions.filter { if case .age = $0 { false } else if case .and = $0 { false } else { true } }
        guard let earlier = scene(before, first), let later = scene(plot, second), !earlier.time.isEmpty, !later.time.isEmpty,
            let window = plot.windows.first.map({ apart($0, earlier, later) }) ?? Apart()
        else { return nil }
        guard let one = part(earlier, window.encounter), var other = part(later, window.encounter) else { return nil }
        let at = (one: Term.path(["one", "at"]), other: Term.path(["other", "at"]))
        let keys = ["person"] + (window.encounter == nil ? [] : ["stay"])
        let filter = Term.all([.binary(.less, at.one, at.other)] + window.conditions)
        var outputs = [Output("person", .path(["person"]))]
        func align() -> Query {
            .align(
                Alignment(
                    [Alignment.Part("one", .select(one)), Alignment.Part("other", .select(other))], on: keys, outputs: outputs,
                    filter: filter))
        }
        let cost = earlier.cost + later.cost
        if let top = plot.top {
            guard plot.occurrence == nil, let (path, named) = ranked(later) else { return nil }
            let key = key(path, of: second.entity)
            other.filter = Term.all([other.filter, .unary(.not, .isNull(.path(key)))].compactMap { $0 })
            other.outputs += [Output("thing", .path(key)), Output("name", .path(path))]
            outputs = [Output("thing", .path(["other", "thing"])), Output("name", .path(["other", "name"]))]
            var select = Select(Source(.query(align())))
            select.keys = [Output("thing", .path(["thing"])), Output(named.name, .path(["name"]))]
            var number = column("events", label: labels.entity(second.entity, many: true), .integer)
            number.role = .supporting
            select.outputs = [Output(named.name, .path(["name"])), Output("events", .aggregate(Aggregate(.count)), role: .supporting)]
            select.order = [Ordering(.path(["events"]), descending: top.descending)]
            select.limit = Limit(top.count, ties: catalog.conventions.ranking == .dense ? .dense : .cut)
            return Composed(query: .select(select), columns: [named, number], cost: cost)
        }
        if plot.asked.contains(.number) {
            guard plot.occurrence == nil, second.counted == .people, let person = catalog.privacyUnit else { return nil }
            let select = Select(
                Source(.query(align())),
                outputs: [Output("count", .aggregate(Aggregate(.count, .path(["person"]), distinct: true)))])
            return Composed(
                query: .select(select), columns: [column("count", label: labels.entity(person.name, many: true), .integer)], cost: cost)
        }
        guard plot.occurrence == nil, plot.asked.isSubset(of: [.name]), let (path, named) = ranked(later) else { return nil }
        other.filter = Term.all([other.filter, .unary(.not, .isNull(.path(path)))].compactMap { $0 })
        other.outputs.append(Output("name", .path(path)))
        outputs = [Output(named.name, .path(["other", "name"]))]
        guard catalog.conventions.sequences == .events else { return Composed(query: align(), columns: [named], cost: cost) }
        let select = Select(Source(.query(align())), outputs: [Output(named.name, .path([named.name]))], distinct: true)
        return Composed(query: .select(select), columns: [named], cost: cost)
    }

    /// The rows of one event as a part of an alignment: whose, when, and in which encounter.
    private func part(_ scene: Scene, _ encounter: String?) -> Select? {
        guard let person = catalog.privacyUnit, let patient = scene.entity.patient else { return nil }
        var select = Select(Source(.entity(scene.entity.name)), filter: scene.filter)
        select.outputs = [Output("person", .path(patient + [person.key])), Output("at", .path(scene.time))]
        if let encounter {
            guard let route = linker.router.route(from: scene.entity.name, to: encounter), route.isToOne,
                let key = catalog.entities[encounter]?.key
            else { return nil }
            select.outputs.append(Output("stay", .path(route.path + [key])))
        }
        return select
    }

    /// How two events lie to each other, beside that one is before the other.
    private struct Apart {
        var conditions: [Term] = []
        var encounter: String?
    }

    private func apart(_ window: Telling.Window, _ earlier: Scene, _ later: Scene) -> Apart? {
        let one = Term.path(["one", "at"])
        let other = Term.path(["other", "at"])
        switch window {
        case .within(let n, let unit):
            guard let name = unit.shiftUnit else { return nil }
            let end = Term.call(.shift, [one, .literal(.integer(Int64(n * name.times))), .literal(.text(name.unit))])
            return Apart(conditions: [.binary(.lessOrEqual, other, end)])
        case .same(let unit):
            guard let of = unit.function else { return nil }
            return Apart(conditions: [.binary(.equal, .call(of, [one]), .call(of, [other]))])
        case .encounter(let senses):
            for sense in senses {
                guard case .noun(let noun) = sense,
                    [earlier, later].allSatisfy({ linker.router.route(from: $0.entity.name, to: noun.entity)?.isToOne == true })
                else { continue }
                return Apart(encounter: noun.entity)
            }
            return nil
        case .together: return nil
        }
    }

    // MARK: At one time

    private func isName(_ senses: [Meaning]) -> Bool {
        senses.contains { sense in
            if case .restriction(let restriction) = sense { restriction.namedBy != nil } else { false }
        }
    }

    /// When two things happened at the same time: "prescribed aspirin and heparin at the same time".
    func coincidence(_ plot: Plot) -> [Composed] {
        guard let occurrence = plot.occurrence, abs(occurrence) == 1, plot.asked == [.time], plot.windows == [.together],
            plot.compared == nil, plot.marks == [.occurrence],
            let second = plot.mentions.indices.dropFirst().filter({ isName(plot.mentions[$0]) && isName(plot.mentions[$0 - 1]) }).onlyOne
        else { return [] }
        let both = plot.mentions.indices.filter { $0 != second && $0 != second - 1 }.map { plot.mentions[$0] }
        return frames.all(both + [plot.mentions[second - 1]]).flatMap { one in
            frames.all(both + [plot.mentions[second]]).compactMap { other -> Composed? in
                guard one.entity == other.entity, one.isNamed, other.isNamed, one.shows.isEmpty, other.shows.isEmpty,
                    let left = scene(plot, one), let right = scene(plot, other), let last = left.time.last, left.time == right.time,
                    let a = part(left, nil), let b = part(right, nil)
                else { return nil }
                let at = Term.path(["at"])
                let together = Query.align(
                    Alignment(
                        [Alignment.Part("one", .select(a)), Alignment.Part("other", .select(b))], on: ["person", "at"],
                        outputs: [Output("at", at)], filter: .unary(.not, .isNull(.path(["other", "at"])))))
                let select = Select(
                    Source(.query(together)), outputs: [Output(last, at)], order: [Ordering(at, descending: occurrence < 0)],
                    limit: Limit(1))
                let column = column(last, label: labels.attribute(one.entity, last), left.entity.attributes[last]?.type)
                return Composed(query: .select(select), columns: [column], cost: left.cost + right.cost)
            }
        }
    }
}

extension CalendarUnit {
    /// The unit by which times are moved, and how often.
    fileprivate var shiftUnit: (unit: String, times: Int)? {
        switch self {
        case .day: ("day", 1)
        case .week: ("day", 7)
        case .month: ("month", 1)
        case .quarter: ("month", 3)
        case .year: ("year", 1)
        default: nil
        }
    }
}
