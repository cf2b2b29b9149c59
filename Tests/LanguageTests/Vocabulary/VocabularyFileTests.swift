import Testing

@testable import Language

/// The index as a file: it comes back as it was, or not at all.
struct VocabularyFileTests {
    private func index() throws -> VocabularyIndex {
        try Names.index(
            ["heparin", "0.9% sodium chloride", "ménière's disease", "?", "heart failure"].map {
                VocabularyEntry(entity: "drug", attribute: "name", value: $0)
            } + ["statin for the heart", "antibiotic"].map { VocabularyEntry(entity: "drug", attribute: "class", value: $0) }
                + [VocabularyEntry(entity: "doctor", attribute: "name", value: "Ada Heart")])
    }

    private let origin = VocabularyOrigin(rules: "rules", state: "state\nof it", values: 0xFEDC_BA98_7654_3210)

    private func decode(_ bytes: [UInt8]) throws(VocabularyFault) -> (index: VocabularyIndex, origin: VocabularyOrigin) {
        var result: Result<(index: VocabularyIndex, origin: VocabularyOrigin), VocabularyFault> = .failure(.damaged)
        bytes.withUnsafeBytes { bytes in
            do throws(VocabularyFault) { result = .success(try VocabularyIndex.decode(bytes)) } catch { result = .failure(error) }
        }
        return try result.get()
    }

    @Test func comesBackAsItWas() throws {
        let index = try index()
        let bytes = index.encoded(origin)
        let (read, from) = try decode(bytes)
        #expect(from == origin)
        #expect(read.encoded(origin) == bytes)
        #expect(read.values == index.values)
        #expect(Names.found(in: "heart failure of Ada Heart", read) == Names.found(in: "heart failure of Ada Heart", index))
        #expect(!Names.found(in: "heart failure", read).isEmpty)
    }

    @Test func anEmptyOneComesBackToo() throws {
        let bytes = try Names.index([VocabularyEntry]()).encoded(origin)
        #expect(try decode(bytes).index.count == 0)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let bytes = try index().encoded(origin)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x20
            #expect(throws: VocabularyFault.self, "byte \(place)") { try decode(damaged) }
        }
    }

    @Test func everyCutIsNoticed() throws {
        let bytes = try index().encoded(origin)
        for length in bytes.indices { #expect(throws: VocabularyFault.self, "\(length) bytes") { try decode(Array(bytes.prefix(length))) } }
        #expect(throws: VocabularyFault.damaged) { try decode(bytes + [0]) }
    }

    /// Numbers that lead astray are refused even under a checksum that fits.
    @Test func anotherVersionAndNonsenseAreTold() throws {
        var bytes = try index().encoded(origin)
        bytes[7] += 1
        #expect(throws: VocabularyFault.foreign) { try decode(bytes) }
        #expect(throws: VocabularyFault.damaged) { try decode(Array("not an index at all".utf8)) }
        var astray = try index()
        astray.sequence[0] = 10_000
        #expect(throws: VocabularyFault.damaged) { try decode(astray.encoded(origin)) }
        astray = try index()
        astray.starts[1] = 10_000
        #expect(throws: VocabularyFault.damaged) { try decode(astray.encoded(origin)) }
        astray = try index()
        astray.owners[0] = 99
        #expect(throws: VocabularyFault.damaged) { try decode(astray.encoded(origin)) }
    }

    @Test func valuesHaveADigestOfTheirOwn() {
        func digest(_ values: [String]) -> UInt64 {
            VocabularyIndex.digest(of: values.map { VocabularyEntry(entity: "drug", attribute: "name", value: $0) })
        }
        #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
        #expect(digest(["ab", "c"]) != digest(["c", "ab"]))
        #expect(digest(["ab"]) != digest(["ab", ""]))
        #expect(digest(["ab", "c"]) == digest(["ab", "c"]))
    }
}
