import Catalog

/// What a catalog that loads may still lack: the patient, paths to the patient, levels that were never decided.
struct CatalogReview {
    let catalog: Catalog
    let root: YAMLNode
    let file: String

    var findings: [Finding] {
        let places = Places(root)
        var findings: [Finding] = []
        let patients = catalog.order.filter { catalog.entities[$0]?.patient == [] }
        if patients.isEmpty {
            findings.append(
                Finding(
                    .error, "No entity is the patient: write 'patient: self' in one, and paths to it in those about people.", file: file))
        } else if patients.count > 1 {
            findings.append(
                Finding(
                    .error,
                    "More than one entity is the patient: \(patients.joined(separator: ", ")). Only one can be what privacy protects.",
                    file: file, line: places[patients[1]]))
        }
        for name in catalog.order {
            guard let entity = catalog.entities[name] else { continue }
            let columns = entity.attributeOrder.compactMap { entity.attributes[$0] }.filter { $0.column != nil }
            if let path = entity.patient, let end = target(of: path, from: entity), end != patients.first {
                findings.append(
                    Finding(
                        .error, "'patient' of \(name) leads to \(end), not to the patient (\(patients.first ?? "none")).", file: file,
                        line: places[name]))
            }
            if entity.patient == nil, let guarded = columns.first(where: { $0.level >= .sensitive || $0.identifies != .none }) {
                findings.append(
                    Finding(
                        .warning,
                        "\(name) has no path to the patient, and \(guarded.name) is \(guarded.level.rawValue): if its rows are about people, write the path in 'patient', for policies protect patients by it.",
                        file: file, line: places[name]))
            }
            if entity.patient != nil, entity.patient != [], entity.time == nil {
                findings.append(
                    Finding(
                        .warning, "\(name) has no 'time': periods such as \"last month\" select none of its rows.", file: file,
                        line: places[name]))
            }
            if entity.listing.isEmpty {
                findings.append(
                    Finding(.warning, "\(name) has no 'listing': its rows are listed without columns.", file: file, line: places[name]))
            }
            if columns.count > 1, columns.allSatisfy({ $0.level == .highlySensitive }) {
                findings.append(
                    Finding(
                        .note, "Every column of \(name) is highly-sensitive: if nobody decided that, decide it column by column.",
                        file: file,
                        line: places[name]))
            }
            let unmasked = columns.filter { $0.identifies == .direct && $0.kind == nil }.map(\.name)
            if let first = unmasked.first {
                findings.append(
                    Finding(
                        .warning,
                        "\(name).\(unmasked.joined(separator: ", ")) identifies a person and has no 'kind', which selects its mask.",
                        file: file, line: places[name, first]))
            }
        }
        return findings
    }

    private func target(of path: [String], from entity: Entity) -> String? {
        var at = entity
        for step in path {
            guard let relation = at.relations[step], let next = catalog.entities[relation.target] else { return nil }
            at = next
        }
        return at.name
    }
}
