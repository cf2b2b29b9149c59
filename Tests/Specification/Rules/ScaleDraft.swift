extension PolicyDraft {
    /// A level of the policy's own, with what it covers.
    package struct Step: Sendable {
        package var name: String
        package var selectors: [ColumnRule.Selector]

        var text: String {
            let on = selectors.map { "{ \($0.text(levels: House.levels)) }" }
            return "{ name: \(name), on: [\(on.joined(separator: ", "))] }"
        }
    }

    /// The house with the levels that count: of its own scale a column has the highest that selects it, or none.
    package func levelled(_ house: House) -> House {
        guard let scale else { return house }
        return house.levelled { column, table in
            scale.lastIndex { step in step.selectors.contains { $0.covers(column, of: table) } }
        }
    }
}
