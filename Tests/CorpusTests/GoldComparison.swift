import Database
import Foundation

/// Whether an answer's rows hold the right ones: columns are found by their values, wherever they stand and whatever they are called.
struct GoldComparison {
    /// The right rows, with their columns.
    let columns: [String]
    let gold: [[Value]]
    let item: CorpusItem

    /// Whether the rows are right.
    func matches(_ answer: [[Value]]) -> Bool {
        let optional = Set((item.optional ?? []) + (item.anyOf ?? []).flatMap { $0 })
        // With all columns the order of what is tied can be told; without the optional ones it cannot.
        let wanted =
            [columns] + choices(item.anyOf ?? []).map { choice in columns.filter { !optional.contains($0) || choice.contains($0) } }
        if wanted.contains(where: { matches(answer, $0) }) { return true }
        return spread(columns.indices.filter { !optional.contains(columns[$0]) }, answer)
    }

    /// One column of each list, in every combination.
    private func choices(_ lists: [[String]]) -> [[String]] {
        lists.reduce([[]]) { chosen, list in chosen.flatMap { first in list.map { first + [$0] } } }
    }

    private func matches(_ written: [[Value]], _ wanted: [String]) -> Bool {
        // Groups of which nothing is told may stand or be left out.
        let answer =
            written.count > gold.count
            ? written.filter { row in row.contains { (number($0) ?? 0) != 0 } || row.allSatisfy { number($0) == nil } } : written
        guard answer.count == gold.count else { return false }
        guard let width = answer.map(\.count).max() else { return true }
        let indices = wanted.compactMap { columns.firstIndex(of: $0) }
        var candidates: [[(column: Int, scale: Double)]] = []
        for index in indices {
            let name = columns[index]
            let scales: [Double] = name.hasSuffix("_pct") ? [1, 100] : [1]
            let fitting = (0..<width).flatMap { column in scales.map { (column: column, scale: $0) } }.filter { candidate in
                paired(gold.map { [$0[index]] }, answer.map { [$0[candidate.column]] }, [name], [candidate.scale], ties: 0)
            }
            // Where a ranking was cut among equals, the columns' values may differ.
            candidates.append(item.ordered ? (0..<width).flatMap { column in scales.map { (column: column, scale: $0) } } : fitting)
            if candidates[candidates.count - 1].isEmpty { return false }
        }
        return assign(candidates, [], answer, indices)
    }

    private func assign(
        _ candidates: [[(column: Int, scale: Double)]], _ chosen: [(column: Int, scale: Double)], _ answer: [[Value]], _ indices: [Int]
    ) -> Bool {
        guard chosen.count < candidates.count else {
            let rows = answer.map { row in chosen.map { row[$0.column] } }
            return same(gold.map { row in indices.map { row[$0] } }, rows, indices.map { columns[$0] }, chosen.map(\.scale))
        }
        return candidates[chosen.count].contains { candidate in
            !chosen.contains { $0.column == candidate.column } && assign(candidates, chosen + [candidate], answer, indices)
        }
    }

    /// The same rows; in the order of the keys where the order is part of the answer, of which rows tied with the last may differ.
    private func same(_ right: [[Value]], _ rows: [[Value]], _ names: [String], _ scales: [Double]) -> Bool {
        guard item.ordered else { return paired(right, rows, names, scales, ties: 0) }
        let keys = (item.orderBy ?? columns).compactMap { names.firstIndex(of: $0) }
        // Without the key among the columns, the order of the rows is that of the right ones.
        guard !keys.isEmpty else { return zip(right, rows).allSatisfy { equal($0, $1, names, scales) } }
        for (a, b) in zip(right, rows) where !keys.allSatisfy({ equal(a[$0], b[$0], names[$0], scales[$0]) }) { return false }
        let isCut = item.sql?.contains(" LIMIT ") == true
        let last = right.last.map { row in keys.map { row[$0] } }
        let tied = isCut ? right.count { row in last == keys.map { row[$0] } } : 0
        return paired(right, rows, names, scales, ties: tied)
    }

    /// Whether every row has an equal one of its own, but for as many as may be tied.
    private func paired(_ right: [[Value]], _ rows: [[Value]], _ names: [String], _ scales: [Double], ties: Int) -> Bool {
        var free = right
        var missing = 0
        for row in rows {
            if let index = free.firstIndex(where: { equal($0, row, names, scales) }) { free.remove(at: index) } else { missing += 1 }
            if missing > ties { return false }
        }
        return true
    }

    private func equal(_ right: [Value], _ row: [Value], _ names: [String], _ scales: [Double]) -> Bool {
        right.indices.allSatisfy { equal(right[$0], row[$0], names[$0], scales[$0]) }
    }

    private func equal(_ right: Value, _ value: Value, _ name: String, _ scale: Double) -> Bool {
        if case .null = right { return value == .null }
        if name.hasSuffix("_group") || name.hasSuffix("_band") || name == "weekday" { return label(right, name) == label(value, name) }
        if let a = number(right), let b = number(value) {
            if case .integer = right { return abs(a - b * scale) < 1e-6 }
            return abs(a - b * scale) <= 1e-3 * abs(a) + 0.005 + 1e-9
        }
        let (a, b) = (label(right, name), label(value, name))
        // A time may be shown to the day or the minute.
        return a == b || (a.count == 19 && b.count >= 10 && a.hasPrefix(b))
    }

    /// One row of several numbers may be laid out over several rows.
    private func spread(_ indices: [Int], _ answer: [[Value]]) -> Bool {
        guard gold.count == 1, indices.count > 1, (2...6).contains(answer.count) else { return false }
        var cells = answer.flatMap { $0.compactMap(number) }
        for index in indices {
            guard let wanted = number(gold[0][index]),
                let found = cells.firstIndex(where: { abs($0 - wanted) <= 1e-3 * abs(wanted) + 1e-6 })
            else { return false }
            cells.remove(at: found)
        }
        return true
    }

    private func number(_ value: Value) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    private func label(_ value: Value, _ name: String) -> String {
        let text: String
        switch value {
        case .text(let string): text = string.lowercased()
        case .integer(let integer): text = String(integer)
        case .real(let real): text = String(real)
        default: text = ""
        }
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        if name == "weekday", let day = Int(text), (1...7).contains(day) { return days[day - 1] }
        if name.hasSuffix("_group") || name.hasSuffix("_band") { return text.split { !$0.isNumber }.joined(separator: "-") }
        return text
    }
}
