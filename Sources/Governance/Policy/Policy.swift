import Catalog
import Crypto
import Foundation

/// Who may see what, for which purpose, as a hospital's privacy officer wrote it down; read from `Policies/<name>.yaml`.
///
/// Deny by default: what no rule permits is refused or does not exist. A `deny` rule wins over every permit.
public struct Policy: Sendable {
    /// Name, version and digest.
    public var identity: PolicyIdentity
    /// What answers may be for, with the words for each.
    public var purposes: [String: Wording]
    /// In the file's order: a caller acts in the first role that is theirs and covers the purpose.
    public var roles: [Role]
    /// Rows that every role may see, such as departments and drug names.
    public var everybody: [RowRule]
    /// Rows that a permit cannot open.
    public var denials: [Denial]
    /// Conditions that rules use by name.
    public var conditions: [String: Condition]
    /// Texts of refusals by code.
    public var refusals: [String: (text: Wording, needed: Wording?)]
    /// Prompts by code.
    public var prompts: [String: Prompt]

    /// Whether some role may read free text without its identifiers.
    public var deidentifies: Bool {
        roles.contains { role in (Array(role.purposes.values) + [role.columns]).contains(where: \.deidentifies) }
    }

    /// Reads a policy file; errors name file, line and remedy.
    ///
    /// Names of tables and columns are checked when a `Governor` is made.
    public static func load(_ path: String) throws(CatalogError) -> Policy {
        let root = try YAMLNode.read(path)
        return try PolicyLoader(root: root, text: FileManager.default.contents(atPath: path) ?? Data()).policy()
    }

    /// Reads a policy from text; `file` is the name used in errors.
    public static func load(text: String, file: String) throws(CatalogError) -> Policy {
        try PolicyLoader(root: YAMLNode.parse(text, file: file), text: Data(text.utf8)).policy()
    }
}
