import Database

extension PolicyDraft {
    /// A fact that must be found in the database before anything is answered: some row of a table.
    package struct Requirement: Sendable {
        package var name: String
        package var table: String
        package var condition: RowCondition?
        /// The column whose least value becomes `$name.value`.
        package var column: String

        /// The parameter that holds what was found.
        var parameter: String { name + ".value" }

        /// What is found: the least of the rows' values, nulls last; nil when there is no row.
        func found(_ judge: RowJudge) -> Value? {
            let rows = (judge.data.rows[table] ?? []).filter { row in condition.map { judge.judge($0, row, of: table) == true } ?? true }
            guard !rows.isEmpty else { return nil }
            let values = rows.compactMap { $0[column] }.filter { !$0.isNull }
            return values.min { RowJudge.compare($0, $1) == -1 } ?? .null
        }

        var text: String {
            let query = "from \(table)\(condition.map { " where \($0.text)" } ?? "") select value: \(column) order \(column) limit 1"
            return "{ fact: \(PolicyDraft.quoted(query)), as: \(name), otherwise: missing }"
        }
    }

    /// What a third party may have, until when and where.
    package struct Agreement: Sendable {
        /// As `table.column`.
        package var columns: Set<String>
        package var from: String?
        package var until: String
        package var destinations: [String]

        func names(_ column: House.Column, of table: String) -> Bool { columns.contains("\(table).\(column.name)") }

        /// Why nothing may be answered; nil when it runs and reaches where the answer goes.
        func bar(to destination: Value?) -> String? {
            let day = String(World.now.prefix(10))
            if day > until || from.map({ day < $0 }) == true { return "the agreement does not run" }
            guard case .text(let place) = destination else { return nil }
            return destinations.contains(place) ? nil : "the agreement does not reach \(place)"
        }

        var text: String {
            "{ columns: [\(columns.sorted().joined(separator: ", "))], until: \(until)\(from.map { ", from: \($0)" } ?? ""), "
                + "destinations: [\(destinations.joined(separator: ", "))] }"
        }
    }

    /// The asker with the facts that purpose and role demand, or with what keeps everything from being answered.
    func standing(of asker: Asker, data: HouseData, house: House) -> Asker {
        var result = asker
        for name in Set((demands[asker.purpose] ?? []) + asker.role.requires).sorted() {
            guard let requirement = requirements.first(where: { $0.name == name }) else { continue }
            let judge = RowJudge(house: house, data: data, parameters: asker.parameters)
            guard let value = requirement.found(judge) else {
                result.bar = result.bar ?? "the fact \(name) is missing"
                continue
            }
            result.parameters[requirement.parameter] = value
        }
        result.demands = !((demands[asker.purpose] ?? []) + asker.role.requires).isEmpty
        result.agreement = asker.role.agreement.flatMap { agreements[$0] }
        result.bar = result.bar ?? result.agreement?.bar(to: asker.parameters["environment.destination"])
        return result
    }
}
