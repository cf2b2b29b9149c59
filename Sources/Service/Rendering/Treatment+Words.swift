import Catalog

extension Treatment {
    /// What is done to a value, in a few words, for the audit log and `explain`.
    var words: String {
        switch self {
        case .show: "shown"
        case .partial(let kind): "in part (\(kind))"
        case .generalise(let granularity): "coarser (\(granularity.rawValue))"
        case .deidentify: "identifiers replaced"
        case .pseudonym: "pseudonym"
        case .hide: "hidden"
        }
    }
}
