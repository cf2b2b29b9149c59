import Audit
import Foundation

/// Makes workspaces: the folder, `lamplight.yaml`, the keys and an empty audit log.
public struct WorkspaceWriter: Sendable {
    /// Where the shared rules are.
    public var resources: Resources

    /// A writer over shared rules.
    public init(resources: Resources) {
        self.resources = resources
    }

    /// Claims the folder of a new workspace; it may exist, but hold nothing that the workspace would write.
    ///
    /// - Throws: `ServiceError` when a workspace, or one of the files, is there already: nothing is ever overwritten.
    public func claim(_ folder: String, files: [String] = []) throws(ServiceError) {
        for name in [Workspace.fileName, "keys", "audit"] + files where Files.exists(folder + "/" + name) {
            throw ServiceError(
                .workspaceExists, "There is a '\(name)' in \(folder) already, and nothing is overwritten.",
                remedy: "Choose another folder, or move that one away first.", file: folder + "/" + name)
        }
        try Files.createFolder(folder, mode: 0o750)
    }

    /// Writes `lamplight.yaml` and makes keys and audit log.
    ///
    /// - Parameters:
    ///   - folder: A folder that was claimed.
    ///   - database: The database's path as it shall stand in the file.
    ///   - lexicon: The lexicon's name or path.
    ///   - policy: The policy's name or path.
    ///   - now: The data's clock, when it is not read from the database.
    /// - Returns: The workspace as it reads back.
    @discardableResult
    public func write(
        _ folder: String, database: String, lexicon: String, policy: String, now: String? = nil
    ) throws(ServiceError) -> Workspace {
        let folder = Files.absolute(folder)
        if let now, !WorkspaceReader.isTime(now) {
            throw ServiceError(.workspaceInvalid, "'\(now)' is not a time.", remedy: "Write it as 2026-06-30 23:59:59.")
        }
        let lexiconFolder = resources.lexicon(lexicon, from: folder)
        guard Files.exists(lexiconFolder + "/catalog.yaml") else {
            throw resources.missing(lexicon: lexicon)
        }
        guard Files.exists(resources.policy(policy, from: folder)) else {
            throw resources.missing(policy: policy)
        }
        var text = """
            # A Lamplight workspace: which database is asked, what its words mean, and who may see what.
            # Documentation/operations.md explains every key.
            database: \(quoted(database))
            lexicon: \(quoted(lexicon))
            policy: \(quoted(policy))
            language: en
            keys: keys
            audit: audit
            # The longest that a query may run, in seconds, and the most rows that an answer may have.
            deadline: 10
            rows: 10000

            """
        if let now { text += "# The data's \"now\", against which \"last month\" is read.\nnow: \(quoted(now))\n" }
        let beginning = lexiconFolder + "/workspace.yaml"
        if Files.exists(beginning) { text += "\n" + String(decoding: try Files.read(beginning), as: UTF8.self) }
        try Files.write(text, to: folder + "/" + Workspace.fileName)
        let workspace = try WorkspaceReader.read(folder + "/" + Workspace.fileName)
        _ = try WorkspaceKeys.open(workspace)
        return workspace
    }

    /// A double-quoted YAML scalar.
    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
