import Database
import Demonstration
import Foundation

@testable import Service

/// A small demonstration hospital, generated once a run; tests that change data work on a copy.
enum DemoHospital {
    /// The root of the package, where Grammars/, Lexicons/ and Policies/ are.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let resources = Resources(root: root)

    /// Everything that tests write; goes when the run ends.
    static let folder: String = {
        let folder = Files.absolute(NSTemporaryDirectory() + "/lamplight-service-tests-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        removedAtExit = folder
        atexit { try? FileManager.default.removeItem(atPath: DemoHospital.removedAtExit) }
        return folder
    }()

    nonisolated(unsafe) private static var removedAtExit = ""

    private static let database: Result<String, any Error> = Result {
        let path = folder + "/hospital.sqlite"
        try HospitalGenerator(seed: 11, scale: 0.002).generate(to: path)
        return path
    }

    /// The workspace that tests share; nobody may change its database or log.
    static let shared: Result<TestWorkspace, any Error> = Result { try TestWorkspace(database: database.get()) }

    /// A workspace with a copy of the database, to be changed at will.
    static func copy() throws -> TestWorkspace {
        let path = folder + "/\(UUID().uuidString).sqlite"
        try FileManager.default.copyItem(atPath: database.get(), toPath: path)
        return try TestWorkspace(database: path)
    }

    /// A workspace of its own over the shared database, for tests that change the audit log.
    static func fresh(clock: @escaping @Sendable () -> Date = { Date() }) throws -> TestWorkspace {
        try TestWorkspace(database: database.get(), clock: clock)
    }
}

/// A workspace with its engine and its database at hand.
struct TestWorkspace: Sendable {
    let folder: String
    let database: String
    let engine: Engine

    init(database: String, clock: @escaping @Sendable () -> Date = { Date() }) throws {
        self.database = database
        folder = DemoHospital.folder + "/workspace-\(UUID().uuidString)"
        let writer = WorkspaceWriter(resources: DemoHospital.resources)
        try writer.claim(folder)
        let workspace = try writer.write(folder, database: database, lexicon: "hospital", policy: "hospital")
        engine = try Engine(workspace: workspace, resources: DemoHospital.resources, interface: "test", clock: clock)
    }

    /// The same workspace opened once more, as by another process.
    func another(clock: @escaping @Sendable () -> Date = { Date() }) throws -> Engine {
        try Engine(workspace: engine.workspace, resources: DemoHospital.resources, interface: "other", clock: clock)
    }

    func ask(_ question: String, as caller: String, for purpose: String? = nil, with environment: [String: String] = [:]) -> Answer {
        engine.answer(Request(question: question, caller: caller, purpose: purpose, environment: environment))
    }

    /// Rows of the database as it is, past all policy: what tests compare answers with.
    func rows(_ sql: String, _ parameters: Value...) throws -> [[Value]] {
        try Connection(path: database, mode: .readOnly).rows(sql, parameters)
    }

    /// The first value of the first row.
    func value(_ sql: String, _ parameters: Value...) throws -> Value {
        try Connection(path: database, mode: .readOnly).rows(sql, parameters).first?.first ?? .null
    }

    func change(_ sql: String, _ parameters: Value...) throws {
        _ = try Connection(path: database, mode: .readWrite).rows(sql, parameters)
    }

    /// The staff number of the head of a department, as a caller.
    func head(of department: String) throws -> String {
        caller(
            try value(
                "SELECT staff_id FROM staff JOIN department USING (dept_id) WHERE department.name = ? AND is_head = 1", .text(department)))
    }

    func caller(_ value: Value) -> String {
        guard case .integer(let number) = value else { return "staff.nobody" }
        return "staff.\(number)"
    }
}

extension Answer {
    /// The answer's bytes without what may differ between two answers that say the same: the audit record.
    var bytes: String {
        var copy = self
        copy.record = nil
        return copy.json.line
    }

    /// The same, with an identifier that the question named put aside, for it is said back.
    func bytes(without identifier: String) -> String {
        bytes.replacing(identifier, with: "M#######")
    }
}
