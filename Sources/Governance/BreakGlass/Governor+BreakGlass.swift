import Algebra
import Catalog

// Who may open emergency access, and who may approve it: decided from policy, caller and circumstances alone. Nothing is looked up of the patient,
// so that opening it for a number that nobody has is no different.

extension Governor {
    /// The longest reason in words, in characters.
    static let mostWords = 1_000
    /// The shortest, in bytes of its letters: a dozen Latin letters, or four Chinese characters.
    static let leastWords = 12
    /// How many different letters it has at least, so that a held key is no sentence.
    static let leastLetters = 4

    /// For which purpose a caller would be answered under emergency access, whether or not one runs.
    ///
    /// - Throws: `Refusal` when the policy has none, the caller may not open it here and now, or it does not cover the purpose.
    public func breakGlassPurpose(
        _ purpose: String?, caller: Caller, environment: RequestEnvironment
    ) throws(Refusal) -> String {
        let request = Request(governor: self, caller: caller, environment: environment)
        let standing = Standing(caller: caller, circumstances: Circumstances(parameters: request.parameters), now: environment.now)
        return try request.emergencyRole(for: purpose, standing).1
    }

    /// Why a caller may not open emergency access; nil when they may.
    ///
    /// - Parameters:
    ///   - reason: The code of one of the policy's reasons.
    ///   - words: What happened, in the caller's words.
    public func mayOpenBreakGlass(
        caller: Caller, purpose: String?, reason: String?, words: String?, environment: RequestEnvironment
    ) -> Refusal? {
        do {
            _ = try breakGlassPurpose(purpose, caller: caller, environment: environment)
        } catch {
            return error
        }
        guard policy.breakGlass?.reasons.contains(where: { $0.code == reason }) == true else {
            return breakGlassRefusal("break-glass-reason-unknown", caller: caller, environment: environment)
        }
        guard let words, Self.isSentence(words) else {
            return breakGlassRefusal("break-glass-words-missing", caller: caller, environment: environment)
        }
        return nil
    }

    /// Why somebody may not approve emergency access for its holder; nil when they may.
    public func mayApprove(grant holder: String, approver: Caller, environment: RequestEnvironment) -> Refusal? {
        let code: String? =
            if let breakGlass = policy.breakGlass {
                if approver.id == holder {
                    "break-glass-own"
                } else {
                    approver.matches(breakGlass.approvers) == true ? nil : "break-glass-not-approver"
                }
            } else {
                "break-glass-not-offered"
            }
        return code.map { breakGlassRefusal($0, caller: approver, environment: environment) }
    }

    /// Why somebody may not close reviews; nil when they may.
    public func mayReview(_ reviewer: Caller, environment: RequestEnvironment) -> Refusal? {
        guard !isPrivacyOffice(reviewer) else { return nil }
        return breakGlassRefusal("review-not-yours", caller: reviewer, environment: environment)
    }

    /// A refusal about emergency access in the policy's words; `{reasons}` and `{minutes}` are what the policy offers.
    public func breakGlassRefusal(_ code: String, caller: Caller, environment: RequestEnvironment) -> Refusal {
        var refusal = Request(governor: self, caller: caller, environment: environment).refusal(code, policy.breakGlass?.role)
        guard let breakGlass = policy.breakGlass else { return refusal }
        let reasons = breakGlass.reasons.map { "\($0.code) (\($0.label.text(in: environment.language)))" }
        let values = ["reasons": reasons.joined(separator: ", "), "minutes": String(breakGlass.minutes)]
        refusal.text = refusal.text.filled(values)
        refusal.needed = refusal.needed?.filled(values)
        return refusal
    }

    private static func isSentence(_ words: String) -> Bool {
        let letters = words.filter(\.isLetter)
        return words.count <= mostWords && letters.utf8.count >= leastWords && Set(letters.lowercased()).count >= leastLetters
    }
}
