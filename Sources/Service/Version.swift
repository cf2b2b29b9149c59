/// The version that `--version` tells and that audit records hold.
public enum Version {
    /// Semantic version.
    public static let text = "0.1.0"
}
