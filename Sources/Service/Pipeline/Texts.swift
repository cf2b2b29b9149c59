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
