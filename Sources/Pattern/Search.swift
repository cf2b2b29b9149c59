internal import CPCRE2

/// The search of one text with one pattern: holds what PCRE2 needs for it, so that a pattern itself never changes.
final class Search {
    private let pattern: Pattern
    private let subject: UnsafePointer<UInt8>
    private let count: Int
    private let isValid: Bool
    private let data: OpaquePointer

    /// An address for the empty text, which may have none of its own.
    private static let nothing: StaticString = ""

    init(_ pattern: Pattern, in bytes: UnsafeBufferPointer<UInt8>, isValid: Bool) throws {
        self.pattern = pattern
        self.isValid = isValid
        subject = bytes.baseAddress ?? Self.nothing.utf8Start
        count = bytes.count
        data = try pattern.newMatchData()
    }

    deinit {
        pcre2_match_data_free_8(data)
    }

    func first(from start: Int) throws -> Match? {
        guard start >= 0, start <= count else { return nil }
        guard start == 0 || start == count || subject[start] & 0xC0 != 0x80 else { return nil }
        return try match(from: start, options: isValid ? PCRE2_NO_UTF_CHECK : 0)
    }

    func all() throws -> [Match] {
        var matches: [Match] = []
        var position = 0
        var lastWasEmpty = false
        // The first search looks at all bytes; after it they are known to be UTF-8.
        var checking = isValid ? PCRE2_NO_UTF_CHECK : 0
        while position <= count {
            let options = checking | (lastWasEmpty ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0)
            let found = try match(from: position, options: options)
            checking = PCRE2_NO_UTF_CHECK
            if let found {
                matches.append(found)
                lastWasEmpty = found.range.isEmpty
                // `\K` can put a match's end before the place where its search began: go on in any case.
                position = max(position, found.range.upperBound)
            } else if lastWasEmpty {
                // Nothing longer begins where the empty match was: go on from the next scalar.
                lastWasEmpty = false
                position += 1
                while position < count, subject[position] & 0xC0 == 0x80 { position += 1 }
            } else {
                break
            }
        }
        return matches
    }

    private func match(from start: Int, options: UInt32) throws -> Match? {
        let result = pattern.match(subject, count, from: start, options: options, into: data)
        switch result {
        case 1...: return try found(Int(result))
        case PCRE2_ERROR_NOMATCH: return nil
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
            throw PatternError.limitExceeded(pattern: pattern.text)
        case PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1:
            throw PatternError.invalidUTF8(offset: pcre2_get_startchar_8(data))
        default:
            throw PatternError.failed(pattern: pattern.text, reason: Pattern.message(of: result))
        }
    }

    private func found(_ highest: Int) throws -> Match? {
        guard let offsets = pcre2_get_ovector_pointer_8(data) else {
            throw PatternError.failed(pattern: pattern.text, reason: "no offsets")
        }
        let groups: [Range<Int>?] = (0...pattern.groupCount).map { group in
            // PCRE2 sets no offsets beyond the highest group that took part; an unset one is all ones.
            guard group < highest else { return nil }
            let (start, end) = (offsets[2 * group], offsets[2 * group + 1])
            return start >= 0 && start <= end ? start..<end : nil
        }
        guard groups[0] != nil else {
            throw PatternError.failed(pattern: pattern.text, reason: "the match starts after its end")
        }
        return Match(groups: groups, names: pattern.groupNames)
    }
}
