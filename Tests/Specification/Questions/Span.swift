/// An age, or how long something took: worked out from two moments.
package struct Span: Sendable, Hashable {
    package enum Measure: Sendable, Hashable { case age, length }

    /// One end.
    package enum End: Sendable, Hashable {
        /// A column of a row.
        case column(Question.Use)
        /// The clock.
        case now
        /// A day that the question brings along.
        case given
    }

    package enum Action: Sendable, Hashable {
        /// An output.
        case shown
        /// The mean of several is an output.
        case averaged
        /// Compared with a whole number.
        case compared(RowCondition.Comparison, Int)
    }

    package var measure: Measure
    package var ends: [End]
    package var action: Action
    /// The outputs that it is part of; none in conditions and orders.
    package var outputs: Set<Int> = []

    /// The ends that are columns.
    var uses: [Question.Use] { ends.compactMap { if case .column(let use) = $0 { use } else { nil } } }
}

extension QuestionGenerator {
    /// Records and writes an age or a length of a row of the table; nil where the table is about nobody.
    mutating func span(_ table: House.Table, _ action: Span.Action) -> String? {
        guard let born = birth(table) else { return nil }
        let events = self.events(table)
        let isAge = events.isEmpty || random.chance(45)
        let event = events.isEmpty ? nil : random.pick(events)
        let anywhere: [Moment] = [now, now, now, event ?? now, Moment(text: "@2026-06-15", end: .given)]
        let ends: [Moment]
        if isAge {
            ends = [born, random.pick(anywhere)]
        } else {
            // From one event to another where there are two; nobody asks how long it took from an event to itself.
            let from = random.chance(15) ? born : events[0]
            ends = [
                from,
                from.text == born.text || events.count == 1
                    ? random.pick([event ?? now, now]) : random.pick(anywhere + Array(repeating: events[1], count: 6)),
            ]
        }
        for moment in ends { tables.formUnion(moment.tables) }
        spans.append(Span(measure: isAge ? .age : .length, ends: ends.map(\.end), action: action, outputs: outputs))
        let function = isAge ? "age" : random.pick(["days", "days", "hours"])
        return "\(function)(\(ends[0].text), \(ends[1].text))"
    }

    /// A span compared with a number.
    mutating func spanComparison(_ table: House.Table) -> String? {
        let op = random.pick([RowCondition.Comparison.less, .greaterOrEqual, .greater, .lessOrEqual, .equal])
        let number = random.pick([0, 26, 65, 75, 76, 80, 89, 90, 91])
        return span(table, .compared(op, number)).map { "\($0) \(op.rawValue) \(number)" }
    }

    /// A moment as a question writes it, with the tables that are read for it.
    private struct Moment {
        var text: String
        var end: Span.End
        var tables: Set<String> = []
    }

    private var now: Moment { Moment(text: "$now", end: .now) }

    private func birth(_ table: House.Table) -> Moment? { table.patient.map { moment(table, $0, "born") } }

    private func events(_ table: House.Table) -> [Moment] {
        switch table.name {
        case "stay": [moment(table, [], "begun"), moment(table, [], "ended")]
        case "result": [moment(table, ["stay"], "begun"), moment(table, ["stay"], "ended")]
        case "consent": [moment(table, [], "revoked")]
        case "team": [moment(table, [], "until")]
        default: []
        }
    }

    private func moment(_ table: House.Table, _ steps: [String], _ column: String) -> Moment {
        var end = table
        var way: [Question.Reference] = []
        var tables: Set<String> = []
        for name in steps {
            guard let step = end.one.first(where: { $0.name == name }) else { continue }
            way.append(.init(table: end.name, column: step.column))
            end = house.table(step.target)
            tables.insert(end.name)
        }
        let use = Question.Use(table: end.name, column: column, action: .computed, way: way)
        return Moment(text: (steps + [column]).joined(separator: "."), end: .column(use), tables: tables)
    }
}
