/// A text that stays where it is as long as its arena lives, so that writing it to a row is a plain copy of bytes.
struct Phrase {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The text as a string, for the places where speed does not matter.
    var string: String {
        String(decoding: bytes, as: UTF8.self)
    }
}

/// Owns the bytes of phrases.
final class PhraseArena {
    private var owned: [UnsafeMutableBufferPointer<UInt8>] = []

    deinit {
        for buffer in owned { buffer.deallocate() }
    }

    func phrase(_ text: String) -> Phrase {
        let utf8 = Array(text.utf8)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, utf8.count))
        _ = buffer.initialize(from: utf8)
        owned.append(buffer)
        return Phrase(bytes: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[0..<utf8.count]))
    }
}
