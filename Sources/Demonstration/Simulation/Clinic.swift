/// Visits to the clinics.
extension Simulation {
    func clinicVisit(department planned: Int, at time: Int, isOnline: Bool) {
        let mix = clinicMixes[planned][month]
        guard !mix.conditions.isEmpty else { return }
        var isSeenAgain = false
        var index = condition(of: mix)
        var found: Int?
        if random.chance(0.09), let again = seenBefore(in: planned) {
            index = again.condition
            found = again.patient
            isSeenAgain = true
        } else {
            found = population.patient(for: reference.conditions[index], on: today, random: &random)
        }
        guard let patient = found else { return }
        let condition = reference.conditions[index]
        let department = goesToPediatrics(patient, planned) ? places.pediatrics : planned
        let isChronic = condition.chronicBit != nil

        let type: VisitType
        let draw = random.unit()
        if isOnline {
            type = .online
        } else if isSeenAgain || draw < (isChronic ? 0.44 : 0.03) {
            type = .followUp
        } else {
            type = draw > (isChronic ? 0.74 : 0.68) ? .specialist : .general
        }
        let regular = isChronic && random.chance(0.78)
        let physician =
            regular ? regularPhysician(of: department, patient: patient) : physician(of: department, isSenior: type == .specialist)
        var wait: Int?
        if !isOnline, !random.chance(0.03) {
            let monday = CivilCalendar.weekday(of: today) == 0 ? 1.18 : 1
            let median = type == .specialist ? 34.0 : type == .followUp ? 21 : 25
            wait = min(240, Int(random.logNormal(median: median * monday, sigma: 0.55)))
        }
        let seen = time + (wait ?? 2) * 60 + 240
        let disposition = clinicDisposition(of: patient, condition: index, in: department, isOnline: isOnline)
        let id = writer.nextVisit()
        writer.visit(
            id, patient: patient + 1, department: department + 1, physician: physician + 1, at: time, type: type, wait: wait,
            disposition: disposition)
        if disposition == .admitted {
            waiting[wardDepartment(of: index, patient: patient)].append(
                Candidate(patient: patient, condition: index, visit: id, since: today))
        }
        if !isChronic, !isSeenAgain { remember(Candidate(patient: patient, condition: index, visit: id, since: today), in: planned) }
        if regular, type != .online { relate(patient: patient, to: physician, of: department, at: seen) }
        describe(
            Encounter(
                patient: patient, condition: index, code: code(of: condition, patient: patient), department: department,
                physician: physician,
                visit: id, time: seen, type: type, isFirst: !isSeenAgain))
    }

    private func clinicDisposition(of patient: Int, condition index: Int, in department: Int, isOnline: Bool) -> VisitDisposition {
        guard !isOnline else { return .home }
        let condition = reference.conditions[index]
        let draw = random.unit()
        if draw < 0.006 { return .referred }
        if draw < 0.010 { return .observation }
        let ward = wardDepartment(of: index, patient: patient)
        let beds = hospital.departments[ward].openBeds
        guard condition.inpatientWeight > 0, beds > 0, Double(waiting[ward].count) < 1.5 + Double(beds) * 0.5 else { return .home }
        // Conditions are admitted as often as their share of the ward's patients asks for.
        let clinic = clinicMixes[condition.department][month].total
        let wards = wardMixes[condition.department][month].total
        let readiness = condition.inpatientWeight / condition.clinicWeight * clinic / max(wards, 1)
        return draw < 0.01 + min(0.5, 0.035 * readiness) ? .admitted : .home
    }

    /// Children with diseases of internal medicine are seen in Pediatrics.
    func goesToPediatrics(_ patient: Int, _ department: Int) -> Bool {
        places.adultsOnly.contains(department) && today - Int(population.birthDays[patient]) < 14 * 365
    }

    private func seenBefore(in department: Int) -> Candidate? {
        guard !recent[department].isEmpty else { return nil }
        let candidate = recent[department][random.below(recent[department].count)]
        guard today - candidate.since >= 3, today - candidate.since <= 30, population.isAlive(candidate.patient, on: today),
            !population.isInpatient[candidate.patient]
        else { return nil }
        return candidate
    }

    /// Keeps a sample of the last weeks' acute patients.
    private func remember(_ candidate: Candidate, in department: Int) {
        if recent[department].count < 400 {
            recent[department].append(candidate)
        } else {
            recent[department][random.below(400)] = candidate
        }
    }

    /// Opens an attending relation of the clinic, once for each patient and department.
    private func relate(patient: Int, to physician: Int, of department: Int, at time: Int) {
        let bit: UInt64 = 1 << UInt64(department & 63)
        guard population.relations[patient] & bit == 0, time <= CivilCalendar.asOf else { return }
        population.relations[patient] |= bit
        relations.append(Relation(patient: Int32(patient), staff: Int32(physician), start: time))
    }
}
