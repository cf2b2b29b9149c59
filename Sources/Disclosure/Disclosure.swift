import Catalog

/// The last step before rows leave: carries out a `DisclosurePlan` — small cells, masks, pseudonyms — and says what it did.
///
/// A pure function of plan, rows and key. What it has no way to mask it does not let out.
public struct Disclosure: Sendable {
    private let pseudonyms: Pseudonyms
    private let deidentifier: Deidentifier?

    /// A disclosure stage.
    ///
    /// - Parameters:
    ///   - key: secret of the workspace from which pseudonyms are made, at least 32 bytes.
    ///   - deidentifier: finds identifiers in free text; without one, text that must be de-identified does not leave.
    public init(key: [UInt8], deidentifier: Deidentifier? = nil) {
        pseudonyms = Pseudonyms(key: key)
        self.deidentifier = deidentifier
    }

    /// What may leave of a table.
    ///
    /// - Parameters:
    ///   - plan: one entry for each column of `rows`.
    ///   - rows: the rows of the governed query, hidden columns included.
    public func apply(_ plan: DisclosurePlan, rows: [[Cell]]) -> DisclosedTable {
        let leaving = plan.columns.indices.filter { plan.columns[$0].role != .hidden }
        var rows = rows
        var suppressed = 0
        if let threshold = plan.threshold {
            var suppression = Suppression(plan: plan, threshold: threshold, rows: rows)
            suppression.run()
            rows = suppression.rows
            suppressed = suppression.count(in: leaving)
        }
        var cut: Int?
        func bound() {
            guard let most = plan.mostRows, rows.count > most else { return }
            rows.removeSubrange(most...)
            cut = most
        }
        if !plan.isDistinct { bound() }
        // Which rows tie must be seen before their values are masked.
        let runs = plan.ties.map { Ties(rows, by: $0) }
        var masked: [String] = []
        for index in leaving {
            let column = plan.columns[index]
            guard column.treatment != .show else { continue }
            if column.treatment != .hide { masked.append(column.name) }
            for row in rows.indices { rows[row][index] = mask(rows[row][index], column, domain: plan.pseudonymDomain) }
        }
        if let runs { rows = runs.ordered(rows, by: leaving) }
        if plan.isDistinct {
            var seen: Set<[Cell.Identity]> = []
            rows = rows.filter { row in seen.insert(leaving.map { row[$0].identity }).inserted }
            if let limit = plan.limit, rows.count > limit { rows.removeSubrange(max(0, limit)...) }
            bound()
        }
        var prompts: [Prompt] = []
        if suppressed > 0, let prompt = plan.prompts["small-cells"] {
            prompts.append(prompt.filled(["count": String(suppressed), "threshold": String(plan.threshold ?? 0)]))
        }
        if !masked.isEmpty, !rows.isEmpty, let prompt = plan.prompts["masked"] {
            prompts.append(
                prompt.filled(["columns": masked.map { $0.split(separator: "_").joined(separator: " ") }.joined(separator: ", ")]))
        }
        if let cut, let prompt = plan.prompts["row-limit"] { prompts.append(prompt.filled(["count": String(cut)])) }
        return DisclosedTable(
            columns: leaving, rows: rows.map { row in leaving.map { row[$0] } }, suppressed: suppressed, masked: masked, prompts: prompts)
    }

    private func mask(_ cell: Cell, _ column: DisclosurePlan.Column, domain: String?) -> Cell {
        if cell == .null || cell == .suppressed { return cell }
        switch column.treatment {
        case .show: return cell
        case .hide: return .null
        case .partial(let kind): return PartialMask(kind: kind).apply(cell)
        case .generalise(let granularity): return Generalisation(granularity).apply(cell)
        case .pseudonym: return pseudonyms.apply(cell, of: column.identifies, domain: domain)
        case .deidentify:
            guard case .text(let text) = cell, let deidentifier else { return .null }
            return deidentifier.apply(text).map { .text($0) } ?? .null
        }
    }
}

/// A table that may leave.
public struct DisclosedTable: Sendable, Hashable {
    /// Indexes into the plan's columns of the columns that leave, in order: all but the hidden ones.
    public var columns: [Int]
    /// One cell for each of `columns`.
    public var rows: [[Cell]]
    /// How many cells were suppressed, those of groups that left no row included.
    public var suppressed: Int
    /// Names of columns whose values were masked, for the audit record.
    public var masked: [String]
    /// What the reader must be told about it.
    public var prompts: [Prompt]
}
