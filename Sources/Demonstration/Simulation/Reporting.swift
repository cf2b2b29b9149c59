/// Statutory notifications of infectious diseases: most cases, most in time.
extension Simulation {
    func report(_ condition: Condition, patient: Int, at time: Int) {
        guard let report = condition.report else { return }
        if let bit = condition.chronicBit {
            // Once for each patient, reported or not.
            guard population.reported[patient] & (1 << UInt64(bit)) == 0 else { return }
            population.reported[patient] |= 1 << UInt64(bit)
        }
        guard random.chance(report.completeness) else { return }
        let draw = random.unit()
        let hours: Double
        if draw < 0.82 {
            hours = 0.4 + 20 * random.unit()
        } else if draw < 0.96 {
            hours = 24 + 48 * random.unit()
        } else {
            hours = 72 + 160 * random.unit()
        }
        let reported = time + Int(hours * 3600)
        guard reported <= CivilCalendar.asOf else { return }
        let ill = Int(random.logNormal(median: condition.chronicBit == nil ? 1.8 : 16, sigma: 0.6))
        let onset = max(CivilCalendar.day(of: time) - ill, Int(population.birthDays[patient]))
        writer.infectiousReport(patient: patient + 1, report, onset: onset, at: reported)
    }
}
