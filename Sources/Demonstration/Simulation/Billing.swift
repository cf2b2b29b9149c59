/// What is charged, and how insurer and patient share it.
extension Simulation {
    func charge(
        patient: Int, _ encounter: RowWriter.Encounter, department: Int, _ category: ChargeCategory, fen: Int, isInpatient: Bool,
        at time: Int
    ) {
        guard fen > 0 else { return }
        let insurance = population.insurances[patient]
        let share = insurance.share(of: category, isInpatient: isInpatient)
        // What the list does not cover differs from item to item.
        let covered = share == 0 ? 0 : min(1, share * (0.9 + 0.2 * random.unit()))
        writer.charge(
            patient: patient + 1, encounter, department: department + 1, category, fen: fen,
            insured: Int((Double(fen) * covered).rounded()),
            at: time)
    }

    func chargeVisit(_ encounter: Encounter, drugs: Int, tests: Int) {
        let id = RowWriter.Encounter.visit(encounter.visit)
        let registration =
            switch encounter.type {
            case .general: 1_800
            case .specialist: hospital.staff[encounter.physician].title == "chief physician" ? 6_000 : 4_000
            case .emergency: 3_000
            case .followUp: 1_800
            case .online: 1_200
            }
        func add(_ category: ChargeCategory, _ fen: Int, after seconds: Int) {
            charge(
                patient: encounter.patient, id, department: encounter.department, category, fen: fen, isInpatient: false,
                at: encounter.time + seconds)
        }
        charge(
            patient: encounter.patient, id, department: encounter.department, .registration, fen: registration, isInpatient: false,
            at: encounter.time - 120)
        add(.drug, drugs * 4 / 5, after: 600)
        guard encounter.type != .online else { return }
        add(.laboratory, tests == 0 ? 0 : tests * 2 + 3_500, after: 480)
        let costs = reference.costs[encounter.department]
        if random.chance(costs.imagingShare) {
            add(.imaging, Int(random.logNormal(median: costs.imaging, sigma: 0.6)), after: 540)
        }
        if random.chance(costs.treatmentShare) {
            add(.treatment, Int(random.logNormal(median: costs.treatment, sigma: 0.7)), after: 1_200)
            if random.chance(0.3) {
                add(.consumables, Int(random.logNormal(median: costs.treatment * 0.3, sigma: 0.7)), after: 1_260)
            }
        }
    }
}
