import Audit
import Database
import Foundation
import Testing

@testable import Service

@Suite("The command", .enabled(if: BuiltCommand.path != nil, "the command is not built beside the tests"))
struct CommandTests {
    private let question = "How many admissions were there last month?"

    private func line(_ id: String, _ question: String, session: String? = nil) -> String {
        var members = [
            JSON.Member("id", .string(id)), JSON.Member("question", .string(question)), JSON.Member("caller", .string("hospital.manager")),
        ]
        if let session { members.append(JSON.Member("session", .string(session))) }
        return JSON.object(members).line + "\n"
    }

    private func parsed(_ line: String) throws -> JSON { try JSONParser.parse(Array(line.utf8)) }

    @Test func asksForATableAnObjectAndValues() throws {
        let hospital = try DemoHospital.fresh()
        let place = ["--as", "hospital.manager", "--workspace", hospital.folder]
        guard
            case .integer(let count) = try hospital.value(
                "SELECT count(*) FROM admission WHERE admit_time >= '2026-05-01' AND admit_time < '2026-06-01'")
        else {
            Issue.record("no admissions")
            return
        }
        let table = try BuiltCommand.run(["ask", question] + place)
        #expect(table.status == 0)
        #expect(table.output.contains("\(count)"))
        #expect(!table.output.contains("\u{1B}"))
        let object = try parsed(BuiltCommand.run(["ask", question, "--json"] + place).output)
        #expect(object["status"] == .string("answered"))
        #expect(object["rows"] == .array([.array([.integer(count)])]))
        let values = try BuiltCommand.run(["ask", question, "--csv"] + place)
        #expect(values.output == "admissions\r\n\(count)\r\n")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no full device"))
    func saysWhenNobodyTakesTheAnswer() throws {
        let hospital = try DemoHospital.fresh()
        let (process, _, _, errors) = try BuiltCommand.start(
            ["ask", question, "--as", "hospital.manager", "--workspace", hospital.folder], output: FileHandle(forWritingAtPath: "/dev/full")
        )
        let complaints = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 1)
        #expect(complaints.contains("Standard output"))
    }

    @Test func tellsWhatHappenedByItsStatus() throws {
        let hospital = try DemoHospital.fresh()
        func status(_ question: String, _ caller: String) throws -> Int32 {
            try BuiltCommand.run(["ask", question, "--as", caller, "--workspace", hospital.folder]).status
        }
        #expect(try status("Where can I park?", "hospital.manager") == 2)
        #expect(try status("Which is the best department?", "hospital.manager") == 3)
        #expect(try status(question, "nobody") == 4)
        #expect(try status("", "hospital.manager") == 1)
        #expect(try BuiltCommand.run(["ask", question]).status == 64)
        let lost = try BuiltCommand.run(["ask", question, "--as", "hospital.manager", "--workspace", "/nowhere"])
        #expect(lost.status == 1)
        #expect(lost.errors.contains("lamplight demo"))
        let object = try parsed(
            BuiltCommand.run(["ask", question, "--as", "hospital.manager", "--workspace", "/nowhere", "--json"]).output)
        #expect(object["reason"]?["code"] == .string("workspace-missing"))
    }

    @Test func explainsEveryStage() throws {
        let hospital = try DemoHospital.fresh()
        let head = try hospital.head(of: "Cardiology")
        let result = try BuiltCommand.run(["explain", question, "--as", head, "--workspace", hospital.folder])
        #expect(result.status == 0)
        let stages = ["question", "caller", "words", "reading", "decision", "governed query", "SQL", "treatments", "answer", "times"]
        let places = stages.map { result.output.range(of: "── \($0)\n")?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(result.output.contains("$caller.dept_id"))
    }

    @Test func servesOnAfterLinesThatAreNoRequests() throws {
        let hospital = try DemoHospital.fresh()
        var input = Array(line("1", question).utf8)
        input += Array("this is not JSON\n".utf8)
        input += Array("{\"id\":\"3\",\"question\":\"no caller\"}\n\n".utf8)
        input +=
            Array("{\"id\":\"5\",\"caller\":\"hospital.manager\",\"question\":\"\u{0}".utf8.dropLast()) + [0xFF, 0xFE]
            + Array(" visits\"}\n".utf8)
        input += Array((String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "\n").utf8)
        input += Array(line("7", String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)).utf8)
        input += Array(line("8", String(repeating: "a", count: 1 << 20)).utf8)
        input += Array(line("9", question).utf8.dropLast())
        let result = try BuiltCommand.run(["serve", "--workspace", hospital.folder], input: input)
        #expect(result.status == 0)
        let answers = try result.lines.map(parsed)
        #expect(answers.count == 8)
        func answer(_ id: String) -> JSON? { answers.first { $0["id"] == .string(id) } }
        #expect(answer("1")?["status"] == .string("answered"))
        #expect(answer("9")?["rows"] == answer("1")?["rows"])
        #expect(answers.first { $0["line"] == .integer(2) }?["status"] == .string("error"))
        #expect(answer("3")?["reason"]?["code"] == .string("request-malformed"))
        #expect(answer("5")?["reason"]?["code"] == .string("question-not-text"))
        #expect(answers.first { $0["line"] == .integer(6) }?["reason"]?["code"] == .string("request-malformed"))
        #expect(answer("7")?["reason"]?["code"] == .string("question-too-long"))
        #expect(answer("8")?["reason"]?["code"] == .string("question-too-long"))
    }

    @Test func keepsTheRecordOfEveryDeliveredAnswerWhenKilled() throws {
        let hospital = try DemoHospital.fresh()
        let (process, input, output, _) = try BuiltCommand.start(["serve", "--workspace", hospital.folder])
        let feeder = Thread {
            for number in 1...1000 {
                guard (try? input.write(contentsOf: Data(line("\(number)", question).utf8))) != nil else { break }
            }
        }
        signal(SIGPIPE, SIG_IGN)
        feeder.start()
        var delivered = Data()
        // Some hundred answers are enough to be in the middle.
        while delivered.count(where: { $0 == UInt8(ascii: "\n") }) < 100 {
            let chunk = output.availableData
            if chunk.isEmpty { break }
            delivered += chunk
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        delivered += output.readDataToEndOfFile()
        let whole = delivered.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        #expect(whole.count >= 100 && whole.count < 1000)

        let trail = AuditTrail(hospital.engine.workspace)
        #expect(try trail.verify().isIntact)
        for bytes in whole {
            guard case .integer(let number)? = try JSONParser.parse(Array(bytes))["audit"]?["record"] else {
                Issue.record("an answer without a record")
                return
            }
            guard case .intent? = try trail.record(Int(number), unsealed: false)?.content else {
                Issue.record("record \(number) of a delivered answer is not in the log")
                return
            }
        }
        // And the next start goes on.
        #expect(hospital.ask(question, as: "hospital.manager").status == .answered)
    }

    @Test func endsCleanlyWhenToldTo() throws {
        let hospital = try DemoHospital.fresh()
        let (process, input, output, _) = try BuiltCommand.start(["serve", "--workspace", hospital.folder])
        try input.write(contentsOf: Data(line("1", question).utf8))
        var delivered = Data()
        while !delivered.contains(UInt8(ascii: "\n")) { delivered += output.availableData }
        // The input stays open: only the signal ends it.
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        let found = try AuditTrail(hospital.engine.workspace).verify()
        #expect(found.isIntact && found.signedRecords == found.records)
    }

    @Test func conversesThroughAPipe() throws {
        let hospital = try DemoHospital.fresh()
        let file = hospital.folder + "/table.csv"
        let input =
            "\(question)\n\\sql\n\\as nobody\n\(question)\n\\as hospital.manager\n\(question)\n\\export \(file)\n\\nonsense\n\\quit\nnever read\n"
        let result = try BuiltCommand.run(["repl", "--as", "hospital.manager", "--workspace", hospital.folder], input: Array(input.utf8))
        #expect(result.status == 0)
        #expect(result.output.contains("SELECT count(*)"))
        #expect(result.output.contains("Refused: "))
        #expect(!result.output.contains("> "))
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("admissions\r\n"))
        #expect(result.output.contains("There is no \\nonsense"))
    }

    @Test func answersAFileOfQuestionsForAScorer() throws {
        let hospital = try DemoHospital.fresh()
        let file = hospital.folder + "/questions.jsonl"
        try "{\"id\":\"a\",\"question\":\"\(question)\",\"sql\":null}\nbroken\n{\"id\":\"b\",\"question\":\"Where can I park?\"}\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let result = try BuiltCommand.run([
            "eval", "--questions", file, "--as", "hospital.manager", "--open", "--workspace", hospital.folder,
        ])
        let answers = try result.lines.map(parsed)
        #expect(result.errors.isEmpty)
        #expect(answers.map { $0["status"] } == [.string("answered"), .string("error"), .string("unanswerable")])
        #expect(answers[0]["id"] == .string("a"))
        #expect(answers[1]["line"] == .integer(2))
    }

    /// Scoring prints figures in place of answers, and holds them against recorded ones.
    @Test func scoresAFileOfQuestions() throws {
        let hospital = try DemoHospital.fresh()
        let (file, recorded) = (hospital.folder + "/questions.jsonl", hospital.folder + "/recorded.json")
        let lines = [
            #"{"id":"a","question":"\#(question)","sql":"SELECT count(*) FROM admission WHERE 0"}"#,
            #"{"id":"b","question":"Where can I park?","sql":null}"#,
            #"{"id":"c","question":"How many patients are there?","sql":"SELECT count(*) FROM patient"}"#,
        ]
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let options = ["eval", "--questions", file, "--as", "anyone", "--open", "--workspace", hospital.folder]
        let result = try BuiltCommand.run(options + ["--json", "--confusion", "--failures", "5", "--also-db", hospital.database])
        let summary = try parsed(result.output)
        #expect(summary["score"]?["right"] == .integer(1) && summary["score"]?["right-abstention"] == .integer(1))
        #expect(summary["score"]?["wrong"] == .integer(1) && summary["score"]?["RS(10)"] == .decimal(-266.67))
        let first = try BuiltCommand.run(options + ["--recorded", recorded, "--set", "mine", "--record"])
        #expect(first.status == 0 && first.output.contains("not recorded yet; written"))
        try String(contentsOfFile: recorded, encoding: .utf8).replacing("\"bad\":1", with: "\"bad\":0")
            .write(toFile: recorded, atomically: true, encoding: .utf8)
        let second = try BuiltCommand.run(options + ["--score", "--recorded", recorded, "--set", "mine"])
        #expect(second.status == 1 && second.output.contains("right abstentions") && second.errors.contains("WORSE"))
        let closed = try BuiltCommand.run(options.filter { $0 != "--open" } + ["--score", "--also-db", hospital.database])
        #expect(closed.status == 64 && closed.errors.contains("--also-db needs --open"))
    }

    /// An error is told on standard error, so that a pipe gets answers or nothing.
    @Test func errorsGoToStandardError() throws {
        let hospital = try DemoHospital.fresh()
        let result = try BuiltCommand.run([
            "ask", String(repeating: "(", count: 10_000), "--as", "hospital.manager", "--workspace", hospital.folder,
        ])
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("too long"))
    }

    @Test func makesADemonstrationHospitalOnce() throws {
        let folder = DemoHospital.folder + "/made-\(UUID().uuidString)"
        let made = try BuiltCommand.run(["demo", folder, "--scale", "0.001", "--seed", "3"])
        #expect(made.status == 0)
        #expect(made.output.contains("lamplight ask"))
        let again = try BuiltCommand.run(["demo", folder, "--scale", "0.001", "--seed", "3"])
        #expect(again.status == 1)
        #expect(again.errors.contains("nothing is overwritten"))
        let tour = try String(contentsOfFile: folder + "/tour.tsv", encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: "\t")
        }
        #expect(tour.count == 4)
        for stop in tour {
            let asked = try BuiltCommand.run([
                "ask", String(stop[2]), "--as", String(stop[0]), "--purpose", String(stop[1]), "--workspace", folder,
            ])
            #expect(asked.status == 0, "\(stop[2]): \(asked.output)")
        }
    }
}
