/// When patients come: weekdays, seasons, holidays and hours.
struct Arrival {
    let time: Int
    let department: Int
    let isEmergency: Bool
    let isOnline: Bool
}

extension Simulation {
    /// Visits a year at scale 1.
    private static let visitsPerYear = 3_000_000.0
    private static let emergencyShare = 0.094
    private static let onlineShare = 0.055

    /// Clinic visits of a weekday against the mean day, Monday first.
    private static let weekdays = [1.33, 1.18, 1.12, 1.1, 1.06, 0.69, 0.52]
    private static let emergencyWeekdays = [1.02, 0.97, 0.96, 0.96, 0.99, 1.05, 1.05]
    /// Visits by hour from midnight on.
    private static let emergencyHours = ReferenceData.sums([
        22, 17, 14, 12, 11, 12, 17, 27, 40, 49, 52, 48, 44, 43, 44, 45, 46, 49, 58, 66, 68, 60, 45, 31,
    ])
    private static let clinicHours = ReferenceData.sums([
        0, 0, 0, 0, 0, 0, 0, 40, 190, 210, 165, 80, 12, 60, 120, 105, 60, 18, 6, 3, 0, 0, 0, 0,
    ])
    private static let onlineHours = ReferenceData.sums([
        2, 1, 0, 0, 0, 1, 4, 9, 16, 20, 20, 16, 14, 14, 16, 17, 15, 12, 14, 20, 22, 19, 12, 6,
    ])

    /// The arrivals of a day in the order of their times.
    func arrivals(on day: Int) -> [Arrival] {
        let weekday = CivilCalendar.weekday(of: day)
        let isHoliday = Holidays.contains(day)
        let growth = 0.97 + 0.03 * Double(day - CivilCalendar.firstDay) / 456
        let perDay = Self.visitsPerYear * scale / 365.25 * growth
        let clinicFactor = (isHoliday ? 0.38 : Self.weekdays[weekday]) * random.logNormal(median: 1, sigma: 0.03)
        let shares = hospital.departments.reduce(0) { $0 + $1.plan.clinicShare }
        var keys: [UInt64] = []
        for (department, own) in hospital.departments.enumerated() where own.plan.clinicShare > 0 {
            let mix = clinicMixes[department]
            let yearly = mix.reduce(0) { $0 + $1.total } / 12
            let season = yearly > 0 ? mix[month].total / yearly : 1
            // Diseases have their seasons; most people come for what they have all year.
            let mean = perDay * (1 - Self.emergencyShare) * clinicFactor * own.plan.clinicShare / shares * season
            for _ in 0..<random.count(mean: mean) {
                let isOnline = random.chance(Self.onlineShare)
                let hour = random.index(cumulative: isOnline ? Self.onlineHours : Self.clinicHours)
                keys.append(key(hour: hour, department: department, kind: isOnline ? 1 : 0, number: keys.count))
            }
        }
        let emergencyMix = emergencyMixes.reduce(0) { $0 + $1.total } / 12
        let season = emergencyMixes[month].total / emergencyMix
        let emergencies = perDay * Self.emergencyShare * (isHoliday ? 1.12 : Self.emergencyWeekdays[weekday]) * season
        for _ in 0..<random.count(mean: emergencies) {
            let hour = random.index(cumulative: Self.emergencyHours)
            keys.append(key(hour: hour, department: 0, kind: 2, number: keys.count))
        }
        keys.sort()
        let midnight = day * CivilCalendar.secondsOfDay
        return keys.map { key in
            let kind = Int(key >> 24) & 3
            return Arrival(
                time: midnight + Int(key >> 40), department: Int(key >> 28) & 0xFFF, isEmergency: kind == 2, isOnline: kind == 1)
        }
    }

    /// Second, department, kind and number in one integer, which sorts faster than a structure.
    private func key(hour: Int, department: Int, kind: Int, number: Int) -> UInt64 {
        let second = hour * 3600 + random.below(3600)
        return UInt64(second) << 40 | UInt64(department) << 28 | UInt64(kind) << 24 | UInt64(number & 0xFF_FFFF)
    }
}
