import Algebra
import Catalog
import Foundation

/// Who may see what, for which purpose, as a hospital's privacy officer wrote it down; read from `Policies/<name>.yaml`.
public struct Policy: Sendable {
    /// Name, version and digest.
    public var identity: PolicyIdentity

    /// Reads a policy file; errors name file, line and remedy. Names of tables and columns are checked when a `Governor` is made.
    public static func load(_ path: String) throws(CatalogError) -> Policy {
        _ = try YAMLNode.read(path)
        return Policy(identity: PolicyIdentity(name: "", version: "", digest: ""))
    }
}
