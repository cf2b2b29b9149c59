import Catalog
import Foundation
import Testing

/// A mistake in a catalog is told with its file, its line, and what to do.
@Suite struct CatalogErrorTests {
    /// One change to the small clinic, and what must be said about it.
    struct Mistake: Sendable {
        var before: String
        var after: String
        var says: [String]

        init(_ before: String, _ after: String, says: String...) {
            (self.before, self.after, self.says) = (before, after, says)
        }
    }

    /// Mistakes that are told at their own line.
    static let here = [
        Mistake("level: public, vocabulary: true", "level: sensitive, vocabulary: true", says: "Only a public column may be vocabulary"),
        Mistake(
            "value: { type: decimal, level: sensitive }", "value: { type: decimal, level: secret }", says: "'secret'", "highly-sensitive"),
        Mistake("value: { type: decimal, level: sensitive }", "value: { type: decimal }", says: "'level' is missing"),
        Mistake(
            "value: { type: decimal, level: sensitive }", "value: { type: decimel, level: sensitive }", says: "'decimel'",
            "Did you mean 'decimal'?"),
        Mistake(
            "value: { type: decimal, level: sensitive }", "value: { typ: decimal, level: sensitive }", says: "'typ'", "Did you mean 'type'?"
        ),
        Mistake("identifies: direct", "identifies: directly", says: "'directly'", "Did you mean 'direct'?"),
        Mistake("is: \"age(born, $now)\"", "is: \"age(born $now)\"", says: "not an expression"),
        Mistake("is: \"age(person.born, at)\"", "is: \"age(person.birn, at)\"", says: "'birn'", "Did you mean 'born'?"),
        Mistake("is: \"age >= 65\"", "is: \"is_old\"", says: "leads back to itself"),
        Mistake("twin: name_de", "twin: name_fr", says: "'name_fr'"),
        Mistake("where: value > 10,", "where: vlue > 10,", says: "'vlue'", "Did you mean 'value'?"),
        Mistake("high: { entity: test,", "high: { entity: tset,", says: "'tset'", "Did you mean 'test'?"),
        Mistake("value: sum(cost), time: at", "value: sum(cots), time: at", says: "'cots'", "Did you mean 'cost'?"),
        Mistake("value: sum(cost), time: at", "value: sum(cost), time: att", says: "'att'", "Did you mean 'at'?"),
        Mistake("value: sum(cost), time: at", "value: sum(cost), time: room_id", says: "'room_id'", "no date"),
        Mistake("value: count(), time: at,", "time: at,", says: "'value' is missing"),
        Mistake("definition: visits by their time", "direction: up", says: "'definition' is missing"),
        Mistake("decimals: 2", "decimals: two", says: "decimals"),
        Mistake("decimals: 2", "decimals: 1e99", says: "from 0 to 9"),
        Mistake("clock: meta.now", "clock: now", says: "'table.column'"),
    ]

    @Test(arguments: here) func tellsTheLine(_ mistake: Mistake) throws {
        let error = try error(mistake)
        let place = try #require(Catalogs.clinicText.components(separatedBy: "\n").firstIndex { $0.contains(mistake.before) })
        #expect(error.line == place + 1, "\(error)")
        #expect(error.file == "clinic.yaml")
        for part in mistake.says { #expect(error.description.contains(part), "\(error)") }
    }

    /// Mistakes that are told at the thing they stand in.
    static let around = [
        Mistake("currency: EUR", "curency: EUR", says: "'curency'", "Did you mean 'currency'?"),
        Mistake("person: { to: person, by: person_id }", "person: { to: persn, by: person_id }", says: "'persn'", "Did you mean 'person'?"),
        Mistake("person: { to: person, by: person_id }", "person: { to: person, by: persn_id }", says: "'persn_id = id'"),
        Mistake("person: { to: person, by: person_id }", "person: { to: person }", says: "by which column"),
        Mistake(
            "person: { to: person, by: person_id }", "person: { to: person, on: [person_id] }", says: "attribute here = attribute there"),
        Mistake("listing: [at, room.name]", "listing: [at, room.nam]", says: "'nam'", "Did you mean 'name'?"),
        Mistake("listing: [at, room.name]", "listing: [at, tests.value]", says: "many rows"),
        Mistake("patient: visit.person", "patient: visit.patient", says: "'patient'"),
        Mistake("time: taken", "time: taken_at", says: "'taken_at'"),
        Mistake("ways: { room: visit.room, person: visit.person }", "ways: { floor: floor }", says: "'floor'"),
        Mistake("ways: { room: visit.room, person: visit.person }", "ways: { room: visit.hall }", says: "'hall'"),
        Mistake("numerator: cost, denominator", "numerator: costs, denominator", says: "'costs'", "Did you mean 'cost'?"),
        Mistake("numerator: cost, denominator", "numerator: cost_per_visit, denominator", says: "ratio"),
        Mistake("    key: id\n    time: at", "    key: number\n    time: at", says: "'number = visit_id'"),
        Mistake("  high: {", "  high: [", says: "not YAML"),
        Mistake("name: clinic\n", "name: clinic\nname: other\n", says: "twice", "'name'"),
        Mistake("name: clinic\n", "", says: "'name' is missing"),
    ]

    @Test(arguments: around) func tellsThePlace(_ mistake: Mistake) throws {
        let error = try error(mistake)
        #expect(error.file == "clinic.yaml" && error.line != nil, "\(error)")
        for part in mistake.says { #expect(error.description.contains(part), "\(error)") }
    }

    @Test func theSmallClinicItselfIsRight() throws {
        #expect(try Catalogs.clinic().entities.count == 4)
    }

    @Test func filesThatCannotBeReadAreNamed() throws {
        let missing = try #require(throws: CatalogError.self) { try CatalogLoader.load("/nowhere/catalog.yaml") }
        #expect(missing.description.contains("/nowhere/catalog.yaml"))
        let path = NSTemporaryDirectory() + "catalog-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data([0x6E, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
        let binary = try #require(throws: CatalogError.self) { try CatalogLoader.load(path) }
        #expect(binary.description.contains(path) && binary.message.contains("UTF-8"))
    }

    @Test(arguments: ["", "[]", "just text", "- a\n- b", "name: [x]", "name: x\nentities: 7", "name: x\nentities:\n  a: 7"])
    func whatIsNoCatalogIsAnError(_ text: String) throws {
        let error = try #require(throws: CatalogError.self) { try CatalogLoader.load(text: text, file: "a.yaml") }
        #expect(error.file == "a.yaml" && error.line != nil, "\(error)")
    }

    private func error(_ mistake: Mistake) throws -> CatalogError {
        let range = try #require(Catalogs.clinicText.range(of: mistake.before), "the clinic has no '\(mistake.before)'")
        let text = Catalogs.clinicText.replacingCharacters(in: range, with: mistake.after)
        return try #require(throws: CatalogError.self) { try CatalogLoader.load(text: text, file: "clinic.yaml") }
    }
}
