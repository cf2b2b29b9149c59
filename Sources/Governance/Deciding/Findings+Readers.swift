import Algebra
import Catalog

/// In what role and for what purpose a column can be read, and under what conditions: what a policy says whoever asks.
public struct Reader: Sendable {
    /// The role.
    public var role: Role
    /// The purpose.
    public var purpose: String
    /// How values are shown in lists; nil when they are not.
    public var lists: Treatment?
    /// How values enter totals; nil when they do not.
    public var totals: Treatment?
    /// The rules that open rows of the table.
    public var rows: [Rule]
    /// The rules that close rows of it again.
    public var denials: [Rule]
    /// Rules about the column that count for some callers or in some circumstances only.
    public var depends: [Rule]
    /// What must be found in the database first.
    public var requirements: [Requirement]
}

extension Governor {
    /// Who can read a column by the policy, roles in its order, purposes in that of their names.
    ///
    /// Rules for some callers or circumstances are left aside and named in `depends`; those that are not in force on the day count as absent.
    public func readers(of column: Resource.Column, on day: String) -> [Reader] {
        guard let entity = catalog.entities[column.entity], let attribute = entity.attributes[column.attribute] else { return [] }
        return (policy.roles + (policy.breakGlass.map { [$0.role] } ?? [])).flatMap { role -> [Reader] in
            var environment = RequestEnvironment(now: day)
            if role.name == policy.breakGlass?.role.name {
                // As long as nobody has approved it.
                environment.grant = .supposed(isApproved: false)
            }
            let request = Request(governor: self, caller: Caller(id: "", kind: .service), environment: environment)
            return role.purposes.keys.sorted().compactMap { purpose -> Reader? in
                func isMeant(_ rule: Rule) -> Bool {
                    rule.target.concerns(role) && rule.target.purposes.map { $0.contains(purpose) } ?? true
                        && rule.target.validity.covers(day)
                }
                func isSure(_ rule: Rule) -> Bool { isMeant(rule) && rule.target.subjects.isEmpty && rule.target.when.isEmpty }
                let book = book.rows[role.name] ?? RuleBook.RowRules()
                let rows = (book.permits[entity.name] ?? []).map { self.book.entries[$0].rule }.filter(isMeant)
                let depends = (self.book.columns[column] ?? []).map { self.book.columnRules[$0] }.filter { isMeant($0) && !isSure($0) }
                func shown(isList: Bool) -> Treatment? {
                    guard role.lists || !isList || entity.patient == nil else { return nil }
                    let verdict = request.entitlements(
                        of: role, for: purpose, isList: isList, totalsAreSafe: !isList && role.smallCells != nil, counts: isSure
                    ).verdict(on: attribute, of: entity)
                    return verdict.isClosed || verdict.treatment == .hide ? nil : verdict.treatment
                }
                // Rows about nobody are read as totals are, one by one too.
                let totals = shown(isList: false)
                let lists = entity.patient == nil ? totals : shown(isList: true)
                let mayOpen = depends.contains { $0.effect == .permit && !$0.actions.isDisjoint(with: [.values, .totals]) }
                guard !rows.isEmpty, lists != nil || totals != nil || mayOpen else { return nil }
                return Reader(
                    role: role, purpose: purpose, lists: lists, totals: totals, rows: rows,
                    denials: (book.denials[entity.name] ?? []).map { self.book.entries[$0].rule }.filter(isMeant), depends: depends,
                    requirements: request.requirements(of: role, for: purpose))
            }
        }
    }
}
