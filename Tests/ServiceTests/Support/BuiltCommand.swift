import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The built command, run as its users run it.
enum BuiltCommand {
    /// Where the build puts it: beside the test bundle.
    static let path: String? = {
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            let folder = URL(fileURLWithPath: argument).deletingLastPathComponent().path
            if FileManager.default.isExecutableFile(atPath: folder + "/lamplight") { return folder + "/lamplight" }
        }
        let usual = DemoHospital.root + "/.build/debug/lamplight"
        return FileManager.default.isExecutableFile(atPath: usual) ? usual : nil
    }()

    /// What a finished run left behind.
    struct Result {
        var status: Int32
        var output: String
        var errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Starts the command with its ends in our hands, but for an output that goes elsewhere.
    static func start(
        _ arguments: [String], output elsewhere: FileHandle? = nil
    ) throws -> (process: Process, input: FileHandle, output: FileHandle, errors: FileHandle) {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["LAMPLIGHT_HOME": DemoHospital.root]) { $1 }
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        if let elsewhere { process.standardOutput = elsewhere } else { process.standardOutput = output }
        process.standardError = errors
        try process.run()
        return (process, input.fileHandleForWriting, output.fileHandleForReading, errors.fileHandleForReading)
    }

    /// Runs the command to its end.
    static func run(_ arguments: [String], input text: [UInt8] = []) throws -> Result {
        let (process, input, output, errors) = try start(arguments)
        let feeder = Thread {
            try? input.write(contentsOf: Data(text))
            try? input.close()
        }
        feeder.start()
        let out = output.readDataToEndOfFile()
        let complaints = errors.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: out, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self))
    }
}
