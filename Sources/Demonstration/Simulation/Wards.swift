/// The wards: who gets which bed, who is moved, who leaves.
extension Simulation {
    // MARK: Beds

    /// On the first days the beds fill up after the New Year's holiday.
    func openWards() {
        for bed in hospital.beds.indices where hospital.beds[bed].isOpen {
            let start = CivilCalendar.firstDay * CivilCalendar.secondsOfDay
            let day = random.below(3) * CivilCalendar.secondsOfDay
            events.add(Event(time: start + day + 7 * 3600 + random.below(9 * 3600), kind: .fill, subject: bed))
        }
    }

    func ward(of bed: Int) -> Hospital.Ward {
        hospital.wards[hospital.beds[bed].ward]
    }

    /// The department whose ward a patient with a condition is admitted to.
    func wardDepartment(of condition: Int, patient: Int) -> Int {
        let department = reference.conditions[condition].department
        return goesToPediatrics(patient, department) ? places.pediatrics : department
    }

    /// A free ordinary bed of a department.
    func freeBed(of department: Int) -> Int? {
        for ward in hospital.departments[department].wards where !hospital.wards[ward].isIntensive {
            if let bed = freeBed(inWard: ward) { return bed }
        }
        return nil
    }

    private func freeBed(inWard ward: Int) -> Int? {
        hospital.wards[ward].beds.first { occupants[$0] == -1 }
    }

    /// A free intensive-care bed: the department's own, else one of the Intensive Care Unit.
    func intensiveBed(for department: Int) -> Int? {
        for ward in hospital.departments[department].wards where hospital.wards[ward].isIntensive {
            if let bed = freeBed(inWard: ward) { return bed }
        }
        guard department != places.neonatology, department != places.pediatrics else { return nil }
        for ward in hospital.departments[places.intensiveCare].wards {
            if let bed = freeBed(inWard: ward) { return bed }
        }
        return nil
    }

    /// A free bed of another department on the same campus.
    func guestBed(for department: Int) -> Int? {
        let campus = hospital.departments[department].plan.campus
        let count = hospital.departments.count
        let start = random.below(count)
        for offset in 0..<count {
            let host = (start + offset) % count
            guard host != department, !places.closedToGuests.contains(host), hospital.departments[host].plan.campus == campus else {
                continue
            }
            if let bed = freeBed(of: host) { return bed }
        }
        return nil
    }

    private func release(_ bed: Int, at time: Int) {
        occupants[bed] = -1
        events.add(Event(time: nextAdmission(after: time, to: bed), kind: .fill, subject: bed))
    }

    /// When the next patient may come to a bed: the same day after cleaning, or on one of the next days, seldom at weekends.
    private func nextAdmission(after time: Int, to bed: Int) -> Int {
        let department = ward(of: bed).department
        if ward(of: bed).isIntensive || department == places.emergency {
            return time + 3_600 + random.below(9 * 3600)
        }
        var day = CivilCalendar.day(of: time)
        let isShort =
            hospital.departments[department].openBeds > 0 && reference.conditions[wardMixes[department][month].conditions[0]].stayMedian < 5
        if CivilCalendar.hour(of: time) < 16, random.chance(willingness(on: day) * (isShort ? 0.6 : 0.4)) {
            return time + 4_500 + random.below(3 * 3600)
        }
        repeat { day += 1 } while !random.chance(willingness(on: day))
        let hour = 8 * 3600 + Int(random.unit() * random.unit() * 9 * 3600)
        return day * CivilCalendar.secondsOfDay + hour + random.below(1_800)
    }

    /// Whether one more patient would leave less than a tenth of the beds free.
    private func isCrowded(_ department: Int) -> Bool {
        let open = hospital.departments[department].openBeds
        guard open >= 8 else { return false }
        var free = 0
        for ward in hospital.departments[department].wards {
            for bed in hospital.wards[ward].beds where occupants[bed] == -1 { free += 1 }
        }
        return Double(free - 1) < Double(open) * 0.11
    }

    private func tomorrowMorning(after time: Int) -> Int {
        (CivilCalendar.day(of: time) + 1) * CivilCalendar.secondsOfDay + 8 * 3600 + random.below(7 * 3600)
    }

    private func willingness(on day: Int) -> Double {
        if Holidays.contains(day) { return 0.34 }
        return [0.95, 0.93, 0.92, 0.9, 0.84, 0.6, 0.56][CivilCalendar.weekday(of: day)]
    }

    // MARK: Admissions

    /// Gives a free bed to the next patient.
    func fill(bed: Int, at time: Int) {
        guard occupants[bed] == -1, time < CivilCalendar.asOf else { return }
        let ward = ward(of: bed)
        let department = ward.department
        if department == places.neonatology {
            fillNeonatal(bed, isIntensive: ward.isIntensive, at: time)
        } else if department == places.intensiveCare || department == places.emergency {
            fillUrgently(bed, of: department, at: time)
        } else if ward.isIntensive {
            fillIntensive(bed, of: department, at: time)
        } else {
            // Large departments keep a few beds for emergencies.
            if isCrowded(department), random.chance(0.7) {
                return events.add(Event(time: tomorrowMorning(after: time), kind: .fill, subject: bed))
            }
            let candidate = nextCandidate(for: department)
            if let candidate, population.isAlive(candidate.patient, on: today), !population.isInpatient[candidate.patient] {
                let type: AdmissionType = candidate.visit == nil && random.chance(0.08) ? .transferIn : .elective
                admit(candidate, to: bed, at: time, type: type)
            } else {
                retry(bed, after: 3 * 3600, at: time)
            }
        }
    }

    private func retry(_ bed: Int, after seconds: Int, at time: Int) {
        events.add(Event(time: time + seconds + random.below(seconds), kind: .fill, subject: bed))
    }

    /// Who has been discharged lately and comes back first, then who has waited longest, then somebody sent from elsewhere.
    private func nextCandidate(for department: Int) -> Candidate? {
        while !returning[department].isEmpty {
            let candidate = returning[department].removeFirst()
            if today - candidate.since <= 24 { return candidate }
        }
        let direct = directMixes[department][month]
        if !direct.conditions.isEmpty, random.chance(direct.total / wardMixes[department][month].total) {
            let index = condition(of: direct)
            if let patient = population.patient(for: reference.conditions[index], on: today, random: &random) {
                return Candidate(patient: patient, condition: index, visit: nil, since: today)
            }
        }
        while !waiting[department].isEmpty, random.chance(0.93) {
            let candidate = waiting[department].removeFirst()
            if today - candidate.since <= 45 { return candidate }
        }
        let mix = wardMixes[department][month]
        guard !mix.conditions.isEmpty else { return nil }
        let index = condition(of: mix)
        guard let patient = population.patient(for: reference.conditions[index], on: today, random: &random) else { return nil }
        guard !goesToPediatrics(patient, department) else { return nil }
        return Candidate(patient: patient, condition: index, visit: nil, since: today)
    }

    /// The Intensive Care Unit and the emergency ward keep half of their beds for the house and take emergencies into the others.
    private func fillUrgently(_ bed: Int, of department: Int, at time: Int) {
        guard random.chance(department == places.emergency ? 0.85 : 0.45) else { return retry(bed, after: 4 * 3600, at: time) }
        let index = condition(of: wardMixes[department][month])
        if department == places.intensiveCare, random.chance(0.3) {
            let found = population.patient(for: reference.conditions[index], on: today, random: &random)
            guard let patient = found, !goesToPediatrics(patient, department) else { return retry(bed, after: 3_600, at: time) }
            return admit(Candidate(patient: patient, condition: index, visit: nil, since: today), to: bed, at: time, type: .transferIn)
        }
        emergencyVisit(at: time, forced: (index, bed))
        if occupants[bed] == -1 { retry(bed, after: 3_600, at: time) }
    }

    /// Intensive-care wards of a department take its severe conditions, and wait for its own patients half of the time.
    private func fillIntensive(_ bed: Int, of department: Int, at time: Int) {
        let mix = wardMixes[department][month]
        let index = condition(of: mix)
        guard reference.conditions[index].intensiveCare > 0.3, random.chance(0.55) else { return retry(bed, after: 4 * 3600, at: time) }
        emergencyVisit(at: time, forced: (index, bed))
        if occupants[bed] == -1 { retry(bed, after: 3 * 3600, at: time) }
    }

    /// Newborns of other hospitals come to the neonatal intensive care unit; the nursery waits for births.
    private func fillNeonatal(_ bed: Int, isIntensive: Bool, at time: Int) {
        guard isIntensive, random.chance(0.7) else { return retry(bed, after: 12 * 3600, at: time) }
        let sick = wardMixes[places.neonatology][month]
        let index = condition(of: sick)
        guard reference.conditions[index].intensiveCare > 0.1 else { return retry(bed, after: 6 * 3600, at: time) }
        let patient = population.addNewborn(on: CivilCalendar.day(of: time) - random.below(3), random: &random)
        admit(Candidate(patient: patient, condition: index, visit: nil, since: today), to: bed, at: time, type: .transferIn)
    }

    /// Admits a patient and plans the stay: its end, operations, intensive care and moves.
    func admit(_ candidate: Candidate, to bed: Int, at time: Int, type: AdmissionType) {
        let condition = reference.conditions[candidate.condition]
        let patient = candidate.patient
        let department = wardDepartment(of: candidate.condition, patient: patient)
        let day = CivilCalendar.day(of: time)
        let age = population.age(patient, on: day)
        let isDying = random.chance(condition.mortality * mortalityFactor(age: age, condition: condition))
        let due = dueTime(condition, admitted: time, age: age, isDying: isDying)
        let attending =
            condition.chronicBit != nil && random.chance(0.6)
            ? regularPhysician(of: department, patient: patient) : physician(of: department, isSenior: random.chance(0.45))
        lastAdmission += 1
        let stay = Stay(
            id: lastAdmission, patient: patient, condition: candidate.condition, code: code(of: condition, patient: patient),
            department: department, attending: attending, resident: resident(of: department), type: type, source: candidate.visit,
            admitted: time, due: due, disposition: isDying ? .died : disposition(of: condition, age: age), bed: bed)
        let slot = freeSlots.popLast() ?? stays.count
        if slot == stays.count { stays.append(stay) } else { stays[slot] = stay }
        occupants[bed] = slot
        population.isInpatient[patient] = true
        planOperations(of: stay, condition: condition)
        planMoves(of: stay, slot: slot, condition: condition)
        if condition.isDelivery {
            population.lastDelivery[patient] = Int32(day)
            let wait = stay.operations.first.map { $0.time - time + 900 } ?? 3_600 + random.below(10 * 3600)
            events.add(Event(time: min(time + wait, due - 3_600), kind: .birth, subject: slot, detail: stay.id))
        }
        events.add(Event(time: due, kind: .discharge, subject: slot, detail: stay.id))
    }

    private func mortalityFactor(age: Int, condition: Condition) -> Double {
        if condition.isNewborn { return 1 }
        return age < 15 ? 0.4 : age < 45 ? 0.45 : age < 65 ? 0.8 : age < 80 ? 1.15 : 1.7
    }

    /// Log-normal stays, longer for the old; home before noon and less at weekends, death at any hour.
    private func dueTime(_ condition: Condition, admitted: Int, age: Int, isDying: Bool) -> Int {
        let old = age >= 80 ? 1.18 : age >= 65 ? 1.06 : 1
        let days = random.logNormal(median: condition.stayMedian * old, sigma: condition.staySigma)
        if isDying {
            let seconds = Int(days * random.logNormal(median: 0.75, sigma: 0.8) * 86_400)
            return admitted + max(3 * 3600, min(seconds, 90 * 86_400)) + random.below(3600)
        }
        var day = CivilCalendar.day(of: admitted) + max(1, min(150, Int(days.rounded())))
        let weekday = CivilCalendar.weekday(of: day)
        if weekday >= 5 || Holidays.contains(day), random.chance(0.4) { day += weekday == 5 ? 2 : 1 }
        let hour = 8.2 + 3.4 * random.unit() + (random.chance(0.25) ? 4.5 * random.unit() : 0)
        return day * CivilCalendar.secondsOfDay + Int(hour * 3600)
    }

    private func disposition(of condition: Condition, age: Int) -> DischargeDisposition {
        let draw = random.unit()
        if draw < 0.017 { return .againstAdvice }
        if draw < 0.034 { return .transferredOut }
        let code = reference.codes[condition.codes[0]].code.string
        let rehabilitating: Double
        if code.hasPrefix("I6") || code.hasPrefix("S72") || code.hasPrefix("S06") {
            rehabilitating = 0.24
        } else {
            rehabilitating = condition.operations.isEmpty || age < 50 ? 0.004 : 0.035
        }
        return random.chance(rehabilitating) ? .rehabilitation : .home
    }

    private func planOperations(of stay: Stay, condition: Condition) {
        let isUrgent = stay.type == .emergency
        var time = stay.admitted
        for (operation, probability) in condition.operations where random.chance(probability) && stay.operations.count < 2 {
            let detail = reference.operations[operation]
            if stay.operations.isEmpty {
                if isUrgent, random.chance(0.62) {
                    time = stay.admitted + 3_000 + random.below(9 * 3600)
                } else {
                    let wait = condition.stayMedian < 5 ? random.below(2) : 1 + random.below(3)
                    time = workingTime(CivilCalendar.day(of: stay.admitted) + wait, notBefore: stay.admitted + 2 * 3600)
                }
            } else {
                time = workingTime(CivilCalendar.day(of: time) + 1 + random.below(2), notBefore: time + 4 * 3600)
            }
            let minutes = max(8, Int(random.logNormal(median: detail.minutes, sigma: 0.25)))
            guard time + minutes * 60 + 2 * 3600 < stay.due else { continue }
            let risk = [0.006, 0.014, 0.03, 0.06][detail.level - 1] * (isUrgent ? 1.5 : 1)
            stay.operations.append(
                Stay.PlannedOperation(
                    operation: operation, time: time, minutes: minutes,
                    surgeon: detail.level > 2 && random.chance(0.7)
                        ? physician(of: stay.department, isSenior: true)
                        : random.chance(0.5) ? stay.attending : physician(of: stay.department, isSenior: false),
                    anesthesia: detail.anesthesia[random.below(detail.anesthesia.count)],
                    isEmergency: isUrgent && time - stay.admitted < 24 * 3600, hasComplication: random.chance(risk)))
        }
    }

    /// A time in the theatres' day, on the next working day if need be.
    private func workingTime(_ day: Int, notBefore: Int) -> Int {
        var day = day
        while CivilCalendar.weekday(of: day) > 4 && random.chance(0.8) { day += 1 }
        let time = day * CivilCalendar.secondsOfDay + 8 * 3600 + Int(random.unit() * 9.5 * 3600)
        return max(time, notBefore + random.below(3600))
    }

    private func planMoves(of stay: Stay, slot: Int, condition: Condition) {
        let isIntensive = ward(of: stay.bed).isIntensive
        if isIntensive {
            if stay.department == places.intensiveCare, !random.chance(0.45) { return }
            leaveIntensiveCare(stay, slot: slot, from: stay.admitted)
        } else if random.chance(condition.intensiveCare) {
            let first = stay.operations.first.map { $0.time + $0.minutes * 60 + 1_800 }
            let time = first ?? stay.admitted + Int(Double(stay.due - stay.admitted) * random.unit() * 0.5)
            guard time + 12 * 3600 < stay.due else { return }
            events.add(Event(time: time, kind: .toIntensiveCare, subject: slot, detail: stay.id))
        } else if random.chance(0.07) {
            let time = stay.admitted + Int(Double(stay.due - stay.admitted) * (0.2 + 0.6 * random.unit()))
            events.add(Event(time: time, kind: .changeBed, subject: slot, detail: stay.id))
        }
    }

    private func leaveIntensiveCare(_ stay: Stay, slot: Int, from time: Int) {
        guard stay.disposition != .died else { return }
        let hours = random.logNormal(median: stay.department == places.intensiveCare ? 130 : 58, sigma: 0.6)
        let end = time + Int(hours * 3600)
        guard end + 12 * 3600 < stay.due else { return }
        events.add(Event(time: end, kind: .fromIntensiveCare, subject: slot, detail: stay.id))
    }

    // MARK: Moves

    /// The stay in a slot, if it is still the one that an event was meant for.
    private func stay(in slot: Int, id: Int) -> Stay? {
        guard let stay = stays[slot], stay.id == id else { return nil }
        return stay
    }

    private func move(_ stay: Stay, slot: Int, to bed: Int, at time: Int) {
        let old = stay.bed
        stay.move(to: bed, at: time)
        occupants[bed] = slot
        release(old, at: time)
    }

    func moveToIntensiveCare(slot: Int, stay id: Int, at time: Int) {
        guard let stay = stay(in: slot, id: id), let bed = intensiveBed(for: stay.department) else { return }
        move(stay, slot: slot, to: bed, at: time)
        leaveIntensiveCare(stay, slot: slot, from: time)
    }

    func moveFromIntensiveCare(slot: Int, stay id: Int, at time: Int) {
        guard let stay = stay(in: slot, id: id) else { return }
        let own = freeBed(of: stay.department)
        guard let bed = own ?? (stay.department == places.neonatology ? nil : guestBed(for: stay.department)) else {
            // No bed: intensive care goes on until one is free.
            stay.waitsForBed += 1
            let next = time + 4 * 3600 + random.below(4 * 3600)
            guard stay.waitsForBed < 12, next + 6 * 3600 < stay.due else { return }
            events.add(Event(time: next, kind: .fromIntensiveCare, subject: slot, detail: id))
            return
        }
        move(stay, slot: slot, to: bed, at: time)
    }

    func changeBed(slot: Int, stay id: Int, at time: Int) {
        guard let stay = stay(in: slot, id: id), !ward(of: stay.bed).isIntensive else { return }
        guard let bed = freeBed(of: stay.department), bed != stay.bed else { return }
        move(stay, slot: slot, to: bed, at: time)
    }

    // MARK: Leaving, returning, being born

    func discharge(slot: Int, stay id: Int, at time: Int) {
        guard let stay = stay(in: slot, id: id) else { return }
        let day = CivilCalendar.day(of: time)
        stay.segments[stay.segments.count - 1].end = time
        let patient = stay.patient
        population.isInpatient[patient] = false
        if stay.disposition == .died {
            population.die(patient, on: day)
        } else {
            population.postponeDeath(of: patient, beyond: day)
            planReturn(of: stay, at: time)
        }
        record(stay, discharged: time)
        stays[slot] = nil
        freeSlots.append(slot)
        release(stay.bed, at: time)
    }

    private func planReturn(of stay: Stay, at time: Int) {
        let condition = reference.conditions[stay.condition]
        let early = stay.disposition == .againstAdvice ? 1.6 : 1
        guard !condition.isNewborn, !condition.isDelivery, random.chance(condition.readmission * 0.92 * early) else { return }
        let isTherapy = condition.readmission > 0.17
        let days = isTherapy ? 12 + random.unit() * 8 : random.logNormal(median: 9, sigma: 0.55)
        let back = time + Int(min(days, 24) * 86_400)
        events.add(Event(time: back, kind: .comeBack, subject: stay.patient, detail: stay.condition))
    }

    func comeBack(patient: Int, condition index: Int, at time: Int) {
        guard population.isAlive(patient, on: today), !population.isInpatient[patient] else { return }
        let department = wardDepartment(of: index, patient: patient)
        let candidate = Candidate(patient: patient, condition: index, visit: nil, since: today)
        // Some come as emergencies and get whatever bed there is.
        if random.chance(0.4), time + 3600 < CivilCalendar.asOf, let bed = freeBed(of: department) {
            admit(candidate, to: bed, at: time, type: .emergency)
        } else if department != places.intensiveCare, department != places.emergency {
            returning[department].append(candidate)
        } else if let bed = guestBed(for: department) {
            admit(candidate, to: bed, at: time, type: .emergency)
        }
    }

    func birth(slot: Int, stay id: Int, at time: Int) {
        guard stay(in: slot, id: id) != nil, time < CivilCalendar.asOf else { return }
        let day = CivilCalendar.day(of: time)
        let isSick = random.chance(0.12)
        let mix = wardMixes[places.neonatology][month]
        var index = places.newborn
        if isSick {
            repeat { index = condition(of: mix) } while index == places.newborn
        }
        let bed = isSick ? intensiveBed(for: places.neonatology) ?? freeBed(of: places.neonatology) : freeBed(of: places.neonatology)
        guard let bed else { return }
        let patient = population.addNewborn(on: day, random: &random)
        admit(Candidate(patient: patient, condition: index, visit: nil, since: day), to: bed, at: time, type: .newborn)
    }
}
