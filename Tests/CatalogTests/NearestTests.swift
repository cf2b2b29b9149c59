import Catalog
import Testing

@Suite struct NearestTests {
    @Test(
        arguments: [
            ("gendr", ["gender", "age", "name"], "gender"), ("agre", ["gender", "age", "name"], "age"), ("xyzzy", ["gender", "age"], nil),
            ("ba", ["ab", "cd"], "ab"), ("", ["a"], "a"), ("Gender", ["gender"], "gender"), ("name", [], nil),
            ("cat", ["bat", "car"], "bat"),
        ] as [(String, [String], String?)])
    func finds(_ name: String, _ names: [String], _ expected: String?) { #expect(nearest(to: name, among: names) == expected) }

    /// Against the plain recursion that defines the distance (optimal string alignment).
    @Test func distanceIsThatOfItsDefinition() {
        func plain(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
            guard let x = a.last, let y = b.last else { return a.count + b.count }
            var best = min(plain(a.dropLast(), b) + 1, plain(a, b.dropLast()) + 1, plain(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1))
            if a.count > 1, b.count > 1, x == b[b.endIndex - 2], a[a.endIndex - 2] == y {
                best = min(best, plain(a.dropLast(2), b.dropLast(2)) + 1)
            }
            return best
        }
        let words = ["", "a", "ab", "ba", "abc", "acb", "cab", "bbbb", "abca", "aabb"].map(Array.init)
        for a in words {
            for b in words {
                let expected = plain(a[...], b[...])
                #expect(editDistance(a, b, atMost: 9) == expected, "\(String(a)) \(String(b))")
                #expect(editDistance(a, b, atMost: 1) == (expected <= 1 ? expected : nil), "\(String(a)) \(String(b))")
            }
        }
    }
}
