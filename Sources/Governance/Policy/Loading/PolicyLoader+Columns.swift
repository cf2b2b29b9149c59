import Algebra
import Catalog

extension PolicyLoader {
    /// The policy's own levels, lowest first.
    func scale(_ node: YAMLNode) throws(CatalogError) -> Scale {
        var steps: [Scale.Step] = []
        for item in try node.items() {
            try item.check(keys: ["name", "label", "on"])
            let name = try item.required("name").string()
            guard !steps.contains(where: { $0.name == name }) else { throw item.error("There are two levels '\(name)'.") }
            var resources: [Resource] = []
            let on = try item.required("on")
            if case .sequence(let several) = on.value {
                for one in several { resources.append(try columnResource(one, levels: Level.allCases.map(\.rawValue))) }
            } else {
                resources = [try columnResource(on, levels: Level.allCases.map(\.rawValue))]
            }
            steps.append(
                Scale.Step(
                    name: name, label: try optionalWording(item.value("label")) ?? Wording(["en": name]), resources: resources,
                    place: on))
        }
        guard steps.count >= 2 else { throw node.error("A scale has at least two levels, lowest first.") }
        return Scale(steps: steps, isOwn: true)
    }

    private func columnResource(_ node: YAMLNode, levels: [String]) throws(CatalogError) -> Resource {
        try resource(node, keys: ["entities", "about", "attributes", "levels", "identifiers", "identifies"], levels: levels)
    }

    /// A selector of resources; `keys` checks that nothing else stands there.
    func resource(_ node: YAMLNode, keys: [String]?, levels known: [String]? = nil) throws(CatalogError) -> Resource {
        if let keys { try node.check(keys: keys) }
        var resource = Resource()
        if let about = try node.value("about") {
            guard try about.string() == "patients", try node.value("entities") == nil else {
                throw about.error("Expected 'about: patients' alone, or 'entities' with a list of names.")
            }
            resource.aboutPatients = true
        }
        resource.entities = try node.value("entities")?.set()
        guard keys != nil else { return resource }
        resource.columns = try node.read("attributes", columnNames)
        resource.kinds = try node.value("identifiers")?.set()
        if let item = try node.value("identifies") {
            resource.identifies = []
            for word in try item.items() { resource.identifies?.insert(try word.one(of: Identification.self)) }
        }
        if let item = try node.value("levels") {
            let names = known ?? policy.scale.steps.map(\.name)
            for name in try item.strings() where !names.contains(name) {
                throw item.error("There is no level '\(name)'.", suggestion: nearest(to: name, among: names))
            }
            resource.levels = Set(try item.strings())
        }
        return resource
    }

    func columnNames(_ node: YAMLNode) throws(CatalogError) -> Set<Resource.Column> {
        var columns: Set<Resource.Column> = []
        for item in try node.items() {
            let parts = try item.string().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw item.error("Expected an attribute with its entity, such as 'patient.name'.") }
            columns.insert(Resource.Column(entity: parts[0], attribute: parts[1]))
        }
        return columns
    }

    func columns(_ node: YAMLNode) throws(CatalogError) -> ColumnRights {
        try node.check(keys: ["lists", "totals", "export", "identifiers", "direct", "quasi", "filter"])
        var rights = ColumnRights()
        rights.listLevel = try node.read("lists", rank)
        rights.totalLevel = try node.read("totals", rank)
        rights.exportLevel = try node.read("export", rank)
        for (kind, treatment) in try node.value("identifiers")?.pairs() ?? [] { rights.kinds[kind] = try self.treatment(treatment, kind) }
        rights.direct = try node.read("direct", ownTreatment)
        rights.quasi = try node.read("quasi", ownTreatment)
        rights.filterable = Set(try node.value("filter")?.strings() ?? [])
        return rights
    }

    private func rank(_ node: YAMLNode) throws(CatalogError) -> Int {
        let name = try node.string()
        guard let rank = policy.scale.rank(of: name) else {
            let known = policy.scale.steps.map(\.name)
            throw node.error("'\(name)' is none of \(known.joined(separator: ", ")).", suggestion: nearest(to: name, among: known))
        }
        return rank
    }

    /// A treatment of columns of any kind.
    func ownTreatment(_ node: YAMLNode) throws(CatalogError) -> Treatment { try treatment(node, nil) }

    /// A treatment; `kind` is that of the identifier, nil for the one that the column itself has.
    func treatment(_ node: YAMLNode, _ kind: String?) throws(CatalogError) -> Treatment {
        let word = try node.string()
        if let treatment = Treatment(word: word, kind: kind ?? "") { return treatment }
        throw node.error(
            "'\(word)' is none of \(Treatment.words.joined(separator: ", ")).", suggestion: nearest(to: word, among: Treatment.words))
    }
}

extension Treatment {
    /// The words by which policy files name treatments.
    public static var words: [String] {
        ["show", "hide", "partial", "pseudonym", "deidentify"] + Granularity.allCases.map(\.rawValue)
    }

    /// The treatment that a policy file calls so; nil for no word of it.
    public init?(word: String, kind: String) {
        if let granularity = Granularity(rawValue: word) {
            self = .generalise(granularity)
            return
        }
        switch word {
        case "show": self = .show
        case "hide": self = .hide
        case "partial": self = .partial(kind: kind)
        case "pseudonym": self = .pseudonym
        case "deidentify": self = .deidentify
        default: return nil
        }
    }

    /// What a policy file calls it.
    public var word: String {
        switch self {
        case .show: "show"
        case .hide: "hide"
        case .partial: "partial"
        case .pseudonym: "pseudonym"
        case .deidentify: "deidentify"
        case .generalise(let granularity): granularity.rawValue
        }
    }
}
