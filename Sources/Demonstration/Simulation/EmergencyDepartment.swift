/// Visits to the emergency department, and those of children and of pregnant women at their own departments' emergency desks.
extension Simulation {
    /// How readily emergencies are admitted, which together with the beds makes the emergency share of admissions.
    private static let emergencyAdmissions = 0.36

    /// One emergency visit; with `forced` for the condition and bed that it must lead to.
    func emergencyVisit(at time: Int, forced: (condition: Int, bed: Int)? = nil) {
        let index = forced?.condition ?? condition(of: emergencyMixes[month])
        let condition = reference.conditions[index]
        guard !condition.isNewborn, let patient = population.patient(for: condition, on: today, random: &random) else { return }
        let department: Int
        if today - Int(population.birthDays[patient]) < 14 * 365 {
            department = places.pediatrics
        } else if condition.department == places.obstetrics {
            department = places.obstetrics
        } else {
            department = places.emergency
        }
        let physician = physician(of: department, isSenior: random.chance(0.3))
        let wait = emergencyWait(at: time, in: department, isSevere: condition.mortality > 0.02)
        let seen = time + wait * 60 + 180
        var disposition = emergencyDisposition(of: condition, wait: wait, isForced: forced != nil)
        var bed: Int?
        if disposition == .admitted {
            bed = forced?.bed ?? emergencyBed(for: index, patient: patient)
            // No bed, or no time left in the data: observed, sent elsewhere, or treated and sent home.
            if bed == nil || seen + 5 * 3600 > CivilCalendar.asOf {
                let draw = random.unit()
                disposition = draw < 0.34 ? .observation : draw < 0.42 ? .referred : .home
                bed = nil
            }
        }
        let id = writer.nextVisit()
        let left = disposition == .leftWithoutBeingSeen
        writer.visit(
            id, patient: patient + 1, department: department + 1, physician: physician + 1, at: time, type: .emergency,
            wait: left || random.chance(0.02) ? nil : wait, disposition: disposition)
        guard !left else {
            charge(patient: patient, .visit(id), department: department, .registration, fen: 3_000, isInpatient: false, at: time)
            return
        }
        describe(
            Encounter(
                patient: patient, condition: index, code: code(of: condition, patient: patient), department: department,
                physician: physician,
                visit: id, time: seen, type: .emergency, isFirst: true))
        if disposition == .died { population.die(patient, on: today) }
        if let bed {
            let admitted = seen + 1_800 + random.below(3 * 3600)
            admit(
                Candidate(patient: patient, condition: index, visit: id, since: today), to: bed, at: admitted, type: .emergency)
        }
    }

    private func emergencyWait(at time: Int, in department: Int, isSevere: Bool) -> Int {
        let hour = CivilCalendar.hour(of: time)
        let crowded = (18...22).contains(hour) ? 1.45 : (9...12).contains(hour) ? 1.2 : hour < 7 ? 0.65 : 1
        let median = isSevere ? 5.0 : department == places.emergency ? 21 : 27
        return min(360, Int(random.logNormal(median: median * crowded, sigma: 0.7)))
    }

    private func emergencyDisposition(of condition: Condition, wait: Int, isForced: Bool) -> VisitDisposition {
        if isForced { return .admitted }
        let draw = random.unit()
        let leaving = condition.mortality > 0.02 ? 0.001 : 0.008 + 0.0008 * Double(min(wait, 120))
        if draw < leaving { return .leftWithoutBeingSeen }
        let other = random.unit()
        let dying = condition.mortality * 0.09
        if other < dying { return .died }
        let admitting = condition.emergencyWeight > 0 ? min(0.85, condition.inpatientWeight / (condition.emergencyWeight * 7)) : 0
        if other < dying + admitting * Self.emergencyAdmissions { return .admitted }
        let last = random.unit()
        if last < 0.085 { return .observation }
        return last < 0.1 ? .referred : .home
    }

    /// A free bed of the patient's department, or of another one that takes guests.
    private func emergencyBed(for condition: Int, patient: Int) -> Int? {
        let department = wardDepartment(of: condition, patient: patient)
        let needsIntensive = random.chance(reference.conditions[condition].intensiveCare * 0.7)
        if needsIntensive, let bed = intensiveBed(for: department) { return bed }
        if let bed = freeBed(of: department) { return bed }
        guard !places.closedToGuests.contains(department), random.chance(0.55) else { return nil }
        return guestBed(for: department)
    }
}
