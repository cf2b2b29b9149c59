import Catalog
import Foundation
import Testing

@testable import Disclosure

/// The patterns as the repository has them.
private let identifiers = Result {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    return try Deidentifier.load(root + "/Policies/identifiers.yaml")
}

@Test(
    "identifiers in notes are replaced by their kind, and the rest stays as written",
    arguments: [
        ("Called 13812345678 about the result.", "Called [PHONE] about the result."),
        ("身份证号320102199001011234，已核对。", "身份证号[NATIONAL ID]，已核对。"),
        ("See M0013257 for the earlier stay.", "See [MRN] for the earlier stay."),
        ("Write to li.wei@example.com.cn please", "Write to [EMAIL] please"),
        ("Seen on 2026-05-17 08:30 and 17 May 2026.", "Seen on [DATE] and [DATE]."),
        ("患者张伟，男，65岁，2026年5月17日入院。", "患者[NAME]，男，65岁，[DATE]入院。"),
        ("Discussed with Dr. Zhang Wei and Mrs Chen.", "Discussed with Dr. [NAME] and Mrs [NAME]."),
        ("Patient Li Na tolerated the procedure.", "Patient [NAME] tolerated the procedure."),
        ("电话：025-83106666，家属：李强。", "电话：[PHONE]，家属：[NAME]。"),
        ("Account 622202123456789012 on file", "Account [NUMBER] on file"),
        ("Haemoglobin 132 g/L, potassium 4.1, BP 120/80, dose 500 mg.", "Haemoglobin 132 g/L, potassium 4.1, BP 120/80, dose 500 mg."),
        ("", ""),
    ])
func replacesIdentifiers(text: String, cleaned: String) throws {
    let result = try identifiers.get().apply(text)
    #expect(result == cleaned)
}

@Test("a broken pattern is told with file and line")
func tellsBrokenPatterns() {
    do {
        _ = try Deidentifier.load(text: "phone:\n  - '[0-9'\n", file: "i.yaml")
        Issue.record("taken")
    } catch {
        #expect("\(error)".hasPrefix("i.yaml:2: This is not a pattern"))
    }
}

@Test("what takes too much work to clean does not leave")
func givesUpClosed() throws {
    let slow = try Deidentifier.load(text: "x: ['(a+)+$']\n", file: "i.yaml")
    #expect(slow.apply(String(repeating: "a", count: 5_000) + "!") == nil)
}
