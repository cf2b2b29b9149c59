import Database
import Foundation

/// Makes a policy of many rules out of the hospital's, the same text for the same number.
///
/// Rules of every kind, spread over departments, roles, purposes and dates as a large house would have them.
struct ManyRules {
    let departments: [(id: Int64, name: String)]

    private static let roles = [
        "physician", "nurse", "pharmacist", "department_head", "researcher", "hospital_manager", "quality_officer", "finance_officer",
    ]
    private static let purposes = ["treatment", "operations", "quality", "research", "billing", "teaching"]
    private static let departmental = ["admission", "outpatient_visit", "charge", "adverse_event"]
    private static let personal = ["patient.phone", "patient.email", "patient.address", "patient.insurance_no", "patient.occupation"]
    private static let treatments = ["partial", "hide", "show"]

    init(_ connection: Connection) throws {
        departments = try connection.rows("SELECT dept_id, name FROM department ORDER BY dept_id").compactMap { row in
            guard case .integer(let id) = row[0], case .text(let name) = row[1] else { return nil }
            return (id, name)
        }
    }

    /// The text of a policy with `count` rules more than it has.
    func text(_ policy: String, count: Int) -> String {
        let rules = (0..<count).map(rule).joined(separator: "\n") + "\n"
        guard let start = policy.range(of: "\nrules:\n") else { return policy + "\nrules:\n" + rules }
        return policy.replacingCharacters(in: start, with: "\nrules:\n" + rules)
    }

    private func rule(_ number: Int) -> String {
        // Steps of primes, so that every kind meets every department, role and purpose.
        let department = departments[number * 7 % departments.count]
        let role = Self.roles[number * 3 % Self.roles.count]
        let purpose = Self.purposes[number * 5 % Self.purposes.count]
        let column = Self.personal[number / 8 % Self.personal.count]
        let head = "  - name: rule_\(number)\n"
        let target =
            "    for: [\(role)]\n    subjects: [{ kind: staff, department: \"\(department.name)\" }, { kind: service, project: p\(number) }]\n"
            + "    purposes: [\(purpose)]\n"
        let dates = "    from: 20\(20 + number % 6)-01-01\n    until: 20\(25 + number % 7)-12-31\n"
        switch number % 8 {
        case 0:
            return head + "    permit: rows\n    on: { entities: [\(Self.departmental[number / 8 % 4])] }\n" + target
                + "    where: dept_id = $caller.dept_id\n    scope: your department\n"
        case 1:
            return head + "    permit: rows\n    on: { about: patients }\n" + target + dates
                + "    where: subject in (from consent where scope = 'teaching' and granted_on <= date($now) select patient_id)\n"
                + "    scope: patients who agreed\n"
        case 2:
            return head + "    deny: rows\n    on: { about: patients }\n" + target
                + "    where: subject in (from admission where dept_id = \(department.id) and admission_type = 'newborn' select patient_id)\n"
        case 3:
            return head + "    deny: [values, filters]\n    on: { attributes: [\(column)] }\n" + target + dates
                + "    because: closed in \"\(department.name)\"\n"
        case 4:
            return head + "    permit: values\n    on: { attributes: [\(column)] }\n" + target + dates
                + "    as: \(Self.treatments[number / 8 % 3])\n"
        case 5:
            return head + "    deny: all\n    on: { levels: [highly-sensitive] }\n    for: [\(role)]\n"
                + "    when: [\"$environment.zone = 'zone-\(number)'\"]\n    because: closed in this zone\n"
        case 6:
            return head + "    deny: export\n    on: { identifiers: [name, phone, address] }\n    for: [\(role)]\n"
                + "    when: [\"$environment.device = 'device-\(number)'\"]\n    because: not on this device\n"
        default:
            return head + "    permit: [totals, filters]\n    on: { attributes: [\(column)] }\n" + target + dates
                + "    when: [\"$environment.place = 'ward-\(number)'\"]\n"
        }
    }
}
