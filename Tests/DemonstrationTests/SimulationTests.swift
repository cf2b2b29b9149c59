import Testing

@testable import Demonstration

@Suite struct RandomSourceTests {
    @Test func theGeneratorIsXoshiro() {
        // SplitMix64 of seed 1234567 begins with this number in the authors' reference implementation.
        var state: UInt64 = 1_234_567
        #expect(splitMix64(&state) == 6_457_827_717_110_365_317)
        #expect(splitMix64(&state) == 3_203_168_211_198_807_973)
    }

    @Test func streamsDiffer() {
        var first = RandomSource(seed: 1, stream: 1)
        var second = RandomSource(seed: 1, stream: 2)
        #expect((0..<8).map { _ in first.next() } != (0..<8).map { _ in second.next() })
    }

    @Test func momentsAreRight() {
        var random = RandomSource(seed: 11)
        let normals = (0..<40_000).map { _ in random.normal() }
        let mean = normals.reduce(0, +) / 40_000
        let variance = normals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
        #expect(abs(mean) < 0.02)
        #expect(abs(variance - 1) < 0.03)
        let counts = (0..<20_000).map { _ in Double(random.count(mean: 3.5)) }
        #expect(abs(counts.reduce(0, +) / 20_000 - 3.5) < 0.06)
    }

    @Test func indicesFollowTheirWeights() {
        var random = RandomSource(seed: 5)
        let sums = ReferenceData.sums([1, 0, 3, 1, 1, 1, 1, 1, 1])
        var found = [Int](repeating: 0, count: sums.count)
        for _ in 0..<20_000 { found[random.index(cumulative: sums)] += 1 }
        #expect(found[1] == 0)
        #expect(abs(Double(found[2]) / 20_000 - 0.3) < 0.02)
    }
}

@Suite struct PortableMathTests {
    @Test func theExponentialAgreesWithKnownValues() {
        #expect(abs(exponential(1) - 2.718281828459045) < 1e-12)
        #expect(abs(exponential(-3) - 0.049787068367863944) < 1e-14)
        #expect(abs(logarithm(10) - 2.302585092994046) < 1e-12)
    }

    @Test(arguments: Array(stride(from: -20.0, through: 20, by: 0.37))) func theLogarithmUndoesTheExponential(x: Double) {
        #expect(abs(logarithm(exponential(x)) - x) < 1e-11)
    }
}

@Suite struct CivilCalendarTests {
    @Test func knownDays() {
        #expect(CivilCalendar.day(year: 1970, month: 1, day: 1) == 0)
        #expect(CivilCalendar.day(year: 2026, month: 6, day: 30) == 20_634)
        // The last day of the data is a Tuesday.
        #expect(CivilCalendar.weekday(of: CivilCalendar.lastDay) == 1)
        #expect(CivilCalendar.text(moment: CivilCalendar.asOf) == "2026-06-30 23:59:59")
    }

    @Test func datesAndDaysAgree() {
        for day in stride(from: -40_000, through: 40_000, by: 17) {
            let date = CivilCalendar.date(of: day)
            #expect(CivilCalendar.day(year: date.year, month: date.month, day: date.day) == day)
        }
    }

    @Test func agesCountCompletedYears() {
        let born = CivilCalendar.day(year: 2000, month: 2, day: 29)
        #expect(CivilCalendar.age(born: born, on: CivilCalendar.day(year: 2025, month: 2, day: 28)) == 24)
        #expect(CivilCalendar.age(born: born, on: CivilCalendar.day(year: 2025, month: 3, day: 1)) == 25)
    }
}

@Suite struct EventQueueTests {
    @Test func eventsComeInTheOrderOfTimeAndThenOfAdding() {
        var random = RandomSource(seed: 3)
        var queue = EventQueue()
        let times = (0..<500).map { _ in random.below(60) }
        for (number, time) in times.enumerated() { queue.add(Event(time: time, kind: .fill, subject: number)) }
        var order: [Int] = []
        while let event = queue.removeFirst() { order.append(event.subject) }
        #expect(order == times.indices.sorted { (times[$0], $0) < (times[$1], $1) })
    }
}
