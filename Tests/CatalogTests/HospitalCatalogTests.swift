import Algebra
import Catalog
import Testing

/// The demonstration hospital's catalog keeps the promises that the other stages rely on.
@Suite struct HospitalCatalogTests {
    @Test func loads() throws {
        let catalog = try Catalogs.hospital()
        #expect(catalog.name == "hospital")
        #expect(catalog.clock?.table == "dataset" && catalog.clock?.column == "as_of")
        #expect(catalog.order.count == catalog.entities.count && catalog.entities.count >= 20)
        #expect(catalog.measures.count >= 40 && catalog.concepts.count >= 15)
        #expect(catalog.privacyUnit?.name == "patient")
    }

    @Test func vocabularyIsPublic() throws {
        for entity in try Catalogs.hospital().entities.values {
            for attribute in entity.attributes.values where attribute.vocabulary {
                #expect(attribute.level == .public, "\(entity.name).\(attribute.name)")
            }
        }
    }

    /// Direct identifiers are never public, and each says its kind, which selects its mask.
    @Test func directIdentifiersAreGuarded() throws {
        for entity in try Catalogs.hospital().entities.values {
            for attribute in entity.attributes.values where attribute.identifies == .direct {
                #expect(attribute.level > .public && attribute.kind != nil, "\(entity.name).\(attribute.name)")
            }
        }
    }

    /// What stands in a row about a patient is never public.
    @Test func rowsAboutPatientsAreNotPublic() throws {
        for entity in try Catalogs.hospital().entities.values where entity.patient != nil {
            for attribute in entity.attributes.values where attribute.formula == nil {
                #expect(attribute.level > .public, "\(entity.name).\(attribute.name)")
            }
        }
    }

    @Test func everyMeasureIsDefinedInWords() throws {
        for measure in try Catalogs.hospital().measures.values {
            #expect(!measure.definition.isEmpty && !measure.label.isEmpty, "\(measure.name)")
            #expect((measure.value == nil) == (measure.ratio != nil), "\(measure.name)")
            #expect(measure.direction == nil || measure.direction == "up" || measure.direction == "down", "\(measure.name)")
        }
    }

    /// Every measure that a period selects rows of says by which attribute, and it is a date.
    @Test func timesOfMeasuresAreDates() throws {
        let catalog = try Catalogs.hospital()
        for measure in catalog.measures.values {
            guard let time = measure.time else { continue }
            let type = try catalog.entity(measure.entity).attributes[time]?.type
            #expect(type == .date || type == .datetime, "\(measure.name)")
        }
    }

    @Test func pathsLeadBackAndForth() throws {
        let catalog = try Catalogs.hospital()
        for entity in catalog.entities.values {
            for relation in entity.relations.values {
                let target = try catalog.entity(relation.target)
                for pair in relation.pairs {
                    #expect(
                        entity.attributes[pair.local] != nil && target.attributes[pair.foreign] != nil, "\(entity.name).\(relation.name)")
                }
                // A to-one step ends at the key, so that it cannot double rows.
                if !relation.toMany { #expect(relation.pairs.map(\.foreign) == [target.key], "\(entity.name).\(relation.name)") }
            }
        }
    }
}
