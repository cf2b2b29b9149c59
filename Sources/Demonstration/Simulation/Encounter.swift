/// One visit with all that its record depends on.
struct Encounter {
    let patient: Int
    let condition: Int
    let code: Int
    let department: Int
    let physician: Int
    let visit: Int
    /// When the physician sees the patient.
    let time: Int
    let type: VisitType
    /// Not a second look at an earlier illness.
    let isFirst: Bool
}

extension Simulation {
    /// Writes what a visit brings: diagnoses, medicines, laboratory, charges, reports.
    func describe(_ encounter: Encounter) {
        let condition = reference.conditions[encounter.condition]
        let id = RowWriter.Encounter.visit(encounter.visit)
        let patient = encounter.patient
        // Whoever is seen at the very end of the data has no results yet.
        guard encounter.time + 4_000 <= CivilCalendar.asOf else { return }
        let others = chronicConditions(of: patient, except: encounter.condition)
        writer.diagnosis(
            patient: patient + 1, id, code: reference.codes[encounter.code].code, isPrincipal: true, at: encounter.time + 120)
        if !others.isEmpty, random.chance(0.36) {
            let other = others[random.below(others.count)]
            let code = code(of: reference.conditions[other], patient: patient)
            if code != encounter.code {
                writer.diagnosis(
                    patient: patient + 1, id, code: reference.codes[code].code, isPrincipal: false, at: encounter.time + 120)
            }
        }
        if encounter.isFirst {
            report(condition, patient: patient, at: encounter.time + 120)
        }
        let drugs = prescribe(encounter, condition: condition, id: id)
        let tests = investigate(encounter, condition: condition, others: others, id: id)
        chargeVisit(encounter, drugs: drugs, tests: tests)
        if random.chance(0.006) {
            writer.note(
                patient: patient + 1, id, author: encounter.physician + 1, kind: "consultation", at: encounter.time + 900,
                body: visitNote(encounter))
        }
    }

    /// - Returns: What the medicines cost, in fen.
    private func prescribe(_ encounter: Encounter, condition: Condition, id: RowWriter.Encounter) -> Int {
        guard !condition.drugs.isEmpty, encounter.isFirst || random.chance(0.5) else { return 0 }
        var cost = 0
        var count = 0
        let isChronic = condition.chronicBit != nil
        if isChronic, !random.chance(0.86) { return 0 }
        for (drug, probability) in condition.drugs {
            let isTaken: Bool
            if isChronic {
                // Chronic patients stay on what they were put on; now and then something is not needed yet.
                isTaken = unit(of: population.hash(encounter.patient, 1_000 + UInt64(drug))) < probability && random.chance(0.9)
            } else {
                isTaken = random.chance(probability * 0.9)
            }
            guard isTaken else { continue }
            let detail = reference.drugs[drug]
            let days = detail.days[random.below(detail.days.count)]
            let dose =
                isChronic
                ? detail.doses[Int(population.hash(encounter.patient, 2_000 + UInt64(drug)) % UInt64(detail.doses.count))]
                : detail.doses[random.below(detail.doses.count)]
            writer.prescription(
                patient: encounter.patient + 1, id, prescriber: encounter.physician + 1, drug: drug + 1, dose: dose, unit: detail.unit,
                route: detail.route, days: days, at: encounter.time + 360)
            cost += detail.price * days
            count += 1
            if count == 5 { break }
        }
        return cost
    }

    /// - Returns: What the tests cost, in fen.
    private func investigate(_ encounter: Encounter, condition: Condition, others: [Int], id: RowWriter.Encounter) -> Int {
        guard encounter.type != .online, !condition.tests.isEmpty else { return 0 }
        let share = encounter.type == .emergency ? 0.52 : condition.chronicBit != nil ? 0.34 : 0.24
        guard random.chance(share) else { return 0 }
        var cost = 0
        var done: [Int] = []
        let collected = encounter.time + 1_200 + random.below(2_400)
        for (tests, probability) in condition.tests where random.chance(probability * 0.8) {
            for test in tests where !done.contains(test) {
                done.append(test)
                cost += result(
                    of: test, patient: encounter.patient, id, conditions: (encounter.condition, others), severity: 0.8, at: collected)
            }
        }
        return cost
    }
}
