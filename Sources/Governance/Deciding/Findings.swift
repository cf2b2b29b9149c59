import Algebra
import Catalog

/// How a policy stands to a caller, a purpose and circumstances, rule by rule: what `policy explain` tells.
///
/// Found by the code that decides, without a query: of which rows and columns it speaks is asked afterwards.
public struct Findings: Sendable {
    /// A role that was considered, in the order in which they are.
    public struct Considered: Sendable {
        /// The role.
        public var role: Role
        /// What keeps it from being the caller's; nil when it is theirs.
        public var obstacle: Obstacle?
        /// Whether it covers the purpose that was asked for, or has a default where none was.
        public var coversPurpose: Bool
        /// Whether the caller is answered in it.
        public var isTaken: Bool
    }

    /// Something that must be found in the database.
    public struct Demand: Sendable {
        /// What purpose or role demands.
        public var requirement: Requirement
        /// Whether it was found; nil when one before it was not, and so it was not looked for.
        public var isMet: Bool?
    }

    /// A rule about the rows or the column that was asked about.
    public struct Weighed: Sendable {
        /// The rule.
        public var rule: Rule
        /// What keeps it from counting, or from being known to.
        public var obstacle: Obstacle?
        /// Whether it counts: a permit when all is known to fit, a denial unless something is known not to.
        public var counts: Bool
    }

    /// The roles of the policy; under a running emergency access that role alone.
    public let roles: [Considered]
    /// The role in which the caller is answered; nil when there is none.
    public let role: Role?
    /// The purpose that was taken.
    public let purpose: String?
    /// What must be found in the database.
    public let demands: [Demand]
    /// Why the caller is refused whatever is asked; nil when it depends on the question.
    public let refusal: Refusal?
    let request: Request

    init(
        governor: Governor, caller: Caller, purpose asked: String?, environment: RequestEnvironment, facts: Governor.FactReader
    ) throws {
        var request = Request(governor: governor, caller: caller, environment: environment)
        let standing = request.standing
        var refusal: Refusal?
        var taken: (role: Role, purpose: String)?
        do throws(Refusal) {
            taken = try request.role(for: asked, standing)
        } catch {
            refusal = error
        }
        let policy = governor.policy
        let wanted = asked.map(request.purposeName)
        let candidates = environment.grant == nil ? policy.roles : policy.breakGlass.map { [$0.role] } ?? []
        roles = candidates.map { role in
            Considered(
                role: role, obstacle: standing.obstacle(to: role),
                coversPurpose: wanted.map { role.purposes[$0] != nil } ?? (role.defaultPurpose != nil),
                isTaken: taken?.role.name == role.name)
        }
        var demands: [Demand] = []
        if let (role, purpose) = taken {
            for requirement in request.requirements(of: role, for: purpose) {
                let isMet = refusal == nil ? try request.meets(requirement, facts) : nil
                if isMet == false { refusal = request.refusal(requirement.refusal, role, purpose) }
                demands.append(Demand(requirement: requirement, isMet: isMet))
            }
            if refusal == nil {
                do throws(Refusal) {
                    try request.agree(role, purpose)
                } catch {
                    refusal = error
                }
            }
        }
        self.demands = demands
        self.refusal = refusal
        self.request = request
        role = taken?.role
        purpose = taken?.purpose
    }

    func weighed(_ rule: Rule, _ role: Role, _ purpose: String) -> Weighed {
        let standing = request.standing
        return Weighed(
            rule: rule, obstacle: standing.obstacle(to: rule.target, role: role, purpose: purpose),
            counts: standing.counts(rule, role: role, purpose: purpose))
    }
}

extension Governor {
    /// How the policy stands to a caller for a purpose, for explaining; nil takes the role's default purpose.
    ///
    /// - Throws: only what `facts` throws.
    public func findings(
        caller: Caller, purpose: String?, environment: RequestEnvironment, facts: FactReader
    ) throws -> Findings {
        try Findings(governor: self, caller: caller, purpose: purpose, environment: environment, facts: facts)
    }

    /// The tables that a resolved query reads, and the columns of them that stand in it, each once.
    public func resources(of query: Query) -> (entities: [String], columns: [Resource.Column]) {
        let map = QueryMap(query, catalog: catalog)
        var columns: [Resource.Column] = []
        _ = query.mapEverySelect { select in
            select.mapExpressions(
                { term in
                    term.walk(
                        { part in
                            for (entity, attribute) in map.attributes(of: part) {
                                let column = Resource.Column(entity: entity.name, attribute: attribute.name)
                                if !columns.contains(column) { columns.append(column) }
                            }
                        }, query: { _ in })
                    return term
                }, query: { $0 })
        }
        return (query.entities, columns)
    }

    /// Whether a resolved query has a row for one patient or event, and so is decided upon as a list.
    public func isList(_ query: Query) -> Bool {
        RowSubject(query, map: QueryMap(query, catalog: catalog), catalog: catalog) == .patient
    }
}
