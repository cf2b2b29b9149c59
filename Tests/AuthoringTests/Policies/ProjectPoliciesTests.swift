import Catalog
import Disclosure
import Foundation
import Governance
import Testing

@testable import Authoring

/// The policies of the project say what their cases show, and have no errors.
@Suite struct ProjectPoliciesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Every file of Policies/ that is a policy.
    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: root + "/Policies")) ?? []
        return files.filter { file in
            file.hasSuffix(".yaml") && (try? YAMLNode.read(root + "/Policies/" + file).value("policy")) ?? nil != nil
        }.sorted()
    }()

    /// The catalog of the lexicon that the file names; nil for a policy that is for any, as the closed one.
    private func catalog(_ policy: Policy) throws -> Catalog? {
        try policy.lexicon.map { try CatalogLoader.load(Self.root + "/Lexicons/\($0)/catalog.yaml") }
    }

    @Test func thereArePolicies() throws {
        let loaded = try Self.names.map { try Policy.load(Self.root + "/Policies/" + $0) }
        #expect(loaded.contains { $0.lexicon == "hospital" })
        #expect(loaded.filter { $0.lexicon == nil }.map(\.identity.name) == ["closed"])
    }

    @Test(arguments: names) func haveNoErrors(_ name: String) throws {
        let file = Self.root + "/Policies/" + name
        guard let catalog = try catalog(Policy.load(file)) else { return }
        let found = PolicyCheck(path: file, catalog: catalog, today: "2026-06-30").findings()
        #expect(found.filter { $0.severity == .error } == [])
    }

    @Test(arguments: names) func passTheirCases(_ name: String) throws {
        let policy = try Policy.load(Self.root + "/Policies/" + name)
        guard let catalog = try catalog(policy) else { return }
        let deidentifier = try policy.deidentifies ? Deidentifier.load(Self.root + "/Policies/identifiers.yaml") : nil
        for result in try CaseRunner(policy: policy, catalog: catalog, deidentifier: deidentifier).run() where !result.passed {
            Issue.record("\(result.file):\(result.line): \(result.name): \(result.fault ?? "") \(result.differences) \(result.trace)")
        }
    }
}
