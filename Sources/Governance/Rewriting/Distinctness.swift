import Algebra
import Catalog

/// The pass that leaves to disclosure to make rows distinct, and then to cut them, where something of them is masked.
///
/// Rows that differ may be alike once they are masked, so that neither how many a statement finds different nor which of them come first
/// may be seen. The statement makes rows distinct, so that there are fewer, only where they are told apart by numbers that are shown or
/// come as pseudonyms.
struct Distinctness {
    private(set) var query: Query
    /// Whether rows that are alike once they are masked leave as one.
    private(set) var isMasked = false
    /// How many rows the question itself asks for, to be counted only then.
    private(set) var limit: Int?

    init(_ query: Query, treatments: [Treatment], tracer: LineageTracer) {
        self.query = query
        guard case .select(var select) = query, select.distinct, treatments.contains(where: { $0 != .show && $0 != .hide }) else { return }
        isMasked = true
        if let cut = select.limit, cut.ties == .cut {
            limit = cut.count
            select.limit = nil
        }
        select.distinct = zip(select.outputs, treatments).allSatisfy { output, treatment in
            treatment == .show || treatment == .hide || tracer.isToldApart(output.expression, within: select)
        }
        self.query = .select(select)
    }
}
