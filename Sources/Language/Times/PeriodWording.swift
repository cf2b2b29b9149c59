import Algebra

extension CalendarUnit {
    /// The function that gives the calendar unit of a time.
    var function: ScalarFunction? {
        switch self {
        case .day: .date
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .year: .year
        case .half, .decade, .century: nil
        }
    }
}

extension Period {
    /// The first and last day, for headings.
    var spoken: String {
        if !isOfDays {
            return [startText.map { "from \($0)" }, endText.map { "before \($0)" }].compactMap { $0 }.joined(separator: " ")
        }
        switch (start, end) {
        case (let start?, let end?):
            let last = end.moved(-1, .day)
            return start == last ? start.text : "\(start.text) to \(last.text)"
        case (let start?, nil): return "from \(start.text)"
        case (nil, let end?): return "before \(end.text)"
        case (nil, nil): return "all time"
        }
    }
}
