/// The categories of the grammar that only a whole text can be, in answer to what was said before.
enum Conversation {
    /// Marked as a follow-up: read as one even where it could be a question of its own.
    static let followUp = "FollowUp"
    /// What can be a follow-up, and is one where it is no question of its own.
    static let fragment = "Fragment"
    /// Which of the options is meant.
    static let choice = "Choice"
    /// What stands around the words of an option.
    static let aside = "Aside"
    /// Why the answer is what it is.
    static let why = "Why"

    /// What marks a follow-up, and says nothing by itself.
    static let marks: Set<String> = ["And", "Instead", "Only", "Also", "Too", "End"]

    static let categories: Set<String> = [followUp, fragment, choice, why]
}
