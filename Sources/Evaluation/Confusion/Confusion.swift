import Service

/// Failures grouped by what would mend them, the biggest group first, so that the next hour goes to the biggest group.
///
/// Each failing question is in one group: that of its unexplained word, or rule, which stands in many failures and seldom elsewhere.
public struct Confusion: Sendable {
    /// Failures with one thing in common.
    public struct Group: Sendable {
        /// What kind of thing: `unknown word`, `word without a place`, `clarify`, `wrong by rule`, `other`.
        public var kind: String
        /// The word, the pair of meanings, or the rule.
        public var key: String
        /// The failing questions, in the order of the set.
        public var questions: [EvaluationQuestion]
        /// In which company the word stands most often, with how often.
        public var company: [(text: String, count: Int)]
        /// For a rule, how many right answers use it too.
        public var rightUses: Int?
    }

    /// The groups, the biggest first.
    public private(set) var groups: [Group] = []

    /// Groups the failures among marked questions.
    ///
    /// - Parameter rule: What a rule of the grammar is called, by its place among those of the grammar.
    public init(_ marked: [MarkedQuestion], rule: (Int) -> String) {
        var unknown: [(EvaluationQuestion, [String])] = []
        var unplaced: [(EvaluationQuestion, [String])] = []
        var wrong: [(EvaluationQuestion, [Int])] = []
        var pairs: [String: [EvaluationQuestion]] = [:]
        var others: [String: [EvaluationQuestion]] = [:]
        for one in marked {
            switch Failure(one) {
            case nil: break
            case .unknown(let words)?: unknown.append((one.question, words))
            case .unplaced(let runs)?: unplaced.append((one.question, runs))
            case .clarify(let first, let second)?: pairs["\(first)  /  \(second)", default: []].append(one.question)
            case .wrong(let rules)?: wrong.append((one.question, rules))
            case .other(let code)?: others[code, default: []].append(one.question)
            }
        }
        var uses: [String: Int] = [:]
        for one in marked { for word in Self.words([Failure.masked(one.question.question)]) { uses[word, default: 0] += 1 } }
        groups += Self.grouped(unknown, uses, kind: "unknown word")
        groups += Self.grouped(unplaced, uses, kind: "word without a place")
        groups += pairs.map { Group(kind: "clarify", key: $0.key, questions: $0.value, company: [], rightUses: nil) }
        groups += others.map { Group(kind: "other", key: $0.key, questions: $0.value, company: [], rightUses: nil) }
        groups += Self.blamed(wrong, right: marked, rule: rule)
        groups.sort { ($1.questions.count, $0.kind, $0.key) < ($0.questions.count, $1.kind, $1.key) }
    }

    private static func words(_ runs: [String]) -> Set<String> {
        Set(runs.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "#" && $0 != "-" }.map(String.init) })
    }

    /// How much something is to blame that stands in so many failures, and in so many questions: "the" stands in all of them.
    private static func blame(_ failures: Int, of uses: Int) -> Double {
        let share = Double(failures) / Double(max(failures, uses))
        return Double(failures) * share * share
    }

    /// Questions by the word of theirs that is most to blame.
    private static func grouped(_ failures: [(EvaluationQuestion, [String])], _ uses: [String: Int], kind: String) -> [Group] {
        var frequency: [String: Int] = [:]
        func blame(_ word: String) -> Double { Self.blame(frequency[word, default: 0], of: uses[word, default: 0]) }
        for (_, runs) in failures { for word in words(runs) { frequency[word, default: 0] += 1 } }
        var members: [String: [(EvaluationQuestion, [String])]] = [:]
        for (question, runs) in failures {
            let best = words(runs).max { (blame($0), $1) < (blame($1), $0) } ?? "(no word)"
            members[best, default: []].append((question, runs))
        }
        return members.map { word, failures in
            var company: [String: Int] = [:]
            for (_, runs) in failures {
                for run in runs where run != word && words([run]).contains(word) { company[run, default: 0] += 1 }
            }
            let most = company.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
            return Group(
                kind: kind, key: word, questions: failures.map(\.0), company: most.map { ($0.key, $0.value) }, rightUses: nil)
        }
    }

    /// Wrong answers by the rule that most often leads to wrong ones and least often to right ones.
    private static func blamed(
        _ wrong: [(EvaluationQuestion, [Int])], right marked: [MarkedQuestion], rule: (Int) -> String
    ) -> [Group] {
        var uses: [Int: (wrong: Int, right: Int)] = [:]
        for (_, rules) in wrong { for rule in rules { uses[rule, default: (0, 0)].wrong += 1 } }
        for one in marked where one.verdict == .right {
            if case .answered(let reading)? = one.outcome { for rule in reading.rules { uses[rule, default: (0, 0)].right += 1 } }
        }
        func blame(_ rule: Int) -> Double {
            let use = uses[rule, default: (0, 0)]
            return Self.blame(use.wrong, of: use.wrong + use.right)
        }
        var members: [Int: [EvaluationQuestion]] = [:]
        for (question, rules) in wrong {
            members[rules.max { (blame($0), $1) < (blame($1), $0) } ?? -1, default: []].append(question)
        }
        return members.map { index, questions in
            Group(
                kind: "wrong by rule", key: index < 0 ? "(no rule)" : rule(index), questions: questions, company: [],
                rightUses: uses[index]?.right)
        }
    }

    /// The biggest groups for people, each with some of its questions.
    public func text(groups most: Int = 25, examples: Int = 3) -> String {
        let failing = groups.reduce(0) { $0 + $1.questions.count }
        var text = "\(failing) failures in \(groups.count) groups\n"
        for group in groups.prefix(most) {
            text += "\n\(group.questions.count)  \(group.kind): \(group.key)"
            if let uses = group.rightUses { text += "  (and in \(uses) right answers)" }
            text += "\n"
            if !group.company.isEmpty {
                text += "      in: " + group.company.map { "\u{201C}\($0.text)\u{201D} \($0.count)" }.joined(separator: ", ") + "\n"
            }
            for question in group.questions.prefix(examples) { text += "      \(question.question)\n" }
        }
        let rest = groups.dropFirst(most)
        if !rest.isEmpty { text += "\nand \(rest.count) smaller groups with \(rest.reduce(0) { $0 + $1.questions.count }) failures\n" }
        return text
    }

    /// All groups for programs.
    public var json: JSON {
        .array(
            groups.map { group in
                .object([
                    JSON.Member("kind", .string(group.kind)), JSON.Member("key", .string(group.key)),
                    JSON.Member("count", .integer(Int64(group.questions.count))),
                    JSON.Member("ids", .array(group.questions.map(\.id))),
                ])
            })
    }
}
