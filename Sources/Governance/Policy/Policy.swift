import Algebra
import Catalog
import Crypto
import Foundation

/// Who may see what, for which purpose, as a hospital's privacy officer wrote it down; read from `Policies/<name>.yaml`.
///
/// Deny by default: what no rule permits is refused or does not exist. A denial wins over every permit, and what is unknown denies.
public struct Policy: Sendable {
    /// Name, version and digest.
    public var identity: PolicyIdentity
    /// The lexicon whose tables it speaks of, for checks and cases that are run without a workspace; nil when the file does not say.
    public var lexicon: String?
    /// The levels that its rules speak of.
    public var scale = Scale.catalog
    /// Constants of its conditions and texts, by name: `$policy.<name>`.
    public var parameters: [String: Literal] = [:]
    /// What answers may be for.
    public var purposes: [String: Purpose] = [:]
    /// In the file's order: a caller acts in the first role that is theirs and covers the purpose.
    public var roles: [Role] = []
    /// Rows that every role may see, such as departments and drug names.
    public var everybody: [Rule] = []
    /// Permits and denials beyond the roles.
    public var rules: [Rule] = []
    /// Conditions that rules use by name.
    public var conditions: [String: Condition] = [:]
    /// Facts that roles and purposes demand by name.
    public var requirements: [String: Requirement] = [:]
    /// Agreements with third parties, by name.
    public var agreements: [String: Agreement] = [:]
    /// Access in an emergency; nil where the policy offers none.
    public var breakGlass: BreakGlass?
    /// Who may ask who sees a patient, and close reviews: subjects, as those of roles; none for nobody.
    public var privacyOffice: [[String: [String]]] = []
    /// Texts of refusals by code.
    public var refusals: [String: (text: Wording, needed: Wording?)] = [:]
    /// Prompts by code.
    public var prompts: [String: Prompt] = [:]
    /// The files that it was read from, and what stood in them; none for one that was read from text.
    public var sources: [String: Data] = [:]
    /// What it must decide, as examples that are run.
    public var cases: [PolicyCase] = []

    /// The role of a name, that of break-glass included.
    public func role(named name: String) -> Role? {
        roles.first { $0.name == name } ?? breakGlass.flatMap { $0.role.name == name ? $0.role : nil }
    }

    /// Whether some role may read free text without its identifiers.
    public var deidentifies: Bool {
        let rights = roles.flatMap { Array($0.purposes.values) + [$0.columns] } + purposes.values.map(\.ceiling)
        return rights.contains(where: \.deidentifies) || rules.contains { $0.treatment == .deidentify }
            || breakGlass.map { $0.role.columns.deidentifies || $0.approved.deidentifies } ?? false
    }

    /// Reads a policy file; errors name file, line and remedy.
    ///
    /// Names of tables and columns are checked when a `Governor` is made.
    public static func load(_ path: String) throws(CatalogError) -> Policy {
        let bytes = try YAMLNode.bytes(of: path)
        var policy = try PolicyLoader.policy(YAMLNode.parse(bytes, file: path), text: bytes)
        policy.sources[path] = bytes
        return policy
    }

    /// Reads a policy from a parsed file, whose bytes `text` are.
    public static func load(_ root: YAMLNode, text: Data) throws(CatalogError) -> Policy {
        try PolicyLoader.policy(root, text: text)
    }

    /// Reads a policy from text; `file` is the name used in errors.
    public static func load(text: String, file: String) throws(CatalogError) -> Policy {
        try PolicyLoader.policy(YAMLNode.parse(text, file: file), text: Data(text.utf8))
    }
}
