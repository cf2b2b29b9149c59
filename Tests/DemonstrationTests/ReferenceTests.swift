import Testing

@testable import Demonstration

/// The built-in tables: all references resolve, and the breadth that answers need is there.
@Suite struct ReferenceTests {
    let reference: ReferenceData

    init() throws {
        reference = try ReferenceData()
    }

    @Test func theTablesAreBroad() {
        #expect(reference.codes.count >= 150)
        #expect(Set(reference.codes.map(\.chapter)).count >= 20)
        #expect(reference.drugs.count >= 120)
        #expect(reference.tests.count >= 50)
        #expect(Set(reference.operations.map(\.level)) == [1, 2, 3, 4])
    }

    @Test func keysAreUnique() {
        #expect(Set(reference.codes.map(\.code.string)).count == reference.codes.count)
        #expect(Set(reference.drugs.map(\.name)).count == reference.drugs.count)
        #expect(Set(reference.drugs.map(\.chineseName)).count == reference.drugs.count)
        #expect(Set(reference.tests.map(\.name)).count == reference.tests.count)
        #expect(Set(reference.tests.map(\.loinc)).count == reference.tests.count)
        #expect(Set(reference.departments.map(\.name)).count == reference.departments.count)
    }

    /// LOINC's own check digit, Mod 10 (Luhn) over the digits before the hyphen.
    @Test func loincCodesHaveTheirCheckDigit() {
        for test in reference.tests {
            let parts = test.loinc.split(separator: "-")
            var sum = 0
            for (place, digit) in parts[0].reversed().compactMap(\.wholeNumberValue).enumerated() {
                let doubled = place % 2 == 0 ? digit * 2 : digit
                sum += doubled / 10 + doubled % 10
            }
            #expect(String((10 - sum % 10) % 10) == parts[1], "\(test.name) \(test.loinc)")
        }
    }

    @Test func criticalLimitsLieOutsideTheReferenceRange() {
        for test in reference.tests {
            if let low = test.low, let critical = test.criticalLow { #expect(critical < low, "\(test.name)") }
            if let high = test.high, let critical = test.criticalHigh { #expect(critical > high, "\(test.name)") }
        }
    }

    @Test func aWrongLineIsNamed() {
        #expect(throws: GenerationError.referenceTable(table: "t", line: "a | b", problem: "it has 2 columns")) {
            try TableText("t", "a | b", columns: 3...3)
        }
    }
}
