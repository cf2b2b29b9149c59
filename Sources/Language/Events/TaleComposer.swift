import Algebra
import Catalog

/// Makes queries of tales: finds the kind of event that is told about, and asks of its rows what the tale asks.
struct TaleComposer {
    let catalog: Catalog
    let labels: Labels
    let linker: Linker
    let periods: PeriodBuilder
    let frames: EventFrames

    init(catalog: Catalog, labels: Labels, periods: PeriodBuilder) {
        self.catalog = catalog
        self.labels = labels
        self.periods = periods
        linker = Linker(catalog)
        frames = EventFrames(catalog: catalog, router: linker.router)
    }

    /// The queries that a tale can mean, each with what its senses cost.
    func compose(_ tellings: [Telling]) -> [Composer.Composed] {
        if let contrast = Contrast(tellings) { return compare(contrast) }
        guard let plot = Plot(tellings) else { return [] }
        if plot.windows.contains(.together) { return coincidence(plot) }
        if plot.isSequence { return sequence(plot) }
        if plot.survival != nil { return survival(plot) }
        if plot.asked.contains(.percentile) { return percentile(plot) }
        if plot.isOfTotals || isOfStays(plot) { return totals(plot) }
        if plot.asked.contains(.price) { return price(plot) }
        var found = frames.all(plot.mentions, counted: plot.counted, alternatives: plot.said.contains(.or))
        // "How long was the last stay" asks about the stay itself.
        if found.isEmpty || plot.mentions.isEmpty, let encounter = plot.encounter {
            found = frames.all(plot.mentions + [encounter.senses], counted: plot.counted, alternatives: plot.said.contains(.or))
        }
        return found.flatMap { frame -> [Composer.Composed] in
            let frame = stayed(plot, frame)
            return placed(plot, frame).map { answers(to: $0, frame) } ?? []
        }
    }

    /// "Current patients" and "patients in their 40s" are those of a stay: a person has neither an end nor one age.
    private func stayed(_ plot: Plot, _ frame: EventFrame) -> EventFrame {
        guard let person = catalog.privacyUnit, frame.entity == person.name, frame.shows.isEmpty,
            plot.restrictions.contains(where: { $0 == .current || $0.isOfAge && person.age == nil }),
            let stay = catalog.entities.values.filter({ $0.isEncounter && $0.patient?.count == 1 }).onlyOne
        else { return frame }
        var result = frame
        result.entity = stay.name
        result.counted = frame.counted.map { _ in .people }
        return result
    }

    /// "The average cost of a hospital visit with fever" is one of totals, too, though they are not called so.
    private func isOfStays(_ plot: Plot) -> Bool {
        func mentions(_ test: (Entity) -> Bool) -> Bool {
            plot.mentions.contains { senses in
                senses.contains { sense in
                    guard case .noun(let noun) = sense, !noun.isTold, let entity = catalog.entities[noun.entity] else { return false }
                    return test(entity)
                }
            }
        }
        return plot.isSummary && plot.mentions.count > 2 && mentions(\.isEncounter)
            && mentions { entity in entity.value.map { entity.attributes[$0]?.type == .money } == true }
    }

    /// "Her last stay" among stays is the last of them; the first and the last of them are two.
    private func placed(_ plot: Plot, _ frame: EventFrame) -> Plot? {
        guard let encounter = plot.encounter, let which = encounter.which,
            encounter.senses.contains(where: { if case .noun(let noun) = $0 { noun.entity == frame.entity } else { false } })
        else { return plot }
        if let occurrence = plot.occurrence { return occurrence == which ? plot : nil }
        var result = plot
        result.encounter = nil
        result.occurrence = which
        return result
    }
}

extension Restriction {
    /// Whether it is one of age.
    fileprivate var isOfAge: Bool {
        switch self {
        case .age: true
        case .and(let list): list.allSatisfy(\.isOfAge)
        default: false
        }
    }
}
