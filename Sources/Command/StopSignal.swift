import ArgumentParser
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Turns SIGTERM and SIGINT into a descriptor that becomes readable, so that whoever waits for input is woken and can finish its work.
struct StopSignal {
    /// Becomes readable at the first signal.
    let descriptor: Int32

    /// The end of the pipe that the signal handler writes to: a handler may touch nothing but such a number.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            Terminal.complain(
                "No pipe could be made for signals: \(String(cString: strerror(errno))). Close some files or raise the limit.")
            throw ExitCode(1)
        }
        descriptor = ends[0]
        Self.writeEnd = ends[1]
        var stopping = sigset_t()
        sigemptyset(&stopping)
        for number in [SIGTERM, SIGINT] {
            sigaddset(&stopping, number)
            signal(number) { _ in
                var byte: UInt8 = 1
                _ = write(StopSignal.writeEnd, &byte, 1)
            }
        }
        // Whoever started this process may have blocked them, and a child inherits that.
        pthread_sigmask(SIG_UNBLOCK, &stopping, nil)
        // A reader that goes away shows as a failed write instead of ending the process.
        signal(SIGPIPE, SIG_IGN)
    }
}
