import Database
import Foundation
import Testing

@testable import Demonstration

/// The run as a whole: the same bytes for a seed, a clear refusal, nothing left behind.
@Suite struct GenerationTests {
    @Test func aSeedDecidesEveryByte() throws {
        func bytes(seed: UInt64) throws -> Data {
            let file = try SmallHospital.generate(seed: seed, scale: 0.001)
            defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
            return try Data(contentsOf: file)
        }
        let first = try bytes(seed: 7)
        #expect(try bytes(seed: 7) == first)
        #expect(try bytes(seed: 8) != first)
    }

    @Test func progressNeverGoesBackAndTheSummaryIsTrue() throws {
        let (_, summary, progress) = try SmallHospital.run()
        #expect(progress.count > 900)
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.fraction <= $1.fraction && $0.rows <= $1.rows })
        #expect(progress.last?.fraction == 1)
        #expect(progress.last?.rows == summary.rows)
        for table in summary.tables {
            #expect(try SmallHospital.number("SELECT count(*) FROM \(table.table)") == Double(table.rows), "\(table.table)")
        }
    }

    @Test func anExistingFileIsLeftAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "hospital.sqlite")
        try Data("mine".utf8).write(to: file)
        #expect(throws: GenerationError.fileExists(path: file.path)) {
            try HospitalGenerator(seed: 1, scale: 0.001).generate(to: file.path)
        }
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["hospital.sqlite"])
    }

    @Test func anInterruptedRunLeavesNothing() throws {
        struct Stop: Error {}
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: Stop.self) {
            try HospitalGenerator(seed: 1, scale: 0.001).generate(to: folder.appending(path: "hospital.sqlite").path) { progress in
                if progress.fraction > 0.05 { throw Stop() }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: [0, -1, 100, Double.nan]) func anImpossibleScaleIsRefused(scale: Double) throws {
        #expect(throws: GenerationError.self) {
            try HospitalGenerator(seed: 1, scale: scale).generate(to: "/nowhere/hospital.sqlite")
        }
    }

    @Test func theDatasetRowTellsWhatItIs() throws {
        let rows = try SmallHospital.rows("SELECT as_of, seed, scale, generator FROM dataset")
        #expect(rows == [[.text("2026-06-30 23:59:59"), .integer(7), .real(0.004), .text(HospitalGenerator.name)]])
    }
}
