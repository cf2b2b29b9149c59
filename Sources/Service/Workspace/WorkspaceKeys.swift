import Audit
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The secrets of a workspace: those of its audit log, and the one from which pseudonyms are made.
struct WorkspaceKeys: Sendable {
    var audit: AuditKeys
    /// 32 bytes.
    var pseudonyms: [UInt8]

    private static let pseudonymFile = "pseudonym.key"
    private static let length = 32

    /// Reads the keys of a workspace, and makes those that are missing.
    static func open(_ workspace: Workspace) throws(ServiceError) -> WorkspaceKeys {
        do {
            return WorkspaceKeys(audit: try AuditKeys.loadOrCreate(folder: workspace.keys), pseudonyms: try pseudonyms(in: workspace.keys))
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError(
                .auditUnusable, "\(error)", remedy: "See 'Keys' in Documentation/operations.md.",
                file: workspace.keys)
        }
    }

    private static func pseudonyms(in folder: String) throws -> [UInt8] {
        let path = folder + "/" + pseudonymFile
        if let key = FileManager.default.contents(atPath: path) {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            guard (mode?.intValue ?? 0o777) & 0o077 == 0 else {
                throw ServiceError(
                    .fileUnusable, "Others than its owner may read the key.",
                    remedy: "Take that right away (chmod 600), and find out who used it.", file: path)
            }
            guard key.count == length else {
                throw ServiceError(
                    .fileUnusable, "The key has \(key.count) bytes instead of \(length).",
                    remedy: "Restore it from a backup; with another key all pseudonyms change.", file: path)
            }
            return Array(key)
        }
        // The system's generator is cryptographically secure on Linux (getrandom).
        var generator = SystemRandomNumberGenerator()
        let key = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        // The name is taken only once the bytes are whole and on the disk; losing the race means taking the winner's key.
        let draft = path + ".\(getpid()).new"
        let descriptor = Glibc.open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable(draft) }
        let written = Glibc.write(descriptor, key, key.count)
        let synced = fsync(descriptor)
        close(descriptor)
        defer { unlink(draft) }
        guard written == key.count, synced == 0 else { throw unwritable(draft) }
        if link(draft, path) == 0 { return key }
        guard errno == EEXIST else { throw unwritable(path) }
        return try pseudonyms(in: folder)
    }

    private static func unwritable(_ path: String) -> ServiceError {
        ServiceError(
            .fileUnusable, "The key cannot be written: \(String(cString: strerror(errno))).",
            remedy: "Check the folder's permissions and the space on the disk.", file: path)
    }
}
