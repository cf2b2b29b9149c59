import Algebra
import Testing

@Suite struct NotationErrorTests {
    /// The text, where the error must point (in bytes), and the word it must suggest.
    @Test(arguments: [
        ("from admission whre x = 1", 15, "where"),
        ("from admission select n: cuont()", 25, "count"),
        ("from admission select count()", 22, nil),
        ("from admission where a = b = c", 27, nil),
        ("from admission where t > @2026-02-30", 25, nil),
        ("from admission where t = 'abc", 25, nil),
        ("from admission limit -1", 21, nil),
        ("from admission select select", 22, nil),
        ("from admission where age(x) > 3", 21, nil),
        ("from admission where x != 3", 23, nil),
        ("from calendar(mnth, 1, 2) select label", 14, "month"),
        ("(from a select x) union from b select x", 24, nil),
        ("from a select p: percentile(x, 101)", 31, nil),
        ("from a where x is not nul", 22, "null"),
        ("from a where 9223372036854775808 = x", 13, nil),
        ("from a where case when x then y", 31, nil),
        ("", 0, nil),
    ])
    func errorsNameThePlaceAndTheNearestWord(text: String, offset: Int, suggestion: String?) {
        let error = #expect(throws: NotationError.self) { try Query.parse(text) }
        #expect(error?.offset == offset)
        #expect(error?.suggestion == suggestion)
    }

    @Test func theDescriptionShowsTheLineWithACaret() {
        let error = #expect(throws: NotationError.self) { try Query.parse("from admission\nwhere 诊 = 1") }
        #expect(error?.position.line == 2)
        #expect(error?.position.column == 7)
        #expect(error?.description.hasSuffix("\n  where 诊 = 1\n        ^") == true)
    }

    @Test(arguments: ["(", "not ", "- ", "exists(from a where ", "case when ", "(from a where x in ", "abs("])
    func deepNestingIsAnErrorAndNotACrash(opening: String) {
        let text = String(repeating: opening, count: 10_000)
        #expect(throws: NotationError.self) { try Term.parse(text) }
        #expect(throws: NotationError.self) { try Query.parse("from a where " + text) }
        #expect(throws: NotationError.self) { try Query.parse(text) }
    }

    @Test func longChainsAreBounded() throws {
        let chain = Array(repeating: "a = 1", count: 240).joined(separator: " and ")
        let long = try Term.parse(chain)
        #expect(try Term.parse(long.description) == long)
        #expect(throws: NotationError.self) { try Term.parse(Array(repeating: "a", count: 100_000).joined(separator: " or ")) }
    }

    @Test func longTextsAreRefused() {
        let error = #expect(throws: NotationError.self) { try Query.parse(String(repeating: "x ", count: 500_000)) }
        #expect((error?.description.utf8.count ?? .max) < 500)
    }

    @Test func randomBytesNeverCrash() {
        let pieces = [
            "from", "a", "(", ")", ",", "where", "'", "`", "@", "$", "1", "-", "in", "not", "case", "align", ".", "!", "é", "1e", "union",
            ":",
        ]
        for seed in 0..<5_000 {
            var random = SplitMix64(UInt64(seed))
            let text = (0..<20).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined(separator: seed % 2 == 0 ? " " : "")
            if let query = try? Query.parse(text) { #expect((try? Query.parse(query.description)) == query) }
        }
    }
}
