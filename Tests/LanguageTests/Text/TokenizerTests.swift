import Testing

@testable import Language

@Suite struct TokenizerTests {
    private let tokenizer = Tokenizer(lemmatizer: Lemmatizer(table: ""))

    private func texts(_ question: String) -> [String] { tokenizer.tokens(question).map(\.text) }

    /// A text and its tokens, written with a bar between them.
    static let cut: [(String, String)] = [
        ("How many admissions?", "how|many|admissions|?"),
        ("  two\twords\n", "two|words"),
        // Hyphens part words, and stay marks between numbers.
        ("follow-up visits", "follow|up|visits"),
        ("30-day readmissions", "30|day|readmissions"),
        ("0-14, 15-44", "0|-|14|,|15|-|44"),
        ("female-to-male", "female|to|male"),
        ("COVID-19", "covid|19"),
        ("2025 - 2026", "2025|-|2026"),
        ("trailing- hyphen", "trailing|-|hyphen"),
        // Apostrophes.
        ("yesterday's admissions", "yesterday|'s|admissions"),
        ("yesterday’s admissions", "yesterday|'s|admissions"),
        ("patients' stays", "patients|'s|stays"),
        ("patients’ stays", "patients|'s|stays"),
        ("what's", "what|'s"),
        ("2025's revenue", "2025|'s|revenue"),
        ("I'd like", "i|'d|like"),
        ("we didn't, can't, won't", "we|did|n't|,|ca|n't|,|wo|n't"),
        ("it doesn’t", "it|does|n't"),
        ("O'Brien", "o|'|brien"),
        ("' alone", "'|alone"),
        // Numbers.
        ("1,234 and 12,345,678", "1234|and|12345678"),
        ("1,23", "1|,|23"),
        ("2024,2025", "2024|,|2025"),
        ("1,2345", "1|,|2345"),
        ("6.5 or 7.", "6.5|or|7|."),
        ("1.2.3 and 17.5.2026", "1|.|2|.|3|and|17|.|5|.|2026"),
        ("1st, 22nd, 3rd and 90th", "1st|,|22nd|,|3rd|and|90th"),
        ("65+", "65|+"),
        ("10pm", "10|pm"),
        ("5mg", "5|mg"),
        (">=5 <3 <= 2 > 1", ">=|5|<|3|<=|2|>|1"),
        ("≥ 5, ≤5", ">=|5|,|<=|5"),
        ("100%", "100|%"),
        ("22:00", "22|:|00"),
        // Identifiers.
        ("M0001234", "m0001234"),
        ("11010119900307451X", "11010119900307451x"),
        ("I21.4", "i21|.|4"),
        // Quotes of every kind.
        ("called \"Acute MI\" now", "called|Acute MI|now"),
        ("called “Acute MI” now", "called|Acute MI|now"),
        ("a \" alone", "a|\"|alone"),
        ("\"\"", "\"|\""),
        // Other scripts and forms.
        ("上个月心内科门诊量", "上|个|月|心|内|科|门|诊|量"),
        ("2026年5月MI患者", "2026|年|5|月|mi|患|者"),
        ("近３个月？", "近|3|个|月|?"),
        ("Ménière disease", "ménière|disease"),
        ("Me\u{301}nie\u{300}re", "me\u{301}nie\u{300}re"),
        ("2025–2026", "2025|-|2026"),
        ("no\u{A0}break\u{3000}space", "no|break|space"),
        ("\u{FEFF}question", "question"),
        ("", ""),
    ]

    @Test(arguments: cut) func cuts(_ question: String, _ expected: String) {
        #expect(texts(question).joined(separator: "|") == expected)
    }

    @Test func kindsAndNumbers() throws {
        let tokens = tokenizer.tokens("the 3rd of 1,200 \"x y\" !")
        #expect(tokens.map(\.kind) == [.word, .ordinal, .word, .number, .quoted, .mark])
        #expect(tokens.map(\.number) == [nil, 3, nil, 1200, nil, nil])
    }

    @Test func rangesAreThoseOfTheTextAsTyped() {
        let question = "Patients’ “MI” since 1,200 年 didn’t – ok"
        let utf8 = Array(question.utf8)
        let typed = tokenizer.tokens(question).map { String(decoding: utf8[$0.range], as: UTF8.self) }
        #expect(typed == ["Patients", "’", "“MI”", "since", "1,200", "年", "did", "n’t", "–", "ok"])
        #expect(
            tokenizer.tokens(question).filter { $0.kind != .quoted }.allSatisfy {
                $0.original == String(decoding: utf8[$0.range], as: UTF8.self)
            })
    }

    /// Whatever is typed, tokens stand one after another within the text, none is empty, and nothing but gaps and hyphens is lost.
    @Test func anyTextIsCutInOrder() {
        var random = SeededGenerator(seed: 11)
        let likely = Array("aZ09 -',.\"’“”年月é\u{301}\u{A0}\u{200B}１＋≥‰🏥ß_'n't 1st2nd\n".unicodeScalars)
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                if Bool.random(using: &random), let scalar = likely.randomElement(using: &random) {
                    text.unicodeScalars.append(scalar)
                } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            checkOrder(text)
        }
    }

    @Test func anyBytesAreCutInOrder() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            checkOrder(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func checkOrder(_ text: String) {
        let bytes = Array(text.utf8)
        var end = 0
        for token in tokenizer.tokens(text) {
            guard token.range.lowerBound >= end, token.range.upperBound <= bytes.count, !token.range.isEmpty else {
                Issue.record("The token '\(token.text)' lies at \(token.range), after \(end), in \(bytes)")
                return
            }
            let skipped = String(decoding: bytes[end..<token.range.lowerBound], as: UTF8.self)
            #expect(
                skipped.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil },
                "lost '\(skipped)' of \(bytes)")
            end = token.range.upperBound
        }
        let rest = String(decoding: bytes[end...], as: UTF8.self)
        #expect(
            rest.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.generalCategory == .format },
            "lost '\(rest)' of \(bytes)")
    }
}
