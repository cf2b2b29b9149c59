import ArgumentParser
import Evaluation
import Service

/// Holding figures against those recorded before: options of all commands that measure.
struct RecordedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Compare the figures with those that this file has under --set; the command ends with status 1 when they are worse.",
            valueName: "file"))
    var recorded: String?

    @Option(help: ArgumentHelp("What the set is called in the file of recorded figures.", valueName: "name"))
    var set: String?

    @Flag(help: "Write better figures, or the first ones, into the file of recorded figures.")
    var record = false

    func validate() throws {
        guard (recorded == nil) == (set == nil), recorded != nil || !record else {
            throw ValidationError("--recorded and --set go together, and --record needs both.")
        }
    }

    /// Holds figures against those recorded; worse ones end the command with status 1, whether or not better ones are to be written.
    func compare(_ score: Score, databases: Int = 1) throws {
        guard let recorded, let set else { return }
        let entry = Recorded.Entry(score, databases: databases)
        let comparison = try Reporting.orExit { () throws(ServiceError) in
            var known = try Recorded.read(recorded)
            let comparison = known.comparison(entry, to: set)
            if record, comparison == .better || comparison == .unknown {
                known.record(entry, for: set)
                try known.write(recorded)
            }
            if let old = known.entries[set], comparison == .worse {
                Terminal.complain(
                    "\(set): WORSE than recorded: \(entry.good) of \(entry.questions) good and \(entry.bad) misleading, recorded "
                        + "\(old.good) of \(old.questions) and \(old.bad). '--failures' shows what fails.")
            }
            return comparison
        }
        switch comparison {
        case .worse: throw ExitCode(1)
        case .same: Terminal.write("\(set): as recorded\n")
        case .better, .unknown:
            let standing = comparison == .better ? "better than recorded" : "not recorded yet"
            Terminal.write("\(set): \(standing)\(record ? "; written to \(recorded)" : "; 'make record' writes it down")\n")
        }
    }
}
