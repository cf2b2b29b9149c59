import Algebra
import Catalog

// What is asked of the rows of one kind of event.

extension TaleComposer {
    typealias Composed = Composer.Composed

    func answers(to plot: Plot, _ frame: EventFrame) -> [Composed] {
        if plot.has(.new) { return novelty(plot, frame).map { [$0] } ?? [] }
        // What is set against something else is two questions.
        guard !plot.has(.difference), !plot.has(.against), let scene = scene(plot, frame) else { return [] }
        var asked = plot.asked
        // "Do you know when …" asks when.
        if asked.count > 1 { asked.remove(.existence) }
        // Which marks an answer has a use for; with any other it would leave something out.
        let marks = plot.marks
        let answer: (used: Set<Plot.Mark>, make: () -> Composed?)
        if asked.contains(where: { if case .elapsed = $0 { true } else { false } }) {
            answer = ([.occurrence], { elapsed(plot, scene, asked) })
        } else if asked.contains(where: { if case .duration = $0 { true } else { false } }) {
            answer = ([.occurrence], { duration(plot, scene, asked) })
        } else if marks.contains(.top) {
            answer = ([.top], { ranking(plot, scene) })
        } else if marks.contains(.times) {
            answer = ([.times], { repeated(plot, scene) })
        } else if asked.contains(.existence) || asked.isEmpty && plot.has(.or) {
            // "Aspirin or heparin was prescribed" is put as a statement.
            answer = ([.occurrence], { existence(plot, scene) })
        } else if marks.contains(.aggregate) || marks.contains(.rhythm) || marks.contains(.extreme) && !asked.contains(.time) {
            let isList = !asked.contains(.number) && isOfPeople(plot, scene)
            answer = ([.aggregate, .rhythm, .extreme], { isList ? nil : summary(plot, scene, asked) })
        } else if asked.contains(.number) {
            answer = ([], { number(plot, scene) })
        } else if asked.contains(.manner) {
            answer = ([.occurrence], { manner(plot, scene, asked) })
        } else if asked.contains(.time) {
            answer = ([.occurrence, .extreme], { time(plot, scene) })
        } else {
            answer = ([.occurrence], { values(plot, scene, asked) })
        }
        guard marks.isSubset(of: answer.used) else { return [] }
        return answer.make().map { [$0] } ?? []
    }

    /// Whether people are to be listed, nobody in particular: "which patients" asks for them, not for what happened to them.
    private func isOfPeople(_ plot: Plot, _ scene: Scene) -> Bool {
        guard scene.entity.patient != [], let first = plot.mentions.first, !plot.restrictions.contains(where: { $0.namesPerson(catalog) })
        else { return false }
        return isPerson(first)
    }

    private func composed(_ select: Select, _ columns: [ReadingColumn], _ cost: Double) -> Composed {
        Composed(query: .select(select), columns: columns, cost: cost)
    }

    private func rows(_ scene: Scene) -> Select { Select(Source(.entity(scene.entity.name)), filter: scene.filter) }

    // MARK: Whether

    /// Whether there is such an event; of the first or last one no less than of any.
    func existence(_ plot: Plot, _ scene: Scene) -> Composed? {
        guard plot.isExtremeFirst == nil, !scene.conditions.isEmpty else { return nil }
        // "Is she married or single" asks which.
        if scene.entity.patient == [], let either = scene.frame.restrictions.compactMap(\.alternatives).onlyOne {
            var frame = scene.frame
            frame.restrictions.removeAll { $0.alternatives != nil }
            frame.shows = [either]
            return self.scene(plot, frame).flatMap { values(plot, $0, []) }
        }
        var select = rows(scene)
        // "Was any organism found" asks for rows that have one.
        for use in scene.frame.shows {
            guard let (path, _, _) = attribute(use, from: scene.entity.name) else { return nil }
            select.filter = Term.all([select.filter, .unary(.not, .isNull(.path(path)))].compactMap { $0 })
        }
        select.outputs = [Output("found", .binary(.greater, .aggregate(Aggregate(.count)), .literal(.integer(0))))]
        return composed(select, [column("found", label: labels.entity(scene.entity.name), .boolean)], scene.cost)
    }

    // MARK: When

    func time(_ plot: Plot, _ scene: Scene) -> Composed? {
        if let once = once(plot, scene) { return once }
        guard let occurrence = plot.occurrence, scene.frame.shows.isEmpty, let last = scene.time.last, plot.aggregates.isEmpty else {
            return nil
        }
        var select = rows(scene)
        let time = Term.path(scene.time)
        let column = column(last, label: labels.attribute(scene.entity.name, last), scene.entity.attributes[last]?.type)
        if let descending = plot.isExtremeFirst {
            guard abs(occurrence) == 1, let value = scene.entity.value, scene.frame.isNamed else { return nil }
            select.filter = Term.all([select.filter, .unary(.not, .isNull(.path([value])))].compactMap { $0 })
            select.outputs = [Output(last, time)]
            select.order = [Ordering(.path([value]), descending: descending), Ordering(time, descending: occurrence < 0)]
            select.limit = Limit(1)
            return composed(select, [column], scene.cost)
        }
        guard abs(occurrence) == 1 else {
            guard case .select(var nth) = nth(occurrence, select, by: time, of: time) else { return nil }
            nth.outputs[0].name = last
            return composed(nth, [column], scene.cost)
        }
        // Where the last time is asked for, what has not ended yet has none.
        if scene.time == scene.entity.end.map({ [$0] }) {
            select.filter = Term.all([select.filter, .unary(.not, .isNull(time))].compactMap { $0 })
        }
        select.outputs = [Output(last, time)]
        select.order = [Ordering(time, descending: occurrence < 0)]
        select.limit = Limit(1)
        return composed(select, [column], scene.cost)
    }

    /// What happens to a person once needs no first or last: "when did she die".
    private func once(_ plot: Plot, _ scene: Scene) -> Composed? {
        guard scene.entity.patient == [], scene.frame.time != nil, let last = scene.time.last, plot.occurrence == nil,
            plot.isExtremeFirst == nil, plot.aggregates.isEmpty, scene.frame.shows.isEmpty, !plot.restrictions.isEmpty
        else { return nil }
        var select = rows(scene)
        select.filter = Term.all([select.filter, .unary(.not, .isNull(.path(scene.time)))].compactMap { $0 })
        select.outputs = [Output(last, .path(scene.time))]
        let column = column(last, label: labels.attribute(scene.entity.name, last), scene.entity.attributes[last]?.type)
        return composed(select, [column], scene.cost)
    }

    /// How long ago the last (or first) one was.
    func elapsed(_ plot: Plot, _ scene: Scene, _ asked: Set<Telling.Asked>) -> Composed? {
        let asked = asked.subtracting([.name])
        guard asked.count == 1, case .elapsed(let unit)? = asked.first, let occurrence = plot.occurrence, abs(occurrence) == 1,
            !scene.time.isEmpty, scene.frame.shows.isEmpty
        else { return nil }
        var select = rows(scene)
        let time = Term.path(scene.time)
        select.outputs = [Output(unit.rawValue, hours(since: time, per: unit))]
        select.order = [Ordering(time, descending: occurrence < 0)]
        select.limit = Limit(1)
        return composed(select, [column(unit.rawValue, label: unit.rawValue, .decimal, unit: unit.rawValue)], scene.cost)
    }

    /// How long it lasted.
    func duration(_ plot: Plot, _ scene: Scene, _ asked: Set<Telling.Asked>) -> Composed? {
        let units = asked.compactMap { if case .duration(let unit) = $0 { unit } else { nil } }
        guard let unit = units.onlyOne, asked.isSubset(of: [.duration(unit), .name, .amount]), let end = scene.entity.end,
            plot.occurrence != nil || plot.restrictions.contains(.current) || plot.encounter.map({ $0.which == nil }) == true,
            scene.time == scene.entity.time.map({ [$0] }), plot.aggregates.isEmpty,
            plot.isExtremeFirst == nil, scene.frame.shows.isEmpty
        else { return nil }
        var select = rows(scene)
        let start = Term.path(scene.time)
        let hours = Term.call(.hours, [start, .path([end])])
        select.outputs = [
            Output(unit.rawValue, unit.hours == 1 ? hours : .binary(.divided, hours, .literal(.integer(Int64(unit.hours)))))
        ]
        if let occurrence = plot.occurrence {
            guard abs(occurrence) == 1 else { return nil }
            select.order = [Ordering(start, descending: occurrence < 0)]
            select.limit = Limit(1)
        }
        return composed(select, [column(unit.rawValue, label: unit.rawValue, .decimal, unit: unit.rawValue)], scene.cost)
    }

    private func hours(since time: Term, per unit: Telling.Unit) -> Term {
        let hours = Term.call(.hours, [time, .parameter("now")])
        return unit.hours == 1 ? hours : .binary(.divided, hours, .literal(.integer(Int64(unit.hours))))
    }

    // MARK: How many

    func number(_ plot: Plot, _ scene: Scene) -> Composed? {
        guard plot.occurrence == nil, plot.isExtremeFirst == nil, scene.frame.shows.isEmpty, let (value, column) = counting(plot, scene)
        else {
            return nil
        }
        var select = rows(scene)
        select.outputs = [Output(column.name, value)]
        return composed(select, [column], scene.cost)
    }

    /// What is counted: people, encounters or things each once, or rows.
    func counting(_ plot: Plot, _ scene: Scene, census: Bool = false) -> (Term, ReadingColumn)? {
        func each(_ path: [String], _ label: String) -> (Term, ReadingColumn) {
            (.aggregate(Aggregate(.count, .path(path), distinct: true)), column("count", label: label, .integer))
        }
        guard let person = catalog.privacyUnit, let patient = scene.entity.patient else { return nil }
        // A property that is named beside what is counted must not be left out: "visits by type".
        func isAll() -> Bool { scene.frame.shows.isEmpty }
        // "How many drugs" means drugs, "how many prescriptions" prescriptions: only "different" ones are each counted once.
        let isDistinct = plot.has(.distinct)
        switch scene.frame.counted {
        case .people?:
            guard isAll() else { return nil }
            if census, let encounter = scene.entity.census, let route = linker.router.route(from: scene.entity.name, to: encounter),
                let key = catalog.entities[encounter]?.key
            {
                return each(route.path + [key], labels.entity(person.name, many: true))
            }
            // Each person is one row of persons.
            if patient.isEmpty {
                return (.aggregate(Aggregate(.count)), column("count", label: labels.entity(person.name, many: true), .integer))
            }
            return each(patient + [person.key], labels.entity(person.name, many: true))
        case .encounters(let name)?:
            guard isAll(), let route = linker.router.route(from: scene.entity.name, to: name), route.isToOne,
                let key = catalog.entities[name]?.key
            else { return nil }
            return each(route.path + [key], labels.entity(name, many: true))
        case .attribute(let use)?:
            guard let (path, column, isNumber) = attribute(use, from: scene.entity.name) else { return nil }
            // "How many doses" are all of them together.
            if isNumber { return (.aggregate(Aggregate(.sum, .path(path))), self.column("sum", label: column.label, column.type)) }
            return each(path, column.label)
        case .things?:
            guard isAll(), let (path, column) = name(of: scene.entity) else { return nil }
            return each(path, column.label)
        case .events?, nil:
            if scene.frame.isAmount, !census, let (path, column) = amount(scene) {
                return (.aggregate(Aggregate(.sum, .path(path))), self.column("sum", label: column.label, column.type))
            }
            if census, let encounter = scene.entity.census,
                let route = linker.router.route(from: scene.entity.name, to: encounter), let key = catalog.entities[encounter]?.key
            {
                return each(route.path + [key], labels.entity(scene.entity.name, many: true))
            }
            guard isAll() else { return nil }
            if isDistinct {
                guard let (path, column) = name(of: scene.entity) else { return nil }
                return each(path, column.label)
            }
            return (.aggregate(Aggregate(.count)), column("count", label: labels.entity(scene.entity.name, many: true), .integer))
        }
    }

    // MARK: How much

    /// The number that is meant: the one that the words name, or the one that the event reports.
    private func amount(_ scene: Scene) -> (path: [String], column: ReadingColumn)? {
        let numbers = scene.frame.shows.compactMap { attribute($0, from: scene.entity.name) }
        guard numbers.count == scene.frame.shows.count, numbers.count <= 1 else { return nil }
        if let (path, column, isNumber) = numbers.first { return isNumber ? (path, column) : nil }
        guard let value = scene.entity.value,
            let (path, column, _) = attribute(AttributeUse(scene.entity.name, value), from: scene.entity.name)
        else { return nil }
        return (path, column)
    }

    private func summary(_ plot: Plot, _ scene: Scene, _ asked: Set<Telling.Asked>) -> Composed? {
        var functions = plot.aggregates
        if let descending = plot.isExtremeFirst { functions.insert(descending ? .max : .min, at: 0) }
        guard let function = functions.first else { return nil }
        var select = rows(scene)
        // "The total number of inputs" is their sum, and so is "how many of aspirin in total".
        let isSum =
            functions == [.sum] && plot.rhythm == nil && (scene.frame.isAmount || (scene.frame.counted == nil && scene.frame.isNamed))
        if asked.contains(.number), !isSum {
            // "The total number" is the number; "the average daily number" is one of numbers.
            guard let unit = plot.rhythm else {
                return functions == [.sum] ? number(plot, scene) : nil
            }
            guard function != .sum, functions.count == 1, let of = unit.function, let (value, column) = counting(plot, scene, census: true),
                !scene.time.isEmpty
            else { return nil }
            select.keys = [Output("period", .call(of, [.path(scene.time)]))]
            select.outputs = [Output("count", value)]
            let name = "\(function.rawValue)_count"
            let outer = Select(
                Source(.query(.select(select))), outputs: [Output(name, .aggregate(Aggregate(function, .path(["count"]))))])
            var shown = column
            shown.name = name
            shown.type = function == .avg ? .decimal : .integer
            return composed(outer, [shown], scene.cost)
        }
        // "The total of aspirin prescriptions" is their number.
        if functions == [.sum], scene.frame.isCountable, scene.frame.shows.isEmpty, !asked.contains(.amount), plot.rhythm == nil {
            return number(plot, scene)
        }
        guard plot.occurrence == nil, let (path, known) = amount(scene) else { return nil }
        // The values of different things add up to nothing, unless all events are amounts of the same.
        var shown = known
        shown.name = "\(function.rawValue)_\(known.name)"
        guard functions.count == 1 else { return nil }
        select.outputs = [Output(shown.name, .aggregate(Aggregate(function, .path(path))))]
        if let unit = plot.rhythm {
            guard let of = unit.function, !scene.time.isEmpty else { return nil }
            let key = Output(unit.rawValue, .call(of, [.path(scene.time)]), role: .supporting)
            select.keys = [key]
            select.outputs.insert(key, at: 0)
            var period = column(unit.rawValue, label: unit.rawValue, unit == .year ? .integer : .text)
            period.role = .supporting
            return composed(select, [period, shown], scene.cost)
        }
        return composed(select, [shown], scene.cost)
    }

    // MARK: Which

    func values(_ plot: Plot, _ scene: Scene, _ asked: Set<Telling.Asked>) -> Composed? {
        guard plot.isExtremeFirst == nil, !scene.conditions.isEmpty, !isOfPeople(plot, scene) else { return nil }
        // "What kind of blood": a name alone, of whatever it is one, is no question for its values.
        if scene.frame.shows.isEmpty, !scene.frame.isKind, plot.occurrence == nil, !asked.contains(.amount) { return nil }
        var shown: [(path: [String], column: ReadingColumn, isNumber: Bool)] = []
        for use in scene.frame.shows {
            guard let found = attribute(use, from: scene.entity.name) else { return nil }
            if !shown.contains(where: { $0.path == found.path }) { shown.append(found) }
        }
        if shown.isEmpty {
            if asked.contains(.amount) || scene.frame.isNamed, let value = scene.entity.value,
                let found = attribute(AttributeUse(scene.entity.name, value), from: scene.entity.name)
            {
                shown = [found]
            } else if !asked.contains(.amount), scene.frame.isKind, let found = name(of: scene.entity) {
                // "What conditions do patients with diabetes have" asks for the others too, and not of that row.
                guard !scene.frame.isNamed || !plot.mentions.contains(where: isPerson) else { return nil }
                shown = [(found.path, found.column, false)]
                // A number that nobody knows names nothing.
                if found.path == [scene.entity.key], !scene.entity.isEncounter, scene.entity.patient != [] {
                    shown = scene.entity.listing.filter { $0.count == 1 }.compactMap {
                        attribute(AttributeUse(scene.entity.name, $0[0]), from: scene.entity.name)
                    }.map { ($0.path, $0.column, false) }
                }
            }
        }
        guard !shown.isEmpty else { return nil }
        // Names are told once; values as often as they were measured.
        let isNames = !shown.contains(where: \.isNumber)
        var select = rows(scene)
        if isNames, shown.count == 1, isFinding(scene, shown[0].path) {
            select.filter = Term.all([select.filter, .unary(.not, .isNull(.path(shown[0].path)))].compactMap { $0 })
        }
        select.outputs = shown.map { Output($0.column.name, .path($0.path)) }
        if let occurrence = plot.occurrence {
            guard !scene.time.isEmpty else { return nil }
            let at = Term.path(scene.time)
            let time = nth(occurrence, Select(select.source, filter: select.filter), by: at, of: at)
            select.filter = Term.all([select.filter, .binary(.equal, at, .scalar(time))].compactMap { $0 })
        } else if !isNames, asked.contains(.amount) || scene.frame.isAmount, plot.restrictions.contains(where: { $0.namesPerson(catalog) })
        {
            // "How much aspirin was prescribed" is all of it.
            select.outputs = shown.map { Output($0.column.name, .aggregate(Aggregate(.sum, .path($0.path)))) }
            return composed(select, shown.map(\.column), scene.cost + 0.2)
        }
        // Of nobody in particular, a number is told once too: what a thing costs.
        select.distinct = isNames || !plot.restrictions.contains { $0.namesPerson(catalog) }
        return composed(select, shown.map(\.column), scene.cost)
    }

    /// Whether only rows with a value are asked about: those in which something was found.
    private func isFinding(_ scene: Scene, _ path: [String]) -> Bool {
        path.count == 1 && scene.entity.attributes[path[0]]?.isFinding == true
    }

    /// "How is aspirin taken": the attribute that says how it was done, or the one that the words name.
    private func manner(_ plot: Plot, _ scene: Scene, _ asked: Set<Telling.Asked>) -> Composed? {
        guard asked == [.manner] else { return nil }
        var scene = scene
        if scene.frame.shows.isEmpty {
            guard let manner = scene.entity.manner else { return nil }
            scene.frame.shows = [AttributeUse(scene.entity.name, manner)]
        }
        return values(plot, scene, [.name])
    }

    // MARK: How often

    /// What happened most often, by dense rank where the catalog says so.
    private func ranking(_ plot: Plot, _ scene: Scene) -> Composed? {
        guard let top = plot.top, plot.occurrence == nil, plot.aggregates.isEmpty, let (key, column) = ranked(scene) else { return nil }
        var select = rows(scene)
        if isFinding(scene, key) {
            select.filter = Term.all([select.filter, .unary(.not, .isNull(.path(key)))].compactMap { $0 })
        }
        // "By number of patients": what most people had, not what happened most.
        if plot.asked.contains(.number), scene.frame.counted == .people, let person = catalog.privacyUnit,
            let patient = scene.entity.patient,
            !patient.isEmpty
        {
            let people = Term.aggregate(Aggregate(.count, .path(patient + [person.key]), distinct: true))
            var result = composed(top, of: &select, key: key, column, count: people, scene)
            result.columns[1].label = labels.entity(person.name, many: true)
            return result
        }
        return composed(top, of: &select, key: key, column, count: .aggregate(Aggregate(.count)), scene)
    }

    /// What a ranking is of.
    func ranked(_ scene: Scene) -> (path: [String], column: ReadingColumn)? {
        guard !scene.frame.isNamed || !scene.frame.shows.isEmpty, scene.frame.shows.count <= 1 else { return nil }
        if let use = scene.frame.shows.first {
            guard let (path, column, isNumber) = attribute(use, from: scene.entity.name), !isNumber else { return nil }
            return (path, column)
        }
        return scene.frame.isNoun ? name(of: scene.entity) : nil
    }

    func composed(
        _ top: (count: Int, descending: Bool), of select: inout Select, key path: [String], _ named: ReadingColumn, count: Term,
        _ scene: Scene
    ) -> Composed {
        select.keys = keys(path, named, scene)
        var number = column("events", label: labels.entity(scene.entity.name, many: true), .integer)
        number.role = .supporting
        select.outputs = [Output(named.name, .path(path)), Output("events", count, role: .supporting)]
        select.order = [Ordering(.path(["events"]), descending: top.descending)]
        select.limit = Limit(top.count, ties: catalog.conventions.ranking == .dense ? .dense : .cut)
        return composed(select, [named, number], scene.cost)
    }

    /// One group for each thing, though two may have one name.
    private func keys(_ path: [String], _ named: ReadingColumn, _ scene: Scene) -> [Output] {
        let key = key(path, of: scene.entity.name)
        return key == path ? [Output(named.name, .path(path))] : [Output("key", .path(key)), Output(named.name, .path(path))]
    }

    /// What happened so many times.
    private func repeated(_ plot: Plot, _ scene: Scene) -> Composed? {
        guard let (op, n) = plot.times, plot.occurrence == nil, plot.aggregates.isEmpty, let (key, named) = ranked(scene),
            !plot.asked.contains(.number)
        else { return nil }
        var select = rows(scene)
        select.filter = Term.all([select.filter, .unary(.not, .isNull(.path(key)))].compactMap { $0 })
        select.keys = keys(key, named, scene)
        select.outputs = [Output(named.name, .path(key))]
        select.having = .binary(op, .aggregate(Aggregate(.count)), .literal(.integer(Int64(n))))
        return composed(select, [named], scene.cost)
    }

    // MARK: What is new

    /// What is there in the one period and was not in the other.
    private func novelty(_ plot: Plot, _ frame: EventFrame) -> Composed? {
        guard plot.periods.count == 2, plot.has(.against), plot.marks.isEmpty, plot.compared == nil,
            let scene = scene(plot, frame, periods: false),
            let (key, named) = ranked(scene), !scene.time.isEmpty
        else { return nil }
        // The later period is the one that is asked about.
        let sorted = plot.periods.sorted { ($0.start?.dayNumber ?? 0) > ($1.start?.dayNumber ?? 0) }
        var sides: [Query] = []
        for period in sorted {
            guard let within = linker.interval(.path(scene.time), period) else { return nil }
            var select = rows(scene)
            select.filter = Term.all(scene.conditions + [within])
            select.outputs = [Output(named.name, .path(key))]
            sides.append(.select(select))
        }
        return Composed(query: .combine(.except, sides[0], sides[1]), columns: [named], cost: scene.cost)
    }
}

extension Restriction {
    /// The attribute between whose values it leaves the choice.
    fileprivate var alternatives: AttributeUse? {
        guard case .or(let list) = self, let first = list.first?.fixed, list.allSatisfy({ $0.fixed == first }) else { return nil }
        return first
    }
}
