import Catalog
import Database

/// Whether a catalog fits a database: tables and columns, keys that tell rows apart, lists of codes that are whole.
struct DatabaseReview {
    let catalog: Catalog
    let root: YAMLNode
    let file: String

    func findings(_ path: String, progress: (Double, String) -> Void) throws -> [Finding] {
        let reader = TableReader(connection: try Connection(path: path, mode: .readOnly))
        let places = Places(root)
        var findings: [Finding] = []
        var tables: [String: [String]] = [:]
        let rows = try reader.connection.rows(
            """
            SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
            WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
            """)
        for row in rows {
            guard case .text(let table) = row[0], case .text(let column) = row[1] else { continue }
            tables[table, default: []].append(column)
        }
        let known = Dictionary(tables.map { ($0.key.lowercased(), Set($0.value.map { $0.lowercased() })) }) { first, _ in first }
        for (index, name) in catalog.order.enumerated() {
            guard let entity = catalog.entities[name] else { continue }
            progress(Double(index) / Double(max(1, catalog.order.count)), name)
            guard let columns = known[entity.table.lowercased()] else {
                findings.append(Finding(.error, "The database has no table '\(entity.table)'.", file: file, line: places[name]))
                continue
            }
            var isWhole = true
            for attribute in entity.attributeOrder {
                guard let column = entity.attributes[attribute]?.column, !columns.contains(column.lowercased()) else { continue }
                isWhole = false
                findings.append(
                    Finding(.error, "The table '\(entity.table)' has no column '\(column)'.", file: file, line: places[name, attribute]))
            }
            guard isWhole else { continue }
            findings += try keys(of: entity, reader, places)
            for attribute in entity.attributeOrder {
                guard let known = entity.attributes[attribute], let column = known.column, !known.values.isEmpty else { continue }
                let others = try reader.strangers(column, of: entity.table, beyond: known.values)
                if others > 0 {
                    findings.append(
                        Finding(
                            .warning, "\(name).\(attribute) holds \(others) codes that 'values' does not list: nobody can ask for them.",
                            file: file,
                            line: places[name, attribute]))
                }
            }
        }
        return findings + undescribed(tables, places)
    }

    /// Keys and the far ends of to-one paths must tell rows apart: else a row is counted as often as it has partners.
    private func keys(of entity: Entity, _ reader: TableReader, _ places: Places) throws -> [Finding] {
        var findings: [Finding] = []
        if let key = entity.attributes[entity.key]?.column, try !reader.isUnique(key, of: entity.table) {
            findings.append(
                Finding(
                    .warning,
                    "The key '\(entity.key)' of \(entity.name) is not unique in the database: counts of distinct rows will be too low.",
                    file: file, line: places[entity.name]))
        }
        for relation in entity.relations.values.sorted(by: { $0.name < $1.name }) where !relation.toMany && relation.pairs.count == 1 {
            guard let target = catalog.entities[relation.target], let foreign = target.attributes[relation.pairs[0].foreign]?.column,
                target.key != relation.pairs[0].foreign, (try? reader.isUnique(foreign, of: target.table)) == false
            else { continue }
            findings.append(
                Finding(
                    .error, "The path '\(relation.name)' of \(entity.name) leads to several rows of \(target.name): make it a 'many'.",
                    file: file,
                    line: places[entity.name, relation.name]))
        }
        return findings
    }

    /// Tables and columns that no entity describes: nobody can ask for them, and nobody sees them.
    private func undescribed(_ tables: [String: [String]], _ places: Places) -> [Finding] {
        var findings: [Finding] = []
        var described: [String: Set<String>] = [:]
        for entity in catalog.entities.values {
            described[entity.table.lowercased(), default: []].formUnion(entity.attributes.values.compactMap { $0.column?.lowercased() })
        }
        if let clock = catalog.clock { described[clock.table.lowercased(), default: []].insert(clock.column.lowercased()) }
        let unknown = tables.keys.filter { described[$0.lowercased()] == nil }.sorted()
        if !unknown.isEmpty {
            findings.append(
                Finding(
                    .note, "No entity describes the tables \(unknown.joined(separator: ", ")): nobody can ask for what they hold.",
                    file: file))
        }
        for name in catalog.order {
            guard let entity = catalog.entities[name],
                let columns = tables.first(where: { $0.key.lowercased() == entity.table.lowercased() })?.value
            else { continue }
            let open = columns.filter { described[entity.table.lowercased()]?.contains($0.lowercased()) == false }
            if !open.isEmpty {
                findings.append(
                    Finding(
                        .note, "\(name) leaves out the columns \(open.joined(separator: ", ")) of '\(entity.table)'.", file: file,
                        line: places[name]))
            }
        }
        return findings
    }
}
