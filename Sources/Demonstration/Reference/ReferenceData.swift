/// The seven numbers of a laboratory test that a value is drawn and judged by, and what it is called.
struct LabTest {
    let key: String
    let loinc: String
    let name: String
    let chineseName: String
    let unit: String
    let low: Double?
    let high: Double?
    let criticalLow: Double?
    let criticalHigh: Double?
    let decimals: Int
    /// In fen.
    let price: Int
}

/// A medicine and its usual order.
struct Drug {
    let name: String
    let chineseName: String
    let drugClass: String
    let isEssential: Bool
    let isControlled: Bool
    let doses: [Double]
    let unit: Phrase
    let route: Phrase
    let isOral: Bool
    let days: [Int]
    /// In fen a day.
    let price: Int
    let isAntibiotic: Bool
    let isAntineoplastic: Bool
}

/// An operation or intervention.
struct Operation {
    let code: Phrase
    let title: String
    let chineseTitle: String
    let level: Int
    let minutes: Double
    let anesthesia: [StaticString]
    /// In fen.
    let consumables: Int
}

/// An ICD-10 code.
struct DiagnosisCode {
    let code: Phrase
    let title: String
    let chineseTitle: String
    let chapter: String
    let category: String
}

/// A disease that the law wants reported.
struct StatutoryReport {
    let name: Phrase
    let chineseName: Phrase
    let reportClass: Phrase
    /// The share of patients who are reported.
    let completeness: Double
}

/// A clinical picture; see ``ConditionTable`` for what the numbers mean.
struct Condition {
    let key: String
    let codes: [Int]
    let codeWeights: [Double]
    let department: Int
    let clinicWeight: Double
    let emergencyWeight: Double
    let inpatientWeight: Double
    /// The weights of the six ages, summed up.
    let ageSums: [Double]
    /// nil for both sexes.
    let isFemale: Bool?
    let season: [Double]
    /// The shares of patients with it by age; nil for what is not chronic.
    let prevalence: [Double]?
    /// The bit of a chronic disease in a patient's record.
    var chronicBit: Int?
    let stayMedian: Double
    let staySigma: Double
    let mortality: Double
    let readmission: Double
    let intensiveCare: Double
    let drugs: [(drug: Int, probability: Double)]
    let tests: [(tests: [Int], probability: Double)]
    /// The factor of each test, 1 where nothing is shifted.
    let shifts: [Double]
    let operations: [(operation: Int, probability: Double)]
    let report: StatutoryReport?
    /// Pregnancy and birth: women of nineteen to forty-two.
    let isMaternal: Bool
    /// Birth itself: it brings a newborn.
    let isDelivery: Bool
    let isNewborn: Bool
}

/// A department as planned, before staff and beds are scaled.
struct DepartmentPlan {
    let name: String
    let chineseName: String
    let kind: String
    let campus: Int
    let clinicShare: Double
    let wards: [(name: String, chineseName: String, beds: Int, isIntensive: Bool)]
    let physicians: Int
    let nurses: Int
    let others: [(role: String, title: String, count: Int)]
}

/// How often a department treats and pictures in a visit, and for how much, in fen.
struct DepartmentCosts {
    let treatmentShare: Double
    let treatment: Double
    let imagingShare: Double
    let imaging: Double
}

/// Codes and medicines of what happens in hospital, whatever a patient came for.
struct AcquiredReferences {
    let infections: [Int]
    let stent: Int
    let hypokalaemia: Int
    let antibiotics: [Int]
    let prophylaxis: Int
    let anesthetic: Int

    /// The code of an infection acquired in hospital: 0 pneumonia, 1 urinary tract, 2 after an operation.
    func index(_ kind: Int) -> Int {
        infections[kind]
    }
}

/// Everything that the simulation knows beforehand, read from the tables of this folder and cross-checked.
final class ReferenceData {
    let arena = PhraseArena()
    let campuses: [(name: String, chineseName: String, city: String)]
    let departments: [DepartmentPlan]
    /// By department.
    let costs: [DepartmentCosts]
    let tests: [LabTest]
    let drugs: [Drug]
    let operations: [Operation]
    let codes: [DiagnosisCode]
    let conditions: [Condition]
    /// The conditions that patients live with, by their bit.
    let chronic: [Int]
    let acquired: AcquiredReferences
    /// The condition of type 2 diabetes, and the test that it is watched by.
    let diabetes: Int?
    let hba1c: Int

    init() throws {
        campuses = try TableText("campuses", DepartmentTable.campuses, columns: 4...4).rows.map {
            ($0.columns[1], $0.columns[2], $0.columns[3])
        }
        departments = try Self.departments()
        costs = try Self.costs(of: departments)
        tests = try Self.tests()
        drugs = try Self.drugs(arena)
        operations = try Self.operations(arena)
        codes = try Self.codes(arena)
        let keys = Keys(departments: departments, tests: tests, drugs: drugs, operations: operations, codes: codes)
        var conditions = try Self.conditions(keys, arena)
        var chronic: [Int] = []
        for index in conditions.indices where conditions[index].prevalence != nil {
            conditions[index].chronicBit = chronic.count
            chronic.append(index)
        }
        guard chronic.count <= 64 else {
            throw GenerationError.referenceTable(table: "conditions", line: "-", problem: "more than 64 chronic conditions")
        }
        self.conditions = conditions
        self.chronic = chronic
        acquired = AcquiredReferences(
            infections: try ["J15.9", "N39.0", "T81.4"].map(keys.code), stent: try keys.code("Z95.5"), hypokalaemia: try keys.code("E87.6"),
            antibiotics: try ["piperacillin and tazobactam", "meropenem", "vancomycin", "ceftazidime", "cefoperazone and sulbactam"].map(
                keys.drug),
            prophylaxis: try keys.drug("cefuroxime"), anesthetic: try keys.drug("propofol"))
        diabetes = conditions.firstIndex { $0.key == "type 2 diabetes" }
        hba1c = try keys.test("hba1c")
    }

    func department(_ name: String) throws -> Int {
        guard let index = departments.firstIndex(where: { $0.name == name }) else {
            throw GenerationError.referenceTable(table: "departments", line: name, problem: "there is no such department")
        }
        return index
    }

    func condition(_ key: String) throws -> Int {
        guard let index = conditions.firstIndex(where: { $0.key == key }) else {
            throw GenerationError.referenceTable(table: "conditions", line: key, problem: "there is no such condition")
        }
        return index
    }
}
