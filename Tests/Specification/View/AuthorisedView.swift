import Database

/// What a caller may see, as data of its own: rows that do not exist for the caller are not there.
///
/// Made by judging every row of every table, without any query. In `shown`, besides, what is out of reach is null, and what is masked
/// holds what its mask shows; a coarse date is the first day of its month or year, so that whole months can still be asked for.
package struct AuthorisedView: Sendable {
    /// The rows that exist, as they are.
    package let rows: HouseData

    package init(of data: HouseData, house: House, policy: PolicyDraft, asker: PolicyDraft.Asker) {
        let judge = RowJudge(house: house, data: data, parameters: asker.parameters, named: policy.named)
        var rows: [String: [HouseData.Row]] = [:]
        for table in house.tables {
            rows[table.name] = (data.rows[table.name] ?? []).filter { policy.permits($0, of: table, to: asker, judge) }
        }
        self.rows = HouseData(rows: rows)
    }

    /// The rows that exist, with what is shown of them under the rights.
    package func shown(_ house: House, _ access: ColumnReach) -> HouseData {
        var shown = rows
        for table in house.tables {
            for column in table.columns {
                let reach = access.reach(of: column, in: table.name)
                guard reach != .open else { continue }
                // Numbers that link rows stay: linking is free, and an answer never shows them.
                if reach != .closed, column.kind == .identifier { continue }
                for index in (shown.rows[table.name] ?? []).indices {
                    let value = shown.rows[table.name]?[index][column.name] ?? .null
                    shown.rows[table.name]?[index][column.name] = reach.stored(value)
                }
            }
        }
        return shown
    }
}

/// How far a caller's rights reach into columns, for one kind of answer.
package struct ColumnReach: Sendable {
    package enum Reach: Sendable, Hashable {
        case open
        /// Dates to the month or the year.
        case month, year
        /// Of a date only the age that follows from it, in bands of so many years; from 90 on as one.
        case age(Int)
        /// A part of an identifier of this kind.
        case partial(String)
        /// Another value stands for it, the same for the same patient.
        case pseudonym
        /// Within reach, so that it may link rows and be counted, but never shown.
        case hidden
        /// Beyond the level: not for any use.
        case closed

        /// What stands in the caller's view in the place of a value.
        func stored(_ value: Value) -> Value {
            guard case .text(let text) = value else { return self == .closed || self == .hidden ? .null : value }
            switch self {
            case .open: return value
            case .month: return .text(text.prefix(7) + "-01" + (text.count > 10 ? " 00:00:00" : ""))
            case .year: return .text(text.prefix(4) + "-01-01" + (text.count > 10 ? " 00:00:00" : ""))
            case .partial(let kind): return .text(Self.part(of: text, kind))
            // Which value stands for it nobody can say beforehand.
            case .pseudonym: return value
            case .age, .hidden, .closed: return .null
            }
        }

        /// What leaves of a value of the view.
        func leaving(_ value: Value) -> Value {
            switch (self, value) {
            case (.month, .text(let text)): return .text(String(text.prefix(7)))
            case (.year, .text(let text)): return .text(String(text.prefix(4)))
            case (.partial(let kind), .text(let text)): return .text(Self.part(of: text, kind))
            case (.partial(let kind), .integer(let number)): return .text(Self.part(of: String(number), kind))
            case (.age(let width), .integer(let years)): return Self.age(years, width)
            case (.age, _): return .null
            case (.open, _), (.month, _), (.year, _), (.partial, _), (.pseudonym, _), (.hidden, _), (.closed, _): return value
            }
        }

        /// Years of age in bands; nobody has an age before birth.
        private static func age(_ years: Int64, _ width: Int) -> Value {
            if years < 0 { return .null }
            if years >= 90 { return .text("90+") }
            if width == 1 { return .integer(years) }
            let first = years - years % Int64(width)
            return .text("\(first)-\(first + Int64(width) - 1)")
        }

        /// The first letter of a name, the last four characters of a number of a record; too short for that: stars only.
        private static func part(of text: String, _ kind: String) -> String {
            let letters = Array(text)
            let (first, last) = kind == "name" ? (1, 0) : (0, 4)
            if letters.count < first + last + (kind == "name" ? 1 : 3) { return String(repeating: "*", count: letters.count) }
            return letters.enumerated().map { $0 < first || $0 >= letters.count - last ? String($1) : "*" }.joined()
        }
    }

    let asker: PolicyDraft.Asker
    let rights: PolicyDraft.Rights
    let ceiling: PolicyDraft.Rights
    let rules: [PolicyDraft.ColumnRule]
    let isList: Bool

    package init(of asker: PolicyDraft.Asker, under policy: PolicyDraft, isList: Bool) {
        self.asker = asker
        self.isList = isList
        rights = (asker.role.purposes[asker.purpose] ?? .init()).over(asker.role.rights)
        var ceiling = policy.ceilings[asker.purpose] ?? .init()
        if let grant = asker.grant, !grant.isApproved {
            // The highest level takes a second person.
            let highest = policy.levels.count - 2
            ceiling.lists = min(ceiling.lists ?? highest, highest)
            ceiling.totals = min(ceiling.totals ?? highest, highest)
        }
        self.ceiling = ceiling
        rules = policy.columnRules.filter { $0.counts(for: asker) }
    }

    private func rules(_ isPermit: Bool, _ action: PolicyDraft.ColumnRule.Action, _ column: House.Column, _ table: String)
        -> [PolicyDraft.ColumnRule]
    {
        rules.filter { $0.isPermit == isPermit && $0.actions.contains(action) && $0.covers(column, of: table) }
    }

    /// Whether the purpose covers columns of this level, whoever asks.
    private func isCovered(_ column: House.Column) -> Bool {
        column.level != nil && (isList ? ceiling.lists : ceiling.totals).map(column.isWithin) ?? true
    }

    func reach(of column: House.Column, in table: String) -> Reach {
        guard mayLeave(column, of: table) else { return .closed }
        let own = ownReach(of: column, in: table)
        guard isOutsideAgreement(column, table) else { return own }
        // Numbers link rows under an agreement too, and are not shown.
        return own == .closed || column.kind != .identifier ? .closed : .hidden
    }

    /// Whether some column of a table may leave the house, so that its rows may be counted there.
    func mayLeave(_ table: House.Table) -> Bool { table.columns.contains { mayLeave($0, of: table.name) } }

    /// Whether the answer stays in the house, or the column may leave it: denials first, then the purpose, then agreement, permits and role.
    private func mayLeave(_ column: House.Column, of table: String) -> Bool {
        guard asker.isLeaving else { return true }
        guard rules(false, .export, column, table).isEmpty, ceiling.export.map(column.isWithin) ?? true else { return false }
        if asker.agreement != nil || !rules(true, .export, column, table).isEmpty { return true }
        return rights.export.map(column.isWithin) ?? false
    }

    private func isOutsideAgreement(_ column: House.Column, _ table: String) -> Bool {
        asker.agreement.map { !$0.names(column, of: table) } ?? false
    }

    private func ownReach(of column: House.Column, in table: String) -> Reach {
        let read = readingReach(of: column, in: table)
        // Who may filter by a column may link and count by it, and sees nothing of it.
        return read == .closed && mayBePermitted(column, table) && !rules(true, .filters, column, table).isEmpty ? .hidden : read
    }

    /// Whether a right to choose by the column holds: nothing denies it, and the purpose covers the column and shows it as it is.
    private func mayBePermitted(_ column: House.Column, _ table: String) -> Bool {
        let most = Self.mask(ceiling, column)
        return rules(false, .filters, column, table).isEmpty && isCovered(column) && (most == nil || most == .show)
    }

    private func readingReach(of column: House.Column, in table: String) -> Reach {
        let action: PolicyDraft.ColumnRule.Action = isList ? .values : .totals
        guard rules(false, action, column, table).isEmpty, isCovered(column) else { return .closed }
        let own: Reach
        let permits = rules(true, action, column, table).map { Self.reach($0.mask, column) }
        if let first = permits.first {
            own = permits.contains(.open) ? .open : permits.reduce(first) { $0.combined(with: $1) }
        } else {
            guard let highest = isList ? rights.lists : rights.totals, column.isWithin(highest) else { return .closed }
            own = Self.mask(rights, column).map { Self.reach($0, column) } ?? (column.identifies == nil ? .open : .hidden)
        }
        guard let most = Self.mask(ceiling, column).map({ Self.reach($0, column) }) else { return own }
        return own.combined(with: most)
    }

    private static func mask(_ rights: PolicyDraft.Rights, _ column: House.Column) -> PolicyDraft.Mask? {
        guard let identifies = column.identifies else { return nil }
        return column.identifier.flatMap { rights.kinds[$0] } ?? (identifies == "direct" ? rights.direct : rights.quasi)
    }

    private static func reach(_ mask: PolicyDraft.Mask, _ column: House.Column) -> Reach {
        switch mask {
        case .show: .open
        case .hide: .hidden
        case .month: .month
        case .year: .year
        case .age: .age(1)
        case .ageBand5: .age(5)
        case .ageBand10: .age(10)
        case .pseudonym: .pseudonym
        case .partial: .partial(column.identifier ?? "")
        }
    }

    /// Whether rows may be chosen and sorted by the column though it is not shown.
    func mayFilter(_ column: House.Column, in table: String) -> Bool {
        guard mayBePermitted(column, table), !isOutsideAgreement(column, table), reach(of: column, in: table) != .closed else {
            return false
        }
        return column.identifier.map { rights.filter.contains($0) } == true || !rules(true, .filters, column, table).isEmpty
    }

    /// Whether rows may not be chosen and sorted by the column though it is shown.
    func isBarred(_ column: House.Column, in table: String) -> Bool {
        isOutsideAgreement(column, table) || !rules(false, .filters, column, table).isEmpty
    }
}

extension ColumnReach.Reach {
    /// Whether of two values the greater is shown as the greater, or both alike.
    var keepsOrder: Bool {
        switch self {
        case .open, .month, .year, .age: true
        case .partial, .pseudonym, .hidden, .closed: false
        }
    }

    /// What both allow.
    func combined(with other: Self) -> Self {
        switch (self, other) {
        case (.open, let one), (let one, .open): one
        case (.month, .year), (.year, .month): .year
        case (.age(let one), .age(let two)): .age(max(one, two))
        default: self == other ? self : .hidden
        }
    }
}
