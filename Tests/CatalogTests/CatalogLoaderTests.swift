import Catalog
import Foundation
import Testing

// A mistake in a catalog is told with its place and with what would be right.

private func error(in text: String) -> String {
    do {
        _ = try CatalogLoader.load(text: text, file: "c.yaml")
        Issue.record("the catalog was taken")
        return ""
    } catch {
        return error.description
    }
}

/// A room, with a place for one line more about it, at line 9.
private let room = """
    name: inn
    entities:
      room:
        key: room_id
        attributes:
          room_id: { type: identifier, level: public }
          beds: { type: integer, level: public }
          floor: { type: integer, level: internal }

    """

@Test(
    "mistakes are told with file, line and remedy",
    arguments: [
        ("      name: { type: txt, level: public }", "c.yaml:9: 'txt' is none of integer,", "Did you mean 'text'?" as String?),
        ("      name: { type: text }", "c.yaml:9: 'level' is missing here.", nil),
        (
            "      name: { type: text, level: public, vocabluary: true }", "c.yaml:9: 'vocabluary' means nothing here",
            "Did you mean 'vocabulary'?"
        ),
        ("      name: { type: text, level: internal, vocabulary: true }", "c.yaml:9: Only a public column may be vocabulary", nil),
        ("      big: { type: boolean, is: beds > }", "c.yaml:9: This is not an expression:", nil),
        ("      big: { type: boolean, is: bed > 2 }", "c.yaml:9: room has no attribute or path 'bed'.", "Did you mean 'beds'?"),
        ("    keys: room_id", "c.yaml:9: 'keys' means nothing here", "Did you mean 'key'?"),
        ("    time: opened", "c.yaml:4: room has no attribute or path 'opened'.", nil),
        (
            "    one: { house: { to: house, by: floor } }",
            "c.yaml:4: The path 'house' of room leads to an entity 'house' that is not there.", nil
        ),
        ("    one: { next: { to: room } }", "c.yaml:9: Say by which column", nil),
        ("measures:\n  rooms: { entity: room, value: count() }", "c.yaml:10: 'definition' is missing here.", nil),
        (
            "measures:\n  rooms: { entity: rom, value: count(), definition: all }", "c.yaml:10: There is no entity 'rom'.",
            "Did you mean 'room'?"
        ),
        (
            "measures:\n  rooms: { entity: room, value: count(), definition: all, decimals: 1e99 }",
            "c.yaml:10: Expected how many decimals are shown", nil
        ),
        (
            "measures:\n  rooms: { ratio: { numerator: guests, denominator: rooms }, definition: all }",
            "c.yaml:10: The measure 'guests' is not there.", nil
        ),
        (
            "concepts:\n  suite: { entity: room, where: beds >= 4 and flor > 1 }", "c.yaml:10: room has no attribute or path 'flor'.",
            "'floor'?"
        ),
        ("  room: { key: a, attributes: {} }", "c.yaml:3: Among the keys that begin here, these stand twice: 'room'.", nil),
        ("      name: [", "c.yaml:", "This is not YAML"),
    ])
func tellsMistakes(line: String, message: String, remedy: String?) {
    let error = error(in: room + line + "\n")
    #expect(error.hasPrefix(message), "\(error)")
    if let remedy { #expect(error.contains(remedy), "\(error)") }
}

@Test("a file that is not there is named")
func namesTheFile() {
    #expect { try CatalogLoader.load("/nowhere/catalog.yaml") } throws: {
        "\($0)".hasPrefix("/nowhere/catalog.yaml: The file cannot be read.")
    }
}

@Test("every lexicon's catalog is read, and each of its measures has a definition")
func readsTheCatalogsOfTheRepository() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let lexicons = root.appending(path: "Lexicons").path
    let names = try FileManager.default.contentsOfDirectory(atPath: lexicons)
    #expect(names.contains("hospital"))
    for name in names {
        let catalog = try CatalogLoader.load("\(lexicons)/\(name)/catalog.yaml")
        #expect(catalog.name == name)
        #expect(catalog.privacyUnit != nil)
        #expect(catalog.measures.values.filter(\.definition.isEmpty).map(\.name) == [])
    }
}
