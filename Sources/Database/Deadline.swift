/// The moment after which a statement must stop, on whatever clock the caller keeps, so that tests need not wait.
public struct Deadline: Sendable {
    let hasPassed: @Sendable () -> Bool

    /// A deadline that lies `duration` after the clock's present.
    public init<C: Clock>(after duration: C.Duration, on clock: C) {
        let end = clock.now.advanced(by: duration)
        hasPassed = { clock.now >= end }
    }

    /// A deadline that a question decides, asked every few thousand instructions of the statement.
    public init(hasPassed: @escaping @Sendable () -> Bool) {
        self.hasPassed = hasPassed
    }
}
