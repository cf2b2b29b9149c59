// Elementary functions from basic IEEE operations only: those of the system's library may differ in the last bit from machine to machine,
// and the hospital must not.

/// e to the power of x, to about 1e-12.
func exponential(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let clamped = min(x, 700)
    let ln2 = 0.693147180559945309417
    let power = (clamped / ln2).rounded()
    let rest = clamped - power * ln2
    var term = 1.0
    var sum = 1.0
    for divisor in 1...13 {
        term *= rest / Double(divisor)
        sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(power), significand: 1)
}

/// The natural logarithm of a positive number, to about 1e-12.
func logarithm(_ x: Double) -> Double {
    guard x > 0 else { return -700 }
    let ln2 = 0.693147180559945309417
    var significand = x.significand
    var exponent = Double(x.exponent)
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    var power = ratio
    for divisor in stride(from: 1.0, through: 23.0, by: 2.0) {
        sum += power / divisor
        power *= square
    }
    return 2 * sum + exponent * ln2
}

/// The normal distribution by its quantiles.
enum Gauss {
    private static let bins = 4096
    private static let table: [Double] = (0...bins).map { quantile(probability: (Double($0) + 0.5) / Double(bins + 1)) }

    /// The quantile that 64 random bits stand for.
    static func quantile(_ bits: UInt64) -> Double {
        let bin = Int(bits >> 52)
        let fraction = Double((bits >> 12) & 0xFF_FFFF_FFFF) * 0x1p-40
        return table.withUnsafeBufferPointer { $0[bin] + ($0[bin + 1] - $0[bin]) * fraction }
    }

    /// Acklam's rational approximation of the inverse of the normal distribution function, relative error below 1.2e-9.
    private static func quantile(probability p: Double) -> Double {
        let a = [
            -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01,
            2.506628277459239e+00,
        ]
        let b = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01]
        let c = [
            -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00,
            2.938163982698783e+00,
        ]
        let d = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00]
        func tail(_ q: Double) -> Double {
            let above = c.reduce(0) { $0 * q + $1 }
            return above / (d.reduce(0) { $0 * q + $1 } * q + 1)
        }
        if p < 0.02425 { return tail((-2 * logarithm(p)).squareRoot()) }
        if p > 1 - 0.02425 { return -tail((-2 * logarithm(1 - p)).squareRoot()) }
        let q = p - 0.5
        let r = q * q
        return a.reduce(0) { $0 * r + $1 } * q / (b.reduce(0) { $0 * r + $1 } * r + 1)
    }
}
