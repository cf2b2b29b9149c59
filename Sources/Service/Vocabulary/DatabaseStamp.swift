import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The state of a SQLite file, told from outside in a few microseconds: when the stamp is the same, nothing was written in between.
///
/// Every commit either changes the main file (its time of change, and the change counter in its header) or its write-ahead log (its time,
/// its length, or the salts in its header); see https://www.sqlite.org/fileformat2.html. What it cannot see: bytes that were changed
/// on purpose under the same length, counters and times.
struct DatabaseStamp: Sendable, Equatable {
    /// Both files: device, number, length and time of change, and the counters of their headers.
    let text: String
    /// Whether the last change is long enough ago that another one would show by its time: clocks of file systems tick slowly.
    let isSettled: Bool

    /// Seconds after which a change shows by its time, on file systems with whole and even two seconds.
    private static let tick = 3.0

    init(database path: String, now: Date = Date()) {
        var text = ""
        var newest = -Double.infinity
        // The header of a database ends at byte 100, that of a write-ahead log at 32.
        for (file, header) in [(path, 100), (path + "-wal", 32)] {
            var status = stat()
            // A log without content comes and goes with those who only read.
            guard stat(file, &status) == 0, status.st_size > 0 else {
                text += "none\n"
                continue
            }
            let time = status.st_mtim
            newest = max(newest, Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
            let fields: [String] = [
                "\(status.st_dev)", "\(status.st_ino)", "\(status.st_size)", "\(time.tv_sec).\(time.tv_nsec)",
                DatabaseStamp.beginning(of: file, count: header),
            ]
            text += fields.joined(separator: " ") + "\n"
        }
        self.text = text
        isSettled = now.timeIntervalSince1970 - newest > DatabaseStamp.tick
    }

    private static func beginning(of file: String, count: Int) -> String {
        guard let handle = FileHandle(forReadingAtPath: file) else { return "unreadable" }
        defer { try? handle.close() }
        let bytes = (try? handle.read(upToCount: count)) ?? Data()
        return bytes.map { String($0, radix: 16) }.joined(separator: ".")
    }
}
