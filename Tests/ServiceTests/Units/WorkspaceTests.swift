import Foundation
import Testing

@testable import Service

@Suite("Workspaces")
struct WorkspaceTests {
    private func folder(_ yaml: String? = nil) throws -> String {
        let folder = DemoHospital.folder + "/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/below/it", withIntermediateDirectories: true)
        try yaml?.write(toFile: folder + "/lamplight.yaml", atomically: true, encoding: .utf8)
        return folder
    }

    private let smallest = "database: x.sqlite\nlexicon: hospital\npolicy: hospital\n"

    @Test func areFoundAsToldByTheEnvironmentOrAbove() throws {
        let one = try folder(smallest)
        let other = try folder(smallest)
        #expect(try Workspace.find(told: one, environment: [Workspace.variable: other], current: "/").folder == one)
        #expect(try Workspace.find(environment: [Workspace.variable: other], current: one).folder == other)
        #expect(try Workspace.find(environment: [:], current: one + "/below/it").folder == one)
        #expect { try Workspace.find(environment: [:], current: "/") } throws: { ($0 as? ServiceError)?.code == .workspaceMissing }
    }

    @Test func readPathsFromTheirFolder() throws {
        let folder = try folder(smallest + "keys: /secrets\naudit: log\n")
        let workspace = try Workspace.find(told: folder)
        #expect(workspace.database == folder + "/x.sqlite")
        #expect(workspace.keys == "/secrets")
        #expect(workspace.audit == folder + "/log")
    }

    @Test(arguments: [
        ("database: x\nlexicon: y\n", nil as Int?, "policy"), ("database: x\nlexicon: y\npolicy: z\npolicies: z\n", 4, "policies"),
        ("database: x\nlexicon: y\npolicy: z\nnow: yesterday\n", 4, "time"),
        ("database: x\nlexicon: y\npolicy: z\nrows: 0\n", 4, "above 0"),
        ("database: x\nlexicon: y\npolicy: z\ndirectory: {prefix: staff}\n", 4, "attributes"), ("a: [", nil, "YAML"),
    ])
    func nameTheLineThatIsWrong(yaml: String, line: Int?, word: String) throws {
        let folder = try folder(yaml)
        #expect {
            try Workspace.find(told: folder)
        } throws: { error in
            guard let error = error as? ServiceError else { return false }
            return error.code == .workspaceInvalid && (line == nil || error.line == line) && error.message.contains(word)
        }
    }

    @Test(arguments: ["2026-02-29 00:00:00", "2026-13-01 00:00:00", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 24:00:00", "now"])
    func knowTimesFromOtherText(text: String) {
        #expect(!WorkspaceReader.isTime(text))
        #expect(WorkspaceReader.isTime("2024-02-29 23:59:59"))
    }

    @Test func areNeverOverwritten() throws {
        let folder = try folder(smallest)
        #expect {
            try WorkspaceWriter(resources: DemoHospital.resources).claim(folder)
        } throws: {
            ($0 as? ServiceError)?.code == .workspaceExists
        }
    }

    @Test func needAKnownLexiconAndPolicy() throws {
        let writer = WorkspaceWriter(resources: DemoHospital.resources)
        let empty = DemoHospital.folder + "/\(UUID().uuidString)"
        try writer.claim(empty)
        #expect { try writer.write(empty, database: "x", lexicon: "nowhere", policy: "hospital") } throws: {
            ($0 as? ServiceError)?.remedy.contains("hospital") == true
        }
        #expect { try writer.write(empty, database: "x", lexicon: "hospital", policy: "nowhere") } throws: {
            ($0 as? ServiceError)?.code == .policyUnusable
        }
    }

    @Test func keepTheirKeysForTheOwnerAlone() throws {
        let hospital = try DemoHospital.fresh()
        for name in try FileManager.default.contentsOfDirectory(atPath: hospital.folder + "/keys") {
            let attributes = try FileManager.default.attributesOfItem(atPath: hospital.folder + "/keys/" + name)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
        }
        #expect(try WorkspaceKeys.open(hospital.engine.workspace).pseudonyms == WorkspaceKeys.open(hospital.engine.workspace).pseudonyms)
    }

    @Test func findTheSharedRules() throws {
        let home = DemoHospital.folder + "/\(UUID().uuidString)"
        for name in ["Grammars", "Lexicons", "Policies"] {
            try FileManager.default.createDirectory(atPath: "\(home)/share/lamplight/\(name)", withIntermediateDirectories: true)
        }
        #expect(try Resources.find(environment: [:], executable: home + "/bin/lamplight").root == home + "/share/lamplight")
        #expect(
            try Resources.find(environment: [:], executable: home + "/share/lamplight/.build/x/debug/lamplight").root == home
                + "/share/lamplight")
        #expect { try Resources.find(told: "/nowhere", environment: [:], executable: home + "/bin/lamplight") } throws: {
            ($0 as? ServiceError)?.code == .resourcesMissing
        }
    }
}
