extension Expectation {
    /// An age or a length: what its ends allow of it together.
    mutating func apply(_ span: Span, _ house: House, _ access: ColumnReach, isSafe: Bool) {
        let ends = span.uses.compactMap { use in
            house.table(use.table).column(use.column).map { column in
                (use: use, column: column, reach: Self.reach(of: use, column, house, access))
            }
        }
        if ends.contains(where: { access.isBarred($0.column, in: $0.use.table) }), span.outputs.isEmpty {
            refuse("rows may not be chosen by \(span)")
        }
        let unseen = ends.filter { $0.reach != .open }
        guard !unseen.isEmpty else { return }
        let reach = span.reach(ends.map(\.reach))
        if case .age = reach { note("age of a coarse date") }
        if reach == .open { note("length between coarse dates") }
        if span.ends.contains(.now) || span.ends.contains(.given), reach == .hidden { note("age or length that would tell a coarse date") }
        let mayFilter = unseen.allSatisfy { $0.reach != .closed && access.mayFilter($0.column, in: $0.use.table) }
        switch (span.action, reach) {
        case (.shown, .age): mask(span.outputs, reach)
        case (.shown, .open), (.averaged, .open), (.compared, .open): break
        // A mean over enough patients tells of none of them.
        case (.averaged, .age) where isSafe: break
        case (.compared(let op, let number), .age(let width)) where Self.splitsNone(op, number, width): break
        default:
            if span.outputs.isEmpty, !mayFilter { refuse("rows may not be chosen by \(span)") }
            withhold(span.outputs)
            // Where an end is not in the view at all, neither is the span.
            if !span.outputs.isEmpty, unseen.contains(where: { ![.month, .year].contains($0.reach) }) { return }
        }
        reachPastWhatIsShown()
    }

    /// Whether comparing an age with a number looks into no band, nor beyond 90.
    private static func splitsNone(_ op: RowCondition.Comparison, _ number: Int, _ width: Int) -> Bool {
        switch op {
        case .less, .greaterOrEqual: number <= 90 && number % width == 0
        case .lessOrEqual, .greater, .equal, .notEqual: number < 90 && width == 1
        case .starts: false
        }
    }
}

extension Span {
    /// How far it may be told when that is how far its columns may be seen.
    fileprivate func reach(_ columns: [ColumnReach.Reach]) -> ColumnReach.Reach {
        let isCoarse = columns.map { $0 == .month || $0 == .year }
        switch measure {
        case .length:
            // From a moment that is known it would tell the other.
            return columns.count == ends.count && isCoarse.allSatisfy { $0 } ? .open : .hidden
        case .age:
            // At a day of the asker's choice it would tell the birthday.
            if ends.contains(.given) { return .hidden }
            return columns.reduce(.open) { result, column in
                switch column {
                case .open: result
                case .month, .year: result.combined(with: .age(1))
                case .age: result.combined(with: column)
                case .partial, .pseudonym, .hidden, .closed: .hidden
                }
            }
        }
    }
}
