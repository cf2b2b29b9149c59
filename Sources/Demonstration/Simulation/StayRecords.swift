/// What a stay leaves in the record, written when the patient leaves, or at the data's present for those still in hospital.
extension Simulation {
    /// Writes everything of a stay up to its end.
    func record(_ stay: Stay, discharged: Int?) {
        let end = discharged ?? CivilCalendar.asOf
        writer.admission(
            stay.id, patient: stay.patient + 1, department: stay.department + 1, attending: stay.attending + 1, source: stay.source,
            type: stay.type, at: stay.admitted, discharge: discharged, disposition: discharged == nil ? nil : stay.disposition)
        for segment in stay.segments {
            writer.bedStay(admission: stay.id, bed: segment.bed + 1, start: segment.start, end: segment.end)
        }
        let others = chronicConditions(of: stay.patient, except: stay.condition)
        let incidents = adverseEvents(of: stay, until: end)
        diagnose(stay, others: others, incidents: incidents, until: end)
        operate(stay, until: end)
        let drugs = medicate(stay, others: others, incidents: incidents, until: end, isDischarged: discharged != nil)
        let tests = monitor(stay, others: others, until: end)
        chargeStay(stay, drugs: drugs, tests: tests, until: end)
        let consultant = team(stay, others: others, discharged: discharged)
        notes(of: stay, others: others, consultant: consultant, discharged: discharged)
        if stay.source == nil {
            report(reference.conditions[stay.condition], patient: stay.patient, at: stay.admitted + 5_400)
        }
    }

    // MARK: Adverse events

    /// What went wrong: writes the events and returns the times of infections acquired in hospital.
    private func adverseEvents(of stay: Stay, until end: Int) -> [Int] {
        let condition = reference.conditions[stay.condition]
        guard !condition.isNewborn || condition.intensiveCare > 0 else { return [] }
        let length = end - stay.admitted
        let days = Double(length) / 86_400
        let age = population.age(stay.patient, on: CivilCalendar.day(of: stay.admitted))
        let wasIntensive = stay.segments.contains { ward(of: $0.bed).isIntensive }
        var infections: [Int] = []
        func happen(_ kind: StaticString, _ rate: Double) {
            guard random.chance(rate) else { return }
            let time = stay.admitted + Int(Double(length) * (0.15 + 0.83 * random.unit()))
            guard time < end else { return }
            let department = ward(of: stay.bed(at: time)).department
            let severity = 1 + random.index(cumulative: [0.5, 0.82, 0.96, 1])
            writer.adverseEvent(admission: stay.id, department: department + 1, kind: kind, severity: severity, at: time)
        }
        happen("fall", days * (age >= 75 ? 0.0012 : age >= 60 ? 0.0007 : 0.0003))
        happen("pressure injury", days * (wasIntensive ? 0.002 : age >= 70 ? 0.0008 : 0.0002))
        happen("medication error", days * 0.0004)
        if days > 2, random.chance(days * (wasIntensive ? 0.0055 : 0.0016)) {
            let time = stay.admitted + 2 * 86_400 + Int(Double(length - 2 * 86_400) * random.unit())
            if time < end - 3_600 {
                infections.append(time)
                let severity = 1 + random.index(cumulative: [0.3, 0.75, 0.95, 1])
                writer.adverseEvent(
                    admission: stay.id, department: ward(of: stay.bed(at: time)).department + 1, kind: "hospital-acquired infection",
                    severity: severity, at: time)
            }
        }
        for operation in stay.operations where reference.operations[operation.operation].level > 1 {
            guard random.chance(operation.hasComplication ? 0.16 : 0.003) else { continue }
            let time = operation.time + 8 * 3600 + random.below(5 * 86_400)
            guard time < end else { continue }
            let severity = 2 + random.index(cumulative: [0.4, 0.9, 1])
            writer.adverseEvent(
                admission: stay.id, department: stay.department + 1, kind: "unplanned return to theatre", severity: severity, at: time)
        }
        return infections
    }

    // MARK: Diagnoses and operations

    private func diagnose(_ stay: Stay, others: [Int], incidents: [Int], until end: Int) {
        let id = RowWriter.Encounter.admission(stay.id)
        let first = min(stay.admitted + 5_400, end)
        writer.diagnosis(patient: stay.patient + 1, id, code: reference.codes[stay.code].code, isPrincipal: true, at: first)
        var written = [stay.code]
        func add(_ code: Int, at time: Int) {
            guard !written.contains(code) else { return }
            written.append(code)
            writer.diagnosis(patient: stay.patient + 1, id, code: reference.codes[code].code, isPrincipal: false, at: min(time, end))
        }
        for other in others where written.count < 8 && random.chance(0.66) {
            add(code(of: reference.conditions[other], patient: stay.patient), at: first)
        }
        for time in incidents {
            add(reference.acquired.index(stay.operations.isEmpty ? random.below(2) : 2), at: time)
        }
        if stay.operations.contains(where: { reference.operations[$0.operation].code.string == "36.07" && $0.time < end }) {
            add(reference.acquired.stent, at: end - 3_600)
        }
        if stay.condition != places.newborn, random.chance(0.05) {
            add(reference.acquired.hypokalaemia, at: stay.admitted + 86_400)
        }
    }

    private func operate(_ stay: Stay, until end: Int) {
        for planned in stay.operations where planned.time + planned.minutes * 60 <= end {
            let detail = reference.operations[planned.operation]
            writer.procedure(
                patient: stay.patient + 1, admission: stay.id, code: detail.code, surgeon: planned.surgeon + 1, at: planned.time,
                minutes: planned.minutes, anesthesia: planned.anesthesia, isEmergency: planned.isEmergency,
                hasComplication: planned.hasComplication)
        }
    }

    // MARK: Medicines

    /// - Returns: The cost of medicines a day in fen, and extra at once.
    private func medicate(_ stay: Stay, others: [Int], incidents: [Int], until end: Int, isDischarged: Bool) -> (daily: Int, once: Int) {
        let id = RowWriter.Encounter.admission(stay.id)
        let condition = reference.conditions[stay.condition]
        let length = max(1, (min(stay.due, CivilCalendar.asOf + 10 * 86_400) - stay.admitted) / 86_400)
        var total = 0
        var once = 0
        var given: [Int] = []
        func order(_ drug: Int, days: Int, at time: Int, by prescriber: Int) {
            guard time < end, !given.contains(drug) else { return }
            given.append(drug)
            let detail = reference.drugs[drug]
            let dose = detail.doses[Int(population.hash(stay.patient, 2_000 + UInt64(drug)) % UInt64(detail.doses.count))]
            writer.prescription(
                patient: stay.patient + 1, id, prescriber: prescriber + 1, drug: drug + 1, dose: dose, unit: detail.unit,
                route: detail.route,
                days: days, at: time)
            if detail.isAntineoplastic || days == 1 { once += detail.price * days } else { total += detail.price * min(days, length) }
        }
        let start = stay.admitted + 1_800 + random.below(5_400)
        for (drug, probability) in condition.drugs {
            let isKept = condition.chronicBit != nil && reference.drugs[drug].isOral
            let isTaken =
                isKept ? unit(of: population.hash(stay.patient, 1_000 + UInt64(drug))) < probability : random.chance(probability)
            guard isTaken else { continue }
            let detail = reference.drugs[drug]
            let usual = detail.days[random.below(detail.days.count)]
            order(drug, days: detail.isOral && usual > 7 ? length : min(usual, length), at: start + random.below(3_600), by: stay.resident)
        }
        for other in others {
            for (drug, probability) in reference.conditions[other].drugs where reference.drugs[drug].isOral && given.count < 12 {
                guard unit(of: population.hash(stay.patient, 1_000 + UInt64(drug))) < probability, random.chance(0.7) else { continue }
                order(drug, days: length, at: start + 600 + random.below(3_600), by: stay.resident)
            }
        }
        for time in incidents {
            order(
                reference.acquired.antibiotics[random.below(reference.acquired.antibiotics.count)], days: 7, at: time + 3_600,
                by: stay.attending)
        }
        for operation in stay.operations where reference.operations[operation.operation].level > 1 && operation.time < end {
            if random.chance(0.55) { order(reference.acquired.prophylaxis, days: 1, at: operation.time - 1_800, by: stay.resident) }
            if random.chance(0.5) { order(reference.acquired.anesthetic, days: 1, at: operation.time - 600, by: operation.surgeon) }
        }
        if isDischarged, stay.disposition != .died, stay.condition != places.newborn {
            takeHome(stay, others: others, condition: condition, id: id, until: end)
        }
        return (total / length, once)
    }

    /// The medicines that a patient takes home, ordered on the morning of discharge.
    private func takeHome(_ stay: Stay, others: [Int], condition: Condition, id: RowWriter.Encounter, until end: Int) {
        var count = 0
        for (drug, probability) in condition.drugs where reference.drugs[drug].isOral && count < 4 {
            let isTaken =
                condition.chronicBit != nil
                ? unit(of: population.hash(stay.patient, 1_000 + UInt64(drug))) < probability : random.chance(probability * 0.5)
            guard isTaken else { continue }
            let detail = reference.drugs[drug]
            let dose = detail.doses[Int(population.hash(stay.patient, 2_000 + UInt64(drug)) % UInt64(detail.doses.count))]
            writer.prescription(
                patient: stay.patient + 1, id, prescriber: stay.attending + 1, drug: drug + 1, dose: dose, unit: detail.unit,
                route: detail.route, days: detail.days[detail.days.count - 1], at: max(stay.admitted + 3_600, end - 5_400))
            count += 1
        }
    }

    // MARK: Laboratory

    /// - Returns: The times of laboratory work and what it cost, in fen.
    private func monitor(_ stay: Stay, others: [Int], until end: Int) -> [(time: Int, cost: Int)] {
        let id = RowWriter.Encounter.admission(stay.id)
        let condition = reference.conditions[stay.condition]
        var costs: [(Int, Int)] = []
        let length = Double(max(1, stay.due - stay.admitted))
        var time = stay.admitted + 1_500 + random.below(4_500)
        var round = 0
        while time < end {
            var cost = 0
            var done: [Int] = []
            // The more time has passed, the nearer to normal, unless the patient dies.
            let passed = Double(time - stay.admitted) / length
            let severity = stay.disposition == .died ? 0.8 + 0.6 * passed : max(0.15, 1 - 0.8 * passed)
            for (tests, probability) in condition.tests where random.chance(round == 0 ? probability : probability * 0.42) {
                for test in tests where !done.contains(test) {
                    done.append(test)
                    cost += result(
                        of: test, patient: stay.patient, id, conditions: (stay.condition, others),
                        severity: condition.chronicBit == nil ? severity : 1, at: time + done.count)
                }
            }
            if round == 0, let bit = reference.diabetes, others.contains(bit), random.chance(0.6) {
                cost += result(
                    of: reference.hba1c, patient: stay.patient, id, conditions: (stay.condition, others), severity: 1, at: time + 60)
            }
            if cost > 0 { costs.append((time, cost)) }
            let isIntensive = ward(of: stay.bed(at: time)).isIntensive
            let days = isIntensive ? 1 : 2 + random.below(3)
            time = (CivilCalendar.day(of: time) + days) * CivilCalendar.secondsOfDay + 6 * 3600 + random.below(5_400)
            round += 1
        }
        return costs
    }

    // MARK: Charges

    private func chargeStay(_ stay: Stay, drugs: (daily: Int, once: Int), tests: [(time: Int, cost: Int)], until end: Int) {
        let id = RowWriter.Encounter.admission(stay.id)
        func add(_ category: ChargeCategory, _ fen: Int, at time: Int) {
            guard time <= end, time >= stay.admitted else { return }
            charge(
                patient: stay.patient, id,
                department: ward(of: stay.bed(at: time)).isIntensive
                    ? ward(of: stay.bed(at: time)).department : stay.department, category, fen: fen, isInpatient: true, at: time)
        }
        let first = CivilCalendar.day(of: stay.admitted)
        let last = CivilCalendar.day(of: end)
        let room = 5_500 + Int(population.hash(stay.patient, 41) % 4) * 1_500
        let isNewborn = stay.condition == places.newborn
        for day in first...max(first, last - 1) {
            let time = max(stay.admitted + 3_600, day * CivilCalendar.secondsOfDay + 8 * 3600 + random.below(1_200))
            let isIntensive = ward(of: stay.bed(at: min(time, end))).isIntensive
            add(.bed, isIntensive ? 36_000 : isNewborn ? 3_000 : room, at: time)
            add(.nursing, isIntensive ? 19_000 + random.below(6_000) : isNewborn ? 2_500 : 2_600 + random.below(2_400), at: time + 60)
            if isIntensive || random.chance(0.62) {
                let median = isIntensive ? 170_000.0 : isNewborn ? 7_000 : 24_000
                add(.treatment, Int(random.logNormal(median: median, sigma: 0.5)), at: time + 3_000)
            }
            let infusions = isNewborn ? 0 : Int(random.logNormal(median: isIntensive ? 90_000 : 24_000, sigma: 0.5))
            add(.drug, drugs.daily + infusions, at: time + 1_800)
            if random.chance(isIntensive ? 0.9 : 0.4) {
                add(.consumables, Int(random.logNormal(median: isIntensive ? 30_000 : 6_000, sigma: 0.6)), at: time + 4_200)
            }
        }
        add(.drug, drugs.once, at: min(end, stay.admitted + 20 * 3600))
        for test in tests { add(.laboratory, test.cost * 2 + 6_000, at: test.time + 300) }
        if !isNewborn {
            for _ in 0..<(2 + random.below(3)) {
                let time = stay.admitted + 7_200 + Int(Double(end - stay.admitted) * random.unit() * 0.6)
                add(.imaging, Int(random.logNormal(median: 32_000, sigma: 0.6)), at: time)
            }
        }
        for planned in stay.operations where planned.time + planned.minutes * 60 <= end {
            let detail = reference.operations[planned.operation]
            let median = [45_000.0, 190_000, 420_000, 860_000][detail.level - 1]
            add(.surgery, Int(random.logNormal(median: median, sigma: 0.25)), at: planned.time + planned.minutes * 60)
            add(
                .consumables, Int(random.logNormal(median: Double(detail.consumables) * 0.8, sigma: 0.22)),
                at: planned.time + planned.minutes * 60 + 60)
        }
    }

    // MARK: Care team

    /// Writes who cares for the patient from when to when; returns the consultant and the time of the consultation, if there is one.
    private func team(_ stay: Stay, others: [Int], discharged: Int?) -> (staff: Int, time: Int)? {
        func add(_ member: Int, _ duty: StaticString, from start: Int, to end: Int?) {
            writer.careTeam(patient: stay.patient + 1, staff: member + 1, duty: duty, admission: stay.id, start: start, end: end)
        }
        add(stay.attending, "attending", from: stay.admitted, to: discharged)
        add(stay.resident, "resident", from: stay.admitted, to: discharged)
        for segment in stay.segments {
            let ward = ward(of: segment.bed)
            let settled = ward.nurses.filter { CivilCalendar.day(of: segment.start) >= hospital.staff[$0].hired }
            if !settled.isEmpty {
                let first = random.below(settled.count)
                add(settled[first], "nurse", from: segment.start, to: segment.end)
                if settled.count > 1 {
                    add(
                        settled[(first + 1 + random.below(settled.count - 1)) % settled.count], "nurse", from: segment.start,
                        to: segment.end)
                }
            }
            // In intensive care its own physician is in charge as well.
            if ward.isIntensive, ward.department != stay.department {
                add(physician(of: ward.department, employedSince: segment.start), "attending", from: segment.start, to: segment.end)
            }
        }
        let end = discharged ?? CivilCalendar.asOf
        if random.chance(0.45), !hospital.pharmacists.isEmpty {
            let pharmacist = hospital.pharmacists[random.below(hospital.pharmacists.count)]
            add(pharmacist, "pharmacist", from: min(stay.admitted + 4 * 3600, end), to: discharged)
        }
        guard let other = others.first(where: { reference.conditions[$0].department != stay.department }), random.chance(0.38) else {
            return nil
        }
        let time = stay.admitted + 6 * 3600 + Int(Double(stay.due - stay.admitted) * random.unit() * 0.6)
        guard time < end else { return nil }
        let consultant = physician(of: reference.conditions[other].department, employedSince: time)
        let over = time + (2 + random.below(4)) * 86_400
        add(consultant, "consultant", from: time, to: over <= end ? over : discharged)
        return (consultant, time)
    }
}
