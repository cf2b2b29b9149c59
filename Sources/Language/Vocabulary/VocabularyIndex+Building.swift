import Catalog

extension VocabularyIndex {
    /// The index of some values; `progress` takes a fraction from 0 to 1.
    public init(_ entries: [VocabularyEntry], catalog: Catalog, progress: (Double) -> Void = { _ in }) {
        self.init(entries, catalog: catalog, tokenizer: Tokenizer(lemmatizer: Lemmatizer(table: "")), progress: progress)
    }

    init(_ entries: [VocabularyEntry], catalog: Catalog, tokenizer: Tokenizer, progress: (Double) -> Void) {
        columns = VocabularyIndex.columns(of: catalog)
        var numbers: [AttributeUse: Int] = [:]
        for (index, column) in columns.enumerated() { numbers[column.use] = index }

        // Words get numbers as they come; afterwards they are sorted, and numbered anew.
        var known: [String: UInt32] = [:]
        var names: [NormalWords.Word] = []
        var personal: Set<UInt32> = []
        struct Value {
            var from: Int
            var count: Int
            var column: Int
            var entry: Int
        }
        var values: [Value] = []
        values.reserveCapacity(entries.count)
        var written: [UInt32] = []
        for (index, entry) in entries.enumerated() {
            guard let column = numbers[AttributeUse(entry.entity, entry.attribute)] else { continue }
            if index % 1024 == 0 { progress(0.8 * Double(index) / Double(entries.count)) }
            let words = VocabularyIndex.words(of: entry.value, tokenizer)
            guard !words.isEmpty else { continue }
            values.append(Value(from: written.count, count: words.count, column: column, entry: index))
            for word in words {
                let number = known[word.text] ?? UInt32(names.count)
                if number == names.count {
                    known[word.text] = number
                    names.append(word)
                }
                written.append(number)
                if columns[column].namesPeople { personal.insert(number) }
            }
        }
        let order = names.indices.sorted { names[$0].text.utf8.lexicographicallyPrecedes(names[$1].text.utf8) }
        var rank = [UInt32](repeating: 0, count: names.count)
        for (place, name) in order.enumerated() {
            rank[name] = UInt32(place)
            words.append(names[name].text.utf8)
            spellings.append(names[name].spelling.utf8)
            self.personal.append(personal.contains(UInt32(name)) ? 1 : 0)
        }
        for index in written.indices { written[index] = rank[Int(written[index])] }

        values.sort { a, b in
            for index in 0..<min(a.count, b.count) {
                let (left, right) = (written[a.from + index], written[b.from + index])
                if left != right { return left < right }
            }
            if a.count != b.count { return a.count < b.count }
            if a.column != b.column { return a.column < b.column }
            return entries[a.entry].value.utf8.lexicographicallyPrecedes(entries[b.entry].value.utf8)
        }
        progress(0.9)
        sequence.reserveCapacity(written.count)
        for value in values {
            // The same value twice is one.
            let text = entries[value.entry].value
            if let last = owners.indices.last, owners[last] == value.column, texts.bytes(last).elementsEqual(text.utf8) { continue }
            sequence += written[value.from..<(value.from + value.count)]
            starts.append(UInt32(sequence.count))
            owners.append(UInt32(value.column))
            texts.append(text.utf8)
        }
        firsts = [UInt32](repeating: UInt32(owners.count), count: names.count + 1)
        for value in owners.indices.reversed() { firsts[Int(sequence[Int(starts[value])])] = UInt32(value) }
        for word in names.indices.reversed() { firsts[word] = min(firsts[word], firsts[word + 1]) }
        indexParts()
        progress(1)
    }

    /// The vocabulary columns of a catalog, in the order of their names.
    static func columns(of catalog: Catalog) -> [Column] {
        // A name in another language is a word as a whole.
        var twins: Set<AttributeUse> = []
        for entity in catalog.entities.values {
            for attribute in entity.attributes.values { if let twin = attribute.twin { twins.insert(AttributeUse(entity.name, twin)) } }
        }
        var columns: [Column] = []
        for name in catalog.entities.keys.sorted() {
            guard let entity = catalog.entities[name] else { continue }
            for attribute in entity.attributes.keys.sorted() {
                let use = AttributeUse(name, attribute)
                guard let known = entity.attributes[attribute], known.vocabulary else { continue }
                columns.append(
                    Column(
                        use: use, hasParts: !known.isWhole && !twins.contains(use),
                        namesPeople: known.identifies == .direct || known.kind == "name" || known.kind?.hasSuffix("-name") == true))
            }
        }
        return columns
    }

    /// The words by which a value is found: without marks at its end that would end the question.
    static func words(of value: String, _ tokenizer: Tokenizer) -> [NormalWords.Word] {
        var words = NormalWords.of(tokenizer.tokens(value, lemmas: false), tokenizer)
        while let last = words.last, last.text == "?" || last.text == "!" { words.removeLast() }
        return words
    }

    /// Sorts the places at which a part of a value may start.
    private mutating func indexParts() {
        var byColumn: [[(place: UInt32, value: UInt32)]] = Array(repeating: [], count: columns.count)
        for value in owners.indices where columns[Int(owners[value])].hasParts && length(value) > 1 {
            for place in starts[value]..<starts[value + 1] { byColumn[Int(owners[value])].append((place, UInt32(value))) }
        }
        let sequence = sequence
        let starts = starts
        func tail(_ item: (place: UInt32, value: UInt32)) -> ArraySlice<UInt32> {
            sequence[Int(item.place)..<min(Int(item.place) + VocabularyIndex.longestPart, Int(starts[Int(item.value) + 1]))]
        }
        for column in columns.indices {
            byColumn[column].sort { a, b in
                let (left, right) = (tail(a), tail(b))
                if left.elementsEqual(right) { return a.place < b.place }
                return left.lexicographicallyPrecedes(right)
            }
            places += byColumn[column].map(\.place)
            placeValues += byColumn[column].map(\.value)
            placeStarts.append(UInt32(places.count))
        }
    }
}
