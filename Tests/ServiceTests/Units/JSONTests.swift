import Testing

@testable import Service

@Suite("JSON")
struct JSONTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9223372036854775807", "1.5", "-0.25", "\"\"", "\"a\\\"b\\\\c\\n\"", "[]", "[1,[2,[]]]",
        "{}", "{\"b\":1,\"a\":{\"c\":null}}", "\"心内科\"", "\"😀\"", "\"\\u0001\"",
    ])
    func writesWhatItReads(text: String) throws {
        #expect(try JSONParser.parse(Array(text.utf8)).line == text)
    }

    @Test func readsSpacesEscapesAndSurrogates() throws {
        let value = try JSONParser.parse(Array(" { \"a\" : [ 1 , \"\\u4e2d\\ud83d\\ude00\\/\" ] } \n".utf8))
        #expect(value["a"] == .array([.integer(1), .string("中😀/")]))
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), ("01", 2), ("1.", 2), ("-", 1), ("tru", 0), ("\"a", 2), ("\"\\x\"", 3), ("{\"a\":1,\"a\":2}", 7),
        ("{\"a\" 1}", 5), ("1 2", 2), ("\"\u{1}\"", 1), ("\"\\ud800\"", 7), ("[1 2]", 3), ("nul", 0), ("{1:2}", 1), ("1e999", 0),
    ])
    func namesThePlaceOfWhatIsWrong(text: String, offset: Int) {
        #expect {
            _ = try JSONParser.parse(Array(text.utf8))
        } throws: { error in
            (error as? JSONError)?.offset == offset
        }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: JSONError.self) { try JSONParser.parse([UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")]) }
    }

    @Test func boundsTheDepth() throws {
        func nested(_ depth: Int) -> [UInt8] { Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8) }
        _ = try JSONParser.parse(nested(32))
        #expect(throws: JSONError.self) { try JSONParser.parse(nested(100_000)) }
    }

    @Test func writesDecimalsThatAreNotFiniteAsNull() {
        #expect(JSON.array([.decimal(.nan), .decimal(.infinity), .decimal(3)]).line == "[null,null,3.0]")
    }
}
