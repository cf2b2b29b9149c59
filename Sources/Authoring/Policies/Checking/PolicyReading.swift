import Catalog
import Foundation
import Governance

/// Reads a policy as far as it can be read, so that every mistake of a file is told, not only the first.
///
/// What has a mistake is put aside, the rest read again; what is only wrong because of that is not told.
struct PolicyReading {
    private let path: String
    private(set) var findings: [Finding] = []
    /// The file without what was put aside; nil when it is no YAML.
    private(set) var root: YAMLNode?
    /// Names of what was put aside.
    private var missing: Set<String> = []

    private static let most = 500

    init(path: String) {
        self.path = path
    }

    /// The policy without what is wrong; nil when nothing is left to look at.
    mutating func policy(over catalog: Catalog) -> Policy? {
        do {
            root = try YAMLNode.read(path)
        } catch {
            findings.append(Finding(error, in: path))
            return nil
        }
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        for _ in 0..<Self.most {
            guard let root else { return nil }
            do {
                let policy = try Policy.load(root, text: bytes)
                _ = try Governor(policy: policy, catalog: catalog)
                return policy
            } catch {
                guard putAside(error, in: root, { (rest: YAMLNode) throws(CatalogError) in try Self.load(rest, bytes, catalog) }) else {
                    return nil
                }
            }
        }
        return nil
    }

    private static func load(_ root: YAMLNode, _ bytes: Data, _ catalog: Catalog) throws(CatalogError) {
        _ = try Governor(policy: Policy.load(root, text: bytes), catalog: catalog)
    }

    /// Tells a mistake and takes away the smallest part without which it is gone; false when there is none.
    private mutating func putAside(_ error: CatalogError, in root: YAMLNode, _ load: (YAMLNode) throws(CatalogError) -> Void) -> Bool {
        // What is wrong only because a name was put aside was told already.
        if !missing.contains(where: { error.message.contains("'\($0)'") }) { findings.append(Finding(error, in: path)) }
        guard let line = error.line else { return false }
        let places = root.places(of: line)
        for depth in stride(from: places.count, through: 1, by: -1) {
            let place = Array(places.prefix(depth))
            let rest = root.without(place[...])
            do {
                try load(rest)
            } catch let next where next.message == error.message && next.line == line {
                continue
            } catch let next where root.heads(around: place).contains(next.line ?? 0) {
                // What is now wrong with the whole may be wrong only without the part: the whole goes.
                continue
            } catch {}
            if depth == 2 { missing.formUnion(root.name(at: place).map { [$0] } ?? []) }
            self.root = rest
            return true
        }
        return false
    }
}

extension YAMLNode {
    /// The children to go down by to what stands at a line of a policy's file, as deep as parts can be taken away.
    fileprivate func places(of line: Int) -> [Int] {
        var places: [Int] = []
        var node = self
        var section = ""
        while places.isEmpty || places.count < (["roles", "break-glass"].contains(section) ? 4 : 2) {
            let children = node.children
            // An alias stands at the line of what it names, before those around it.
            guard let index = children.indices.filter({ children[$0].line <= line }).max(by: { children[$0].line <= children[$1].line })
            else { break }
            if places.isEmpty, case .mapping(let pairs) = node.value { section = pairs[index].key }
            places.append(index)
            node = children[index]
        }
        return places
    }

    /// The lines on which begins what is around a place: the file, and within an entry of a section the entry and its parts.
    fileprivate func heads(around place: [Int]) -> Set<Int> {
        var heads: Set<Int> = [line]
        var node = self
        for (depth, index) in place.dropLast().enumerated() {
            node = node.children[index]
            if depth > 0 { heads.insert(node.line) }
        }
        return heads
    }

    private var children: [YAMLNode] {
        switch value {
        case .mapping(let pairs): pairs.map(\.value)
        case .sequence(let items): items
        case .scalar, .null: []
        }
    }

    /// The node without one of its descendants.
    fileprivate func without(_ place: ArraySlice<Int>) -> YAMLNode {
        guard let index = place.first else { return self }
        var result = self
        let rest = place.dropFirst()
        switch value {
        case .mapping(var pairs):
            if rest.isEmpty {
                let key = pairs.remove(at: index).key
                // A default that is no purpose any more would be told as another mistake.
                if key == "purposes" { pairs.removeAll { $0.key == "default-purpose" } }
            } else {
                pairs[index].value = pairs[index].value.without(rest)
            }
            result.value = .mapping(pairs)
        case .sequence(var items):
            if rest.isEmpty { items.remove(at: index) } else { items[index] = items[index].without(rest) }
            result.value = .sequence(items)
        case .scalar, .null: break
        }
        return result
    }

    /// What an entry of a section is called.
    fileprivate func name(at place: [Int]) -> String? {
        guard place.count == 2, children.indices.contains(place[0]) else { return nil }
        switch children[place[0]].value {
        case .mapping(let pairs): return pairs[place[1]].key
        case .sequence(let items): return try? items[place[1]].value("name")?.string()
        case .scalar, .null: return nil
        }
    }
}
