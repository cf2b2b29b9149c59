import Database
import Demonstration
import Foundation

/// One generated small hospital, shared by the tests that look at rows.
enum SmallHospital {
    static let scale = 0.004
    static let seed: UInt64 = 7

    private static let made = Result {
        // All tests read the one file, so it goes when the process does.
        atexit { try? FileManager.default.removeItem(at: SmallHospital.run().file.deletingLastPathComponent()) }
        var told: [Demonstration.Progress] = []
        let file = try emptyFolder().appending(path: "hospital.sqlite")
        let summary = try HospitalGenerator(seed: seed, scale: scale).generate(to: file.path) { told.append($0) }
        return (file: file, summary: summary, progress: told)
    }

    /// The shared hospital, what its generator said of it, and all that was told on the way.
    static func run() throws -> (file: URL, summary: Summary, progress: [Demonstration.Progress]) {
        try made.get()
    }

    /// Generates a hospital in a folder of its own.
    static func generate(seed: UInt64, scale: Double) throws -> URL {
        let file = try emptyFolder().appending(path: "hospital.sqlite")
        try HospitalGenerator(seed: seed, scale: scale).generate(to: file.path)
        return file
    }

    private static func emptyFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-demonstration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    static func rows(_ sql: String) throws -> [[Value]] {
        try Connection(path: run().file.path, mode: .readOnly).rows(sql)
    }

    /// The number in the first column of the only row.
    static func number(_ sql: String) throws -> Double {
        switch try rows(sql).first?.first {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: .nan
        }
    }

    static func texts(_ sql: String) throws -> [String] {
        try rows(sql).compactMap { row in
            if case .text(let text) = row[0] { text } else { nil }
        }
    }
}
