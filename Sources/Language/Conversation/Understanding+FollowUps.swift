extension Understanding {
    /// The readings that follow-ups make of the one before.
    func edited(
        _ previous: Reading, _ items: [Chart.Item], _ composer: Composer, _ explain: (Chart.Item?) -> String,
        _ watch: ReadingWatch?
    ) -> [Reading] {
        let editor = Editor(composer: composer)
        return items.flatMap { item -> [Reading] in
            guard case .edits(let edits) = item.meaning else { return [] }
            var readings = editor.drafts(edits, of: previous).compactMap { draft -> Reading? in
                guard let sketch = Sketch(draft.clauses, catalog: lexicon.catalog), let composed = composer.compose(sketch) else {
                    return nil
                }
                var result = reading(composed, item, explain(item), draft.clauses, watch)
                result.part = draft.part
                return result
            }
            // What one and the same change can be meant as is for the asker to say, not for the length of paths.
            let cost = readings.map(\.cost).min() ?? 0
            for index in readings.indices { readings[index].cost = cost }
            return readings
        }
    }

    /// What a follow-up says, without its marks: it does not fit what was asked before.
    func said(_ item: Chart.Item) -> Range<Int>? {
        let parts = item.children.filter { child in
            child.rule.map { !Conversation.marks.contains(lexicon.grammar.rules[$0].category) } ?? false
        }
        guard let first = parts.first, let last = parts.last else { return nil }
        return first.start..<last.end
    }
}
