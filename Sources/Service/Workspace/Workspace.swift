import Catalog
import Foundation

/// A folder with `lamplight.yaml`: which database is asked, what its words mean, who may see what, and where keys and audit log lie.
///
/// Everything that a site decides stands in that one file, so that moving or reviewing an installation means reading one page.
public struct Workspace: Sendable {
    /// Absolute path of the folder.
    public var folder: String
    /// Path of the SQLite database, absolute.
    public var database: String
    /// Name of the lexicon, or a path to its folder.
    public var lexicon: String
    /// Name of the policy, or a path to its file.
    public var policy: String
    /// Language that questions are asked in, ISO 639-1.
    public var language: String
    /// The data's "now" as `YYYY-MM-DD HH:MM:SS`, when it is fixed here rather than read from the database.
    public var now: String?
    /// Folder of the keys, absolute.
    public var keys: String
    /// The audit log, absolute.
    public var audit: String
    /// Folder of what can be made anew at any time, absolute: the vocabulary index; nil when nothing of the kind is kept.
    public var cache: String?
    /// How many seconds a query may run.
    public var deadline: Double
    /// How many rows an answer may have; more is an error, never a cut.
    public var rowLimit: Int
    /// How callers are found in the database; nil when only service accounts ask.
    public var directory: DirectoryRule?
    /// Service accounts: what each caller's attributes are.
    public var accounts: [String: [String: String]]

    /// The file's name.
    public static let fileName = "lamplight.yaml"
    /// The environment variable that names the folder.
    public static let variable = "LAMPLIGHT_WORKSPACE"

    /// Finds a workspace: as told, as the environment says, or the current folder or the nearest above it.
    public static func find(
        told: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        current: String = FileManager.default.currentDirectoryPath
    ) throws(ServiceError) -> Workspace {
        if let folder = told ?? environment[variable], !folder.isEmpty {
            let folder = Files.absolute(Files.path(folder, from: current))
            guard Files.exists(folder + "/" + fileName) else {
                throw ServiceError(
                    .workspaceMissing, "There is no workspace in \(folder).",
                    remedy: "Make one with 'lamplight demo DIR' or 'lamplight init DIR', or name another with --workspace.")
            }
            return try WorkspaceReader.read(folder + "/" + fileName)
        }
        var folder = Files.absolute(current)
        while true {
            if Files.exists(folder + "/" + fileName) { return try WorkspaceReader.read(folder + "/" + fileName) }
            guard folder != "/" else { break }
            folder = Files.parent(of: folder)
        }
        throw ServiceError(
            .workspaceMissing, "There is no workspace here: no \(fileName) in this folder or above it.",
            remedy: "Name one with --workspace DIR or \(variable), or make one with 'lamplight demo DIR' or 'lamplight init DIR'.")
    }

    /// The absolute path of a database that exists; `place` is the option or the line that names it.
    public static func existing(database path: String, named place: String) throws(ServiceError) -> String {
        let absolute = Files.absolute(path)
        guard Files.exists(absolute), !Files.isFolder(absolute) else {
            throw ServiceError(
                .databaseUnusable, "There is no such file.", remedy: "Check \(place), which names the SQLite database.", file: absolute)
        }
        return absolute
    }
}

/// How people who work here are found in the database: which entity they are, which attribute tells them apart, and what the policy may
/// know about them.
public struct DirectoryRule: Sendable, Equatable {
    /// A caller's attribute and the path from the entity where its value stands.
    public struct Attribute: Sendable, Equatable {
        /// The caller's attribute, as rules use it.
        public var name: String
        /// Steps from the entity to the value.
        public var path: [String]
    }

    /// What stands before the dot of a caller's name: `staff` in `staff.12`.
    public var prefix: String
    /// The entity whose rows are callers.
    public var entity: String
    /// The attribute of the entity whose value stands after the dot.
    public var key: String
    /// What the policy may know about them.
    public var attributes: [Attribute]
}
