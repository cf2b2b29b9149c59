import Algebra
import Catalog
import Crypto
import Foundation

/// Reads a policy file and checks all that can be checked without a catalog.
///
/// Sections are read in the order in which they refer to each other, whatever their order in the file.
struct PolicyLoader {
    var policy: Policy

    static func policy(_ root: YAMLNode, text: Data) throws(CatalogError) -> Policy {
        try root.check(keys: [
            "policy", "version", "lexicon", "texts", "levels", "parameters", "purposes", "requirements", "conditions", "everybody", "roles",
            "rules",
            "agreements",
            "break-glass", "privacy-office", "refusals", "prompts", "cases",
        ])
        let digest = SHA256.hash(data: text).map { byte in String(UInt16(byte) + 256, radix: 16).dropFirst() }.joined()
        let identity = PolicyIdentity(
            name: try root.required("policy").string(), version: try root.required("version").string(), digest: digest)
        var loader = PolicyLoader(policy: Policy(identity: identity))
        loader.policy.lexicon = try root.value("lexicon")?.string()
        loader.policy.privacyOffice = try loader.subjects(root.value("privacy-office"))
        if let name = try root.value("texts") { try loader.readTexts(besides: name) }
        try loader.readTexts(root)
        if let levels = try root.value("levels") { loader.policy.scale = try loader.scale(levels) }
        for (name, node) in try root.value("parameters")?.pairs() ?? [] { loader.policy.parameters[name] = try node.literal() }
        for (name, node) in try root.value("conditions")?.pairs() ?? [] {
            loader.policy.conditions[name] = Condition(try loader.term(node), place: node)
        }
        for (name, node) in try root.value("requirements")?.pairs() ?? [] {
            loader.policy.requirements[name] = try loader.requirement(node)
        }
        for (name, node) in try root.required("purposes").pairs() { loader.policy.purposes[name] = try loader.purpose(name, node) }
        for (name, node) in try root.value("agreements")?.pairs() ?? [] {
            loader.policy.agreements[name] = try loader.agreement(name, node)
        }
        loader.policy.everybody = try loader.rowRules(root.value("everybody"), of: "everybody")
        for (name, node) in try root.required("roles").pairs() { loader.policy.roles.append(try loader.role(name, node)) }
        for index in loader.policy.roles.indices { loader.policy.roles[index] = try loader.inherited(loader.policy.roles[index], []) }
        if let node = try root.value("break-glass") { loader.policy.breakGlass = try loader.breakGlass(node) }
        for (index, node) in (try root.value("rules")?.items() ?? []).enumerated() {
            loader.policy.rules.append(try loader.rule(node, number: index + 1))
        }
        for node in try root.value("cases")?.items() ?? [] { loader.policy.cases.append(try loader.policyCase(node)) }
        return loader.policy
    }

    // MARK: Texts

    /// Reads the texts of a file that stands beside the policy's.
    private mutating func readTexts(besides name: YAMLNode) throws(CatalogError) {
        let file = try name.string()
        guard !file.contains("/") else { throw name.error("Texts stand beside the policy: expected the name of a file, not a path.") }
        let path = URL(filePath: name.file).deletingLastPathComponent().appending(path: file).path
        let bytes = try YAMLNode.bytes(of: path)
        let node = try YAMLNode.parse(bytes, file: path)
        try node.check(keys: ["refusals", "prompts"])
        try readTexts(node)
        policy.sources[path] = bytes
    }

    private mutating func readTexts(_ root: YAMLNode) throws(CatalogError) {
        for (code, node) in try root.value("refusals")?.pairs() ?? [] {
            try node.check(keys: ["text", "needed"])
            policy.refusals[code] = (try wording(node.required("text")), try optionalWording(node.value("needed")))
        }
        for (code, node) in try root.value("prompts")?.pairs() ?? [] {
            try node.check(keys: ["severity", "text", "next"])
            policy.prompts[code] = Prompt(
                code: code, severity: try node.required("severity").one(of: Prompt.Severity.self),
                text: try wording(node.required("text")),
                next: try optionalWording(node.value("next")))
        }
    }

    // MARK: Purposes, requirements, agreements

    private func purpose(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Purpose {
        guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }) else {
            throw node.error("The name of a purpose has small letters and hyphens only: 'public-health'; people read its label.")
        }
        guard case .mapping(let pairs) = node.value, pairs.contains(where: { $0.key == "label" }) else {
            return Purpose(label: try wording(node), requirements: [], ceiling: ColumnRights(), prompts: [])
        }
        try node.check(keys: ["label", "demands", "columns", "prompts"])
        return Purpose(
            label: try wording(node.required("label")), requirements: try requirements(node.value("demands")),
            ceiling: try node.read("columns", columns) ?? ColumnRights(), prompts: try promptCodes(node.value("prompts")))
    }

    /// Requirements by name, or written out.
    func requirements(_ node: YAMLNode?) throws(CatalogError) -> [Requirement] {
        var result: [Requirement] = []
        for item in try node?.items() ?? [] {
            guard case .scalar(let name, _) = item.value else {
                result.append(try requirement(item))
                continue
            }
            guard let named = policy.requirements[name] else {
                throw item.error("There is no requirement '\(name)'.", suggestion: nearest(to: name, among: policy.requirements.keys))
            }
            result.append(named)
        }
        return result
    }

    private func requirement(_ node: YAMLNode) throws(CatalogError) -> Requirement {
        try node.check(keys: ["fact", "as", "otherwise"])
        let code = try node.required("otherwise")
        let refusal = try code.string()
        guard policy.refusals[refusal] != nil else {
            throw code.error("There is no refusal '\(refusal)'.", suggestion: nearest(to: refusal, among: policy.refusals.keys))
        }
        let name = try node.value("as")?.string()
        if let name, ["caller", "environment", "policy", "grant", "now"].contains(name) {
            throw node.error("'\(name)' is the name of other parameters; call the fact something else.")
        }
        return Requirement(query: try query(node.required("fact")), name: name, refusal: refusal, place: node)
    }

    private func agreement(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Agreement {
        try node.check(keys: ["label", "columns", "from", "until", "destinations"])
        guard try node.value("until") != nil else {
            throw node.error("An agreement needs its last day: 'until: 2026-12-31'.")
        }
        return Agreement(
            name: name, label: try optionalWording(node.value("label")) ?? Wording(["en": name]),
            columns: try columnNames(node.required("columns")), validity: try validity(node),
            destinations: Set(try node.value("destinations")?.strings() ?? []), place: node)
    }

    // MARK: Prompts

    func promptCodes(_ node: YAMLNode?) throws(CatalogError) -> [String] {
        var codes: [String] = []
        for item in try node?.items() ?? [] {
            let code = try item.string()
            guard policy.prompts[code] != nil else {
                throw item.error("There is no prompt '\(code)'.", suggestion: nearest(to: code, among: policy.prompts.keys))
            }
            codes.append(code)
        }
        return codes
    }
}
