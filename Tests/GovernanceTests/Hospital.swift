import Algebra
import Catalog
import Foundation
import Governance
import Testing

/// The demonstration hospital's catalog and policy as the repository has them, and its callers, for tests that read like its days.
enum Hospital {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let catalog = Result { try CatalogLoader.load(root + "/Lexicons/hospital/catalog.yaml") }
    static let policy = Result { try Policy.load(root + "/Policies/hospital.yaml") }
    static let governor = Result { try Governor(policy: policy.get(), catalog: catalog.get()) }

    static func staff(_ id: Int64, role: String, dept: Int64 = 3, department: String = "Cardiology", head: Bool = false) -> Caller {
        Caller(
            id: "staff.\(id)", kind: .staff,
            attributes: [
                "staff_id": .integer(id), "role": .text(role), "title": .text(role), "dept_id": .integer(dept),
                "department": .text(department),
                "department_zh": .text("心血管内科"), "is_head": .boolean(head),
            ])
    }

    static func service(_ id: String) -> Caller { Caller(id: id, kind: .service) }

    static let physician = staff(12, role: "physician")
    static let head = staff(7, role: "physician", head: true)
    static let nurse = staff(40, role: "nurse")
    static let pharmacist = staff(50, role: "pharmacist")
    static let researcher = staff(60, role: "researcher")
    static let manager = service("hospital.manager")
    static let environment = RequestEnvironment(now: "2026-06-30 23:59:59")

    static func resolve(_ text: String) throws -> Query { try Resolver.resolve(Query.parse(text), in: catalog.get()) }

    /// The decision about a query written in the notation; `facts` are the rows that every fact has.
    static func decide(_ text: String, as caller: Caller, for purpose: String? = nil, facts: [[Literal]] = []) throws -> Decision {
        try governor.get().govern(resolve(text), caller: caller, purpose: purpose, environment: environment) { _, _ in facts }
    }

    /// The governed query; a refusal fails the test.
    static func permit(
        _ text: String, as caller: Caller, for purpose: String? = nil, facts: [[Literal]] = [], location: SourceLocation = #_sourceLocation
    ) throws -> GovernedQuery {
        switch try decide(text, as: caller, for: purpose, facts: facts) {
        case .permit(let governed): return governed
        case .refuse(let refusal):
            Issue.record("refused: \(refusal.code): \(refusal.text.text(in: "en"))", sourceLocation: location)
            throw refusal
        }
    }

    /// The refusal; a permit fails the test.
    static func refuse(
        _ text: String, as caller: Caller, for purpose: String? = nil, facts: [[Literal]] = [], location: SourceLocation = #_sourceLocation
    ) throws -> Refusal {
        switch try decide(text, as: caller, for: purpose, facts: facts) {
        case .permit(let governed):
            Issue.record("permitted: \(governed.query.description)", sourceLocation: location)
            throw Refusal(code: "permitted", text: Wording([:]))
        case .refuse(let refusal): return refusal
        }
    }
}
