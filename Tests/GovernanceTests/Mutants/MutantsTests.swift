import Foundation
import Testing

// Deliberate breaks of the sources, which `make mutants` tries one by one. Here only whether they still fit, so that the list cannot rot.

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A deliberate break: the text of a file that it replaces, and the tests that must notice.
private struct Mutant {
    var file = ""
    var tests: [String] = []
    var find = ""
    var replace = ""

    init(_ text: String) throws {
        let parts = text.components(separatedBy: "\n--- ")
        try #require(parts.count == 3, "A mutant has a head and two sections.")
        for line in parts[0].split(separator: "\n") {
            if line.hasPrefix("file: ") { file = String(line.dropFirst(6)) }
            if line.hasPrefix("tests: ") { tests = line.dropFirst(7).split(separator: "|").map(String.init) }
        }
        func body(_ part: String, _ name: String) throws -> String {
            try #require(part.hasPrefix(name + "\n"))
            var body = part.dropFirst(name.count + 1)
            if body.hasSuffix("\n") { body = body.dropLast() }
            return String(body)
        }
        find = try body(parts[1], "find")
        replace = try body(parts[2], "replace")
    }
}

private let names =
    (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Tests/Mutants").path))?
    .filter { $0.hasSuffix(".mutant") }.sorted() ?? []

@Test("every mutant's text stands in its file exactly once, and its tests exist", arguments: names)
func mutantsStillFit(name: String) throws {
    let mutant = try Mutant(String(contentsOf: root.appending(path: "Tests/Mutants/\(name)"), encoding: .utf8))
    let source = try String(contentsOf: root.appending(path: mutant.file), encoding: .utf8)
    #expect(!mutant.find.isEmpty && mutant.find != mutant.replace)
    #expect(source.components(separatedBy: mutant.find).count == 2, "\(mutant.file) does not hold once: \(mutant.find)")
    #expect(!mutant.tests.isEmpty)
    for target in mutant.tests {
        #expect(FileManager.default.fileExists(atPath: root.appending(path: "Tests/\(target)").path), "There are no \(target).")
    }
}

@Test("there are mutants")
func listsMutants() { #expect(names.count >= 20) }
