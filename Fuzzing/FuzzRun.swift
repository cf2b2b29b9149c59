import Foundation
import Specification
import Synchronization

/// The cases of one run: handed out world by world, counted, and told when they fail.
final class FuzzRun: Sendable {
    private struct State {
        var nextWorld: UInt64
        var done: UInt64 = 0
        var outcomes: [String: Int] = [:]
        /// How many cases that were answered, or refused, had what.
        var marks: [String: (answered: Int, refused: Int)] = [:]
        var failures: [UInt64] = []
    }

    private let first: UInt64
    private let count: UInt64
    private let mostFailures: Int
    private let folder: String
    private let isVerbose: Bool
    private let state: Mutex<State>
    private let finished = DispatchSemaphore(value: 0)

    init(first: UInt64, count: UInt64, failures: Int, folder: String, isVerbose: Bool) {
        self.first = first
        self.count = count
        mostFailures = failures
        self.folder = folder
        self.isVerbose = isVerbose
        state = Mutex(State(nextWorld: Trial.worldNumber(of: first)))
    }

    var hasFailed: Bool { state.withLock { !$0.failures.isEmpty } }

    /// Takes worlds until there are none left, or enough cases have failed.
    func work() {
        defer { finished.signal() }
        while let world = next() {
            let start = world * UInt64(Trial.questionsPerWorld)
            let numbers = max(first, start)..<min(first + count, start + UInt64(Trial.questionsPerWorld))
            do {
                let made = try World(seed: world, folder: folder)
                for number in numbers { note(Trial(number: number, world: made)) }
            } catch {
                state.withLock { $0.failures.append(numbers.lowerBound) }
                print("world \(world) of case \(numbers.lowerBound) cannot be made: \(error)")
            }
        }
    }

    private func next() -> UInt64? {
        state.withLock { state in
            guard state.failures.count < mostFailures, state.nextWorld * UInt64(Trial.questionsPerWorld) < first + count else { return nil }
            defer { state.nextWorld += 1 }
            return state.nextWorld
        }
    }

    private func note(_ trial: Trial) {
        var outcome: Trial.Outcome
        do {
            outcome = try trial.run()
        } catch {
            outcome = .differs("the case cannot be run: \(error)")
        }
        let name: String
        if case .differs(let what) = outcome {
            name = "failed"
            print("\n\(trial.description)\(what)\nRepeat it: make fuzz SEED=\(trial.number) CASES=1\n")
        } else {
            name = "\(outcome)"
            if isVerbose { print("\(trial.number) \(name): \(trial.question.text)") }
        }
        state.withLock { state in
            state.done += 1
            state.outcomes[name, default: 0] += 1
            for mark in trial.marks {
                if name == "refused" {
                    state.marks[mark, default: (0, 0)].refused += 1
                } else {
                    state.marks[mark, default: (0, 0)].answered += 1
                }
            }
            if name == "failed" { state.failures.append(trial.number) }
        }
    }

    /// Waits for the workers, and shows how far they are.
    func wait(for workers: Int, showsProgress: Bool) {
        let start = ContinuousClock.now
        var left = workers
        while left > 0 {
            if finished.wait(timeout: .now() + .milliseconds(200)) == .success { left -= 1 }
            guard showsProgress else { continue }
            let done = state.withLock { $0.done }
            let share = Double(done) / Double(max(1, count))
            let seconds = Double((ContinuousClock.now - start).components.seconds)
            let remaining = share > 0 ? Int(seconds / share - seconds) : 0
            let bar = String(repeating: "█", count: Int(share * 40)) + String(repeating: "░", count: 40 - Int(share * 40))
            FileHandle.standardError.write(Data("\r\(bar) \(done) of \(count), \(remaining) s left   ".utf8))
        }
        if showsProgress { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    func summary(took: Duration) -> String {
        state.withLock { state in
            let parts = state.outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            let time = took.formatted(.units(allowed: [.minutes, .seconds], width: .narrow))
            let marks = state.marks.sorted { $0.key < $1.key }.map {
                "\n  \($0.key): \($0.value.answered) answered, \($0.value.refused) refused"
            }
            return "\(state.done) cases from \(first) in \(time): \(parts)\(marks.joined())"
        }
    }
}
