import Database

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes the demonstration hospital: a database that a newcomer can ask, filled with people who do not exist.
///
/// The same seed and scale give the same bytes with the same version of SQLite, on any machine.
///
///     let generator = HospitalGenerator(seed: 7, scale: 0.02)
///     let summary = try generator.generate(to: "hospital.sqlite") { print($0.fraction) }
public struct HospitalGenerator: Sendable {
    /// What the dataset row names as the generator; the number changes whenever the rows of a seed do.
    public static let name = "lamplight hospital generator 1"
    /// The scales that can be made.
    public static let scales = 0.001...4.0

    /// Decides everything random.
    public let seed: UInt64
    /// The size: 1 is three million outpatient visits a year and 2,000 beds.
    public let scale: Double

    /// A generator of one hospital.
    ///
    /// - Parameters:
    ///   - seed: Decides everything random.
    ///   - scale: The size, in ``scales``: 1 is three million outpatient visits a year and 2,000 beds.
    public init(seed: UInt64 = 7, scale: Double = 0.02) {
        self.seed = seed
        self.scale = scale
    }

    /// Generates the hospital into a new file.
    ///
    /// The rows go to a file beside it, which gets the name at the very end: whatever interrupts the run, there is never half a hospital.
    ///
    /// - Parameters:
    ///   - path: Where the database shall be; nothing may be there.
    ///   - progress: Called about every simulated day, on the calling thread.
    /// - Returns: What was made.
    /// - Throws: `GenerationError`, `DatabaseError`, or what `progress` throws, which ends the run and leaves nothing.
    @discardableResult
    public func generate(to path: String, progress: (Progress) throws -> Void = { _ in }) throws -> Summary {
        guard Self.scales.contains(scale) else {
            throw GenerationError.scaleOutOfRange(scale: scale, allowed: Self.scales)
        }
        guard access(path, F_OK) != 0 else { throw GenerationError.fileExists(path: path) }
        let temporary = "\(path).partial-\(getpid())"
        unlink(temporary)
        do {
            let summary = try fill(temporary, progress: progress)
            // A link, unlike a renaming, does not replace what has come to the path meanwhile.
            guard link(temporary, path) == 0 else {
                if errno == EEXIST { throw GenerationError.fileExists(path: path) }
                throw GenerationError.cannotRename(from: temporary, to: path, reason: String(cString: strerror(errno)))
            }
            unlink(temporary)
            return summary
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func fill(_ path: String, progress: (Progress) throws -> Void) throws -> Summary {
        let connection = try Connection(path: path, mode: .create)
        try connection.execute("PRAGMA page_size = 8192; PRAGMA temp_store = FILE; PRAGMA threads = 2; PRAGMA cache_size = -131072")
        try connection.execute(Schema.tables)
        try connection.execute("BEGIN")
        let writer = try RowWriter(connection: connection)
        let simulation: Simulation
        func tell(_ phase: String, _ fraction: Double) throws {
            try progress(Progress(phase: phase, fraction: fraction, rows: writer.loader.rows.reduce(0, +)))
        }
        do {
            simulation = try Simulation(seed: seed, scale: scale, writer: writer)
            writeDataset(writer)
            try simulation.run { try tell("visits and stays", 0.01 + 0.68 * $0) }
            try simulation.writePatients { try tell("patients", 0.7 + 0.05 * $0) }
        } catch {
            // The inserter must not outlive its work.
            try? writer.loader.finish()
            throw error
        }
        try writer.loader.finish()
        try connection.execute("COMMIT")
        for (place, index) in Schema.indexes.enumerated() {
            try tell("indexes", 0.75 + 0.24 * Double(place) / Double(Schema.indexes.count))
            try connection.execute(index)
        }
        try connection.execute("PRAGMA analysis_limit = 2000; ANALYZE")
        try tell("done", 1)
        return Summary(tables: Table.allCases.map { Summary.TableCount(table: $0.name, rows: writer.loader.rows[Int($0.rawValue)]) })
    }

    private func writeDataset(_ writer: RowWriter) {
        let row = writer.loader.begin(.dataset)
        writer.time(CivilCalendar.asOf, row)
        row.integer(Int(truncatingIfNeeded: seed))
        row.real(scale)
        writer.text(Self.name, row)
    }
}
