import ArgumentParser
import Foundation
import Specification
import Synchronization

/// Holds governance against its specification on many random policies, data and questions.
@main
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lamplight-fuzz",
        abstract: "Holds rewritten queries on random data against the same questions on what the caller may see.")

    @Option(help: "The number of the first case; a case that fails is told by its number, which repeats it.")
    var seed: UInt64 = 1

    @Option(help: "How many cases, counted from the first.")
    var cases: UInt64 = 200_000

    @Option(help: "How many threads; all cores when left out.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Stop after so many cases that fail.")
    var failures = 5

    @Flag(help: "Print every case, not only those that fail.")
    var verbose = false

    func run() throws {
        let memory = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
        let folder = parent + "/lamplight-fuzz-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }

        let run = FuzzRun(first: seed, count: cases, failures: failures, folder: folder, isVerbose: verbose)
        let start = ContinuousClock.now
        let workers = (0..<max(1, threads)).map { _ in
            let thread = Thread { run.work() }
            // Queries nest, and the plain reference recurses with them.
            thread.stackSize = 64 << 20
            return thread
        }
        for worker in workers { worker.start() }
        run.wait(for: workers.count, showsProgress: isatty(STDERR_FILENO) == 1)
        print(run.summary(took: ContinuousClock.now - start))
        if run.hasFailed { throw ExitCode.failure }
    }
}
