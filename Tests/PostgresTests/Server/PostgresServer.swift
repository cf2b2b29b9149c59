import Foundation

/// A PostgreSQL server of the tests' own: its data in a temporary folder, a Unix socket there and no TCP, so that nobody else meets it.
///
/// A shell script keeps it. The script waits for the end of its input, which comes when the test process ends, however it ends; then it stops
/// the server and deletes the folder.
final class PostgresServer: Sendable {
    /// Why there is no server.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The folder of the socket, for psql's `--host`.
    let folder: String
    private let keeper: Process
    private let input: Pipe

    /// The server that all tests share, started when the first asks for it.
    static let shared = Result { try PostgresServer() }

    /// Where Debian and others put PostgreSQL's programs, newest version first.
    private static let folders: [String] = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let numbered = versions.sorted { (Double($0) ?? 0) > (Double($1) ?? 0) }.map { "/usr/lib/postgresql/\($0)/bin" }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map(String.init) + ["/usr/local/bin", "/usr/bin"] + numbered
    }()

    /// The folder that holds all of the programs.
    private static func folder(of programs: [String]) -> String? {
        folders.first { folder in programs.allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") } }
    }

    private static let programs = folder(of: ["postgres", "initdb", "pg_ctl"])
    static let psql = folder(of: ["psql"]).map { $0 + "/psql" }
    private static let runuser = folder(of: ["runuser"]).map { $0 + "/runuser" }

    /// Why the tests cannot run here; nil when they can.
    static let obstacle: String? = {
        if programs == nil || psql == nil {
            return "no PostgreSQL server is installed; `make test` installs it where there is apt-get and root"
        }
        if geteuid() == 0, runuser == nil { return "PostgreSQL does not run as root, and there is no runuser to become somebody else" }
        if geteuid() == 0, getpwnam("postgres") == nil { return "PostgreSQL does not run as root, and there is no user postgres" }
        return nil
    }()

    private init() throws {
        guard let programs = Self.programs else { throw Failure(description: Self.obstacle ?? "no PostgreSQL") }
        let output = Pipe()
        input = Pipe()
        keeper = Process()
        let command = ["/bin/sh", "-c", Self.script, "postgres-keeper", programs]
        // PostgreSQL refuses to run as root.
        let whole = geteuid() == 0 ? [Self.runuser ?? "runuser", "-u", "postgres", "--"] + command : command
        keeper.executableURL = URL(fileURLWithPath: whole[0])
        keeper.arguments = Array(whole.dropFirst())
        keeper.standardInput = input
        keeper.standardOutput = output
        keeper.standardError = output
        try keeper.run()
        // The script says one line: the folder, or what went wrong.
        var said = Data()
        while !said.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            said.append(more)
        }
        let text = String(decoding: said, as: UTF8.self)
        guard text.hasPrefix("ready "), let line = text.split(separator: "\n").first else {
            throw Failure(description: "PostgreSQL did not start: \(text)")
        }
        folder = String(line.dropFirst(6))
    }

    private static let script = """
        cd /
        programs=$1
        folder=$(mktemp -d "${TMPDIR:-/tmp}/lamplight-postgres-XXXXXX") || exit 1
        stop() { "$programs/pg_ctl" stop --mode=immediate -D "$folder/data" >/dev/null 2>&1; rm -rf "$folder"; }
        trap stop EXIT
        trap 'exit 1' INT TERM HUP
        {
            "$programs/initdb" -D "$folder/data" --auth=trust --username=owner --no-locale --encoding=UTF8 --no-sync &&
            "$programs/pg_ctl" start --wait -D "$folder/data" -l "$folder/log" \\
                -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c max_wal_size=1GB"
        } >"$folder/start" 2>&1 </dev/null || { tail -n 5 "$folder/start" "$folder/log" | tr '\\n' ' '; echo; exit 1; }
        echo "ready $folder"
        cat >/dev/null
        """
}
