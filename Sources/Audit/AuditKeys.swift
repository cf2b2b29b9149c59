internal import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The workspace's secrets of the audit log: one signs the head, from the other come the keys that seal and digest what may name patients.
///
/// They lie in a folder of their own, readable for their owner only, and are never printed. Whoever holds them can forge a log: keep copies of
/// the signed head where the log's machine cannot write.
public struct AuditKeys: Sendable {
    private static let secretName = "audit-secret.key"
    private static let signingName = "audit-signing.key"
    private static let publicName = "audit-signing.pub"

    private let signing: Curve25519.Signing.PrivateKey
    private let sealing: SymmetricKey
    private let digesting: SymmetricKey

    /// The Ed25519 key that the head's signatures are verified with, 32 bytes.
    public var publicKey: Data {
        signing.publicKey.rawRepresentation
    }

    /// Reads the keys of a folder; makes the folder and the keys that are missing.
    ///
    /// Two processes that do so at once end with the same keys.
    public static func loadOrCreate(folder: String) throws -> AuditKeys {
        try KeyFile.makeFolder(folder)
        let signing = try KeyFile.loadOrCreate(folder + "/" + signingName) { Curve25519.Signing.PrivateKey().rawRepresentation }
        let secret = try KeyFile.loadOrCreate(folder + "/" + secretName) {
            SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        }
        let keys = try AuditKeys(signing: signing, secret: secret, folder: folder)
        let published = try KeyFile.loadOrCreate(folder + "/" + publicName) { keys.publicKey }
        guard published == keys.publicKey else {
            throw AuditError.badKey(
                path: folder + "/" + publicName, reason: "it does not belong to \(signingName); restore the two together")
        }
        return keys
    }

    /// The public key of a folder, which is all that verification needs.
    public static func publicKey(folder: String) throws -> Data {
        try KeyFile.load(folder + "/" + publicName)
    }

    private init(signing: Data, secret: Data, folder: String) throws {
        do {
            self.signing = try Curve25519.Signing.PrivateKey(rawRepresentation: signing)
        } catch {
            throw AuditError.badKey(path: folder + "/" + Self.signingName, reason: "it is not an Ed25519 key")
        }
        let root = SymmetricKey(data: secret)
        func derived(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.utf8), outputByteCount: 32)
        }
        sealing = derived("lamplight audit seal 1")
        digesting = derived("lamplight audit digest 1")
    }

    // MARK: What the keys do

    func sign(_ message: [UInt8]) throws -> Data {
        try signing.signature(for: Data(message))
    }

    static func verify(_ signature: Data, of message: [UInt8], publicKey: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Data(message))
    }

    /// Encrypts with AES-GCM: nonce, ciphertext and tag.
    func seal(_ data: Data) throws -> Data {
        let box = try AES.GCM.seal(data, using: sealing)
        // The nonce has the standard length, so the combined form exists.
        return box.combined ?? box.nonce + box.ciphertext + box.tag
    }

    func unseal(_ sealed: Data) -> Data? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return try? AES.GCM.open(box, using: sealing)
    }

    /// HMAC-SHA256 of a text, in hexadecimal: equal texts have equal digests, and nobody without the key can try out texts.
    public func digest(_ text: String) -> String {
        Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: digesting))
    }
}

extension AuditKeys: CustomStringConvertible, CustomReflectable {
    /// Only what is public.
    public var description: String {
        "AuditKeys(public: \(publicKey.base64EncodedString()))"
    }

    /// No member: a dump must not show a key.
    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
