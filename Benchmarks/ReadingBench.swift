import ArgumentParser
import Evaluation
import Foundation
import Language
import Service

/// Measures text to SQL on a set of questions: as a whole, by stage, in memory, and how the work grows with the length.
struct ReadingBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading", abstract: "Measures text to SQL: as a whole, by stage, in memory, and growing with the length.")

    @Option(help: "A workspace.")
    var workspace: String

    @Option(help: "Questions, a JSON object with \"id\" and \"question\" a line.")
    var questions: String

    @Option(help: "Ask only every n-th question.")
    var every = 1

    func run() throws {
        let opening = ContinuousClock.now
        let engine = try Engine(workspace: Workspace.find(told: workspace), resources: Resources.find(), interface: "eval", mode: .open)
        print("workspace opened in \(Table.text(ContinuousClock.now - opening)), \(Self.memory("VmRSS")) in memory")
        let texts = try QuestionSet.read(questions).every(every).questions.map(\.question)
        let clock = try engine.now()
        // Once round for caches: a service is asked more than once.
        for text in texts.prefix(50) { _ = engine.reader.read(text, clock: clock) }
        try measureStages(engine, texts, clock)
        measureGrowth(engine, clock)
        measureHostility(engine, texts, clock)
        engine.close()
        print("\npeak memory of the process \(Self.memory("VmHWM"))")
    }

    // MARK: Stages

    private func measureStages(_ engine: Engine, _ texts: [String], _ clock: String) throws {
        var stages: [ReadingWatch.Stage: [Duration]] = [:]
        var (wholes, answered, compiling): ([Duration], [Duration], [Duration]) = ([], [], [])
        var longest = (duration: Duration.zero, text: "")
        for text in texts {
            let watch = ReadingWatch(now: ProcessorTime.now)
            let start = ProcessorTime.now()
            let outcome = engine.reader.read(text, clock: clock, watch: watch)
            let read = ProcessorTime.now()
            if case .answered(let reading) = outcome {
                _ = try engine.sql(of: reading)
                let done = ProcessorTime.now()
                compiling.append(done - read)
                answered.append(done - start)
            }
            let whole = ProcessorTime.now() - start
            wholes.append(whole)
            if whole > longest.duration { longest = (whole, text) }
            for (stage, duration) in watch.durations { stages[stage, default: []].append(duration) }
        }
        print("\n\(texts.count) questions, \(answered.count) to SQL, one at a time, in processor time\n\n\(Table.head)")
        for stage in ReadingWatch.Stage.allCases { Table.row(stage.rawValue, stages[stage] ?? []) }
        Table.row("resolve+compile", compiling)
        Table.row("text to SQL", answered)
        Table.row("all questions", wholes)
        print("longest: \(longest.text)")
    }

    // MARK: Growth

    /// One question made longer and longer in the ways that questions get longer.
    private func measureGrowth(_ engine: Engine, _ clock: String) {
        let growing = [
            ("and", "How many patients were admitted", "and prescribed aspirin last month"),
            ("or", "How many patients were diagnosed with pneumonia", "or pneumonia"),
            ("of", "What is the number of patients", "of patients with pneumonia in the hospital"),
        ]
        print("\nwork by length in words (items of the chart, at most \(Understanding.mostWork); processor time)\n")
        print("words" + growing.map { Table.right($0.0, 22) }.joined())
        var first: [Double?] = Array(repeating: nil, count: growing.count)
        var last = first
        for length in stride(from: 10, through: 80, by: 10) {
            var line = Table.right("\(length)", 5)
            for (index, (_, head, piece)) in growing.enumerated() {
                var words = head.split(separator: " ")
                while words.count < length { words += piece.split(separator: " ") }
                let text = words.prefix(length).joined(separator: " ")
                let (work, duration) = measure(engine, text, clock)
                line += Table.right("\(work)", 9) + Table.right(Table.text(duration), 13)
                if work > 0, work < Understanding.mostWork {
                    if length == 20 { first[index] = log(Double(work)) }
                    if length > 20 { last[index] = (log(Double(work)) - (first[index] ?? 0)) / (log(Double(length)) - log(20)) }
                }
            }
            print(line)
        }
        print(
            "power" + last.map { Table.right($0.map { String(format: "%.2f", $0) } ?? "-", 22) }.joined()
                + "   (of the length, from 20 words on)")
    }

    private func measure(_ engine: Engine, _ text: String, _ clock: String) -> (work: Int, duration: Duration) {
        let watch = ReadingWatch(now: ProcessorTime.now)
        let start = ProcessorTime.now()
        _ = engine.reader.read(text, clock: clock, watch: watch)
        return (watch.work, ProcessorTime.now() - start)
    }

    // MARK: Hostile input

    /// The most words that are read, chosen to fit together in as many ways as can be: single words over and over, and heaps of words.
    private func measureHostility(_ engine: Engine, _ texts: [String], _ clock: String) {
        var counts: [Substring: Int] = [:]
        for text in texts { for word in text.lowercased().split(separator: " ") { counts[Substring(word), default: 0] += 1 } }
        let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(200).map { String($0.key) }
        guard !common.isEmpty else { return }
        var hostile = common.map { word in Array(repeating: word, count: Understanding.mostTokens).joined(separator: " ") }
        // A fixed sequence (Knuth's MMIX generator), so that figures can be compared.
        var state: UInt64 = 42
        for _ in 0..<200 {
            var words: [String] = []
            for _ in 0..<Understanding.mostTokens {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                words.append(common[Int(state >> 33) % common.count])
            }
            hostile.append(words.joined(separator: " "))
        }
        hostile = hostile.map { String($0.prefix(Understanding.longestQuestion)) }
        var worst = (work: 0, duration: Duration.zero)
        for text in hostile {
            let (work, duration) = measure(engine, text, clock)
            worst = (max(worst.work, work), max(worst.duration, duration))
        }
        print(
            "\n\(hostile.count) hostile inputs of \(Understanding.mostTokens) words: at most \(worst.work) items and \(Table.text(worst.duration))"
        )
        print("bounds: \(Understanding.longestQuestion) bytes, \(Understanding.mostTokens) words, \(Understanding.mostWork) items")
    }

    /// A line of the kernel's account of this process, in MB.
    private static func memory(_ key: String) -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") }
        let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        return kilobytes.map { String(format: "%.0f MB", $0 / 1024) } ?? "unknown memory"
    }
}
