import Algebra
import Catalog
import Governance

/// Knows callers: people by their row in the database, read live so that a changed row changes the next answer, and the workspace's
/// service accounts.
///
/// Which rows are people is said in `lamplight.yaml` in the catalog's terms; nothing here knows a table.
struct CallerDirectory: Sendable {
    /// Reads rows of a resolved query with the parameters given, without governance.
    typealias RowReader = (_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]]

    private let accounts: [String: [String: String]]
    private let rule: DirectoryRule?
    /// The resolved query for one person's row; `$key` is who.
    private let query: Query?
    /// The resolved query for the keys of all people.
    private let people: Query?
    /// Names of those attributes that are true or false.
    private let booleans: Set<String>

    private static let keyParameter = "key"

    init(_ workspace: Workspace, catalog: Catalog) throws(ServiceError) {
        accounts = workspace.accounts
        rule = workspace.directory
        guard let rule else {
            query = nil
            people = nil
            booleans = []
            return
        }
        let key = Output(Self.keyParameter, .path([rule.key]))
        let written = Query.select(
            Select(
                Source(.entity(rule.entity)), filter: .binary(.equal, .path([rule.key]), .parameter(Self.keyParameter)),
                outputs: [key] + rule.attributes.map { Output($0.name, .path($0.path)) }, limit: Limit(2)))
        do {
            query = try Resolver.resolve(written, in: catalog)
            people = try Resolver.resolve(
                .select(Select(Source(.entity(rule.entity)), outputs: [key], order: [Ordering(.path([rule.key]))])), in: catalog)
        } catch {
            throw ServiceError(
                .workspaceInvalid, "The directory does not fit the catalog: \(error)", remedy: "Mend 'directory' in \(Workspace.fileName).",
                file: workspace.folder + "/" + Workspace.fileName)
        }
        let attributes = catalog.entities[rule.entity]?.attributes
        booleans = Set(rule.attributes.filter { $0.path.count == 1 && attributes?[$0.path[0]]?.type == .boolean }.map(\.name))
    }

    /// The caller of an id; nil when there is none.
    ///
    /// Only the one canonical spelling of an id is somebody.
    func caller(_ id: String, rows: RowReader) throws -> Caller? {
        if let attributes = accounts[id] {
            return Caller(id: id, kind: .service, attributes: attributes.mapValues { .text($0) })
        }
        guard let rule, let query, id.hasPrefix(rule.prefix + ".") else { return nil }
        let key = String(id.dropFirst(rule.prefix.count + 1))
        guard !key.isEmpty, key.utf8.count <= 64 else { return nil }
        let found = try rows(query, [Self.keyParameter: .text(key)])
        guard found.count == 1, let row = found.first, let stored = row.first, Self.text(stored) == key else { return nil }
        var attributes: [String: Literal] = [:]
        for (attribute, value) in zip(rule.attributes, row.dropFirst()) {
            if booleans.contains(attribute.name), case .integer(let number) = value {
                attributes[attribute.name] = .boolean(number != 0)
            } else {
                attributes[attribute.name] = value
            }
        }
        return Caller(id: id, kind: .staff, attributes: attributes)
    }

    /// The ids of all who can ask: people in the order of their keys, then service accounts.
    func everybody(_ rows: RowReader) throws -> [String] {
        guard let rule, let people else { return accounts.keys.sorted() }
        return try rows(people, [:]).compactMap { $0.first.flatMap(Self.text) }.map { "\(rule.prefix).\($0)" } + accounts.keys.sorted()
    }

    private static func text(_ literal: Literal) -> String? {
        switch literal {
        case .integer(let number): String(number)
        case .text(let text): text
        default: nil
        }
    }
}
