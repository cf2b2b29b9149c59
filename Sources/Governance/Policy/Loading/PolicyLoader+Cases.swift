import Algebra
import Catalog

extension PolicyLoader {
    func policyCase(_ node: YAMLNode) throws(CatalogError) -> PolicyCase {
        try node.check(keys: [
            "name", "given", "caller", "purpose", "environment", "grant", "now", "ask", "expect", "role", "rows", "withheld", "treatments",
            "prompts",
            "because",
        ])
        let name = try node.required("name").string()
        guard !policy.cases.contains(where: { $0.name == name }) else { throw node.error("There are two cases '\(name)'.") }
        var given: [(entity: String, rows: [[String: Literal]])] = []
        for (entity, rows) in try node.value("given")?.pairs() ?? [] {
            var found: [[String: Literal]] = []
            for row in try rows.items() { found.append(try literals(row)) }
            given.append((entity, found))
        }
        let (expectation, refusal) = try expectation(node.required("expect"))
        if let refusal, policy.refusals[refusal] == nil {
            throw node.error("There is no refusal '\(refusal)'.", suggestion: nearest(to: refusal, among: policy.refusals.keys))
        }
        var treatments: [String: String] = [:]
        for (output, word) in try node.value("treatments")?.pairs() ?? [] { treatments[output] = try treatment(word, nil).word }
        return PolicyCase(
            name: name, given: given, caller: try caller(node.required("caller")), purpose: try node.value("purpose")?.string(),
            environment: try node.read("environment", literals) ?? [:], grant: try node.read("grant", grant),
            now: try node.required("now").string(),
            query: try query(node.required("ask")), expectation: expectation, role: try node.value("role")?.string(),
            rows: try node.read("rows", rows), withheld: try node.value("withheld")?.strings(), treatments: treatments,
            prompts: try promptCodes(node.value("prompts")), because: try node.value("because")?.string(), place: node)
    }

    private func expectation(_ node: YAMLNode) throws(CatalogError) -> (PolicyCase.Expectation, code: String?) {
        if case .scalar("permit", _) = node.value { return (.permit, nil) }
        if case .mapping(let pairs) = node.value, pairs.count == 1, pairs[0].key == "refuse" {
            let code = try pairs[0].value.string()
            return (.refuse(code: code), code)
        }
        throw node.error("Expected 'permit', or '{ refuse: CODE }' with the code of a refusal.")
    }

    private func caller(_ node: YAMLNode) throws(CatalogError) -> Caller {
        var attributes = try literals(node)
        let id = try node.required("id").string()
        attributes["id"] = nil
        attributes["kind"] = nil
        return Caller(id: id, kind: try node.value("kind")?.one(of: Caller.Kind.self) ?? .service, attributes: attributes)
    }

    private func grant(_ node: YAMLNode) throws(CatalogError) -> Grant {
        try node.check(keys: ["patient", "reason", "until", "approved"])
        let reason = try node.required("reason")
        let known = policy.breakGlass?.reasons.map(\.code) ?? []
        let code = try reason.string()
        guard known.contains(code) else {
            throw reason.error("'break-glass' has no reason '\(code)'.", suggestion: nearest(to: code, among: known))
        }
        return Grant(
            number: 1, patient: try node.required("patient").string(), reason: code, until: try node.required("until").string(),
            isApproved: try node.value("approved")?.boolean() ?? false)
    }

    private func rows(_ node: YAMLNode) throws(CatalogError) -> [[Literal]] {
        var result: [[Literal]] = []
        for row in try node.items() {
            var cells: [Literal] = []
            for cell in try row.items() { cells.append(try cell.literal()) }
            result.append(cells)
        }
        return result
    }

    private func literals(_ node: YAMLNode) throws(CatalogError) -> [String: Literal] {
        var result: [String: Literal] = [:]
        for (name, value) in try node.pairs() { result[name] = try value.literal() }
        return result
    }
}

extension YAMLNode {
    /// The value of a scalar: what is quoted is text, the rest a number, true, false, nothing or text.
    func literal() throws(CatalogError) -> Literal {
        guard case .scalar(let text, let quoted) = value else {
            if case .null = value { return .null }
            throw error("Expected a value.")
        }
        if quoted { return .text(text) }
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let integer = Int64(text) { return .integer(integer) }
        if let decimal = Double(text) { return .decimal(decimal) }
        return .text(text)
    }
}
