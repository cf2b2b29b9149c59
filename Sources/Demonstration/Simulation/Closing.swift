/// What is written when the thirty months are over: patients, whose deaths are known by then, clinic relations, consents and research.
extension Simulation {
    /// - Parameter progress: Called now and then with the share done.
    func writePatients(progress: (Double) throws -> Void) throws {
        for patient in 0..<population.count {
            writePatient(patient)
            if patient % 20_000 == 0 {
                try writer.loader.check()
                try progress(Double(patient) / Double(population.count))
            }
        }
        writeRelations()
        writeConsents()
        writeResearch()
        try writer.loader.check()
        try progress(1)
    }

    private func writePatient(_ patient: Int) {
        let hash = population.hash(patient, 8)
        let born = Int(population.birthDays[patient])
        let death = population.deathDays[patient] == Int32.max ? nil : Int(population.deathDays[patient])
        let deceased = death.flatMap { $0 <= CivilCalendar.lastDay ? $0 : nil }
        let age = population.age(patient, on: deceased ?? CivilCalendar.lastDay)
        let home = names.place(hash: population.hash(patient, 2))
        let name = name(of: patient)
        let insurance = population.insurances[patient]
        let row = writer.loader.begin(.patient)
        row.integer(patient + 1)
        writer.text(mrn(of: patient), row)
        writer.text(name, row)
        writer.text(population.nationalID(of: patient), row)
        writer.text(population.females[patient] ? "F" as StaticString : "M", row)
        writer.date(born, row)
        writer.text(names.phone(hash: population.hash(patient, 5)), row)
        writer.text(age >= 16 && hash % 100 < 58 ? names.email(hash: hash, name: name) : nil, row)
        writer.text(names.address(hash: population.hash(patient, 6), place: home), row)
        writer.text(home.district, row)
        writer.text(home.city, row)
        writer.text(home.postcode, row)
        writer.text(maritalStatus(age: age, hash: population.hash(patient, 9)), row)
        writer.text(names.ethnicity(hash: population.hash(patient, 10)), row)
        writer.text(names.occupation(hash: population.hash(patient, 11), age: age), row)
        writer.text(bloodType(hash: population.hash(patient, 12)), row)
        writer.text(insurance.text, row)
        let number = Int(population.hash(patient, 13) % 1_000_000_000)
        writer.text(insurance == .selfPay ? nil : "JS" + String(1_000_000_000 + number), row)
        row.integer(population.hash(patient, 14) % 1_000 < 6 ? 1 : 0)
        writer.date(deceased, row)
    }

    private func maritalStatus(age: Int, hash: UInt64) -> StaticString {
        let draw = unit(of: hash)
        if age < 20 { return "single" }
        if age < 30 { return draw < 0.58 ? "single" : "married" }
        if age < 65 { return draw < 0.86 ? "married" : draw < 0.93 ? "single" : draw < 0.98 ? "divorced" : "widowed" }
        return draw < 0.7 ? "married" : draw < 0.96 ? "widowed" : draw < 0.98 ? "divorced" : "single"
    }

    private func bloodType(hash: UInt64) -> String? {
        let draw = unit(of: hash)
        if draw < 0.12 { return nil }
        let types = [(0.38, "O+"), (0.64, "A+"), (0.885, "B+"), (0.98, "AB+"), (0.985, "O-"), (0.99, "A-"), (0.996, "B-"), (1, "AB-")]
        let mark = (draw - 0.12) / 0.88
        return types.first { mark < $0.0 }?.1
    }

    // MARK: Relations of the clinic

    private func writeRelations() {
        for relation in relations {
            let patient = Int(relation.patient)
            var end: Int?
            if random.chance(0.12) {
                let over = relation.start + (40 + random.below(400)) * 86_400
                if over < CivilCalendar.asOf { end = over }
            }
            let death = Int(population.deathDays[patient])
            if death <= CivilCalendar.lastDay {
                end = max(relation.start, min(end ?? Int.max, death * CivilCalendar.secondsOfDay + 86_399))
            }
            writer.careTeam(
                patient: patient + 1, staff: Int(relation.staff) + 1, duty: "attending", admission: nil, start: relation.start, end: end)
        }
    }

    // MARK: Consents

    private func writeConsents() {
        let scopes: [(StaticString, Double, Double)] = [("research", 0.34, 0.07), ("teaching", 0.22, 0.05), ("data sharing", 0.18, 0.11)]
        for patient in 0..<population.count {
            for (scope, share, revoked) in scopes where random.chance(share) {
                let first = max(CivilCalendar.day(year: 2023, month: 3, day: 1), Int(population.birthDays[patient]))
                let last = min(CivilCalendar.lastDay, Int(population.deathDays[patient]))
                guard first < last else { continue }
                let granted = first + random.below(last - first)
                var ended: Int?
                if random.chance(revoked), granted + 10 < last { ended = granted + 10 + random.below(last - granted - 10) }
                writer.consent(patient: patient + 1, scope: scope, granted: granted, revoked: ended)
                // Some think better of it, and some of them again.
                if let ended, random.chance(0.15), ended + 30 < last {
                    writer.consent(patient: patient + 1, scope: scope, granted: ended + 30, revoked: nil)
                }
            }
        }
    }

    // MARK: Research

    private func writeResearch() {
        let count = max(14, Int((60 * scale).rounded()) + 12)
        var sequences: [Int: Int] = [:]
        for place in 0..<count {
            let topic = ResearchTable.topics[place % ResearchTable.topics.count]
            let department = hospital.departments.firstIndex { $0.plan.name == topic.department } ?? 0
            let approved = CivilCalendar.day(year: 2022, month: 6, day: 1) + random.below(4 * 365 - 10)
            let expires = approved + (place % 3 == 0 ? 1 : 2 + random.below(2)) * 365
            let year = CivilCalendar.date(of: approved).year
            sequences[year, default: Int(mixed(seed &+ UInt64(year)) % 9)] += 1 + random.below(4)
            let number = String(1_000 + sequences[year, default: 1]).dropFirst()
            let members = researchTeam(of: department, isRunning: expires > CivilCalendar.lastDay)
            let phase = place / ResearchTable.topics.count + 1
            let row = writer.loader.begin(.project)
            row.integer(place + 1)
            writer.text(phase == 1 ? topic.title : "\(topic.title), phase \(phase)", row)
            row.integer(members[0] + 1)
            writer.text("IRB-\(year)-\(number)", row)
            writer.date(approved, row)
            writer.date(expires, row)
            for member in members {
                let row = writer.loader.begin(.projectMember)
                row.integer(place + 1)
                row.integer(member + 1)
            }
        }
    }

    /// The members of a project, the lead first: researchers and the department's physicians.
    ///
    /// The last researcher is in no running project: somebody must have to ask for an approval.
    private func researchTeam(of department: Int, isRunning: Bool) -> [Int] {
        let physicians = hospital.departments[department].physicians
        let researchers = isRunning ? Array(hospital.researchers.dropLast()) : hospital.researchers
        var members = [random.chance(0.3) && !researchers.isEmpty ? researchers[random.below(researchers.count)] : physicians[0]]
        let wanted = 3 + random.below(5)
        for _ in 0..<40 where members.count < wanted {
            let member =
                random.chance(0.4) && !researchers.isEmpty
                ? researchers[random.below(researchers.count)] : physicians[random.below(physicians.count)]
            if !members.contains(member) { members.append(member) }
        }
        if !isRunning, let last = hospital.researchers.last, !members.contains(last) { members.append(last) }
        return members
    }

    // MARK: Dictionaries

    func writeReference() {
        for code in reference.codes {
            let row = writer.loader.begin(.icd10)
            writer.text(code.code, row)
            writer.text(code.title, row)
            writer.text(code.chineseTitle, row)
            writer.text(code.chapter, row)
            writer.text(code.category, row)
        }
        for operation in reference.operations {
            let row = writer.loader.begin(.procedureCode)
            writer.text(operation.code, row)
            writer.text(operation.title, row)
            writer.text(operation.chineseTitle, row)
            row.integer(operation.level)
        }
        for (place, drug) in reference.drugs.enumerated() {
            let row = writer.loader.begin(.drug)
            row.integer(place + 1)
            writer.text(drug.name, row)
            writer.text(drug.chineseName, row)
            writer.text(drug.drugClass, row)
            row.integer(drug.isEssential ? 1 : 0)
            row.integer(drug.isControlled ? 1 : 0)
        }
        for (place, test) in reference.tests.enumerated() {
            let row = writer.loader.begin(.labTest)
            row.integer(place + 1)
            writer.text(test.loinc, row)
            writer.text(test.name, row)
            writer.text(test.chineseName, row)
            writer.text(test.unit, row)
            if let low = test.low { row.real(low) } else { row.null() }
            if let high = test.high { row.real(high) } else { row.null() }
        }
    }
}
