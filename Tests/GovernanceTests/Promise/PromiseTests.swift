import Foundation
import Specification
import Testing

/// A folder for the databases of one test.
private struct Folder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: "promise-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

// 4,000 cases by their numbers; `make fuzz` runs fifty times as many.

@Test("an answer is that of the original question on what the caller may see, whatever the policy", arguments: UInt64(0)..<160)
func keepsThePromise(number: UInt64) throws {
    let folder = try Folder()
    let world = try World(seed: number, folder: folder.path)
    let first = number * UInt64(Trial.questionsPerWorld)
    for number in first..<(first + UInt64(Trial.questionsPerWorld)) {
        let trial = Trial(number: number, world: world)
        if case .differs(let what) = try trial.run() { Issue.record("\(trial.description)\(what)") }
    }
}

@Test("random cases are not all of one kind: every way of comparing is reached, and as many are answered as refused")
func coversEveryOutcome() throws {
    let folder = try Folder()
    var outcomes: [Trial.Outcome: Int] = [:]
    for world in UInt64(0)..<8 {
        let made = try World(seed: world, folder: folder.path)
        for number in 0..<UInt64(Trial.questionsPerWorld) {
            outcomes[try Trial(number: world * UInt64(Trial.questionsPerWorld) + number, world: made).run(), default: 0] += 1
        }
    }
    #expect(Set(outcomes.keys).isSuperset(of: [.refused, .sameAsShown, .sameRows, .sameAfterSuppression]))
    #expect(outcomes[.refused, default: 0] <= 16 * Trial.questionsPerWorld / 2)
}

@Test(
    "facts, agreements, answers that leave, emergency access, own levels, ages, lengths, pseudonyms, what stands beside totals and what stays in the house each decide a fair share of the random cases"
)
func drawsAFairShareOfEach() throws {
    let folder = try Folder()
    var marks: [String: Int] = [:]
    for world in UInt64(0)..<60 {
        let made = try World(seed: world, folder: folder.path)
        for number in UInt64(0)..<12 {
            for mark in Trial(number: world * UInt64(Trial.questionsPerWorld) + number, world: made).marks { marks[mark, default: 0] += 1 }
        }
    }
    for mark in [
        "fact found", "fact missing", "leaves the house", "under an agreement", "emergency access", "approved emergency access",
        "own levels", "age of a coarse date", "age or length that would tell a coarse date", "length between coarse dates", "pseudonym",
        "beside filtered totals", "rows that may not leave",
    ] {
        #expect(marks[mark, default: 0] > 0, "of 720: \(mark)")
    }
}

@Test("a number that few patients can change is suppressed", arguments: UInt64(0)..<20)
func suppressesWhatFewCanChange(seed: UInt64) throws {
    let folder = try Folder()
    var trial = try CountTrial(seed: seed, folder: folder.path)
    for _ in 0..<30 {
        if let what = try trial.difference() { Issue.record("seed \(seed): \(what)") }
    }
}
