/// Names of persons and all that an address needs, each drawn from a hash, so that nothing need be stored for a million patients.
final class Names {
    struct Place {
        let district: String
        let city: String
        let code: Int
        let postcode: String
    }

    private let surnames: [String]
    private let surnameWeights: [Double]
    private let women: [String]
    private let men: [String]
    private let streets: [String]
    private let estates: [String]
    private let places: [Place]
    private let placeWeights: [Double]
    private let ethnicities: [String]
    private let ethnicityWeights: [Double]
    private let occupations: [String]
    private let occupationWeights: [Double]

    init() throws {
        func words(_ text: String) -> [String] {
            text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        }
        func phrases(_ text: String) -> [String] {
            text.split(whereSeparator: { $0 == "," || $0 == "\n" }).map { TableText.trimmed($0) }.filter { !$0.isEmpty }
        }
        func weighted(_ text: String) -> ([String], [Double]) {
            let entries = phrases(text).map { entry -> (String, Double) in
                let parts = entry.split(separator: " ")
                return (parts.dropLast().joined(separator: " "), Double(parts.last ?? "") ?? 0)
            }
            return (entries.map(\.0), ReferenceData.sums(entries.map(\.1)))
        }
        (surnames, surnameWeights) = weighted(NameTable.surnames)
        (ethnicities, ethnicityWeights) = weighted(NameTable.ethnicities)
        (occupations, occupationWeights) = weighted(NameTable.occupations)
        women = words(NameTable.women)
        men = words(NameTable.men)
        streets = phrases(NameTable.streets)
        estates = phrases(NameTable.estates)
        let rows = try TableText("places", PlaceTable.text, columns: 5...5).rows
        places = try rows.map {
            Place(district: $0.columns[0], city: $0.columns[1], code: try $0.integer(2), postcode: $0.columns[3])
        }
        placeWeights = ReferenceData.sums(try rows.map { try $0.number(4) })
    }

    /// Surname and given name in pinyin, as in "Wang Fang" or "Chen Xiaoming".
    func name(hash: UInt64, isFemale: Bool) -> String {
        var source = RandomSource(seed: hash, stream: 1)
        let surname = surnames[source.index(cumulative: surnameWeights)]
        let given = isFemale ? women : men
        let first = given[source.below(given.count)]
        guard source.chance(0.78) else { return "\(surname) \(first)" }
        return "\(surname) \(first)\(given[source.below(given.count)].lowercased())"
    }

    func place(hash: UInt64) -> Place {
        var source = RandomSource(seed: hash, stream: 2)
        return places[source.index(cumulative: placeWeights)]
    }

    /// House and street, or estate, building and flat.
    func address(hash: UInt64, place: Place) -> String {
        var source = RandomSource(seed: hash, stream: 3)
        let flat = "\(1 + source.below(18))\(source.below(9) < 5 ? "0" : "1")\(1 + source.below(6))"
        let building = 1 + source.below(32)
        if source.chance(0.6) {
            return "\(1 + source.below(480)) \(streets[source.below(streets.count)]), Building \(building), Room \(flat), "
                + "\(place.district) District, \(place.city)"
        }
        return "\(estates[source.below(estates.count)]), Building \(building), Room \(flat), \(place.district) District, \(place.city)"
    }

    /// A mobile number of eleven digits.
    func phone(hash: UInt64) -> String {
        var source = RandomSource(seed: hash, stream: 4)
        let prefixes = [130, 131, 133, 135, 136, 137, 138, 139, 150, 151, 152, 153, 158, 159, 177, 180, 181, 186, 187, 188, 189]
        return String(prefixes[source.below(prefixes.count)] * 100_000_000 + source.below(100_000_000))
    }

    /// An address of a domain that is reserved for examples.
    func email(hash: UInt64, name: String) -> String {
        var source = RandomSource(seed: hash, stream: 5)
        let domains = ["example.com", "example.net", "example.org"]
        let local = name.lowercased().split(separator: " ").reversed().joined(separator: source.chance(0.5) ? "." : "")
        return "\(local)\(source.below(9_000) + 10)@\(domains[source.below(3)])"
    }

    func ethnicity(hash: UInt64) -> String {
        var source = RandomSource(seed: hash, stream: 6)
        return ethnicities[source.index(cumulative: ethnicityWeights)]
    }

    func occupation(hash: UInt64, age: Int) -> String? {
        var source = RandomSource(seed: hash, stream: 7)
        if age < 6 { return nil }
        if age < 18 || (age < 23 && source.chance(0.6)) { return "student" }
        if age >= 60, source.chance(0.85) { return "retired" }
        return source.chance(0.06) ? nil : occupations[source.index(cumulative: occupationWeights)]
    }
}
