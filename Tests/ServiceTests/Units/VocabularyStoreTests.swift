import Database
import Foundation
import Language
import Testing

@testable import Service

/// The index of the vocabulary as a file: used only as long as it holds, and never needed.
struct VocabularyStoreTests {
    private let folder = DemoHospital.folder + "/store-\(UUID().uuidString)"
    private var database: String { folder + "/dictionary.sqlite" }
    private var cache: String { folder + "/cache" }
    private var file: String { cache + "/" + VocabularyStore.fileName }
    /// So much later that a change would show by its time.
    private let later = Date(timeIntervalSinceNow: 60)

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try change("CREATE TABLE department (dept_id INTEGER PRIMARY KEY, name TEXT)")
        try change("CREATE TABLE other (id INTEGER PRIMARY KEY)")
        for name in ["Cardiology", "Neurology"] { try change("INSERT INTO department (name) VALUES ('\(name)')") }
    }

    private func change(_ sql: String) throws { _ = try Connection(path: database, mode: .readWrite).rows(sql, []) }

    private struct Opening {
        var values: [String]
        var notice: String?
        /// Whether the database was read, and the index made.
        var isRead: Bool
        var isMade: Bool
    }

    private func open(rules: String = "rules", cache: String?, now: Date? = nil) throws -> Opening {
        var isRead = false
        var isMade = false
        let catalog = try DemoHospital.shared.get().engine.source.catalog
        let store = VocabularyStore(folder: cache, rules: rules, state: DatabaseStamp(database: database, now: now ?? later))
        let opened = try store.open(
            read: {
                isRead = true
                return try Connection(path: database, mode: .readOnly).rows("SELECT name FROM department ORDER BY name", []).map { row in
                    guard case .text(let name) = row[0] else { return VocabularyEntry(entity: "", attribute: "", value: "") }
                    return VocabularyEntry(entity: "department", attribute: "name", value: name)
                }
            },
            make: {
                isMade = true
                return VocabularyIndex($0, catalog: catalog)
            })
        return Opening(values: opened.index.values, notice: opened.notice, isRead: isRead, isMade: isMade)
    }

    @Test func isMadeOnceAndReadBack() throws {
        let first = try open(cache: cache)
        #expect(first.isRead && first.isMade && first.notice == nil)
        let second = try open(cache: cache)
        #expect(!second.isRead && !second.isMade && second.notice == nil)
        #expect(second.values == first.values)
        #expect(second.values == ["Cardiology", "Neurology"])
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache) == [VocabularyStore.fileName])
    }

    @Test(arguments: [
        "INSERT INTO department (name) VALUES ('Urology')", "UPDATE department SET name = 'Oncology' WHERE dept_id = 1",
        "DELETE FROM department WHERE dept_id = 2",
    ]) func everyChangeOfAWordIsSeen(_ sql: String) throws {
        let before = try open(cache: cache)
        try change(sql)
        let after = try open(cache: cache)
        #expect(after.isRead && after.isMade)
        #expect(after.values != before.values)
        #expect(try open(cache: cache).values == after.values)
    }

    @Test func aChangeInAWriteAheadLogIsSeen() throws {
        try change("PRAGMA journal_mode = WAL")
        _ = try open(cache: cache)
        // Held open, so that the log is not brought into the main file.
        let holder = try Connection(path: database, mode: .readWrite)
        _ = try holder.rows("INSERT INTO department (name) VALUES ('Urology')", [])
        #expect(try open(cache: cache).values.contains("Urology"))
        _ = try holder.rows("UPDATE department SET name = 'Nephrology' WHERE name = 'Urology'", [])
        #expect(try open(cache: cache).values.contains("Nephrology"))
        withExtendedLifetime(holder) {}
    }

    @Test func otherChangesDoNotMakeItAnew() throws {
        _ = try open(cache: cache)
        try change("INSERT INTO other DEFAULT VALUES")
        let after = try open(cache: cache)
        #expect(after.isRead && !after.isMade)
        #expect(try !open(cache: cache).isRead)
    }

    @Test func otherRulesMakeItAnew() throws {
        _ = try open(cache: cache)
        #expect(try open(rules: "other rules", cache: cache).isMade)
    }

    /// A change so fresh that the next might have the same time is not relied on.
    @Test func aFreshDatabaseIsReadAgain() throws {
        let now = Date()
        #expect(try open(cache: cache, now: now).isMade)
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try open(cache: cache, now: now).isMade)
    }

    @Test func aDamagedFileIsMadeAnewAndSaid() throws {
        let first = try open(cache: cache)
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let second = try open(cache: cache)
        #expect(second.isMade && second.values == first.values)
        #expect(second.notice?.contains(file) == true)
        #expect(second.notice?.contains("damaged") == true)
        #expect(try open(cache: cache).notice == nil)
        // One of another version is no damage.
        bytes = [UInt8](try #require(FileManager.default.contents(atPath: file)))
        bytes[7] += 1
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let third = try open(cache: cache)
        #expect(third.isMade && third.notice == nil)
    }

    @Test func whereNothingCanBeWrittenItLivesInMemory() throws {
        // A file where the folder should be: not even the superuser can write there.
        try Data().write(to: URL(fileURLWithPath: folder + "/file"))
        let opened = try open(cache: folder + "/file/cache")
        #expect(opened.values == ["Cardiology", "Neurology"])
        #expect(opened.notice?.contains("'cache'") == true)
        let none = try open(cache: nil)
        #expect(none.values == opened.values)
        #expect(none.notice == nil)
        #expect(!FileManager.default.fileExists(atPath: cache))
    }

    @Test func anEngineKeepsItInItsWorkspace() throws {
        let hospital = try DemoHospital.copy()
        #expect(hospital.engine.notices.isEmpty)
        #expect(hospital.engine.workspace.cache == hospital.folder + "/cache")
    }
}
