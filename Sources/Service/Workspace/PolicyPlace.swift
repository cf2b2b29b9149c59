import Catalog
import Disclosure
import Foundation
import Governance

/// A policy with the lexicon that it is for: what is needed to check it and to run its cases, without a database.
public struct PolicyPlace: Sendable {
    /// The policy's file.
    public var file: String
    /// What the database means.
    public var catalog: Catalog
    /// The day, `YYYY-MM-DD`, by which rules have begun or are over: of the workspace's data, else today.
    public var today: String
    private let identifiers: String

    /// Finds a policy: a name in Policies/ or a file; nil is the workspace's.
    ///
    /// Its lexicon is the one told, else the one that the file names, else the workspace's.
    public static func find(
        _ policy: String?, lexicon: String?, workspace told: String?, resources: Resources
    ) throws(ServiceError) -> PolicyPlace {
        let workspace: Workspace?
        if policy == nil || told != nil { workspace = try Workspace.find(told: told) } else { workspace = try? Workspace.find() }
        let file: String
        if let policy {
            let named = resources.policies + "/" + policy + ".yaml"
            file = !policy.contains("/") && Files.exists(named) ? named : policy
        } else if let workspace {
            file = resources.policy(workspace.policy, from: workspace.folder)
        } else {
            throw ServiceError(.workspaceMissing, "There is no policy to look at.", remedy: "Name one, or a workspace with --workspace.")
        }
        guard Files.exists(file) else {
            if policy == nil, let workspace {
                throw resources.missing(policy: workspace.policy, file: workspace.folder + "/" + Workspace.fileName)
            }
            throw resources.missing(policy: policy ?? file)
        }
        let folder: String
        if let lexicon {
            folder = try resources.lexicon(existing: lexicon, from: FileManager.default.currentDirectoryPath)
        } else if let node = (try? YAMLNode.read(file).value("lexicon")) ?? nil, let named = node.text {
            folder = try resources.lexicon(existing: named, from: Files.parent(of: file), file: file, line: node.line)
        } else if let workspace {
            folder = resources.lexicon(of: workspace)
        } else {
            throw ServiceError(
                .policyUnusable, "The policy does not say for which lexicon it is.",
                remedy: "Name one with --lexicon, or write 'lexicon: NAME' at the top of the file.", file: file)
        }
        let catalog = try loading(.lexiconUnusable) { try CatalogLoader.load(folder + "/catalog.yaml") }
        let now = try workspace.map { workspace throws(ServiceError) in try? DataClock(workspace, catalog: catalog).now() } ?? nil
        return PolicyPlace(
            file: file, catalog: catalog, today: String((now ?? DataClock.system).prefix(10)), identifiers: resources.identifiers)
    }

    /// The policy over the catalog, ready to decide.
    public func governor() throws(ServiceError) -> Governor {
        try loading(.policyUnusable) { try Governor(policy: Policy.load(file), catalog: catalog) }
    }

    /// The policy and, where it needs one, what finds identifiers in free text.
    public func load() throws(ServiceError) -> (policy: Policy, deidentifier: Deidentifier?) {
        let policy = try loading(.policyUnusable) { try Policy.load(file) }
        return (policy, policy.deidentifies ? try loading(.policyUnusable) { try Deidentifier.load(identifiers) } : nil)
    }
}

extension Resources {
    /// The folder of a lexicon that somebody named, in a place of a file or else as an option.
    fileprivate func lexicon(
        existing name: String, from folder: String, file: String? = nil, line: Int? = nil
    ) throws(ServiceError) -> String {
        let found = lexicon(name, from: folder)
        guard Files.exists(found) else { throw missing(lexicon: name, file: file, line: line) }
        return found
    }
}

extension YAMLNode {
    fileprivate var text: String? { try? string() }
}
