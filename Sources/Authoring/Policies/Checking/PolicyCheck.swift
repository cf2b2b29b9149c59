import Catalog
import Foundation
import Governance

/// Looks a policy over: that it loads over a catalog, and that every rule, text and level of it can do what its author wrote it for.
public struct PolicyCheck {
    private let path: String
    private let catalog: Catalog
    private let today: String

    /// A check of a policy's file.
    ///
    /// - Parameters:
    ///   - catalog: Of the database that it is for.
    ///   - today: The day, `YYYY-MM-DD`, by which rules are over.
    public init(path: String, catalog: Catalog, today: String) {
        self.path = path
        self.catalog = catalog
        self.today = today
    }

    /// Everything that was found, errors first, each kind in the file's order.
    public func findings() -> [Finding] {
        var reading = PolicyReading(path: path)
        let policy = reading.policy(over: catalog)
        var findings = reading.findings
        // What rules lack, and what uses a thing, may stand in what could not be read.
        if findings.isEmpty, let policy, let root = reading.root {
            let shape = PolicyShape(policy: policy, catalog: catalog)
            findings += RuleReview(shape: shape, today: today).findings
            findings += RoleReview(shape: shape, today: today, root: root).findings
            findings += ConditionReview(shape: shape).findings
            findings += ColumnReview(shape: shape, root: root).findings
            findings += LanguageReview(root: root).findings
            findings += UseReview(shape: shape, root: root).findings
            findings += CaseReview(shape: shape, root: root).findings
        }
        // A rule that several roles inherit is one rule.
        var seen: Set<Finding> = []
        findings = findings.filter { seen.insert($0).inserted }
        return Finding.Severity.allCases.flatMap { severity in
            findings.filter { $0.severity == severity }.sorted { $0.line ?? 0 < $1.line ?? 0 }
        }
    }
}

extension Finding {
    init(_ severity: Severity, _ message: String, at place: YAMLNode) {
        self.init(severity, message, file: place.file, line: place.line)
    }
}

extension YAMLNode {
    /// Where something belongs that a policy lacks: the first of these sections that it has, else where the policy begins.
    func section(_ names: String...) -> YAMLNode {
        for name in names { if let section = try? value(name) { return section } }
        return self
    }
}

extension Collection where Element == String {
    /// Names in a sentence, sorted.
    var listed: String { sorted().joined(separator: ", ") }
}
