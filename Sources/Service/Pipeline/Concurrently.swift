import Dispatch
import Synchronization

/// Runs two pieces of work at the same time and gives back both results; when either fails, the first one's error, else the second's.
func concurrently<First: Sendable, Second: Sendable, Failure: Error>(
    _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () throws(Failure) -> Second
) throws(Failure) -> (First, Second) {
    let results = Mutex<(Result<First, Failure>?, Result<Second, Failure>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let result = capture(first)
            results.withLock { $0.0 = result }
        } else {
            let result = capture(second)
            results.withLock { $0.1 = result }
        }
    }
    guard case (let one?, let two?) = results.withLock({ $0 }) else {
        preconditionFailure("concurrentPerform returns when all work is done")
    }
    return (try one.get(), try two.get())
}

private func capture<Value, Failure: Error>(_ work: () throws(Failure) -> Value) -> Result<Value, Failure> {
    do {
        return .success(try work())
    } catch {
        return .failure(error)
    }
}
