import Catalog
import Disclosure
import Governance
import Testing

@testable import Service

@Suite("Answers for people")
struct RenderingTests {
    private var answer: Answer {
        var answer = Answer(.answered)
        answer.columns = [
            Answer.Column(name: "department", label: "科室", type: "text"),
            Answer.Column(name: "stay", label: "length of stay", type: "decimal", unit: "days", decimals: 2),
            Answer.Column(name: "visits", label: "visits", type: "integer"),
        ]
        answer.rows = [
            [.text("心内科"), .decimal(8.005), .integer(12_345)],
            [.text("Neurology"), .suppressed, .integer(7)],
            [.text("a\u{1B}[31mb"), .null, .integer(-1_234_567)],
        ]
        answer.restatement = "average length of stay by department"
        answer.scope = "within your department: Cardiology"
        answer.record = 3
        answer.policy = PolicyIdentity(name: "hospital", version: "2", digest: "ab12")
        return answer
    }

    @Test func alignNumbersAndMindWideCharacters() {
        let lines = TerminalRenderer(width: 80).text(answer).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(
            lines[0...4] == [
                "科室       length of stay (days)      visits",
                "─────────  ─────────────────────  ──────────",
                "心内科                      8.01      12,345",
                "Neurology             suppressed           7",
                "a\u{FFFD}[31mb                        –  -1,234,567",
            ])
        #expect(lines.contains { $0.contains("Covers") && $0.contains("Cardiology") })
        #expect(lines.contains("Audit record 3. Policy hospital, version 2."))
    }

    @Test func fitTheWidth() {
        for width in [30, 44, 60] {
            for line in TerminalRenderer(width: width).text(answer).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }

    @Test func useColoursOnlyWhereTheyAreWelcome() {
        #expect(!TerminalRenderer(width: 80, colours: false).text(answer).contains("\u{1B}"))
        #expect(TerminalRenderer(width: 80, colours: true).text(answer).contains("\u{1B}[1m"))
    }

    @Test func tellNothingFoundFromNotAllowed() {
        var empty = answer
        empty.rows = []
        var refused = Answer(.refused)
        refused.reason = Answer.Reason(code: "x", text: "You may not.", remedy: "Ask the privacy office.")
        #expect(TerminalRenderer().text(empty).hasPrefix("No rows"))
        #expect(TerminalRenderer().text(refused).hasPrefix("Refused: You may not."))
    }

    @Test(arguments: [("abc", 3), ("心内科", 6), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("", 0), ("ﾊﾛｰ", 3), ("Ａ", 2)])
    func measureTheWidthOfText(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func wrapChineseWithoutSpaces() {
        #expect(DisplayWidth.wrap("一二三四五", to: 4) == ["一二", "三四", "五"])
        #expect(DisplayWidth.wrap("one two three", to: 7) == ["one two", "three"])
    }

    @Test func quoteValuesForSpreadsheets() {
        var answer = Answer(.answered)
        answer.columns = [Answer.Column(name: "a", label: "A"), Answer.Column(name: "b,c", label: "B")]
        answer.rows = [[.text("x \"y\"\nz"), .null], [.suppressed, .decimal(1.5)]]
        #expect(CSVWriter.text(answer) == "a,\"b,c\"\r\n\"x \"\"y\"\"\nz\",\r\nsuppressed,1.5\r\n")
    }
}
