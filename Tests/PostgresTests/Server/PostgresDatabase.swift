import Database
import Foundation

/// A database of the private server, driven by psql: a script goes in, the rows and the error of each query come back.
struct PostgresDatabase {
    /// What became of one query.
    enum Outcome {
        /// The rows as PostgreSQL writes them; nil for NULL.
        case rows([[String?]])
        /// SQLSTATE, such as 42501 for a permission denied, and the message.
        case error(state: String, message: String)
    }

    /// SQLSTATE of a permission denied.
    static let permissionDenied = "42501"

    let server: PostgresServer
    let name: String

    /// A new, empty database.
    init(name: String) throws {
        server = try PostgresServer.shared.get()
        self.name = name
        let made = try Self.psql(server, ["--dbname=postgres", "--username=owner", "--command=CREATE DATABASE \"\(name)\""], script: "")
        guard made.errors.isEmpty else { throw PostgresServer.Failure(description: made.errors) }
    }

    /// Runs statements as the owner of the tables; throws at the first that fails.
    func prepare(_ script: String) throws {
        let done = try run(script, as: "owner", ["--set=ON_ERROR_STOP=1"])
        guard done.errors.isEmpty else { throw PostgresServer.Failure(description: done.errors) }
    }

    /// Runs queries one after the other in one session of a login.
    func ask(_ queries: [String], as login: String) throws -> [Outcome] {
        let marker = "--\(UUID().uuidString)--"
        var script = ""
        for query in queries {
            // psql reads a backslash outside quotes as its own command, and a line `\.` as the end of data: queries have neither.
            script += "COPY (\(query)) TO STDOUT;\n\\echo '\(marker)' :SQLSTATE :LAST_ERROR_MESSAGE\n"
        }
        let said = try run(script, as: login, [])
        var outcomes: [Outcome] = []
        var rows: [[String?]] = []
        for line in said.output.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix(marker) else {
                rows.append(line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.value))
                continue
            }
            let words = line.dropFirst(marker.count + 1).split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            let state = words.first.map(String.init) ?? ""
            outcomes.append(
                state == "00000" ? .rows(rows) : .error(state: state, message: words.count > 1 ? String(words[1]) : ""))
            rows = []
        }
        guard outcomes.count == queries.count else {
            throw PostgresServer.Failure(description: "psql answered \(outcomes.count) of \(queries.count) queries: \(said.errors)")
        }
        return outcomes
    }

    private func run(_ script: String, as login: String, _ options: [String]) throws -> (output: String, errors: String) {
        try Self.psql(server, ["--dbname=\(name)", "--username=\(login)"] + options, script: script)
    }

    private static func psql(_ server: PostgresServer, _ options: [String], script: String) throws -> (output: String, errors: String) {
        guard let program = PostgresServer.psql else { throw PostgresServer.Failure(description: "There is no psql.") }
        let folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-psql-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: nothing can wait for the other side.
        let (input, output, errors) = (folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "errors"))
        try Data(script.utf8).write(to: input)
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--host=\(server.folder)", "--no-psqlrc", "--quiet", "--set=VERBOSITY=terse"] + options
        var environment = ProcessInfo.processInfo.environment
        environment["PGOPTIONS"] = "-c client_min_messages=warning"
        environment["PGCLIENTENCODING"] = "UTF8"
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return (
            String(decoding: try Data(contentsOf: output), as: UTF8.self).trimmingSuffix("\n"),
            String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    /// A field of COPY's text format.
    private static func value(_ field: Substring) -> String? {
        if field == "\\N" { return nil }
        guard field.contains("\\") else { return String(field) }
        var text = ""
        var isEscaped = false
        for character in field {
            if isEscaped {
                text.append(["n": "\n", "t": "\t", "r": "\r"][character] ?? character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }
}

extension PostgresDatabase {
    /// The statements that fill a table with rows.
    static func copy(_ rows: [[Value]], into table: String, columns: [String]) -> String {
        guard !rows.isEmpty else { return "" }
        var script = "COPY \(table) (\(columns.joined(separator: ", "))) FROM STDIN;\n"
        for row in rows { script += row.map(field).joined(separator: "\t") + "\n" }
        return script + "\\.\n"
    }

    private static func field(_ value: Value) -> String {
        switch value {
        case .null: "\\N"
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text):
            text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n").replacing("\r", with: "\\r")
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}

extension PostgresDatabase {
    /// Roles that may log in; they belong to the server, so that databases share them.
    func addLogins(_ names: [String]) throws {
        for name in names {
            try prepare(
                """
                DO $$ BEGIN CREATE ROLE "\(name)" LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                """)
        }
    }
}
