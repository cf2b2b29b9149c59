import Audit
import Foundation
import Testing

@Suite struct AuditKeysTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    private var folder: String { workspace.path + "/keys" }

    @Test func keysStayTheSame() throws {
        let again = try AuditKeys.loadOrCreate(folder: folder)
        #expect(again.publicKey == workspace.keys.publicKey)
        #expect(again.digest("q") == workspace.keys.digest("q"))
        #expect(try AuditKeys.publicKey(folder: folder) == again.publicKey)
        let other = try AuditKeys.loadOrCreate(folder: workspace.path + "/other")
        #expect(other.publicKey != again.publicKey)
        #expect(other.digest("q") != again.digest("q"))
    }

    @Test func keysAreNotShown() throws {
        var text = "\(workspace.keys) \(String(reflecting: workspace.keys))"
        dump(workspace.keys, to: &text)
        for name in ["audit-secret.key", "audit-signing.key"] {
            let key = try String(contentsOfFile: folder + "/" + name, encoding: .utf8).trimmingCharacters(in: .newlines)
            let bytes = try #require(Data(base64Encoded: key))
            #expect(!text.contains(key))
            #expect(!text.contains(bytes.map { String($0, radix: 16) }.joined()))
        }
    }

    @Test func keyThatOthersMayReadIsRefused() throws {
        let path = folder + "/audit-secret.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let error = #expect(throws: AuditError.self) { try AuditKeys.loadOrCreate(folder: folder) }
        #expect(error.map { "\($0)".contains("chmod 600") } == true)
    }

    @Test(arguments: ["", "short", "!!!!", "AAAA"])
    func malformedKeyIsRefused(text: String) throws {
        let path = folder + "/audit-signing.key"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let error = #expect(throws: AuditError.self) { try AuditKeys.loadOrCreate(folder: folder) }
        #expect(error.map { "\($0)".contains(path) } == true)
        if !text.isEmpty { #expect(error.map { !"\($0)".contains(text) } == true) }
    }

    @Test func publicKeyOfAnotherPairIsRefused() throws {
        _ = try AuditKeys.loadOrCreate(folder: workspace.path + "/other")
        try FileManager.default.removeItem(atPath: folder + "/audit-signing.pub")
        try FileManager.default.copyItem(atPath: workspace.path + "/other/audit-signing.pub", toPath: folder + "/audit-signing.pub")
        #expect(throws: AuditError.self) { try AuditKeys.loadOrCreate(folder: folder) }
    }
}
