extension PolicyDraft {
    /// Whether of some table about nobody that a question takes values from only some rows stand beside its totals.
    func narrows(_ question: Question, _ house: House, for asker: Asker) -> Bool {
        question.companions.contains { !companions(of: $0, beside: question, house, for: asker).isEmpty }
    }

    /// The question with all that stands beside its filtered totals named row by row.
    func narrowed(_ question: Question, _ view: AuthorisedView, _ house: House, for asker: Asker) -> String {
        let judge = RowJudge(house: house, data: view.rows, parameters: asker.parameters, named: named)
        var conditions: [String: String] = [:]
        for name in question.companions {
            let rules = companions(of: name, beside: question, house, for: asker)
            guard !rules.isEmpty else { continue }
            let key = house.table(name).key
            let rows = (view.rows.rows[name] ?? []).filter { row in
                rules.allSatisfy { rule in rule.conditions.allSatisfy { judge.judge($0, row, of: name) == true } }
            }
            let keys = rows.compactMap { if case .integer(let number) = $0[key] { String(number) } else { nil } }
            conditions[name] = "\(key) in (\((["0"] + keys).joined(separator: ", ")))"
        }
        return Question.text(question.template, narrowing: conditions)
    }

    private func companions(of name: String, beside question: Question, _ house: House, for asker: Asker) -> [RowRule] {
        guard question.tables.contains(where: { filters(house.table($0), for: asker) }) else { return [] }
        return asker.role.beside.filter { $0.covers(house.table(name)) && $0.target.fits(asker) == true }
    }
}
