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

    /// The policy that Documentation/governance.md begins with is one.
    @Test func theDocumentedPolicyIsSoundAndPassesItsCase() throws {
        let page = try String(contentsOfFile: Self.root + "/Documentation/governance.md", encoding: .utf8)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "    policy: small"))
        let text = lines[start...].prefix { $0.hasPrefix("    ") }.map { $0.dropFirst(4) + "\n" }.joined()
        let folder = try Folder()
        let file = folder.path + "/small.yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.copyItem(atPath: Self.root + "/Policies/texts.yaml", toPath: folder.path + "/texts.yaml")
        let policy = try Policy.load(file)
        let catalog = try #require(try catalog(policy))
        let found = PolicyCheck(path: file, catalog: catalog, today: "2026-06-30").findings()
        #expect(found.allSatisfy { $0.message.hasPrefix("Nobody can see rows of") }, "\(found)")
        let results = try CaseRunner(policy: policy, catalog: catalog).run()
        #expect(results.count == 1 && results.allSatisfy(\.passed), "\(results)")
    }
}
