import Audit
import Foundation

extension Engine {
    /// All emergency access that runs now, whoever's it is; for those who keep the workspace.
    public func runningGrants() throws(ServiceError) -> [RunningGrant] {
        do {
            return try audit.runningGrants()
        } catch {
            throw Passage.serviceError(error)
        }
    }

    /// When a grant is over: local wall time, `YYYY-MM-DD HH:MM`.
    public func until(_ grant: RunningGrant) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm"
        return formatter.string(from: grant.over)
    }
}
