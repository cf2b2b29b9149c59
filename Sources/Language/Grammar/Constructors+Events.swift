import Algebra

// What the phrases of questions about events tell.

extension Constructors {
    static let events: [String: Constructor] = [
        "tell": { _, a in
            var result: [Telling] = []
            for meaning in a.flatMap(\.flattened) {
                switch meaning {
                case .tellings(let tellings): result += tellings
                case .restriction(let restriction): result.append(.restrict(restriction))
                case .period(let period): result.append(.period(period))
                case .none: break
                default: return nil
                }
            }
            return .tellings(result)
        },
        "mention": { _, a in a.first.map { .tellings([.mention($0.flattened)]) } },
        "asks": { _, a in
            let asked: Telling.Asked? =
                switch a.word(0) {
                case "time": .time
                case "moment": .moment
                case "when": .when
                case "name": .name
                case "number": .number
                case "amount": .amount
                case "existence": .existence
                case "anything": .anything
                case "percentile": .percentile
                case "price": .price
                case "since": .since
                case "manner": .manner
                case "elapsed": a.word(1).flatMap(Telling.Unit.init(rawValue:)).map(Telling.Asked.elapsed)
                case "duration": a.word(1).flatMap(Telling.Unit.init(rawValue:)).map(Telling.Asked.duration)
                default: nil
                }
            return asked.map { .tellings([.asks($0)]) }
        },
        "survival": { _, a in
            guard let n = a.integer(0), (1...1200).contains(n), let unit = a.unit(1), unit.months > 0 else { return nil }
            return .tellings([.asks(.survival(months: n * unit.months, died: a.word(2) == "died"))])
        },
        "alike": { _, a in
            let uses = a.flatMap(\.flattened).compactMap { if case .attribute(let use) = $0 { use } else { nil } }
            return uses.isEmpty ? nil : .tellings(uses.map(Telling.same))
        },
        "place": { _, a in
            guard let n = a.integer(0), n != 0 else { return nil }
            return .tellings([.occurrence(n)])
        },
        "encounter": { c, a in
            guard a.count == 2, case let senses = c.encounters(a[1]), !senses.isEmpty else { return nil }
            if a[0] == .word("current") { return .tellings([.encounter(nil, senses)]) }
            guard let n = a.integer(0), n != 0 else { return nil }
            return .tellings([.encounter(n, senses)])
        },
        "extreme": { _, a in a.word(0).map { .tellings([.extreme(descending: $0 == "desc")]) } },
        "taken": { _, a in
            a.word(0).flatMap(Aggregate.Function.init(rawValue:)).map { .tellings([.aggregate($0)]) }
        },
        "rhythm": { _, a in a.unit(0).map { .tellings([.rhythm($0)]) } },
        "top": { _, a in
            guard let n = a.integer(0), (1...1000).contains(n) else { return nil }
            return .tellings([.top(n, descending: a.word(1) != "asc")])
        },
        "most": { _, _ in .tellings([.most]) },
        "apart": { _, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1) else { return nil }
            return .tellings([.window(.within(n, unit))])
        },
        "inSame": { c, a in
            if let unit = a.unit(0) { return .tellings([.window(.same(unit))]) }
            guard let senses = a.first.map(c.encounters), !senses.isEmpty else { return nil }
            return .tellings([.window(.encounter(senses))])
        },
        "together": { _, _ in .tellings([.window(.together)]) },
        "follows": { _, a in
            switch a.word(0) {
            case "after": .tellings([.order(.after)])
            case "previously": .tellings([.order(.previously)])
            case "before": .tellings([.order(.before)])
            case "afterwards": .tellings([.order(.afterwards)])
            default: nil
            }
        },
        "comparing": { _, a in
            guard let op = a.operator(0) else { return nil }
            return .tellings([.compared(op, a.number(1))])
        },
        "repeated": { _, a in
            guard let op = a.operator(0), let n = a.integer(1), n > 0 else { return nil }
            return .tellings([.times(op, n)])
        },
        "each": { _, _ in .tellings([.distinct]) },
        "alternative": { _, _ in .tellings([.or]) },
        "conjoined": { _, _ in .tellings([.and]) },
        "against": { _, _ in .tellings([.against]) },
        "apartness": { _, _ in .tellings([.difference]) },
        "novel": { _, _ in .tellings([.new]) },
        "figure": { _, a in a.number(0).map { .tellings([.number($0)]) } },
        "link": { _, _ in .tellings([.link]) },
        "silence": { _, _ in .tellings([]) },
    ]

    /// The senses of a mention that are encounters.
    private func encounters(_ mention: Meaning) -> [Meaning] {
        mention.flattened.filter { sense in
            if case .noun(let noun) = sense { router.catalog.entities[noun.entity]?.isEncounter == true && noun.time == nil } else { false }
        }
    }
}
