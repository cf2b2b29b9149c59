import Algebra
import Catalog
import Database
import Disclosure
import Execution
import Foundation
import Governance

/// A random house with its data and policy, and two callers; what they may see stands in databases of its own.
///
/// One world serves several questions, since making its databases takes longer than asking.
package final class World {
    /// A caller with a purpose.
    struct Seat {
        let caller: Caller
        let purpose: String
        let parameters: [String: Value]
        let grant: PolicyDraft.Grant?
        /// The caller in the role that the policy's words give; nil: none.
        let asker: PolicyDraft.Asker?
        let view: AuthorisedView?
    }

    package static let now = "2026-06-15 12:00:00"

    package let house: House
    package let policy: PolicyDraft
    let data: HouseData
    let catalog: Catalog
    let governor: Governor
    /// Governs by the same policy with all rows open.
    let openGovernor: Governor
    let seats: [Seat]
    private let folder: String
    private var executors: [String: Executor] = [:]

    package init(seed: UInt64, folder parent: String) throws {
        var random = Random(seed: seed &* 0x2545_F491_4F6C_DD1D &+ 1)
        let plan = House(&random)
        let data = HouseData(of: plan, &random)
        self.data = data
        var generator = PolicyGenerator(house: plan, random: Random(seed: random.next()))
        let policy = generator.policy()
        self.policy = policy
        let house = policy.levelled(plan)
        self.house = house
        catalog = try CatalogLoader.load(text: plan.catalogText, file: "house.yaml")
        governor = try Governor(policy: Policy.load(text: policy.text(), file: "policy.yaml"), catalog: catalog)
        openGovernor = try Governor(policy: Policy.load(text: policy.text(rowsAreOpen: true), file: "open.yaml"), catalog: catalog)
        var seats: [Seat] = []
        for _ in 0..<2 {
            let attributes = generator.caller()
            let purpose = generator.purpose()
            var parameters = Dictionary(uniqueKeysWithValues: attributes.map { ("caller.\($0.key)", $0.value) })
            parameters["environment.place"] = .text("a")
            parameters["now"] = .text(Self.now)
            let destination = generator.destination()
            parameters["environment.destination"] = destination.map { .text($0) }
            let grant = generator.grant(under: policy)
            if let grant { parameters["grant.patient"] = .integer(grant.patient) }
            let role =
                grant.map { policy.emergencyRole(of: attributes, for: purpose, under: $0) } ?? policy.role(of: attributes, for: purpose)
            let asker = role.map { role in
                var asker = PolicyDraft.Asker(
                    attributes: attributes, parameters: parameters, purpose: purpose, role: role, names: policy.names(of: role))
                asker.grant = grant
                return policy.standing(of: asker, data: data, house: house)
            }
            let view = asker.map { AuthorisedView(of: data, house: house, policy: policy, asker: $0) }
            let caller = Caller(id: "staff.1", kind: .staff, attributes: attributes.mapValues(\.literal))
            seats.append(Seat(caller: caller, purpose: purpose, parameters: parameters, grant: grant, asker: asker, view: view))
        }
        self.seats = seats
        folder = parent + "/world-\(seed)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A database with the rows, written when it is first asked.
    func executor(_ name: String, _ rows: () -> HouseData) throws -> Executor {
        if let known = executors[name] { return known }
        let path = "\(folder)/\(name).sqlite"
        try rows().write(to: path, of: house)
        let executor = try Executor(path: path, bounds: Executor.Bounds(connections: 1))
        executors[name] = executor
        return executor
    }
}

extension Value {
    var literal: Literal {
        switch self {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .real(let real): .decimal(real)
        case .text(let text): .text(text)
        }
    }

    var cell: Cell {
        switch self {
        case .null: .null
        case .integer(let integer): .integer(integer)
        case .real(let real): .decimal(real)
        case .text(let text): .text(text)
        }
    }
}
