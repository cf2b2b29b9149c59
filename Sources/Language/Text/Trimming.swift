extension StringProtocol {
    /// Without spaces and tabs at both ends; Foundation's trimming goes through `CharacterSet`, which shows when a thousand lines are read.
    var trimmed: String {
        let bytes = Substring(self).utf8
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        guard let start = bytes.firstIndex(where: { !isSpace($0) }), let end = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(Substring(bytes[start...end]))
    }
}
