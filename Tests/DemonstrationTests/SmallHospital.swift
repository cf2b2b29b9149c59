import Database
import Demonstration
import Foundation

/// One generated small hospital, shared by the tests that look at rows.
enum SmallHospital {
    static let scale = 0.005
    static let seed: UInt64 = 7

    private static let file = Result {
        // All tests read the one file, so it goes when the process does.
        atexit { try? FileManager.default.removeItem(at: SmallHospital.url().deletingLastPathComponent()) }
        return try generate(seed: seed, scale: scale)
    }

    /// Generates a hospital in a folder of its own.
    static func generate(seed: UInt64, scale: Double) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-demonstration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "hospital.sqlite")
        try HospitalGenerator(seed: seed, scale: scale).generate(to: file.path)
        return file
    }

    static func url() throws -> URL {
        try file.get()
    }

    static func rows(_ sql: String) throws -> [[Value]] {
        try Connection(path: url().path, mode: .readOnly).rows(sql)
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
