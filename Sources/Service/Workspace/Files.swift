import Foundation

/// The few questions about paths and files that workspaces ask.
enum Files {
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    static func isFolder(_ path: String) -> Bool {
        var folder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &folder) && folder.boolValue
    }

    /// What stands in a folder; of files that end so, the rest of their names.
    static func names(in folder: String, without ending: String = "") -> [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return found.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }

    /// The folder that holds a path; `/` for `/` itself.
    static func parent(of path: String) -> String {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? "." : parent
    }

    /// A path as it stands when absolute, else from a folder.
    static func path(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    /// A path from the root, without `.` and `..`.
    static func absolute(_ path: String) -> String {
        (Self.path(path, from: FileManager.default.currentDirectoryPath) as NSString).standardizingPath
    }

    static func createFolder(_ path: String, mode: Int = 0o755) throws(ServiceError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: mode)])
        } catch {
            throw ServiceError(
                .fileUnusable, "The folder cannot be made.",
                remedy: "Check the permissions of the folder above it and the space on the disk.",
                file: path)
        }
    }

    static func write(_ text: String, to path: String) throws(ServiceError) {
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw ServiceError(
                .fileUnusable, "The file cannot be written.", remedy: "Check the folder's permissions and the space on the disk.",
                file: path)
        }
    }

    static func read(_ path: String) throws(ServiceError) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ServiceError(.fileUnusable, "The file cannot be read.", remedy: "Check that it exists and may be read.", file: path)
        }
        return data
    }
}
