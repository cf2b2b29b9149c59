/// Random numbers that are the same on every machine, so that one seed makes one hospital, byte for byte.
///
/// The generator is xoshiro256** by Blackman and Vigna, seeded through SplitMix64 (https://prng.di.unimi.it).
struct RandomSource {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// A source of its own for each `stream` of one seed.
    init(seed: UInt64, stream: UInt64 = 0) {
        var state = seed ^ (stream &* 0xD134_2543_DE82_EF95)
        s0 = splitMix64(&state)
        s1 = splitMix64(&state)
        s2 = splitMix64(&state)
        s3 = splitMix64(&state)
    }

    mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number in 0..<1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// An integer in 0..<bound; `bound` must be positive.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
    }

    /// An integer of a closed range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// A number of the standard normal distribution, cut off near ±3.7.
    mutating func normal() -> Double {
        Gauss.quantile(next())
    }

    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * exponential(sigma * normal())
    }

    /// A count with this mean: Poisson for small means, its normal approximation for large ones.
    mutating func count(mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        if mean > 40 {
            return max(0, Int((mean + mean.squareRoot() * normal()).rounded()))
        }
        let limit = exponential(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            count += 1
            product *= unit()
        }
        return count
    }

    /// An index drawn by weights that were summed up one after another.
    mutating func index(cumulative: [Double]) -> Int {
        guard let total = cumulative.last, total > 0 else { return 0 }
        let mark = unit() * total
        if cumulative.count <= 8 {
            for (index, bound) in cumulative.enumerated() where mark < bound { return index }
            return cumulative.count - 1
        }
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if mark < cumulative[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// One step of SplitMix64.
func splitMix64(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
}

/// A well mixed hash of a number: what a patient is like without storing it.
func mixed(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}

/// A number in 0..<1 from a hash.
func unit(of hash: UInt64) -> Double {
    Double(hash >> 11) * 0x1p-53
}
