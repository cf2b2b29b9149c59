import Database

/// Guesses a catalog from tables: entities, keys, paths, types, times, the patient and the way there.
struct Drafting {
    let tables: [TableShape]
    let reader: TableReader
    private var draft: Draft
    /// Entities by their tables' names in small letters.
    private var entityOf: [String: Int] = [:]

    init(name: String, tables: [TableShape], reader: TableReader) {
        self.tables = tables
        self.reader = reader
        draft = Draft(name: name, entities: [])
    }

    /// The catalog as far as it can be guessed.
    consuming func guess() throws -> Draft {
        enter()
        try relate()
        findPatient()
        for index in draft.entities.indices { describe(index) }
        return draft
    }

    // MARK: Entities, keys, attributes

    private mutating func enter() {
        var taken: Set<String> = []
        let plain = Set(tables.map { Naming.identifier($0.name) })
        for table in tables {
            var name = Naming.entity(table.name)
            // A name that lost its mark must not take that of the table which is called so.
            if taken.contains(name) || (plain.contains(name) && name != Naming.identifier(table.name)) {
                name = Naming.identifier(table.name)
            }
            while !taken.insert(name).inserted { name += "_2" }
            entityOf[table.name.lowercased()] = draft.entities.count
            var entity = Draft.Entity(name: name, table: table.name, rows: table.rows, key: "")
            var names: Set<String> = []
            for column in table.columns {
                var attribute = Naming.identifier(column.name)
                while !names.insert(attribute).inserted { attribute += "_2" }
                entity.attributes.append(Draft.Attribute(name: attribute, column: column.name, type: "text"))
            }
            draft.entities.append(entity)
        }
        for (index, table) in tables.enumerated() {
            let key = self.key(of: table)
            draft.entities[index].key = attribute(key.column, of: index)
            draft.entities[index].keyIsUnique = key.isUnique
        }
    }

    /// The column that identifies a row: what other tables refer to, else the primary key, else what is unique as far as can be seen.
    private func key(of table: TableShape) -> (column: String, isUnique: Bool) {
        var referred: [String: Int] = [:]
        for other in tables where other.name != table.name {
            for key in other.foreignKeys where key.table.lowercased() == table.name.lowercased() && !key.foreign.isEmpty {
                referred[key.foreign.lowercased(), default: 0] += 1
            }
            // Without declarations, a column of the same name elsewhere says as much.
            for column in table.columns where column.isDeclaredUnique && !column.isPrimaryKey && other.column(column.name) != nil {
                referred[column.name.lowercased(), default: 0] += 1
            }
        }
        let unique = table.columns.filter(\.isDeclaredUnique)
        let most = unique.max { referred[$0.name.lowercased(), default: 0] < referred[$1.name.lowercased(), default: 0] }
        if let most, referred[most.name.lowercased(), default: 0] > 0 { return (most.name, true) }
        if let primary = table.columns.first(where: \.isPrimaryKey) ?? unique.first { return (primary.name, true) }
        let seen = table.columns.filter(\.sample.isUnique)
        let found = seen.first { Guesses.isIdentifier(Naming.identifier($0.name)) } ?? seen.first
        return found.map { ($0.name, true) } ?? (table.columns.first?.name ?? "", table.rows == 0)
    }

    private func attribute(_ column: String, of index: Int) -> String {
        draft.entities[index].attributes.first { $0.column.lowercased() == column.lowercased() }?.name ?? column
    }

    // MARK: Paths

    private mutating func relate() throws {
        for (index, table) in tables.enumerated() {
            // A column that is declared to lead to several tables leads to another one in each row.
            let declared = Dictionary(grouping: table.foreignKeys) { $0.column.lowercased() }
            for column in table.columns {
                let local = attribute(column.name, of: index)
                let keys = declared[column.name.lowercased()] ?? []
                if keys.count > 1 {
                    let names = keys.map(\.table).joined(separator: ", ")
                    draft.entities[index].remarks.append(
                        "\(local) leads to one of \(names), depending on the row: no path was made; decide whether one is needed.")
                } else if let key = keys.first, let target = entityOf[key.table.lowercased()] {
                    let foreign = key.foreign.isEmpty ? draft.entities[target].key : attribute(key.foreign, of: target)
                    add(from: index, local, to: target, foreign, isGuessed: false)
                } else if local != draft.entities[index].key || !draft.entities[index].keyIsUnique || !ownKey(local, of: index),
                    let target = try named(column.name, in: table, from: index)
                {
                    add(from: index, local, to: target, draft.entities[target].key, isGuessed: true)
                }
            }
        }
    }

    /// Whether a key is the table's own, and not another's by whose rows it goes: a death's person_id is the person's.
    private func ownKey(_ local: String, of index: Int) -> Bool {
        let entity = draft.entities[index]
        return local.hasPrefix(entity.name)
            || !draft.entities.indices.contains {
                $0 != index && draft.entities[$0].key == local && local.hasPrefix(draft.entities[$0].name)
            }
    }

    /// The entity that a column leads to by its name: it is called as the key there, or ends so.
    private func named(_ column: String, in table: TableShape, from index: Int) throws -> Int? {
        let name = Naming.identifier(column)
        let candidates = draft.entities.indices.filter { target in
            let key = draft.entities[target].key
            guard draft.entities[target].keyIsUnique, key.count > 3, key != "row_id" else { return false }
            if name == key { return target != index && ownKey(key, of: target) }
            return name.hasSuffix("_" + key) && key.contains("id")
        }
        // The entity whose name the key bears goes before others that have the same column.
        let sorted = candidates.sorted { one, other in
            func rank(_ target: Int) -> Int { draft.entities[target].key.hasPrefix(draft.entities[target].name) ? 0 : 1 }
            return (rank(one), -draft.entities[one].key.count, one) < (rank(other), -draft.entities[other].key.count, other)
        }
        for target in sorted {
            let entity = draft.entities[target]
            let foreign = entity.attribute(entity.key)?.column ?? entity.key
            if try reader.isContained(column, of: table.name, in: foreign, of: entity.table) { return target }
        }
        return nil
    }

    private mutating func add(from index: Int, _ local: String, to target: Int, _ foreign: String, isGuessed: Bool) {
        let there = draft.entities[target]
        let foreignKey = foreign == there.key ? nil : foreign
        if let place = draft.entities[index].attributes.firstIndex(where: { $0.name == local }) {
            draft.entities[index].attributes[place].isKey = true
        }
        var name = local
        for ending in ["_id", "_code", "_no", "_key"] where name.hasSuffix(ending) && name.count > ending.count {
            name = String(name.dropLast(ending.count))
            break
        }
        if local == there.key || name == local { name = there.name }
        name = unused(name, in: index, or: "\(name)_\(there.name)")
        draft.entities[index].one.append(Draft.Relation(name: name, target: there.name, local: local, foreign: foreignKey))
        // Back from a dictionary by a guessed role is a way that nobody asks for.
        if isGuessed, local != there.key { return }
        // A table's own name is its plural, where it is one.
        let table = Naming.identifier(draft.entities[index].table)
        let isPlural =
            table != draft.entities[index].name
            && Naming.entity(table) == table.split(separator: "_").map { Naming.singular(String($0)) }.joined(separator: "_")
        let plural = isPlural ? table : Naming.plural(draft.entities[index].name)
        let back = unused(plural, in: target, or: "\(plural)_by_\(name)")
        draft.entities[target].many.append(
            Draft.Relation(name: back, target: draft.entities[index].name, local: foreign, foreign: local))
    }

    private func unused(_ name: String, in index: Int, or other: String) -> String {
        let entity = draft.entities[index]
        func isTaken(_ name: String) -> Bool {
            entity.attribute(name) != nil || entity.one.contains { $0.name == name } || entity.many.contains { $0.name == name }
        }
        if !isTaken(name) { return name }
        var result = other
        while isTaken(result) { result += "_2" }
        return result
    }

    // MARK: The patient

    private mutating func findPatient() {
        let best = draft.entities.indices.max { one, other in
            func rank(_ index: Int) -> (Int, Int) { (Guesses.isPatient(draft.entities[index].name), draft.entities[index].many.count) }
            return rank(one) < rank(other)
        }
        guard let best, Guesses.isPatient(draft.entities[best].name) > 0 else { return }
        draft.entities[best].patient = []
        // The shortest way to the patient, from near to far.
        var frontier = [best]
        while !frontier.isEmpty {
            var next: [Int] = []
            for index in draft.entities.indices where draft.entities[index].patient == nil {
                for relation in draft.entities[index].one {
                    guard let target = draft.index(of: relation.target), frontier.contains(target),
                        let rest = draft.entities[target].patient
                    else { continue }
                    draft.entities[index].patient = [relation.name] + rest
                    next.append(index)
                    break
                }
            }
            frontier = next
        }
    }

    // MARK: What columns are

    private mutating func describe(_ index: Int) {
        let table = tables[index]
        var entity = draft.entities[index]
        let names = entity.attributes.map(\.name)
        let isReferred = draft.entities.contains { $0.one.contains { $0.target == entity.name } }
        entity.isDictionary =
            entity.patient == nil && entity.keyIsUnique && isReferred
            && Guesses.isDictionary(entity.name, table: table.name, columns: names)
        for place in entity.attributes.indices {
            guard let column = table.column(entity.attributes[place].column) else { continue }
            var attribute = entity.attributes[place]
            let isKey = attribute.isKey || attribute.name == entity.key || Guesses.isIdentifier(attribute.name)
            attribute.isKey = isKey
            attribute.type = Guesses.type(column, name: attribute.name, isKey: isKey)
            attribute.isPublic = entity.isDictionary
            if attribute.type == "code" { attribute.codes = column.sample.codes }
            if let found = Guesses.identification(attribute.name, type: attribute.type, isAboutPatients: entity.patient != nil),
                !entity.isDictionary
            {
                (attribute.identifies, attribute.kind) = found
            }
            if attribute.identifies == nil, let path = entity.patient, isKey {
                let target = entity.one.first { $0.local == attribute.name }?.target
                if path.isEmpty && attribute.name == entity.key || target == draft.patient?.name {
                    (attribute.identifies, attribute.kind) = ("direct", "patient-number")
                } else if Guesses.isEncounter(target ?? (attribute.name == entity.key ? entity.name : "")) {
                    (attribute.identifies, attribute.kind) = ("direct", "encounter-number")
                }
            }
            entity.attributes[place] = attribute
        }
        let titles = entity.attributes.filter { $0.type == "text" || $0.type == "code" }.compactMap { attribute in
            Guesses.titleRank(attribute.name, entity: entity.name).map { (rank: $0, name: attribute.name) }
        }
        entity.title = titles.min { $0.rank < $1.rank }?.name
        if entity.isDictionary, let title = entity.title, let place = entity.attributes.firstIndex(where: { $0.name == title }) {
            entity.attributes[place].type = "text"
            entity.attributes[place].codes = []
            // Of long lists only whole titles are words: parts of them would be everywhere.
            entity.attributes[place].vocabulary = entity.rows > 5_000 ? "whole" : "true"
        } else if entity.isDictionary {
            entity.remarks.append("No column names its rows; if one does, say so in 'label' and make it 'vocabulary: true'.")
        }
        let times = entity.attributes.compactMap { attribute -> (rank: Int, name: String)? in
            guard let column = table.column(attribute.column), column.sample.filled > 0 || table.rows == 0 else { return nil }
            return Guesses.timeRank(attribute.name, type: attribute.type, entity: entity.name).map { ($0, attribute.name) }
        }
        if !entity.isDictionary, entity.patient != [] { entity.time = times.min { $0.rank < $1.rank }?.name }
        if let time = entity.time, let type = entity.attribute(time)?.type {
            let ends = entity.attributes.filter { Guesses.isEnd($0.name) && ["date", "datetime"].contains($0.type) }
            entity.end = (ends.first { $0.type == type } ?? ends.first)?.name
        }
        entity.value = entity.attributes.first { Guesses.isValue($0.name) && ["decimal", "integer"].contains($0.type) }?.name
        entity.isEncounter =
            entity.patient != nil && entity.patient != [] && entity.time != nil && Guesses.isEncounter(entity.name)
            && draft.entities.contains { $0.one.contains { $0.target == entity.name } }
        formulas(&entity)
        if !entity.keyIsUnique {
            entity.remarks.append(
                "No column tells its rows apart: '\(entity.key)' stands in for a key. Counting rows is safe, paths to it are not.")
        }
        if entity.rows == 0 { entity.remarks.append("The table is empty: types are guessed from the declaration alone.") }
        draft.entities[index] = entity
    }

    /// What follows from the columns: the age of somebody who was born, and what is not over.
    private func formulas(_ entity: inout Draft.Entity) {
        if let known = entity.attribute("age") {
            if known.type == "integer" { entity.age = "age" }
        } else if entity.patient == [],
            let birth = entity.attributes.first(where: { Guesses.isBirth($0.name) && ["date", "datetime"].contains($0.type) })
        {
            var age = Draft.Attribute(name: "age", column: "", type: "integer")
            (age.formula, age.unit, age.identifies, age.kind) = ("age(\(birth.name), $now)", "years", "quasi", "age")
            entity.attributes.append(age)
            entity.age = "age"
        }
        if entity.isEncounter, let end = entity.end, entity.attribute("is_current") == nil {
            var current = Draft.Attribute(name: "is_current", column: "", type: "boolean")
            current.formula = "\(end) is null"
            entity.attributes.append(current)
            entity.current = "is_current"
        }
    }
}
