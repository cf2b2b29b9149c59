import Algebra
import Catalog

/// The pass that keeps masked values out of the order: rows that tie are put in order by what they show, not by what they hide.
///
/// Compilation breaks ties by the outputs as the database has them, so a list of partial identity numbers would come in the order of the
/// whole ones. Where an output is masked, the sorting keys are appended hidden; disclosure then orders each run of ties anew. Where the
/// result is cut, disclosure would come too late: which rows stay is decided by what is shown as it is, and by their keys.
struct TieBreaking {
    private(set) var query: Query
    /// Names of the columns that hold the sorting keys; nil where nothing is masked and the rows stay as they come.
    private(set) var ties: [String]?

    /// Breaks the ties of a query.
    ///
    /// - Parameters:
    ///   - isCut: whether it will be bounded besides its own limit.
    ///   - keys: by alias of a table the column that tells its rows apart, where the caller may read it.
    init(_ query: Query, treatments: [Treatment], isCut: Bool = false, keys: [String: Term] = [:]) {
        self.query = query
        guard treatments.contains(where: { $0 != .show && $0 != .hide }) else { return }
        switch query {
        case .select(var select):
            // In a distinct result another column makes more rows, which disclosure makes one.
            ties = Self.append(select.order, to: &select.outputs)
            if isCut || select.limit?.ties == .cut {
                select.order += Self.shown(select.outputs, treatments) + Self.keys(of: select, keys)
            }
            self.query = .select(select)
        case .align(var alignment):
            ties = Self.append(alignment.order, to: &alignment.outputs)
            if isCut || alignment.limit?.ties == .cut {
                alignment.order += Self.shown(alignment.outputs, treatments) + alignment.keys.map { Ordering($0) }
            }
            self.query = .align(alignment)
        case .combine: ties = []
        }
    }

    /// The outputs that are shown as they are, as sorting keys.
    private static func shown(_ outputs: [Output], _ treatments: [Treatment]) -> [Ordering] {
        zip(outputs, treatments).compactMap { output, treatment in
            treatment == .show && output.role != .hidden ? Ordering(output.expression) : nil
        }
    }

    /// What tells the rows of a select apart.
    private static func keys(of select: Select, _ keys: [String: Term]) -> [Ordering] {
        if select.isAggregate { return select.keys.map { Ordering($0.expression) } }
        guard !select.distinct, let key = select.source.alias.flatMap({ keys[$0] }) else { return [] }
        return [Ordering(key)]
    }

    /// The names of outputs that hold the keys; those that are missing are added.
    private static func append(_ order: [Ordering], to outputs: inout [Output]) -> [String] {
        order.enumerated().map { index, key in
            if let output = outputs.first(where: { $0.expression == key.expression }) { return output.name }
            let name = "order_\(index + 1)"
            outputs.append(Output(name, key.expression, role: .hidden))
            return name
        }
    }
}
