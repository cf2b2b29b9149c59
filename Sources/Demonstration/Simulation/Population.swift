/// The patients: a few bytes each of what changes or decides; everything else about a person follows from a hash.
final class Population {
    /// The bounds of the six ages that ``ConditionTable`` speaks of, in years.
    static let ageBounds = [5, 15, 45, 65, 80]
    static let bandShares = [0.065, 0.07, 0.385, 0.29, 0.14, 0.05]

    private let seed: UInt64
    private let names: Names
    private let conditions: [Condition]
    private let chronic: [Int]
    private(set) var birthDays: [Int32] = []
    private(set) var females: [Bool] = []
    private(set) var insurances: [Insurance] = []
    /// One bit for each chronic disease.
    private(set) var chronicBits: [UInt64] = []
    /// The day of a death outside of the hospital, or of one in it; `Int32.max` while none is known.
    private(set) var deathDays: [Int32] = []
    var isInpatient: [Bool] = []
    /// The day of the last birth given.
    var lastDelivery: [Int32] = []
    /// Departments with which an attending relation is open, one bit each.
    var relations: [UInt64] = []
    /// Statutory reports already decided on, one bit for each chronic disease.
    var reported: [UInt64] = []

    /// The sequence in the identity number, which tells apart who was born on one day in one district.
    private var sequences: [Int16] = []
    private var takenIdentities: Set<UInt64> = []

    /// Patients by age band and sex, and by chronic disease, in random order.
    private var bands: [[Int32]] = Array(repeating: [], count: 12)
    private(set) var panels: [[Int32]]

    init(count: Int, seed: UInt64, reference: ReferenceData, names: Names, random: inout RandomSource) {
        self.seed = seed
        self.names = names
        conditions = reference.conditions
        chronic = reference.chronic
        panels = Array(repeating: [], count: reference.chronic.count)
        reserve(count + count / 20)
        let shares = ReferenceData.sums(Self.bandShares)
        for _ in 0..<count {
            let band = random.index(cumulative: shares)
            let low = band == 0 ? 0 : Self.ageBounds[band - 1]
            let high = band == 5 ? 97 : Self.ageBounds[band]
            let years = Double(low) + Double(high - low) * (band == 5 ? random.unit() * random.unit() : random.unit())
            let middle = CivilCalendar.day(year: 2025, month: 3, day: 1)
            // The youngest are born while the data run, and come from then on.
            add(born: middle - Int(years * 365.25), isFemale: random.chance(band == 0 ? 0.48 : 0.53), band: band, random: &random)
        }
    }

    var count: Int {
        birthDays.count
    }

    private func reserve(_ count: Int) {
        birthDays.reserveCapacity(count)
        females.reserveCapacity(count)
        insurances.reserveCapacity(count)
        chronicBits.reserveCapacity(count)
        deathDays.reserveCapacity(count)
        isInpatient.reserveCapacity(count)
        lastDelivery.reserveCapacity(count)
        relations.reserveCapacity(count)
        reported.reserveCapacity(count)
        sequences.reserveCapacity(count)
        takenIdentities.reserveCapacity(count)
    }

    private func add(born: Int, isFemale: Bool, band: Int, random: inout RandomSource) {
        let patient = Int32(count)
        let frailty = random.logNormal(median: 0.85, sigma: 0.6)
        var bits: UInt64 = 0
        for (bit, index) in chronic.enumerated() {
            let condition = conditions[index]
            if let wanted = condition.isFemale, wanted != isFemale { continue }
            guard let share = condition.prevalence?[band], share > 0, random.chance(share * frailty) else { continue }
            bits |= 1 << UInt64(bit)
            panels[bit].append(patient)
        }
        birthDays.append(Int32(born))
        females.append(isFemale)
        insurances.append(Self.insurance(band: band, random: &random))
        chronicBits.append(bits)
        let hazard = [0.0004, 0.0001, 0.0006, 0.003, 0.014, 0.055][band] * frailty
        let years = -logarithm(1 - random.unit()) / hazard
        let death = Double(max(born, CivilCalendar.firstDay)) + years * 365.25
        deathDays.append(death > Double(CivilCalendar.lastDay) ? Int32.max : Int32(death))
        isInpatient.append(false)
        lastDelivery.append(0)
        relations.append(0)
        reported.append(0)
        chooseSequence(born: born, isFemale: isFemale)
        bands[band * 2 + (isFemale ? 1 : 0)].append(patient)
    }

    private static func insurance(band: Int, random: inout RandomSource) -> Insurance {
        let weights: [Double] =
            switch band {
            case 0, 1: [0, 0.84, 0.9, 1, 1]
            case 2: [0.58, 0.82, 0.89, 0.98, 1]
            case 3: [0.56, 0.89, 0.92, 0.97, 1]
            default: [0.52, 0.92, 0.925, 0.96, 1]
            }
        return Insurance.allCases[random.index(cumulative: weights)]
    }

    // MARK: Identity numbers

    /// The district of birth: a quarter were born elsewhere than they live.
    private func birthplace(of patient: Int) -> Int {
        let isElsewhere = hash(patient, 3) % 4 == 0
        return names.place(hash: hash(patient, isElsewhere ? 4 : 2)).code
    }

    private func chooseSequence(born: Int, isFemale: Bool) {
        let patient = sequences.count
        var sequence = Int(hash(patient, 7) % 480) * 2 + 20 + (isFemale ? 0 : 1)
        let place = UInt64(birthplace(of: patient)) << 32 | UInt64(born + 100_000) << 12
        while !takenIdentities.insert(place | UInt64(sequence)).inserted {
            sequence = (sequence + 2) % 1_000
        }
        sequences.append(Int16(sequence))
    }

    /// The 18 characters of a patient's resident identity number.
    func nationalID(of patient: Int) -> String {
        IdentityNumber.text(district: birthplace(of: patient), born: Int(birthDays[patient]), sequence: Int(sequences[patient]))
    }

    // MARK: Births and deaths

    /// Adds a newborn.
    ///
    /// - Returns: The patient's index.
    func addNewborn(on day: Int, random: inout RandomSource) -> Int {
        let patient = count
        birthDays.append(Int32(day))
        females.append(random.chance(0.48))
        insurances.append(random.chance(0.85) ? .urbanRuralResident : .selfPay)
        chronicBits.append(0)
        deathDays.append(Int32.max)
        isInpatient.append(false)
        lastDelivery.append(0)
        relations.append(0)
        reported.append(0)
        chooseSequence(born: day, isFemale: females[patient])
        return patient
    }

    func isAlive(_ patient: Int, on day: Int) -> Bool {
        Int(deathDays[patient]) > day
    }

    func die(_ patient: Int, on day: Int) {
        deathDays[patient] = Int32(day)
    }

    /// Whoever is in hospital does not die elsewhere.
    func postponeDeath(of patient: Int, beyond day: Int) {
        if deathDays[patient] != Int32.max, Int(deathDays[patient]) <= day { deathDays[patient] = Int32.max }
    }

    func age(_ patient: Int, on day: Int) -> Int {
        CivilCalendar.age(born: Int(birthDays[patient]), on: day)
    }

    // MARK: Finding somebody

    /// Somebody who has or could have a condition and is alive and not in hospital, or nil when nobody was found in a few tries.
    ///
    /// Those with chronic diseases come from the panel of the disease, where some come far oftener than others.
    func patient(for condition: Condition, on day: Int, random: inout RandomSource) -> Int? {
        for _ in 0..<12 {
            let patient: Int
            if let bit = condition.chronicBit, !panels[bit].isEmpty {
                let place = random.unit()
                patient = Int(panels[bit][Int(Double(panels[bit].count) * place * place.squareRoot())])
            } else {
                let band = random.index(cumulative: condition.ageSums)
                let isFemale = condition.isFemale ?? random.chance(0.52)
                let people = bands[band * 2 + (isFemale ? 1 : 0)]
                guard !people.isEmpty else { continue }
                patient = Int(people[Int(Double(people.count) * random.unit())])
            }
            guard Int(birthDays[patient]) < day, Int(deathDays[patient]) > day, !isInpatient[patient] else { continue }
            if condition.isMaternal {
                let age = (day - Int(birthDays[patient])) / 365
                guard age >= 19, age <= 42 else { continue }
                if condition.isDelivery, day - Int(lastDelivery[patient]) < 400 { continue }
            }
            return patient
        }
        return nil
    }

    /// A patient's own number for anything that must stay the same from encounter to encounter.
    func hash(_ patient: Int, _ purpose: UInt64) -> UInt64 {
        mixed(seed &+ UInt64(patient) &* 0x9E37_79B9_7F4A_7C15 &+ purpose &* 0xC2B2_AE3D_27D4_EB4F)
    }
}
