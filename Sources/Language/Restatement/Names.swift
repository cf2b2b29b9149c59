import Algebra
import Catalog

// What paths and rows are called.

extension Restater {
    /// What a path leads to, with its words.
    struct Place {
        var words: String
        var attribute: Attribute?
        /// The entity that the attribute, or the relation at the end of the path, belongs to.
        var owner: String?
        /// The entity reached when the path ends with a relation, or with the column that stands for one.
        var target: String?
        /// The output that a name in `having` or `order` means.
        var named: Scope.Named?
        /// Whether it is the time by which rows of the entity happen.
        var isOwnTime = false
    }

    /// A relation step of a path.
    private struct Step {
        var relation: String
        var from: String
        var target: String
    }

    func place(_ written: [String], _ start: Scope) -> Place {
        var steps = written[...]
        var scope = start
        var outers = 0
        while steps.first == "outer", let parent = scope.parent {
            steps = steps.dropFirst()
            scope = parent
            outers += 1
        }
        if steps.count > 1, let first = steps.first {
            var candidate: Scope? = scope
            while let known = candidate {
                if known.alias == first {
                    steps = steps.dropFirst()
                    if known !== scope { outers += 1 }
                    scope = known
                    break
                }
                candidate = known.parent
            }
        }
        guard let last = steps.last else { return Place(words: spoken(written)) }
        if steps.count == 1, let named = scope.names[last] { return Place(words: named.words, named: named) }
        switch scope.rows {
        case .columns:
            if steps.count == 1, let named = scope.columns[last] { return Place(words: named.words, named: named) }
            return Place(words: spoken(Array(steps)))
        case .calendar(let unit):
            switch last {
            case "start": return Place(words: phrases.say(.startOf, word(ofUnit: unit)))
            case "end": return Place(words: phrases.say(.endOf, word(ofUnit: unit)))
            case "label": return Place(words: word(ofUnit: unit))
            default: return Place(words: spoken(Array(steps)))
            }
        case .entity(let entity):
            var result = place(Array(steps), of: entity)
            if outers > 0 {
                result.isOwnTime = false
                let outer = labels.entity(entity)
                result.words = phrases.say(outers == 1 ? .this : .enclosing, outer, result.words)
            }
            return result
        }
    }

    private func place(_ path: [String], of start: String) -> Place {
        guard let last = path.last, let (chain, owner) = follow(Array(path.dropLast()), from: start), let entity = catalog.entities[owner]
        else {
            return Place(words: spoken(path))
        }
        if let attribute = entity.attributes[last] {
            let target = entity.relations.values.filter { !$0.toMany && $0.pairs.count == 1 && $0.pairs[0].local == last }.onlyOne?.target
            // Of things that last, like staff, a bare "since 2025" would not say what happened then.
            let own = chain.isEmpty && entity.time == last && entity.patient?.isEmpty == false
            let words: String
            if isPersonKey(path, of: start) {
                words = labels.entity(owner)
            } else if chain.isEmpty {
                words = labels.attribute(owner, last)
            } else if let name = nameOrCode(path, chain, owner, of: start) {
                words = name
            } else if let name = behind(chain, entity.label == [[last]]) {
                words = name
            } else if entity.label == [[last]], attribute.type != .identifier {
                words = self.words(chain, from: start)
            } else {
                words = possessive(
                    self.words(chain, from: start), labels.attribute(owner, last), isLabel: entity.label == [[last]], owner: owner)
            }
            return Place(words: words, attribute: attribute, owner: owner, target: target, isOwnTime: own)
        }
        if let (more, target) = follow([last], from: owner) {
            return Place(words: words(chain + more, from: start), attribute: nil, owner: owner, target: target)
        }
        return Place(words: spoken(path))
    }

    /// Whether a path leads to the key of the person that rows of the entity are about, on the way that the catalog says, so that the key
    /// of a person is as good as the person.
    func isPersonKey(_ path: [String], of start: String) -> Bool {
        guard let person = catalog.privacyUnit, person.label == [[person.key]], path.last == person.key,
            let way = catalog.entities[start]?.patient
        else { return false }
        return way == Array(path.dropLast())
    }

    /// The words for what rows are called after, and for its code, where it is a role without a word of its own: a diagnosis's `icd`.
    private func nameOrCode(_ path: [String], _ chain: [Step], _ owner: String, of start: String) -> String? {
        guard let entity = catalog.entities[start], let label = entity.label.onlyOne, label.dropLast() == path.dropLast(),
            !chain.allSatisfy({ $0.relation == $0.target }), catalog.entities[owner]?.label == [label.suffix(1)]
        else { return nil }
        if label == path { return words(chain, from: start) }
        let words = labels.attribute(owner, path[path.count - 1])
        let isTaken = entity.attributeOrder.contains { labels.attribute(start, $0) == words }
        return path.last == catalog.entities[owner]?.key && !isTaken ? words : nil
    }

    /// What stands for the name of something that is called after something else: a charge's procedure, not the procedure's code's title.
    private func behind(_ chain: [Step], _ isLabel: Bool) -> String? {
        guard isLabel, chain.count > 1, let first = chain.first, let entity = catalog.entities[first.target],
            let label = entity.label.onlyOne, label.count == chain.count, label.dropLast() == chain.dropFirst().map(\.relation)[...],
            !chain.dropFirst().allSatisfy({ $0.relation == $0.target })
        else { return nil }
        return words([first], from: first.from)
    }

    /// The owner's attribute; the attribute alone where its own words name the owner: "drug class", "patient's city", "MRN".
    private func possessive(_ owner: String, _ attribute: String, isLabel: Bool, owner entity: String) -> String {
        let plain = owner == labels.entity(entity)
        if plain, isLabel || attribute.contains(owner) { return attribute }
        return phrases.say(.possessive, owner, attribute)
    }

    /// The relations of a path, ways replaced by what they stand for.
    private func follow(_ path: [String], from start: String) -> ([Step], String)? {
        var chain: [Step] = []
        var at = start
        var rest = path[...]
        while let name = rest.popFirst() {
            guard let entity = catalog.entities[at] else { return nil }
            if let relation = entity.relations[name] {
                chain.append(Step(relation: name, from: at, target: relation.target))
                at = relation.target
            } else if let way = entity.ways[name], way.first != name {
                rest = way + rest
            } else {
                return nil
            }
        }
        return (chain, at)
    }

    /// A chain of relations: the surgeon's department; the entity's own way to a thing by plain steps is just the thing.
    private func words(_ chain: [Step], from start: String) -> String {
        guard let last = chain.last else { return labels.entity(start) }
        func word(_ step: Step) -> String {
            step.relation == step.target ? labels.entity(step.target) : labels.attribute(step.from, step.relation)
        }
        let isPlain = chain.allSatisfy { $0.relation == $0.target }
        if last.target == catalog.privacyUnit?.name, let entity = catalog.entities[start], entity.relations[last.relation] == nil,
            entity.patient == chain.map(\.relation)
        {
            return word(last)
        }
        if isPlain, catalog.entities[start]?.ways[last.target] == chain.map(\.relation) { return word(last) }
        var result = ""
        for step in chain { result = result.isEmpty ? word(step) : phrases.say(.possessive, result, word(step)) }
        return result
    }

    /// The entity at the end of to-one or to-many steps.
    func target(of path: [String], from scope: Scope?) -> String? {
        var scope = scope
        var steps = path[...]
        while steps.first == "outer" {
            steps = steps.dropFirst()
            scope = scope?.parent
        }
        guard let start = scope?.entity else { return nil }
        return follow(Array(steps), from: start)?.1
    }

    /// The rows of a to-many path in the plural or as one of them: visits, "an admission of its patient".
    func related(_ path: [String], _ scope: Scope?, one: Bool, denied: Bool = false) -> String {
        let steps = path.drop { $0 == "outer" }
        var from = scope
        for _ in path.prefix(while: { $0 == "outer" }) { from = from?.parent }
        guard let start = from?.entity, let (chain, target) = follow(Array(steps), from: start), let last = chain.last else {
            let words = spoken(Array(steps))
            return one ? phrases.indefinite(words) : words
        }
        var noun = labels.entity(target, many: !one && !denied)
        // Where several paths lead to the same kind of rows, the path's own name tells which.
        let rivals = catalog.entities[last.from]?.relations.values.filter { $0.toMany && $0.target == target } ?? []
        if rivals.count > 1 { noun = phrases.say(.defined, noun, labels.attribute(last.from, last.relation)) }
        if one { noun = phrases.indefinite(noun) }
        guard chain.count > 1 else { return noun }
        return phrases.say(.through, noun, words(Array(chain.dropLast()), from: start))
    }

    /// The rows of a scope, in the plural.
    func rows(of scope: Scope) -> String {
        if let words = scope.rowWords { return words }
        return bareRows(of: scope)
    }

    /// The rows of a scope by their kind alone, in the plural.
    func bareRows(of scope: Scope) -> String {
        switch scope.rows {
        case .entity(let name): labels.entity(name, many: true)
        case .calendar(let unit): phrases.plural(word(ofUnit: unit))
        case .columns: phrases.say(.rows)
        }
    }

    /// Names without words of their own.
    func spoken(_ path: [String]) -> String {
        path.map { $0.replacing("_", with: " ") }.joined(separator: " ")
    }

    /// A calendar unit's word.
    func word(ofUnit unit: String) -> String {
        switch unit {
        case "day": phrases.say(.timeUnitDay)
        case "week": phrases.say(.timeUnitWeek)
        case "month": phrases.say(.timeUnitMonth)
        case "quarter": phrases.say(.timeUnitQuarter)
        case "year": phrases.say(.timeUnitYear)
        case "hour": phrases.say(.timeUnitHour)
        default: unit
        }
    }
}
