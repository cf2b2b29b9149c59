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

/// What is said of emergency access and of reviews; why it is refused is said by the policy.
extension Texts {
    static let glassOpened = Wording([
        "en":
            "Emergency access {number} runs until {until} ({reason}). What is asked under it is recorded, and somebody else will review it.",
        "zh": "紧急访问 {number} 已开启，有效至 {until}（{reason}）。期间的查询均被记录，并将由他人审核。",
    ])
    static let glassApproved = Wording([
        "en": "Emergency access {number} of {caller} is approved ({reason}). It runs until {until}, as before.",
        "zh": "{caller} 的紧急访问 {number} 已获批准（{reason}），有效期仍至 {until}。",
    ])
    static let glassClosed = Wording([
        "en": "Emergency access {number} is closed. It waits for review.", "zh": "紧急访问 {number} 已关闭，等待审核。",
    ])
    static let reviewClosed = Wording([
        "en": "The review of record {review} is closed: {verdict}.", "zh": "记录 {review} 的审核已结束：{verdict}。",
    ])
    /// Why a review cannot be closed, and what to do, by code.
    static let reviews: [String: (text: Wording, needed: Wording)] = [
        "review-unknown": (
            Wording(["en": "No record of this number is to be reviewed.", "zh": "没有该编号的待审核记录。"]),
            Wording(["en": "'lamplight audit review' lists what is.", "zh": "请用 lamplight audit review 查看待审核记录。"])
        ),
        "review-running": (
            Wording(["en": "This emergency access still runs.", "zh": "该紧急访问仍在有效期内。"]),
            Wording(["en": "Review it when it is over, or have its holder close it.", "zh": "请在其结束后审核，或请开启人先行关闭。"])
        ),
        "review-involved": (
            Wording(["en": "Who asked or approved does not review.", "zh": "查询人和批准人不能审核。"]),
            Wording(["en": "Somebody who was not involved must review it.", "zh": "须由未参与的人员审核。"])
        ),
        "review-closed": (
            Wording(["en": "This review is closed already.", "zh": "该审核已经结束。"]),
            Wording(["en": "'lamplight audit review NUMBER' shows the finding.", "zh": "请用 lamplight audit review 编号 查看结论。"])
        ),
        "review-words-missing": (
            Wording(["en": "A finding needs words, at most 1,000 characters.", "zh": "审核结论需要文字说明（不超过 1000 字）。"]),
            Wording(["en": "Say what was looked at and why it was found so.", "zh": "请说明查看了什么以及得出结论的依据。"])
        ),
    ]
}
