import Catalog

/// What the joining of the stages itself has to say, in the asker's language; all other texts come from grammar, lexicon and policy.
enum Texts {
    static let unknownCaller = Wording([
        "en": "This caller may not ask here.",
        "zh": "该账户无权在此提问。",
    ])
    static let unknownCallerRemedy = Wording([
        "en": "Ask whoever keeps the workspace which name you are known by.",
        "zh": "请向工作区管理员确认您的账户名称。",
    ])
    static let unanswerable = Wording([
        "en": "This database holds nothing that answers this. Not understood: {words}.",
        "zh": "本数据库无法回答该问题。未能理解：{words}。",
    ])
    static let unanswerableWhole = Wording([
        "en": "The words are known, but not as one question to this database.",
        "zh": "词语可以识别，但无法组成针对本数据库的问题。",
    ])
    static let unanswerableRemedy = Wording([
        "en": "Say it with the hospital's own words: what to count or show, of whom, and when.",
        "zh": "请用医院业务用语说明要统计或查看什么、针对谁、哪段时间。",
    ])
}

/// What "why?" is answered with.
extension Texts {
    static let whyRead = Wording(["en": "It was read as: {restatement}", "zh": "问题理解为：{restatement}"])
    static let whyDefinition = Wording(["en": "{label}: {definition}.", "zh": "{label}：{definition}。"])
    static let whyMended = Wording(["en": "Assumed: {note}.", "zh": "假定：{note}。"])
    static let whyDecided = Wording([
        "en": "It was decided by what the role \u{201C}{role}\u{201D} may see for the purpose \u{201C}{purpose}\u{201D}.",
        "zh": "依据角色“{role}”在“{purpose}”目的下的权限作出决定。",
    ])
    static let whyScope = Wording(["en": "It covers only: {scope}.", "zh": "仅涵盖：{scope}。"])
    static let whyWithheld = Wording(["en": "Not shown to you: {columns}.", "zh": "未向您显示：{columns}。"])
    static let whySuppressed = Wording([
        "en": "Numbers that fewer than {threshold} patients are behind are not shown.",
        "zh": "涉及患者少于 {threshold} 人的数字不予显示。",
    ])
    static let whyMasked = Wording(["en": "Shown in part or changed: {columns}.", "zh": "部分显示或已变更：{columns}。"])
    static let whyRefused = Wording(["en": "It is refused: {text}", "zh": "已拒绝：{text}"])
    static let whyNeeded = Wording(["en": "What would help: {needed}", "zh": "可行办法：{needed}"])
    static let whyWord = Wording([
        "en": "Nothing in this database is known by \u{201C}{word}\u{201D}.", "zh": "本数据库中没有与“{word}”对应的内容。",
    ])
    static let whyNear = Wording([
        "en": "Nothing in this database is known by \u{201C}{word}\u{201D}; the nearest known is \u{201C}{nearest}\u{201D}.",
        "zh": "本数据库中没有与“{word}”对应的内容；最接近的是“{nearest}”。",
    ])
    static let whyTogether = Wording([
        "en": "The words {words} are known, but do not fit what is asked or was asked before.",
        "zh": "词语{words}可以识别，但与所问内容不相符。",
    ])
    static let whyEveryWord = Wording([
        "en": "A question is answered only when every word of it is understood, for what is left out might change the answer.",
        "zh": "只有理解问题中的每个词才会回答，因为遗漏任何词都可能改变答案。",
    ])
    static let whyAskedBack = Wording([
        "en": "The words can mean any of these, and nothing in them says which: answer with a number, or with words that only one has.",
        "zh": "这些词语可有以下几种含义，无法确定所指：请回复编号，或只属于其中一项的词语。",
    ])
}
