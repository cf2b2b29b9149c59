import Catalog
import Governance
import Language

/// Says in sentences what an answer was made of: how the question was read, the definitions used, what the policy left out.
///
/// From the reading, the catalog and the decision alone; no row is read for it.
struct Why {
    let language: String
    let policy: Policy
    let understanding: Understanding

    private func say(_ wording: Wording, _ values: [String: String] = [:]) -> String { wording.filled(values).text(in: language) }

    /// How a question was read.
    func read(_ reading: Reading) -> [String] {
        [say(Texts.whyRead, ["restatement": reading.restatement])]
            + understanding.definitions(of: reading).map { say(Texts.whyDefinition, ["label": $0.label, "definition": $0.definition]) }
            + reading.notes.map { say(Texts.whyMended, ["note": $0]) }
    }

    /// How a question was read, and what of it the caller sees.
    func permitted(_ reading: Reading, _ governed: GovernedQuery) -> [String] {
        var lines = read(reading)
        let role = policy.role(named: governed.role)?.label.text(in: language) ?? governed.role
        let purpose = policy.purposes[governed.purpose]?.label.text(in: language) ?? governed.purpose
        lines.append(say(Texts.whyDecided, ["role": role, "purpose": purpose]))
        let scope = governed.scope.map { $0.text(in: language) }
        if !scope.isEmpty { lines.append(say(Texts.whyScope, ["scope": scope.joined(separator: "; ")])) }
        func labels(_ names: [String]) -> String {
            names.map { name in reading.columns.first { $0.name == name }?.label ?? name.replacing("_", with: " ") }.joined(separator: ", ")
        }
        if !governed.withheld.isEmpty { lines.append(say(Texts.whyWithheld, ["columns": labels(governed.withheld)])) }
        let masked = governed.plan.columns.filter { $0.role != .hidden && $0.treatment != .show && !governed.withheld.contains($0.name) }
        if !masked.isEmpty { lines.append(say(Texts.whyMasked, ["columns": labels(masked.map(\.name))])) }
        if let threshold = governed.plan.threshold { lines.append(say(Texts.whySuppressed, ["threshold": String(threshold)])) }
        for prompt in governed.prompts {
            lines.append(([prompt.text] + (prompt.next.map { [$0] } ?? [])).map { $0.text(in: language) }.joined(separator: " "))
        }
        return lines
    }

    /// Why the caller may not have it, and what would allow it.
    func refused(_ reading: Reading, _ refusal: Refusal) -> [String] {
        read(reading) + [say(Texts.whyRefused, ["text": refusal.text.text(in: language)])]
            + (refusal.needed.map { [say(Texts.whyNeeded, ["needed": $0.text(in: language)])] } ?? [])
    }

    /// What was not understood, and what to say instead.
    func unanswerable(_ words: [Answer.UnexplainedWord]) -> [String] {
        let unknown = words.filter { !$0.isKnown }
        var lines = unknown.map { word in
            word.nearest.first.map { say(Texts.whyNear, ["word": word.word, "nearest": $0]) } ?? say(Texts.whyWord, ["word": word.word])
        }
        let known = words.filter(\.isKnown)
        if !known.isEmpty {
            lines.append(say(Texts.whyTogether, ["words": known.map { "\u{201C}\($0.word)\u{201D}" }.joined(separator: " ")]))
        }
        return lines + [say(Texts.whyEveryWord), say(Texts.whyNeeded, ["needed": say(Texts.unanswerableRemedy)])]
    }

    /// Why it was asked back.
    func askedBack(_ options: [String]) -> [String] {
        [say(Texts.whyAskedBack)] + options.enumerated().map { "\($0 + 1). \($1)" }
    }

    /// What went wrong, and what to do.
    func fault(_ reason: Answer.Reason) -> [String] {
        [reason.text] + (reason.remedy.map { [say(Texts.whyNeeded, ["needed": $0])] } ?? [])
    }
}
