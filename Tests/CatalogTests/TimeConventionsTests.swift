import Catalog
import Foundation
import Testing

/// A catalog says what times mean where the language leaves it open.
@Suite struct TimeConventionsTests {
    private func clinic(_ block: String) throws -> TimeConventions {
        try CatalogLoader.load(
            text: Catalogs.clinicText.replacingOccurrences(of: "currency: EUR\n", with: "currency: EUR\n" + block + "\n"),
            file: "clinic.yaml"
        ).times
    }

    @Test func withoutABlockDaysCount() throws {
        #expect(try clinic("") == TimeConventions())
        #expect(TimeConventions().scope == .data)
    }

    @Test func eachKeyIsRead() throws {
        let times = try clinic(
            "times:\n  since-ago: instant\n  since: open\n  months: overflow\n  dates: month-first\n  fiscal-year: 10\n")
        #expect(times.sinceAgo == .instant && times.since == .open && times.months == .overflow)
        #expect(times.dates == .monthFirst && times.fiscalYear == 10 && times.scope == .data)
        #expect(try clinic("times: { dates: day-first }").dates == .dayFirst)
    }

    @Test(arguments: [
        ("times: { since-ago: moment }", "'moment'"), ("times: { dates: us }", "month-first"),
        ("times: { fiscal-year: 13 }", "from 1 to 12"),
        ("times: { fiscal-year: october }", "from 1 to 12"), ("times: { scope: text }", "'scope'"), ("times: { month: clamp }", "months"),
    ])
    func aMistakeIsTold(_ block: String, _ says: String) throws {
        let error = #expect(throws: CatalogError.self) { try clinic(block) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains(says))
    }
}
