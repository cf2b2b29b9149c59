/// Look-up from the keys of the reference tables to indices, while they are read.
struct Keys {
    let departments: [String: Int]
    let tests: [String: Int]
    let drugs: [String: Int]
    let operations: [String: Int]
    let codes: [String: Int]
    private(set) var panels: [String: [Int]] = [:]

    init(departments: [DepartmentPlan], tests: [LabTest], drugs: [Drug], operations: [Operation], codes: [DiagnosisCode]) {
        func index(_ names: [String]) -> [String: Int] {
            Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        self.departments = index(departments.map(\.name))
        self.tests = index(tests.map(\.key))
        self.drugs = index(drugs.map { $0.name.lowercased() })
        self.operations = index(operations.map(\.code.string))
        self.codes = index(codes.map(\.code.string))
        for line in LabTestTable.panels.split(separator: "\n") {
            let sides = line.split(separator: "=")
            guard sides.count == 2 else { continue }
            panels[TableText.trimmed(sides[0])] = sides[1].split(separator: " ").compactMap { self.tests[String($0)] }
        }
    }
}

extension Keys {
    func code(_ code: String) throws -> Int {
        try found(codes[code], code, "ICD-10 codes")
    }

    func drug(_ name: String) throws -> Int {
        try found(drugs[name], name, "drugs")
    }

    func test(_ key: String) throws -> Int {
        try found(tests[key], key, "laboratory tests")
    }

    private func found(_ index: Int?, _ name: String, _ table: String) throws -> Int {
        guard let index else { throw GenerationError.referenceTable(table: table, line: name, problem: "there is no such entry") }
        return index
    }
}

extension ReferenceData {
    static func departments() throws -> [DepartmentPlan] {
        try TableText("departments", DepartmentTable.text, columns: 9...9).rows.map { row in
            let wards: [(String, String, Int, Bool)] = try list(row.columns[5]).map { entry in
                let isIntensive = entry.hasSuffix("!")
                let parts = (isIntensive ? String(entry.dropLast()) : entry).split(whereSeparator: { $0 == "=" || $0 == "*" })
                guard parts.count == 3, let beds = Int(parts[2]) else { throw row.fail("“\(entry)” is not a ward") }
                return (String(parts[0]), String(parts[1]), beds, isIntensive)
            }
            let others: [(String, String, Int)] = try list(row.columns[8]).map { entry in
                let parts = entry.split(whereSeparator: { $0 == ":" || $0 == "*" })
                guard parts.count == 3, let count = Int(parts[2]) else { throw row.fail("“\(entry)” is not a group of staff") }
                return (String(parts[0]), String(parts[1]), count)
            }
            return DepartmentPlan(
                name: row.columns[0], chineseName: row.columns[1], kind: row.columns[2], campus: try row.integer(3),
                clinicShare: try row.number(4), wards: wards, physicians: try row.integer(6), nurses: try row.integer(7), others: others)
        }
    }

    static func costs(of departments: [DepartmentPlan]) throws -> [DepartmentCosts] {
        let rows = try TableText("department costs", DepartmentCostTable.text, columns: 5...5).rows
        for row in rows where row.columns[0] != "-" && !departments.contains(where: { $0.name == row.columns[0] }) {
            throw row.fail("there is no such department")
        }
        return try departments.map { department in
            let row = rows.first { $0.columns[0] == department.name } ?? rows[0]
            return DepartmentCosts(
                treatmentShare: try row.number(1), treatment: try row.number(2) * 100, imagingShare: try row.number(3),
                imaging: try row.number(4) * 100)
        }
    }

    private static func list(_ text: String) -> [String] {
        text == "-" ? [] : text.split(separator: ",").map { TableText.trimmed($0) }
    }

    static func tests() throws -> [LabTest] {
        try TableText("laboratory tests", LabTestTable.text, columns: 11...11).rows.map { row in
            LabTest(
                key: row.columns[0], loinc: row.columns[1], name: row.columns[2], chineseName: row.columns[3], unit: row.columns[4],
                low: try row.optionalNumber(5), high: try row.optionalNumber(6), criticalLow: try row.optionalNumber(7),
                criticalHigh: try row.optionalNumber(8), decimals: try row.integer(9), price: try row.integer(10) * 100)
        }
    }

    static func drugs(_ arena: PhraseArena) throws -> [Drug] {
        try TableText("drugs", DrugTable.text, columns: 10...10).rows.map { row in
            let doses = row.columns[5].split(separator: "/").compactMap { Double($0) }
            let days = row.columns[8].split(separator: "/").compactMap { Int($0) }
            guard !doses.isEmpty, !days.isEmpty else { throw row.fail("doses or days are missing") }
            return Drug(
                name: row.columns[0], chineseName: row.columns[1], drugClass: row.columns[2], isEssential: row.columns[3] == "1",
                isControlled: row.columns[4] == "1", doses: doses, unit: arena.phrase(row.columns[6]), route: arena.phrase(row.columns[7]),
                isOral: row.columns[7] != "intravenous", days: days, price: try row.integer(9) * 100,
                isAntibiotic: row.columns[2] == "antibiotic", isAntineoplastic: row.columns[2] == "antineoplastic")
        }
    }

    static func operations(_ arena: PhraseArena) throws -> [Operation] {
        try TableText("procedures", ProcedureTable.text, columns: 7...7).rows.map { row in
            let anesthesia: [StaticString] = try row.columns[5].map { letter in
                switch letter {
                case "g": "general"
                case "s": "spinal"
                case "l": "local"
                case "v": "sedation"
                case "n": "none"
                default: throw row.fail("“\(letter)” is no kind of anesthesia")
                }
            }
            return Operation(
                code: arena.phrase(row.columns[0]), title: row.columns[1], chineseTitle: row.columns[2], level: try row.integer(3),
                minutes: try row.number(4), anesthesia: anesthesia, consumables: try row.integer(6) * 100)
        }
    }

    static func codes(_ arena: PhraseArena) throws -> [DiagnosisCode] {
        let chapters = try TableText("ICD-10 chapters", ICD10Table.chapters, columns: 3...3).rows
        var previous = ""
        return try TableText("ICD-10 codes", ICD10Table.codes, columns: 3...4).rows.map { row in
            let code = row.columns[0]
            let three = String(code.prefix(3))
            guard let chapter = chapters.first(where: { three >= $0.columns[0] && three <= $0.columns[1] }) else {
                throw row.fail("the code belongs to no chapter")
            }
            let told = row.columns.count == 4 ? row.columns[3] : ""
            let category = told == "^" ? previous : told.isEmpty ? row.columns[1] : told
            previous = category
            return DiagnosisCode(
                code: arena.phrase(code), title: row.columns[1], chineseTitle: row.columns[2], chapter: chapter.columns[2],
                category: category)
        }
    }

    static func seasons() throws -> [String: [Double]] {
        let rows = try TableText("seasons", SeasonTable.text, separator: "=", columns: 2...2).rows
        return Dictionary(try rows.map { ($0.columns[0], try $0.numbers(1, count: 12)) }, uniquingKeysWith: { first, _ in first })
    }

    static func conditions(_ keys: Keys, _ arena: PhraseArena) throws -> [Condition] {
        let seasons = try seasons()
        return try TableText("conditions", ConditionTable.text, columns: 15...15).rows.map { row in
            func index(_ name: String, _ table: [String: Int], _ what: String) throws -> Int {
                guard let index = table[name] else { throw row.fail("“\(name)” is no known \(what)") }
                return index
            }
            let codes = try row.weighted(1)
            let weights = try row.numbers(3, count: 3)
            guard let season = seasons[row.columns[6]] else { throw row.fail("“\(row.columns[6])” is no season") }
            let ages = row.columns[4].compactMap(\.wholeNumberValue).map(Double.init)
            guard ages.count == 6 else { throw row.fail("“\(row.columns[4])” is not six digits") }
            let stay = try row.numbers(8, count: 2)
            let outcomes = try row.numbers(9, count: 3)
            var shifts = [Double](repeating: 1, count: keys.tests.count)
            for shift in try row.weighted(12) { shifts[try index(shift.name, keys.tests, "test")] = shift.weight }
            let prevalence = row.columns[7] == "-" ? nil : row.columns[7].split(separator: ",").compactMap { Double($0) }.map { $0 / 1000 }
            guard prevalence == nil || prevalence?.count == 6 else { throw row.fail("“\(row.columns[7])” is not six shares") }
            let first = codes[0].name
            return Condition(
                key: row.columns[0], codes: try codes.map { try index($0.name, keys.codes, "ICD-10 code") },
                codeWeights: sums(codes.map(\.weight)), department: try index(row.columns[2], keys.departments, "department"),
                clinicWeight: weights[0], emergencyWeight: weights[1], inpatientWeight: weights[2], ageSums: sums(ages),
                isFemale: row.columns[5] == "-" ? nil : row.columns[5] == "F", season: season, prevalence: prevalence,
                stayMedian: stay[0], staySigma: stay[1], mortality: outcomes[0] / 100, readmission: outcomes[1] / 100,
                intensiveCare: outcomes[2] / 100,
                drugs: try row.weighted(10).map { (try index($0.name, keys.drugs, "drug"), $0.weight / 100) },
                tests: try row.weighted(11).map { entry in
                    if let panel = keys.panels[entry.name] { return (panel, entry.weight / 100) }
                    return ([try index(entry.name, keys.tests, "test or panel")], entry.weight / 100)
                },
                shifts: shifts,
                operations: try row.weighted(13).map { (try index($0.name, keys.operations, "procedure"), $0.weight / 100) },
                report: try report(row, arena),
                isMaternal: first.hasPrefix("O") || first.hasPrefix("Z34") || first.hasPrefix("Z35"),
                isDelivery: first.hasPrefix("O80") || first.hasPrefix("O82") || first.hasPrefix("O14"),
                isNewborn: first.hasPrefix("P") || first == "Z38.0")
        }
    }

    private static func report(_ row: TableText.Row, _ arena: PhraseArena) throws -> StatutoryReport? {
        guard row.columns[14] != "-" else { return nil }
        let parts = row.columns[14].split(separator: "=")
        guard parts.count == 3, let last = parts.last?.split(separator: " "), last.count == 2, let share = Double(last[1]) else {
            throw row.fail("“\(row.columns[14])” is no statutory report")
        }
        return StatutoryReport(
            name: arena.phrase(String(parts[0])), chineseName: arena.phrase(String(parts[1])), reportClass: arena.phrase(String(last[0])),
            completeness: share / 100)
    }

    /// Weights summed up one after another, as ``RandomSource/index(cumulative:)`` wants them.
    static func sums(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        return weights.map { weight in
            sum += weight
            return sum
        }
    }
}
