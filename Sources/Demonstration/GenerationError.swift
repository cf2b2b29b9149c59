/// Why the demonstration hospital could not be generated, told so that the next step is clear.
public enum GenerationError: Error, Hashable, Sendable {
    /// There is a file at the path already; it is left as it is.
    case fileExists(path: String)
    /// The scale lies outside of what the generator can do.
    case scaleOutOfRange(scale: Double, allowed: ClosedRange<Double>)
    /// The finished file could not get its name.
    case cannotRename(from: String, to: String, reason: String)
    /// A line of a built-in reference table is wrong: a mistake in the program.
    case referenceTable(table: String, line: String, problem: String)
}

extension GenerationError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .fileExists(let path):
            "Could not generate the hospital: “\(path)” exists already. Choose another path, or delete the file first."
        case .scaleOutOfRange(let scale, let allowed):
            "Could not generate the hospital: the scale \(scale) is out of range. "
                + "Choose one from \(allowed.lowerBound) to \(allowed.upperBound); 1 stands for three million outpatient visits a year."
        case .cannotRename(let from, let to, let reason):
            "Could not give the finished hospital its name “\(to)”: \(reason). It lies at “\(from)”: move it, or delete it and try again."
        case .referenceTable(let table, let line, let problem):
            "The built-in table \(table) has a mistake: \(problem), in the line “\(line)”. Please report it."
        }
    }
}
