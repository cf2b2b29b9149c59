import ArgumentParser
import Demonstration
import Foundation
import Service

/// The demonstration hospital: a workspace with a database of people who do not exist.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Makes the demonstration hospital: database, policy, lexicon, keys and audit log in one folder.",
        discussion: """
            Examples:
              lamplight demo demo
              lamplight demo big --scale 1 --seed 42

            The same seed and scale give the same hospital, byte for byte. Nothing that exists is overwritten.
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(help: "The size: 1 is three million outpatient visits a year and 2,000 beds.")
    var scale = 0.02

    @Option(help: "Decides everything random.")
    var seed: UInt64 = 7

    @Option(help: "The folder with Grammars/, Lexicons/ and Policies/.")
    var resources: String?

    private static let databaseName = "hospital.sqlite"
    /// The questions to try, for scripts: caller, purpose and question, tab-separated.
    private static let tourName = "tour.tsv"

    func validate() throws {
        guard HospitalGenerator.scales.contains(scale) else {
            throw ValidationError(
                "--scale takes a number from \(HospitalGenerator.scales.lowerBound) to \(HospitalGenerator.scales.upperBound).")
        }
    }

    func run() throws {
        let database = folder + "/" + Self.databaseName
        let writer = try Reporting.orExit { () throws(ServiceError) in
            let writer = WorkspaceWriter(resources: try Resources.find(told: resources))
            try writer.claim(folder, files: [Self.databaseName, Self.tourName])
            return writer
        }
        let started = ContinuousClock.now
        let bar = ProgressBar("Generating")
        let summary: Summary
        do {
            summary = try HospitalGenerator(seed: seed, scale: scale).generate(to: database) { progress in
                bar.show(progress.fraction, "\(progress.phase), \(progress.rows) rows")
            }
            bar.finish()
        } catch {
            bar.finish()
            Terminal.complain("\(error)")
            throw ExitCode(1)
        }
        try Reporting.orExit { () throws(ServiceError) in
            try writer.write(folder, database: Self.databaseName, lexicon: "hospital", policy: "hospital")
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        Terminal.write("Made the demonstration hospital in \(folder): \(summary.rows) rows in \((seconds * 10).rounded() / 10) s.\n")
        let tour = try DemoTour(database: database)
        do {
            try tour.lines.write(toFile: folder + "/" + Self.tourName, atomically: true, encoding: .utf8)
        } catch {
            Terminal.complain("\(folder)/\(Self.tourName) cannot be written. Check the folder's permissions and the space on the disk.")
            throw ExitCode(1)
        }
        Terminal.write("Try these, each as somebody else:\n\n")
        for stop in tour.stops { Terminal.write("  \(stop.command(workspace: folder))\n") }
    }
}
