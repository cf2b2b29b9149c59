import Foundation
import Testing

@testable import Service

@Suite("A policy that changes while the program runs")
struct ChangedPolicyTests {
    private let hospital: TestWorkspace
    private let file: String
    private let engine: Engine
    private let request = Request(question: "How many admissions are there by department?", caller: "hospital.manager")

    init() throws {
        hospital = try DemoHospital.fresh()
        let folder = hospital.engine.workspace.folder
        for name in ["hospital.yaml", "texts.yaml"] {
            try FileManager.default.copyItem(atPath: DemoHospital.resources.policies + "/" + name, toPath: folder + "/" + name)
        }
        file = folder + "/hospital.yaml"
        var workspace = hospital.engine.workspace
        workspace.policy = "./hospital.yaml"
        engine = try Engine(workspace: workspace, resources: DemoHospital.resources, interface: "test")
    }

    private func change(_ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try #require(text.contains(old))
        // Replaced in one step, as editors do.
        try text.replacing(old, with: new).write(toFile: file, atomically: true, encoding: .utf8)
    }

    @Test func decidesTheNextQuestion() throws {
        let before = engine.answer(request)
        #expect(before.status == .answered)

        try change("- { account: hospital.manager }", "- { account: hospital.director }")
        let after = engine.answer(request)
        #expect(after.status == .refused)
        #expect(after.reason?.code == "no-role")
        #expect(after.policy?.digest != before.policy?.digest)

        try change("- { account: hospital.director }", "- { account: hospital.manager }")
        #expect(engine.answer(request).bytes == before.bytes)
    }

    @Test func answersNothingWhileItIsBroken() throws {
        try change("roles:\n", "rolls:\n")
        let broken = engine.answer(request)
        #expect(broken.status == .error)
        #expect(broken.reason?.code == "policy-unusable")
        #expect(broken.rows.isEmpty)
        #expect(engine.completions(Request(question: "How many adm", caller: "hospital.manager")).isEmpty)

        try change("rolls:\n", "roles:\n")
        #expect(engine.answer(request).status == .answered)
    }

    @Test func changesWithItsTextsToo() throws {
        let unknown = Request(question: request.question, caller: "hospital.manager", purpose: "research")
        let texts = file.replacing("hospital.yaml", with: "texts.yaml")
        let words = try String(contentsOfFile: texts, encoding: .utf8)
        try words.replacing("you may not ask for the purpose of", with: "you shall not ask for the purpose of").write(
            toFile: texts, atomically: true, encoding: .utf8)
        #expect(engine.answer(unknown).reason?.text.contains("you shall not ask") == true)
    }

    @Test func changesWithWhatFindsIdentifiersToo() throws {
        try change("free-text: show", "free-text: deidentify")
        let root = hospital.engine.workspace.folder + "/rules"
        let files = FileManager.default
        try files.createDirectory(atPath: root, withIntermediateDirectories: true)
        let given = DemoHospital.resources
        try files.createSymbolicLink(atPath: root + "/Grammars", withDestinationPath: given.grammars)
        try files.createSymbolicLink(atPath: root + "/Lexicons", withDestinationPath: given.lexicons)
        try files.copyItem(atPath: given.policies, toPath: root + "/Policies")
        let resources = Resources(root: root)
        let engine = try Engine(workspace: engine.workspace, resources: resources, interface: "test")
        #expect(engine.answer(request).status == .answered)

        let identifiers = try String(contentsOfFile: resources.identifiers, encoding: .utf8)
        try "phone: ['(']\n".write(toFile: resources.identifiers, atomically: true, encoding: .utf8)
        #expect(engine.answer(request).reason?.code == "policy-unusable")
        try identifiers.write(toFile: resources.identifiers, atomically: true, encoding: .utf8)
        #expect(engine.answer(request).status == .answered)
    }
}
