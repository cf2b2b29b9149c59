/// Laboratory values: the middle of the reference range, moved by the patient's diseases, scattered between patients and from day to day.
extension Simulation {
    /// Draws, judges and writes one value.
    ///
    /// - Parameters:
    ///   - conditions: The condition of the encounter and the patient's other chronic ones.
    ///   - severity: How much of the first condition's shift shows, from 0 (recovered) to 1.
    /// - Returns: The price, in fen.
    func result(
        of index: Int, patient: Int, _ encounter: RowWriter.Encounter, conditions: (first: Int, others: [Int]), severity: Double,
        at time: Int
    ) -> Int {
        let test = reference.tests[index]
        var factor = reference.conditions[conditions.first].shifts[index]
        if factor != 1, severity < 1 { factor = 1 + (factor - 1) * severity }
        for other in conditions.others {
            let shift = reference.conditions[other].shifts[index]
            if max(shift, 1 / shift) > max(factor, 1 / factor) { factor = shift }
        }
        let drawn = draw(test, factor: factor, patient: patient, index: index)
        let value = rounded(test.unit == "%" ? min(drawn, 96) : drawn, decimals: test.decimals)
        writer.result(patient: patient + 1, encounter, test: index + 1, at: time, value: value, flag: flag(of: value, test))
        return test.price
    }

    private func draw(_ test: LabTest, factor: Double, patient: Int, index: Int) -> Double {
        // Half of the scatter is the patient's own and stays.
        let own = Gauss.quantile(population.hash(patient, 5_000 + UInt64(index)))
        let scatter = 0.75 * own + 0.66 * random.normal()
        let low = test.low ?? 0
        let high = test.high ?? low * 1.4
        if low == 0 {
            let sigma = factor == 1 ? 0.46 : min(0.85, 0.4 + 0.12 * logarithm(max(factor, 1)))
            return high * (factor == 1 ? 0.36 : 0.36 * factor) * exponential(sigma * scatter)
        }
        let middle = (low + high) / 2
        if factor == 1 { return max(low * 0.2, middle + (high - low) / 2 * 0.46 * scatter) }
        let sigma = min(0.6, logarithm(high / low) * 0.21 + 0.24 * abs(logarithm(factor)))
        return middle * factor * exponential(sigma * scatter)
    }

    private func rounded(_ value: Double, decimals: Int) -> Double {
        let unit = [1.0, 10, 100, 1_000][decimals]
        return (value * unit).rounded() / unit
    }

    private func flag(of value: Double, _ test: LabTest) -> LabFlag {
        if let low = test.criticalLow, value < low { return .critical }
        if let high = test.criticalHigh, value > high { return .critical }
        if let low = test.low, value < low { return .low }
        if let high = test.high, value > high { return .high }
        return .normal
    }
}
