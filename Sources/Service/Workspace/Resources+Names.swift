import Catalog
import Foundation

extension Resources {
    /// Told where there is no such policy; `file` and `line` are the place that names it.
    func missing(policy name: String, file: String? = nil, line: Int? = nil) -> ServiceError {
        // What policies share stands beside them, and says no policy's name.
        let known = Files.names(in: policies, without: ".yaml").filter {
            (try? YAMLNode.read(policies + "/" + $0 + ".yaml").value("policy")) ?? nil != nil
        }
        return missing("policy", name, known, .policyUnusable, file, line)
    }

    /// The same of a lexicon.
    func missing(lexicon name: String, file: String? = nil, line: Int? = nil) -> ServiceError {
        missing("lexicon", name, Files.names(in: lexicons).filter { !$0.hasPrefix(".") }, .lexiconUnusable, file, line)
    }

    private func missing(
        _ what: String, _ name: String, _ known: [String], _ code: ServiceError.Code, _ file: String?, _ line: Int?
    ) -> ServiceError {
        let meant = nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return ServiceError(
            code, "There is no \(what) '\(name)'.\(meant)",
            remedy: "Name a path with a slash, or one of \(known.sorted().joined(separator: ", ")).", file: file, line: line)
    }
}
