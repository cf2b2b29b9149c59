/// Thirty months of the hospital, day by day: visits in the order of their times, woven with what happens in the wards.
///
/// Everything random comes from one source in one order, so that a seed decides every byte. The extensions of this class hold one concern each:
/// the clinic, the emergency department, the wards, what an encounter brings, notes, reports, teams.
final class Simulation {
    /// A patient who is to be admitted when a bed is free.
    struct Candidate {
        let patient: Int
        let condition: Int
        let visit: Int?
        let since: Int
    }

    /// An attending relation of the clinic, written at the end, when its end is known.
    struct Relation {
        let patient: Int32
        let staff: Int32
        let start: Int
    }

    /// What is known of a department in one month: its conditions with their weights summed up.
    struct Mix {
        let conditions: [Int]
        let weights: [Double]

        var total: Double { weights.last ?? 0 }
    }

    let seed: UInt64
    let scale: Double
    let reference: ReferenceData
    let names: Names
    let hospital: Hospital
    let population: Population
    let writer: RowWriter
    let places: Departments
    var random: RandomSource

    var events = EventQueue()
    /// Stays by slot; a slot is used again after discharge.
    var stays: [Stay?] = []
    var freeSlots: [Int] = []
    var lastAdmission = 0
    /// The slot of the stay in each bed, -1 when it is free, -2 when it is closed.
    var occupants: [Int]
    var waiting: [[Candidate]]
    var returning: [[Candidate]]
    var relations: [Relation] = []
    /// The last acute patients of each department, who come to be seen again.
    var recent: [[Candidate]]

    /// Weights by department and month (0-11).
    let clinicMixes: [[Mix]]
    let wardMixes: [[Mix]]
    /// The part of the ward mixes that never comes through the clinic, births above all.
    let directMixes: [[Mix]]
    let emergencyMixes: [Mix]
    /// Month of the day that is simulated, 0-11.
    var month = 0
    var today = CivilCalendar.firstDay

    init(seed: UInt64, scale: Double, writer: RowWriter) throws {
        self.seed = seed
        self.scale = scale
        self.writer = writer
        reference = try ReferenceData()
        names = try Names()
        places = try Departments(reference)
        random = RandomSource(seed: seed, stream: 1)
        hospital = Hospital(reference: reference, names: names, scale: scale, random: &random)
        let patients = max(1_000, Int((1_000_000 * scale).rounded()))
        population = Population(count: patients, seed: mixed(seed &+ 77), reference: reference, names: names, random: &random)
        occupants = hospital.beds.map { $0.isOpen ? -1 : -2 }
        waiting = Array(repeating: [], count: hospital.departments.count)
        returning = waiting
        recent = waiting
        let conditions = reference.conditions
        clinicMixes = Self.mixes(of: reference, by: \.clinicWeight)
        wardMixes = Self.mixes(of: reference, by: \.inpatientWeight)
        directMixes = Self.mixes(of: reference) { $0.clinicWeight == 0 ? $0.inpatientWeight : 0 }
        let emergencies = conditions.indices.filter { conditions[$0].emergencyWeight > 0 }
        emergencyMixes = (0..<12).map { month in
            Mix(
                conditions: emergencies,
                weights: ReferenceData.sums(emergencies.map { conditions[$0].emergencyWeight * conditions[$0].season[month] }))
        }
    }

    /// The conditions of each department in each month.
    private static func mixes(of reference: ReferenceData, by weight: (Condition) -> Double) -> [[Mix]] {
        let conditions = reference.conditions
        return reference.departments.indices.map { department in
            let own = conditions.indices.filter { conditions[$0].department == department && weight(conditions[$0]) > 0 }
            return (0..<12).map { month in
                Mix(conditions: own, weights: ReferenceData.sums(own.map { weight(conditions[$0]) * conditions[$0].season[month] }))
            }
        }
    }

    // MARK: The course of time

    /// Runs all days; `progress` is called after each with the share done.
    func run(progress: (Double) throws -> Void) throws {
        writeReference()
        hospital.write(to: writer, reference: reference)
        openWards()
        let days = CivilCalendar.lastDay - CivilCalendar.firstDay + 1
        for day in CivilCalendar.firstDay...CivilCalendar.lastDay {
            begin(day)
            for arrival in arrivals(on: day) {
                happen(before: arrival.time)
                if arrival.isEmergency {
                    emergencyVisit(at: arrival.time)
                } else {
                    clinicVisit(department: arrival.department, at: arrival.time, isOnline: arrival.isOnline)
                }
            }
            happen(before: (day + 1) * CivilCalendar.secondsOfDay)
            try writer.loader.check()
            try progress(Double(day - CivilCalendar.firstDay + 1) / Double(days))
        }
        for stay in stays {
            if let stay { record(stay, discharged: nil) }
        }
    }

    private func begin(_ day: Int) {
        today = day
        month = CivilCalendar.date(of: day).month - 1
        hospital.advance(to: day)
    }

    /// Lets everything happen in the wards that is due before a moment.
    private func happen(before moment: Int) {
        while let time = events.nextTime, time < moment, let event = events.removeFirst() {
            handle(event)
        }
    }

    private func handle(_ event: Event) {
        switch event.kind {
        case .fill: fill(bed: event.subject, at: event.time)
        case .comeBack: comeBack(patient: event.subject, condition: event.detail, at: event.time)
        case .toIntensiveCare: moveToIntensiveCare(slot: event.subject, stay: event.detail, at: event.time)
        case .fromIntensiveCare: moveFromIntensiveCare(slot: event.subject, stay: event.detail, at: event.time)
        case .changeBed: changeBed(slot: event.subject, stay: event.detail, at: event.time)
        case .discharge: discharge(slot: event.subject, stay: event.detail, at: event.time)
        case .birth: birth(slot: event.subject, stay: event.detail, at: event.time)
        }
    }

    // MARK: Drawing

    func condition(of mix: Mix) -> Int {
        mix.conditions[random.index(cumulative: mix.weights)]
    }

    /// The code of a condition: a chronic patient keeps one, others get one by its weight.
    func code(of condition: Condition, patient: Int) -> Int {
        guard condition.codes.count > 1, let total = condition.codeWeights.last else { return condition.codes[0] }
        guard let bit = condition.chronicBit else { return condition.codes[random.index(cumulative: condition.codeWeights)] }
        let mark = unit(of: population.hash(patient, 100 + UInt64(bit))) * total
        let place = condition.codeWeights.firstIndex { mark < $0 } ?? condition.codes.count - 1
        return condition.codes[place]
    }

    /// A physician of a department who is employed today.
    func physician(of department: Int, isSenior: Bool) -> Int {
        let count = hospital.departments[department].employed
        for _ in 0..<4 {
            // The longer somebody is here, the more patients come.
            let place = random.unit()
            let member = hospital.departments[department].physicians[Int(Double(count) * place * (0.55 + 0.45 * place))]
            if hospital.staff[member].isSenior == isSenior { return member }
        }
        return hospital.departments[department].physicians[random.below(count)]
    }

    /// A senior physician of a department who was there at a moment in the past.
    func physician(of department: Int, employedSince moment: Int) -> Int {
        for _ in 0..<6 {
            let member = physician(of: department, isSenior: true)
            if hospital.staff[member].hired <= CivilCalendar.day(of: moment) { return member }
        }
        return hospital.departments[department].physicians[0]
    }

    /// The physician who looks after a chronic patient in a department.
    func regularPhysician(of department: Int, patient: Int) -> Int {
        let first = hospital.departments[department].physicians
        let count = hospital.departments[department].employed
        // Those employed from the start, so that the choice never changes.
        let settled = max(1, min(count, first.count - first.count / 8 - 1))
        return first[Int(population.hash(patient, 31) % UInt64(settled))]
    }

    func resident(of department: Int) -> Int {
        let count = hospital.departments[department].employedResidents
        guard count > 0 else { return physician(of: department, isSenior: false) }
        return hospital.departments[department].residents[random.below(count)]
    }

    /// The bits of a patient's chronic diseases other than one, as conditions.
    func chronicConditions(of patient: Int, except condition: Int) -> [Int] {
        var bits = population.chronicBits[patient]
        var found: [Int] = []
        while bits != 0 {
            let index = reference.chronic[bits.trailingZeroBitCount]
            if index != condition { found.append(index) }
            bits &= bits - 1
        }
        return found
    }
}

/// The departments that play a part of their own.
struct Departments {
    let emergency: Int
    let pediatrics: Int
    let obstetrics: Int
    let neonatology: Int
    let intensiveCare: Int
    let newborn: Int
    /// Departments of adults: children with their diseases go to Pediatrics.
    let adultsOnly: Set<Int>
    /// Departments that keep their beds to themselves.
    let closedToGuests: Set<Int>

    init(_ reference: ReferenceData) throws {
        emergency = try reference.department("Emergency")
        pediatrics = try reference.department("Pediatrics")
        obstetrics = try reference.department("Obstetrics and Gynecology")
        neonatology = try reference.department("Neonatology")
        intensiveCare = try reference.department("Intensive Care Unit")
        newborn = try reference.condition("healthy newborn")
        adultsOnly = Set(
            try [
                "Cardiology", "Respiratory Medicine", "Gastroenterology", "Neurology", "Endocrinology", "Nephrology", "Infectious Diseases",
                "Rheumatology and Immunology", "Oncology", "Geriatrics", "Traditional Chinese Medicine", "Psychiatry",
                "Intensive Care Unit",
            ].map(reference.department))
        closedToGuests = Set(
            try [
                "Emergency", "Pediatrics", "Obstetrics and Gynecology", "Neonatology", "Intensive Care Unit", "Psychiatry",
                "Rehabilitation Medicine", "Hematology",
            ].map(reference.department))
    }
}
