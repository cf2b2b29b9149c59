import Foundation

/// Where the rules are that every workspace shares: the folder that holds Grammars/, Lexicons/ and Policies/.
///
/// An installed command finds it beside itself, a command built from source in the source tree; both can be told otherwise.
public struct Resources: Sendable {
    /// The folder.
    public var root: String

    /// The environment variable that names the folder.
    public static let variable = "LAMPLIGHT_HOME"

    /// The rules in a folder, unchecked.
    public init(root: String) {
        self.root = root
    }

    /// Grammars of one language each.
    public var grammars: String { root + "/Grammars" }
    /// Lexicons of one database each.
    public var lexicons: String { root + "/Lexicons" }
    /// Policies of one organisation each.
    public var policies: String { root + "/Policies" }

    /// What stands for a person in free text, whatever the organisation.
    public var identifiers: String { policies + "/identifiers.yaml" }

    /// Finds the folder: as told, as the environment says, `../share/lamplight` of the executable, or the first folder above the
    /// executable that has the three.
    ///
    /// - Parameters:
    ///   - told: The folder that the user named; nothing else is tried then.
    ///   - environment: Variables of the process.
    ///   - executable: Path of the running program.
    /// - Throws: `ServiceError` with every place that was tried.
    public static func find(
        told: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String? = Self.executable
    ) throws(ServiceError) -> Resources {
        var tried: [String] = []
        func usable(_ folder: String) -> Bool {
            tried.append(folder)
            return ["Grammars", "Lexicons", "Policies"].allSatisfy { Files.isFolder(folder + "/" + $0) }
        }
        if let folder = told ?? environment[variable], !folder.isEmpty {
            if usable(folder) { return Resources(root: folder) }
        } else if let executable {
            let binaries = Files.parent(of: executable)
            let shared = Files.parent(of: binaries) + "/share/lamplight"
            if usable(shared) { return Resources(root: shared) }
            var folder = binaries
            while folder != "/", !folder.isEmpty {
                if usable(folder) { return Resources(root: folder) }
                folder = Files.parent(of: folder)
            }
        }
        throw ServiceError(
            .resourcesMissing, "The folders Grammars, Lexicons and Policies are not in \(tried.joined(separator: ", ")).",
            remedy: "Name the folder that holds them with --resources or the environment variable \(variable).")
    }

    /// Path of the running program, as the kernel knows it.
    public static var executable: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    /// The folder of a lexicon: a name among the shared ones, or a path from the workspace when it has a slash.
    func lexicon(_ name: String, from workspace: String) -> String {
        name.contains("/") ? Files.path(name, from: workspace) : lexicons + "/" + name
    }

    /// The folder of a workspace's lexicon.
    public func lexicon(of workspace: Workspace) -> String { lexicon(workspace.lexicon, from: workspace.folder) }

    /// The file of a policy: a name among the shared ones, or a path from the workspace when it has a slash.
    func policy(_ name: String, from workspace: String) -> String {
        name.contains("/") ? Files.path(name, from: workspace) : policies + "/" + name + ".yaml"
    }
}
