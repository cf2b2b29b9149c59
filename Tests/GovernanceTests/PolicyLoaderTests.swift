import Catalog
import Foundation
import Testing

@testable import Governance

// A mistake in a policy file is told with its place and with what would be right.

private func error(in text: String) throws -> String {
    do {
        _ = try Governor(policy: Policy.load(text: text, file: "p.yaml"), catalog: Clinic.catalog())
        Issue.record("the policy was taken")
        return ""
    } catch {
        return "\(error)"
    }
}

private let head = "policy: p\nversion: 1\npurposes: { care: care }\nroles:\n  doctor:\n"

@Test(
    "mistakes are told with file, line and remedy",
    arguments: [
        ("    small-cells: none\n    purpose: [care]\n", "p.yaml:7: 'purpose' means nothing here"),
        ("    small-cells: none\n    purposes: [cure]\n", "p.yaml:7: There is no purpose 'cure'. Did you mean 'care'?"),
        ("    small-cells: 1\n", "p.yaml:6: Expected 'none', or the least number of patients"),
        ("    lists: true\n", "'small-cells' is missing here"),
        (
            "    small-cells: none\n    rows:\n      - { entities: [visits] }\n",
            "p.yaml:8: The catalog has no entity 'visits'. Did you mean 'visit'?"
        ),
        (
            "    small-cells: none\n    rows:\n      - { entities: [visit], where: costs > 3 }\n",
            "p.yaml:8: On visit: visit has no attribute or path 'costs'. Did you mean 'cost'?"
        ),
        ("    small-cells: none\n    rows:\n      - { entities: [visit], where: cost > }\n", "p.yaml:8: This is not a condition:"),
        ("    small-cells: none\n    rows:\n      - { entities: [room], where: subject = 3 }\n", "rows of room are about nobody"),
        (
            "    small-cells: none\n    columns: { lists: secret }\n",
            "p.yaml:7: 'secret' is none of public, internal, sensitive, highly-sensitive."
        ),
        ("    small-cells: none\n    columns: { identifiers: { mrn: parital } }\n", "Did you mean 'partial'?"),
        ("    small-cells: none\n    inherits: [docter]\n", "There is no role 'docter' to inherit from. Did you mean 'doctor'?"),
        ("    small-cells: none\n    inherits: [doctor]\n", "inherits from itself"),
        ("    small-cells: none\n    default-purpose: care\n", "is none of the role's purposes"),
        ("    small-cells: none\n    subjects: [{}]\n", "A subject without attributes would be everyone"),
        ("    small-cells: none\n    requires: [{ fact: from visit, otherwise: no-visit }]\n", "There is no refusal 'no-visit'."),
        ("    small-cells: none\n    prompts: [beware]\n", "There is no prompt 'beware'."),
    ])
func tellsMistakes(body: String, message: String) throws {
    let error = try error(in: head + body)
    #expect(error.contains(message), "\(error)")
    #expect(error.hasPrefix("p.yaml:"), "\(error)")
}

@Test("the digest is that of the file's bytes")
func digests() throws {
    let policy = try Policy.load(text: "policy: p\nversion: 1\npurposes: {}\nroles: {}\n", file: "p.yaml")
    // sha256sum of the same bytes.
    #expect(policy.identity.digest == "8fc0f341612046b4cc0e1f6dba87f80c84e3ccf177da8f3c1fc014675656b9a4")
    #expect(policy.identity.version == "1")
}

@Test("a policy needs the patterns of identifiers in text where some role or purpose may read text without them")
func tellsWhetherTextIsDeidentified() throws {
    func deidentifies(_ rights: String) throws -> Bool {
        try Policy.load(text: head + "    small-cells: none\n" + rights, file: "p.yaml").deidentifies
    }
    #expect(try deidentifies("    columns: { identifiers: { free-text: deidentify } }\n"))
    #expect(try deidentifies("    purposes: { care: { direct: deidentify } }\n"))
    #expect(try !deidentifies("    columns: { identifiers: { free-text: show } }\n"))
}

@Test("texts stand beside the policy that names them, and its own words win")
func readsTextsBeside() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "policy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "refusals: { no-role: { text: Theirs }, no-study: { text: Theirs } }".write(
        to: folder.appending(path: "texts.yaml"), atomically: true, encoding: .utf8)
    let text = "policy: p\nversion: 1\ntexts: texts.yaml\npurposes: {}\nroles: {}\nrefusals: { no-study: { text: Own } }\n"
    let policy = try Policy.load(text: text, file: folder.path + "/p.yaml")
    #expect(policy.refusals["no-role"]?.text.text(in: "en") == "Theirs")
    #expect(policy.refusals["no-study"]?.text.text(in: "en") == "Own")
    for wrong in ["../texts.yaml", "none.yaml"] {
        #expect(throws: CatalogError.self) {
            try Policy.load(text: text.replacing("texts.yaml", with: wrong), file: folder.path + "/p.yaml")
        }
    }
}
