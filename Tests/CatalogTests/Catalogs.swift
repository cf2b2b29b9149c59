import Catalog
import Foundation

/// Catalogs that the tests share: the demonstration hospital's, and a small clinic in which every kind of path stands once.
enum Catalogs {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    static func hospital() throws -> Catalog { try CatalogLoader.load(root + "/Lexicons/hospital/catalog.yaml") }

    static func clinic() throws -> Catalog { try CatalogLoader.load(text: clinicText, file: "clinic.yaml") }

    static let clinicText = """
        name: clinic
        clock: meta.now
        currency: EUR
        entities:
          person:
            key: id
            patient: self
            label: [code]
            attributes:
              id: { type: identifier, level: internal }
              code: { type: identifier, level: internal, identifies: direct, kind: mrn, pattern: "P[0-9]+" }
              born: { type: date, level: sensitive }
              age: { type: integer, is: "age(born, $now)" }
            many:
              visits: { to: visit, by: person_id }
          room:
            key: id
            label: [name]
            attributes:
              id: { type: identifier, level: public }
              name: { type: text, level: public, vocabulary: true, twin: name_de }
              name_de: { type: text, level: public }
            many:
              visits: { to: visit, by: room_id }
          visit:
            key: id
            time: at
            patient: person
            label: [id]
            listing: [at, room.name]
            attributes:
              id: { type: identifier, level: internal }
              person_id: { type: identifier, level: internal }
              room_id: { type: identifier, level: internal }
              at: { type: datetime, level: internal }
              cost: { column: price, type: money, level: internal }
              age: { type: integer, is: "age(person.born, at)" }
              is_old: { type: boolean, is: "age >= 65" }
            one:
              person: { to: person, by: person_id }
              room: { to: room, by: room_id }
            many:
              tests: { to: test, by: visit_id }
          test:
            key: id
            time: taken
            patient: visit.person
            label: [id]
            attributes:
              id: { type: identifier, level: internal }
              visit_id: { type: identifier, level: internal }
              value: { type: decimal, level: sensitive }
              taken: { type: datetime, level: internal }
            one:
              visit: { to: visit, by: visit_id }
            ways: { room: visit.room, person: visit.person }
        measures:
          visits: { entity: visit, value: count(), time: at, definition: visits by their time }
          cost: { entity: visit, value: sum(cost), time: at, unit: EUR, decimals: 2, definition: what visits cost }
          cost_per_visit:
            ratio: { numerator: cost, denominator: visits }
            definition: cost over visits
        concepts:
          high: { entity: test, where: value > 10, source: house rule }
        """
}
