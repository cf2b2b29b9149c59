import Foundation
import Testing

/// Whoever mistypes a command is told what happened, where, and what to write instead, by a status that scripts can use.
@Suite("Mistakes at the command", .enabled(if: BuiltCommand.path != nil, "the command is not built beside the tests"))
struct CommandErrorsTests {
    private let folder: String

    init() throws {
        folder = try DemoHospital.shared.get().folder
    }

    @Test(
        "a mistake at the command",
        arguments: [
            (["policy", "check", "hospitl"], 1, "There is no policy 'hospitl'. Did you mean 'hospital'?"),
            (["policy", "check", "hospital", "--lexicon", "hospitl"], 1, "There is no lexicon 'hospitl'. Did you mean 'hospital'?"),
            (["policy", "test", "--only", "no such case"], 1, "hospital.yaml: No case's name holds 'no such case'."),
            (["policy", "explain", "patient.phon", "--as", "staff.1"], 1, "Did you mean 'phone'?"),
            (["policy", "explain", "patient.phone", "--as", "nobody"], 4, "Nobody is called so here."),
            (["policy", "explain", "--question", "Where can I park?", "--as", "staff.1"], 2, "The question is not understood."),
            (
                ["policy", "explain", "--question", "Which is the best department?", "--as", "staff.1"], 3,
                "The question has several meanings."
            ),
            (["ask", "How many patients are there?", "--as", "staff.1", "--with", "zoen=external", "--csv"], 4, "asks about 'zoen'"),
            (["policy", "explain", "patient", "--as", "staff.1", "--with", "zone"], 64, "lamplight policy explain"),
            (["policy", "who", "patient"], 1, "'patient' is a table."),
            (["policy", "who", "patient.phon"], 1, "'patient' has no attribute 'phon'. Did you mean 'phone'?"),
            (["policy", "who", "patiant.phone"], 1, "There is no entity 'patiant'. Did you mean 'patient'?"),
            (["policy", "who", "patient.phone", "--as", "staff.1"], 64, "--as goes with --patient"),
            (["policy", "who", "--patient", "M1", "--as", "auditor", "--policy", "hipaa"], 64, "--policy and --lexicon go with a column"),
            (["audit", "review", "--unseal"], 64, "--unseal goes with the number of a review"),
            (["audit", "review", "999999"], 1, "'lamplight audit review --all' lists what is."),
            (["break-glass", "approve", "1"], 64, "--as"),
        ])
    func isTold(_ arguments: [String], _ status: Int32, _ text: String) throws {
        let result = try BuiltCommand.run(arguments + ["--workspace", folder])
        #expect(result.status == status && result.errors.contains(text), "\(result)")
    }

    @Test func aLexiconThatAPolicyMisnamesIsToldWithItsLine() throws {
        let house = try DemoHospital.copy()
        let file = house.folder + "/mine.yaml"
        try "policy: mine\nversion: 1\nlexicon: hospitl\n".write(toFile: file, atomically: true, encoding: .utf8)
        let result = try BuiltCommand.run(["policy", "check", file])
        #expect(result.status == 1 && result.errors.contains("mine.yaml:3: There is no lexicon 'hospitl'."), "\(result)")
    }

    @Test func onlyWhatIsAPolicyIsOffered() throws {
        let result = try BuiltCommand.run(["policy", "check", "nosuch", "--workspace", folder])
        #expect(
            result.status == 1 && result.errors.contains("closed, gbt-39725, hipaa, hospital, mimic-iv, omop.")
                && !result.errors.contains("identifiers"), "\(result)")
    }

    @Test func aDatabaseThatIsGoneIsToldWithTheFileThatNamesIt() throws {
        let house = try DemoHospital.copy()
        let file = house.folder + "/lamplight.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        try text.map { $0.hasPrefix("database:") ? "database: gone.sqlite" : $0 }.joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let result = try BuiltCommand.run(["ask", "How many patients are there?", "--as", "staff.1", "--workspace", house.folder])
        #expect(result.status == 1 && result.errors.contains("gone.sqlite: There is no such file. Check 'database' in "), "\(result)")
    }

    /// What was taken out of the log must not pass for a review that nobody needs.
    @Test func aDamagedLogIsNotReviewedInSilence() throws {
        let house = try DemoHospital.fresh()
        let opened = try BuiltCommand.run([
            "policy", "explain", "patient.phone", "--as", "hospital.manager", "--workspace", house.folder,
        ])
        #expect(opened.status == 0, "\(opened)")
        #expect(try BuiltCommand.run(["audit", "review", "--workspace", house.folder]).status == 0)
        let log = house.folder + "/audit/audit.jsonl"
        try String(contentsOfFile: log, encoding: .utf8).replacing("hospital.manager", with: "hospital.menager")
            .write(toFile: log, atomically: false, encoding: .utf8)
        let review = try BuiltCommand.run(["audit", "review", "--workspace", house.folder])
        #expect(review.status == 1 && review.errors.contains("The log is damaged: record 2"), "\(review)")
    }
}
