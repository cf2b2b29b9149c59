import Algebra
import Catalog
import Testing

// What paths, formulas and ways become: each fixture is a query as it is written and as it is resolved.

private func inn() throws -> Catalog {
    try CatalogLoader.load(
        text: """
            name: inn
            entities:
              house:
                key: house_id
                attributes:
                  house_id: { type: identifier, level: public }
                  name: { type: text, level: public }
                many:
                  rooms: { to: room, by: house_id }
              room:
                key: room_id
                attributes:
                  room_id: { type: identifier, level: public }
                  house_id: { type: identifier, level: public }
                  beds: { type: integer, level: public }
                  is_large: { type: boolean, is: "beds > 2" }
                one:
                  house: { to: house, by: house_id }
                many:
                  stays: { to: stay, by: room_id }
              stay:
                key: stay_id
                attributes:
                  stay_id: { type: identifier, level: public }
                  room_id: { type: identifier, level: public }
                one:
                  room: { to: room, by: room_id }
                ways: { house: room.house }
            """, file: "inn.yaml")
}

private func resolved(_ text: String) throws -> Query { try Resolver.resolve(Query.parse(text), in: inn()) }

@Test(
    "paths become joins, formulas columns, ways their paths",
    arguments: [
        ("from room where is_large select beds", "from room as t1 where t1!beds > 2 select beds: t1!beds"),
        (
            "from stay where room.is_large select beds: room.beds",
            "from stay as t1 join room as t2 on t2!room_id = t1!room_id where t2!beds > 2 select beds: t2!beds"
        ),
        // One join for all paths by the same steps; a way is the path that it stands for.
        (
            "from stay where house.name = 'A' select house: room.house.name",
            """
            from stay as t1 join room as t2 on t2!room_id = t1!room_id join house as t3 on t3!house_id = t2!house_id \
            where t3!name = 'A' select house: t3!name
            """
        ),
        // A relation is its column where no more of the other row is asked for.
        ("from stay select room", "from stay as t1 select room: t1!room_id"),
        (
            "from house where exists(from .rooms where beds > 2 select one: 1) select name",
            """
            from house as t1 where exists(from room as t2 where t2!house_id = t1!house_id and t2!beds > 2 select one: 1) \
            select name: t1!name
            """
        ),
    ])
func resolves(written: String, expected: String) throws {
    let query = try resolved(written)
    #expect(try query == Query.parse(expected), "\(query)")
}

@Test(
    "what has no meaning is told by name",
    arguments: [
        ("from inn select name", "There is no entity 'inn'."),
        ("from room select bed", "room has no attribute or path 'bed'. Did you mean 'beds'?"),
        ("from house select beds: rooms.beds", "'rooms' of house leads to many rows"),
        ("from house where outer.name = 'A' select name", "'outer' is used where there is no enclosing query."),
    ])
func tellsWhatHasNoMeaning(written: String, message: String) {
    #expect { try resolved(written) } throws: { "\($0)".contains(message) }
}

@Test(
    "resolving again changes nothing but aliases",
    arguments: ["from stay where room.is_large select house: house.name", "from room select beds"])
func isIdempotent(written: String) throws {
    let once = try resolved(written)
    #expect(try Resolver.resolve(once, in: inn()).normalized() == once.normalized())
}
