#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that holds 32 bytes in base64 and is its owner's alone.
enum KeyFile {
    private static let size = 32

    static func makeFolder(_ folder: String) throws {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw AuditError.cannotRead(path: folder, reason: PrivateFile.reason())
        }
    }

    static func load(_ path: String) throws -> Data {
        let file = try PrivateFile(path, for: .reading)
        guard try file.permissions() & 0o077 == 0 else {
            throw AuditError.badKey(path: path, reason: "others may read it; run `chmod 600` on it, and make new keys if others did")
        }
        let text = String(decoding: try file.read(0..<1_024), as: UTF8.self)
        guard let key = Data(base64Encoded: text.filter { !$0.isWhitespace }), key.count == size else {
            throw AuditError.badKey(path: path, reason: "it does not hold \(size) bytes in base64; restore it from a copy")
        }
        return key
    }

    static func loadOrCreate(_ path: String, _ make: () -> Data) throws -> Data {
        if !PrivateFile.exists(path) {
            // Written whole under a name of its own, then given its real name unless another process was first.
            let draft = path + ".\(getpid()).\(UInt64.random(in: 0 ... .max)).new"
            do {
                let file = try PrivateFile(draft, for: .making)
                try file.write(Array((make().base64EncodedString() + "\n").utf8))
                try file.synchronize()
            }
            defer { unlink(draft) }
            guard link(draft, path) == 0 || errno == EEXIST else {
                throw AuditError.cannotWrite(path: path, reason: PrivateFile.reason())
            }
        }
        return try load(path)
    }
}
