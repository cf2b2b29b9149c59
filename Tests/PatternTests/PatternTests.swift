import Foundation
import Pattern
import Testing

@Suite struct PatternTests {
    @Test func groupsAreByteRanges() throws {
        let text = "病人 MRN 00012345."
        let match = try #require(try Pattern(#"MRN\s*(?<number>\d{8})(x)?(\.)"#).firstMatch(in: text))
        #expect(match.groups == [7..<20, 11..<19, nil, 19..<20])
        #expect(match.range == 7..<20)
        #expect(match["number"].map { $0.text(in: text) } == "00012345")
        #expect(match["none"] == nil)
        #expect(match[9] == nil)
        #expect(match[2] == nil)
    }

    @Test func lastGroupsThatTookNoPartAreNil() throws {
        let pattern = try Pattern("(a)|(b)|(c)")
        #expect(pattern.groupCount == 3)
        #expect(try pattern.firstMatch(in: "b")?.groups == [0..<1, nil, 0..<1, nil])
    }

    @Test func noMatchIsNil() throws {
        #expect(try Pattern("b").firstMatch(in: "aaa") == nil)
        #expect(try Pattern("b").matches(in: "aaa").isEmpty)
    }

    @Test(arguments: [
        ("(", 1), ("a)", 1), ("[z-a]", 3), ("*", 0), ("病(", 4), (#"\"#, 1), ("(?<1>a)", 3), (#"a\C"#, 3),
    ])
    func mistakeIsNamedWithItsPlace(pattern: String, offset: Int) {
        let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
        guard case .cannotCompile(pattern, offset, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error.map { "\($0)".contains("at byte \(offset)") } == true)
    }

    @Test func limitIsNotTakenForNoMatch() throws {
        let text = String(repeating: "a", count: 40)
        for source in ["(a+)+[bc]!", #"^(?:a|aa|aaa)+$(?<!a)"#] {
            #expect(throws: PatternError.limitExceeded(pattern: source)) { try Pattern(source).firstMatch(in: text + "b?!") }
            #expect(throws: PatternError.limitExceeded(pattern: source)) { try Pattern(source).matches(in: text + "b?!") }
        }
    }

    @Test func longTextDoesNotExhaustTheSmallStackOfMachineCode() throws {
        let text = String(repeating: "ab", count: 40_000)
        #expect(try Pattern("(a|b)*").firstMatch(in: text)?.range == 0..<80_000)
    }

    @Test func anchoringHolds() throws {
        #expect(try Pattern("a", anchoring: .start).firstMatch(in: "ba") == nil)
        #expect(try Pattern("a", anchoring: .start).firstMatch(in: "ba", from: 1)?.range == 1..<2)
        #expect(try Pattern("a|ab", anchoring: .whole).firstMatch(in: "ab")?.range == 0..<2)
        #expect(try Pattern("a", anchoring: .whole).firstMatch(in: "a\n") == nil)
    }

    @Test func optionsHold() throws {
        #expect(try Pattern("ß", options: .caseInsensitive).firstMatch(in: "ẞ") != nil)
        #expect(try Pattern("^b$", options: .multipleLines).firstMatch(in: "a\nb\nc")?.range == 2..<3)
        #expect(try Pattern("a b # c", options: .extended).firstMatch(in: "ab") != nil)
        #expect(try Pattern("a.b", options: .dotMatchesAll).firstMatch(in: "a\nb") != nil)
        #expect(try Pattern("a.b").firstMatch(in: "a\nb") == nil)
        #expect(try Pattern(#"\d"#).firstMatch(in: "٣") != nil)
        #expect(try Pattern(#"\d"#, options: .asciiClasses).firstMatch(in: "٣") == nil)
    }

    @Test func lookBehindSeesWhatLiesBeforeTheStart() throws {
        let pattern = try Pattern("(?<=a)b")
        #expect(try pattern.firstMatch(in: "ab", from: 1)?.range == 1..<2)
        #expect(try pattern.firstMatch(in: "ab", from: 3) == nil)
        #expect(try pattern.firstMatch(in: "ab", from: -1) == nil)
    }

    @Test(arguments: [
        ("a", "banana", [1..<2, 3..<4, 5..<6]), ("", "é病", [0..<0, 2..<2, 5..<5]), ("x*", "axb", [0..<0, 1..<2, 2..<2, 3..<3]),
        ("a?", "", [0..<0]), (#"(?=病)"#, "a病病", [1..<1, 4..<4]), (#"a\Kb"#, "abab", [1..<2, 3..<4]), ("", "", [0..<0]),
    ])
    func allMatchesAreFoundOnce(pattern: String, text: String, expected: [Range<Int>]) throws {
        let pattern = try Pattern(pattern)
        #expect(try pattern.matches(in: text).map(\.range) == expected)
        #expect(try Array(text.utf8).withUnsafeBufferPointer { try pattern.matches(in: $0).map(\.range) } == expected)
    }

    /// The oracle is Foundation's regular expressions, on patterns where both languages agree.
    @Test func agreesWithFoundationOnGeneratedTexts() throws {
        var seed: UInt64 = 11
        func next(_ bound: UInt64) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % bound)
        }
        let alphabet = ["a", "b", "1", "病", " ", "é", "\n"]
        for source in ["a+b?", "[a-z]+|1", "(a|b)1", "病.", "b*", #"(?m)^a"#] {
            let pattern = try Pattern(source)
            let oracle = try NSRegularExpression(pattern: source)
            for _ in 0..<100 {
                let text = (0..<next(12)).map { _ in alphabet[next(UInt64(alphabet.count))] }.joined()
                let expected = oracle.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { result in
                    Range(result.range, in: text).map {
                        text.utf8.distance(
                            from: text.startIndex, to: $0.lowerBound)..<text.utf8.distance(from: text.startIndex, to: $0.upperBound)
                    }
                }
                #expect(try pattern.matches(in: text).map(\.range) == expected, "\(source) on \(text.debugDescription)")
            }
        }
    }

    @Test func bytesThatAreNotUTF8AreRefusedWithTheirPlace() throws {
        let bytes: [UInt8] = [0x61, 0x62, 0xFF, 0x61]
        try bytes.withUnsafeBufferPointer { bytes in
            let pattern = try Pattern("z")
            #expect(throws: PatternError.invalidUTF8(offset: 2)) { try pattern.firstMatch(in: bytes) }
            #expect(throws: PatternError.invalidUTF8(offset: 2)) { try pattern.matches(in: bytes) }
        }
    }

    @Test func onePatternServesManyTasks() async throws {
        let pattern = try Pattern(#"(\d+)-(\d+)"#)
        let found = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    try (0..<200).allSatisfy { number in
                        let text = "x\(task)-\(number)y"
                        return try pattern.firstMatch(in: text)?[2].map { $0.text(in: text) } == "\(number)"
                    }
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(found)
    }
}
