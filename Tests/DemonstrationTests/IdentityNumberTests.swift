import Database
import Testing

@testable import Demonstration

@Suite struct IdentityNumberTests {
    /// ISO 7064 MOD 11-2 as the standard defines it: the weighted sum over all 18 characters, X standing for ten, leaves 1 modulo 11.
    private func isValid(_ number: String) -> Bool {
        let values = number.compactMap { $0 == "X" ? 10 : $0.wholeNumberValue }
        guard values.count == 18 else { return false }
        var power = 1
        var sum = 0
        for value in values.reversed() {
            sum += value * power
            power = power * 2 % 11
        }
        return sum % 11 == 1
    }

    @Test func knownNumbersHaveTheirCheckCharacter() {
        // The examples of GB 11643-1999.
        let born = CivilCalendar.day(year: 1949, month: 12, day: 31)
        #expect(IdentityNumber.text(district: 110_105, born: born, sequence: 2) == "11010519491231002X")
        let other = CivilCalendar.day(year: 1880, month: 1, day: 1)
        #expect(IdentityNumber.text(district: 440_524, born: other, sequence: 1) == "440524188001010014")
    }

    @Test func allPatientsHaveValidNumbers() throws {
        let rows = try SmallHospital.rows("SELECT national_id, gender, birth_date FROM patient")
        #expect(rows.count > 3_500)
        for row in rows {
            guard case .text(let number) = row[0], case .text(let gender) = row[1], case .text(let born) = row[2] else {
                Issue.record("a patient lacks a number, a gender or a birth date")
                continue
            }
            let digits = Array(number)
            #expect(isValid(number))
            #expect(String(digits[6..<14]) == born.replacing("-", with: ""))
            #expect((digits[16].wholeNumberValue ?? 0) % 2 == (gender == "M" ? 1 : 0))
        }
    }
}
