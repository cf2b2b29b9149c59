/// What must become of a question by the words of the policy, found without looking into the query.
package struct Expectation: Sendable {
    /// Why it must be refused; nil: it must be answered.
    package private(set) var refusal: String?
    /// The outputs that are withheld.
    package private(set) var withheld: Set<Int> = []
    /// The outputs of which only a part is shown, by how.
    package private(set) var masked: [Int: ColumnReach.Reach] = [:]
    /// Whether the answer is that to the same question on what is shown: no link, count or mask reaches past it.
    package private(set) var isOfWhatIsShown = true
    /// Whether it may be refused besides, since nobody could count the patients behind its totals.
    package private(set) var mayBeRefused = false
    /// What the case draws, so that runs can tell how much of each there was.
    package private(set) var marks: Set<String> = []

    /// The mark of a question that is refused for nothing but that rows are counted of which nothing may leave the house.
    package static let rowsStay = "rows that may not leave"

    package init(_ question: Question, house: House, policy: PolicyDraft, asker: PolicyDraft.Asker) {
        let role = asker.role
        refusal = asker.bar
        for table in question.tables.sorted() where !policy.opens(house.table(table), to: asker) { refusal = "no rule opens \(table)" }
        if question.isList, !role.lists { refusal = "no lists" }
        if !question.isList, role.smallCells != nil {
            mayBeRefused = question.tables.contains { !Self.isWayOpen(from: $0, house, policy, asker) }
        }
        let access = ColumnReach(of: asker, under: policy, isList: question.isList)
        for use in question.uses { apply(use, house, access, question) }
        if let name = question.placed, let key = house.table(name).column(house.table(name).key),
            access.reach(of: key, in: name) == .closed,
            question.uses.contains(where: { Self.isMasked($0, house, access) })
        {
            refusal = refusal ?? "what is masked would decide the places of \(name) that tie"
        }
        if policy.narrows(question, house, for: asker) {
            reachPastWhatIsShown()
            note("beside filtered totals")
        }
        let isSafe = !question.isList && role.smallCells != nil
        for span in question.spans { apply(span, house, access, isSafe: isSafe) }
        if question.outputs > 0, withheld.count == question.outputs { refusal = refusal ?? "nothing of it may be shown" }
        for table in question.tables.sorted() where !access.mayLeave(house.table(table)) && refusal == nil {
            refusal = "nothing of \(table) may leave"
            note(Self.rowsStay)
        }
    }

    // MARK: Finding

    mutating func refuse(_ reason: String) { refusal = refusal ?? reason }
    mutating func withhold(_ outputs: Set<Int>) { withheld.formUnion(outputs) }
    mutating func mask(_ outputs: Set<Int>, _ reach: ColumnReach.Reach) { for output in outputs { masked[output] = reach } }
    mutating func reachPastWhatIsShown() { isOfWhatIsShown = false }
    mutating func note(_ mark: String) { marks.insert(mark) }

    /// Whether a part of values that are told is hidden.
    private static func isMasked(_ use: Question.Use, _ house: House, _ access: ColumnReach) -> Bool {
        guard use.action == .shown || use.action == .fetched, let column = house.table(use.table).column(use.column) else { return false }
        return ![.open, .closed, .hidden].contains(reach(of: use, column, house, access))
    }

    private static func isWayOpen(from name: String, _ house: House, _ policy: PolicyDraft, _ asker: PolicyDraft.Asker) -> Bool {
        var table = house.table(name)
        for name in table.patient ?? [] {
            guard policy.opens(table, to: asker), let step = table.one.first(where: { $0.name == name }) else { return false }
            table = house.table(step.target)
        }
        return true
    }

    static func reach(of use: Question.Use, _ column: House.Column, _ house: House, _ access: ColumnReach) -> ColumnReach.Reach {
        // What a reference leads to tells the reference, and the key that it is equal to.
        for step in use.way {
            let table = house.table(step.table)
            guard let reference = table.column(step.column), let target = table.one.first(where: { $0.column == step.column }),
                let key = house.table(target.target).column(target.key)
            else { continue }
            if access.reach(of: reference, in: table.name) == .closed || access.reach(of: key, in: target.target) == .closed {
                return .closed
            }
        }
        return access.reach(of: column, in: use.table)
    }

    private mutating func apply(_ use: Question.Use, _ house: House, _ access: ColumnReach, _ question: Question) {
        guard let column = house.table(use.table).column(use.column) else { return }
        let reach = Self.reach(of: use, column, house, access)
        // What is withheld of an answer is left out before its rows are compared.
        let isLeftOut = use.action == .toldApart && (reach == .closed || reach == .hidden)
        let isChosen = use.action.chooses || use.action.isCounting && use.outputs.isEmpty && column.kind != .identifier
        if access.isBarred(column, in: use.table), !isLeftOut, isChosen,
            ![.grouped, .toldApart].contains(use.action) || column.kind != .identifier
        {
            refusal = refusal ?? "rows may not be chosen by \(use.table).\(use.column)"
        }
        guard reach != .open else { return }
        let mayFilter = reach != .closed && access.mayFilter(column, in: use.table)
        var isAllowed = true
        switch use.action {
        case .linked: isAllowed = reach != .closed
        case .presence: isAllowed = reach != .closed && reach != .hidden || mayFilter
        case .compared, .sorted: isAllowed = mayFilter
        case .grouped: isAllowed = reach != .closed && column.kind == .identifier
        case .comparedByYear, .yearCompared: isAllowed = reach == .month || reach == .year || mayFilter
        case .monthCompared: isAllowed = reach == .month || mayFilter
        case .yearGrouped: isAllowed = reach == .month || reach == .year
        case .monthGrouped: isAllowed = reach == .month
        case .counted where reach != .closed && (reach != .hidden || mayFilter || column.kind == .identifier),
            .countedApart where reach != .closed && column.kind == .identifier:
            isOfWhatIsShown = isOfWhatIsShown && reach != .hidden
        case .yearShown where reach == .month || reach == .year: break
        case .monthShown where reach == .month: break
        case .toldApart where reach != .closed && reach != .hidden:
            isAllowed = column.kind == .identifier
            for output in use.outputs { masked[output] = reach }
        case .monthShown where reach == .year, .shown where reach != .closed && reach != .hidden,
            // A pseudonym is only of a number as it stands.
            .fetched where ![.closed, .hidden, .pseudonym].contains(reach),
            .extreme where reach.keepsOrder || ![.closed, .hidden, .pseudonym].contains(reach) && mayFilter:
            for output in use.outputs { masked[output] = reach }
            if reach == .pseudonym { marks.insert("pseudonym") }
        case .shown, .fetched, .computed, .extreme, .counted, .countedApart, .toldApart, .yearShown, .monthShown:
            // A number of different values is filtered and sorted by as the values are.
            if use.outputs.isEmpty { isAllowed = use.action == .countedApart && mayFilter }
            withheld.formUnion(use.outputs)
        }
        if !isAllowed { refusal = refusal ?? "\(use.table).\(use.column) may not be \(use.action)" }
        if !isPreserved(use.action, reach, column, question) { isOfWhatIsShown = false }
    }

    /// Whether what is shown is enough to do this with the column.
    private func isPreserved(_ action: Question.Action, _ reach: ColumnReach.Reach, _ column: House.Column, _ question: Question) -> Bool {
        switch (reach, action == .fetched ? .shown : action) {
        case (.closed, _), (.open, _): true
        case (.hidden, .linked), (.hidden, .grouped): true
        // Numbers that link rows stay in the view as they are, so what is withheld of them would still sort there.
        case (.hidden, .shown), (.hidden, .toldApart), (.hidden, .computed), (.hidden, .extreme): column.kind != .identifier
        case (.hidden, .yearShown), (.hidden, .monthShown): true
        case (.hidden, _): false
        case (.partial, .linked), (.partial, .grouped): true
        case (.partial, .shown): question.isPlain && column.kind != .identifier
        case (.partial, .presence): true
        case (.partial, _): false
        case (.pseudonym, .linked), (.pseudonym, .grouped), (.pseudonym, .presence): true
        case (.pseudonym, _): false
        case (.age, .shown), (.age, .extreme), (.age, .computed), (.age, .monthShown), (.age, .yearShown): true
        case (.age, _): false
        case (.month, .shown), (.year, .shown): question.isPlain
        case (.year, .monthShown): question.isPlain
        case (.month, .compared), (.year, .compared), (.month, .sorted), (.year, .sorted): false
        case (.month, .counted), (.year, .counted), (.month, .computed), (.year, .computed): false
        case (.year, .monthCompared), (.year, .monthGrouped): false
        case (.month, _), (.year, _): true
        }
    }
}

extension Question.Action {
    /// Whether values are counted.
    fileprivate var isCounting: Bool { self == .counted || self == .countedApart }

    /// Whether rows are chosen, sorted or gathered by the column.
    fileprivate var chooses: Bool {
        switch self {
        case .compared, .comparedByYear, .monthCompared, .yearCompared, .monthGrouped, .yearGrouped, .presence, .sorted, .grouped,
            .toldApart:
            true
        case .shown, .fetched, .computed, .extreme, .counted, .countedApart, .monthShown, .yearShown, .linked: false
        }
    }
}
