/// Writes a guessed catalog and its words down, with what a person has to decide next.
struct StarterWriter {
    let draft: Draft

    // MARK: catalog.yaml

    var catalog: String {
        var text = """
            # What the database '\(draft.name)' means: a starter that 'lamplight lexicon init' guessed from its tables. Every guess is to be confirmed.
            #
            # What to decide, in this order ('lamplight lexicon check' tells what is still open):
            # 1. Levels. All columns are highly-sensitive, so that nothing is shown before somebody has decided; only what looks like a list
            #    of codes is public. Lower a level (public, internal, sensitive) column by column; read 'identifies' and 'kind' while at it.
            # 2. The patient. \(draft.patient.map { "'\($0.name)' is taken for the patient" } ?? "No table looks like the patients': write 'patient: self' there"); every entity about people needs a path to it in 'patient'.
            # 3. Paths. 'one' leads to one row, 'many' to any number. Names may be roles: attending, surgeon.
            # 4. Times. 'time' is what "last month" selects rows by, 'end' when a row was over.
            # 5. Names. Give entities and attributes the names that people in the house use; then write them into words.en.yaml.
            # 6. Measures and concepts: what the house counts, and what it means by names such as diabetes. Documentation/lexicons.md shows how.
            # 7. The clock: write 'clock: table.column' where the data's now stands, or 'now' into each workspace.
            name: \(scalar(draft.name))

            entities:

            """
        let people = draft.entities.filter { !$0.isDictionary }.sorted {
            ($0.patient?.count ?? 9, $0.name) < ($1.patient?.count ?? 9, $1.name)
        }
        for entity in people { text += self.entity(entity) }
        let dictionaries = draft.entities.filter(\.isDictionary)
        if !dictionaries.isEmpty { text += "  # ---- lists of codes: no patient stands in them ----\n" }
        for entity in dictionaries { text += self.entity(entity) }
        text += """
            # measures:
            #   admissions: { entity: admission, value: count(), time: admit_time, definition: stays by the time of admission }
            # concepts:
            #   diabetes: { entity: diagnosis, where: "code starts with 'E11'", source: ICD-10 E11 }

            """
        return text
    }

    private func entity(_ entity: Draft.Entity) -> String {
        var text = "  \(entity.name):\n"
        for remark in entity.remarks { text += "    # \(remark)\n" }
        if entity.patient == nil, !entity.isDictionary {
            text += "    # No path to the patient was found: if its rows are about people, write one in 'patient'; else lower its levels.\n"
        }
        if entity.table != entity.name { text += "    table: \(scalar(entity.table))\n" }
        text += "    key: \(entity.key)\n"
        if let time = entity.time { text += "    time: \(time)\n" }
        if let end = entity.end { text += "    end: \(end)\n" }
        if let age = entity.age { text += "    age: \(age)\n" }
        if let current = entity.current { text += "    current: \(current)\n" }
        if entity.isEncounter { text += "    encounter: true\n" }
        if let patient = entity.patient { text += "    patient: \(patient.isEmpty ? "self" : patient.joined(separator: "."))\n" }
        if let value = entity.value { text += "    value: \(value)\n" }
        text += "    label: [\(entity.title ?? entity.key)]\n    listing: [\(listing(entity).joined(separator: ", "))]\n    attributes:\n"
        for attribute in entity.attributes { text += "      \(attribute.name): \(self.attribute(attribute))\n" }
        text += relations("one", entity.one) { relation in
            relation.foreign.map { "on: [\(scalar("\(relation.local) = \($0)"))]" } ?? "by: \(relation.local)"
        }
        text += relations("many", entity.many) { relation in
            let foreign = relation.foreign ?? entity.key
            return relation.local == entity.key ? "by: \(foreign)" : "on: [\(scalar("\(relation.local) = \(foreign)"))]"
        }
        return text + "\n"
    }

    private func relations(_ kind: String, _ relations: [Draft.Relation], by: (Draft.Relation) -> String) -> String {
        guard !relations.isEmpty else { return "" }
        return "    \(kind):\n" + relations.map { "      \($0.name): { to: \($0.target), \(by($0)) }\n" }.joined()
    }

    private func attribute(_ attribute: Draft.Attribute) -> String {
        var parts: [String] = []
        if attribute.formula == nil, attribute.column != attribute.name { parts.append("column: \(scalar(attribute.column))") }
        parts.append("type: \(attribute.type)")
        // A formula is as guarded as what it is made of.
        if attribute.formula == nil { parts.append("level: \(attribute.isPublic ? "public" : "highly-sensitive")") }
        if let unit = attribute.unit { parts.append("unit: \(unit)") }
        if let identifies = attribute.identifies, let kind = attribute.kind { parts += ["identifies: \(identifies)", "kind: \(kind)"] }
        if let vocabulary = attribute.vocabulary { parts.append("vocabulary: \(vocabulary)") }
        if let formula = attribute.formula { parts.append("is: \(scalar(formula))") }
        if !attribute.codes.isEmpty { parts.append("values: [\(attribute.codes.map(scalar).joined(separator: ", "))]") }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    /// What is shown of a row when nothing else is asked: its name, its time, the names of what it points at, its number.
    private func listing(_ entity: Draft.Entity) -> [String] {
        var paths = [entity.title ?? entity.key]
        if let time = entity.time { paths.append(time) }
        // Where a thing came from and of which sort it is, is rarely what is asked.
        for relation in entity.one where !["source", "type"].contains(where: { relation.name.contains($0) }) {
            if let target = draft.entities.first(where: { $0.name == relation.target }), target.isDictionary, let title = target.title {
                paths.append("\(relation.name).\(title)")
            }
        }
        if let value = entity.value { paths.append(value) }
        for attribute in entity.attributes where !attribute.isKey && attribute.type == "code" { paths.append(attribute.name) }
        var seen: Set<String> = []
        return Array(paths.filter { seen.insert($0).inserted }.prefix(5))
    }

    // MARK: words.en.yaml

    var words: String {
        var text = """
            # The English words of '\(draft.name)': what people call things, as 'lamplight lexicon init' read them off tables and columns. Columns have names
            # that nobody says: replace them. The first word of a list is the one that answers use. Documentation/lexicons.md explains all sections.

            # Things that are counted and listed.
            nouns:

            """
        for entity in draft.entities {
            let one = Naming.spoken(entity.name)
            var words = [one]
            if Guesses.isPatient(entity.name) > 0, entity.patient == [] {
                words += ["patient", "person", "people"].filter { $0 != one }
            }
            text +=
                "  - { entity: \(entity.name), one: \(scalar(one)), many: \(scalar(Naming.plural(one))), words: [\(words.map(scalar).joined(separator: ", "))] }\n"
        }
        text += "\n# What is asked about them.\nattributes:\n"
        for entity in draft.entities {
            for attribute in entity.attributes where !attribute.isKey {
                text += "  \(entity.name).\(attribute.name): [\(scalar(Naming.spoken(attribute.name)))]\n"
            }
        }
        text += """

            # Qualities: a word for a condition.
            # values:
            #   - { entity: patient, where: "gender = 'f'", words: [female, woman, women] }

            # Verbs: what is told to have happened to somebody.
            # events:
            #   - { entity: prescription, words: [prescribe, receive, take, give] }

            """
        return text
    }

    // MARK: workspace.yaml

    var workspace: String {
        """
        # What every workspace over this database begins with: 'lamplight init' copies it into lamplight.yaml.

        # How people of the database are callers by their row (staff.12), and what the policy's rules may ask about them.
        # directory:
        #   prefix: staff
        #   entity: staff
        #   key: staff_id
        #   attributes: { role: role, department: department.name }

        # Service accounts: programs and offices that are nobody's row, with the attributes that the policy's rules ask about.
        accounts: {}

        """
    }

    /// A YAML scalar, in quotes where it would be read as something else.
    private func scalar(_ text: String) -> String {
        let isPlain =
            text.first.map { $0.isASCII && $0.isLetter } == true && text.last != " "
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "_ -".utf8.contains(byte)
            }
        if isPlain, !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) { return text }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\u{0}"..<" ", "\u{7F}": "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(Character(scalar))
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
