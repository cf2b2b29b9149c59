#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file that only its owner may read: the few calls of POSIX that the log's promises rest on.
final class PrivateFile: @unchecked Sendable {
    /// What tells whether a file is still as it was left.
    struct State: Hashable {
        var device: UInt64
        var inode: UInt64
        var size: Int
        var seconds: Int
        var nanoseconds: Int
    }

    /// What a file is opened for.
    enum Access {
        /// Reading.
        case reading
        /// Reading, and writing at the end; made if it is not there.
        case appending
        /// Reading, and writing anywhere; made if it is not there.
        case writing
        /// Writing a file that must not be there yet.
        case making
    }

    let path: String
    private let descriptor: Int32

    init(_ path: String, for access: Access) throws {
        let flags =
            switch access {
            case .reading: O_RDONLY
            case .appending: O_RDWR | O_CREAT | O_APPEND
            case .writing: O_RDWR | O_CREAT
            case .making: O_WRONLY | O_CREAT | O_EXCL
            }
        self.path = path
        var opened: Int32
        repeat { opened = open(path, flags | O_CLOEXEC, 0o600) } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw AuditError.cannotRead(path: path, reason: Self.reason()) }
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    static func reason() -> String {
        String(cString: strerror(errno))
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    // MARK: State

    func state() throws -> State {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw AuditError.cannotRead(path: path, reason: Self.reason()) }
        return Self.state(status)
    }

    /// The state of what the path names now, which may be another file than the open one; nil when there is none.
    func stateOfPath() -> State? {
        var status = stat()
        return stat(path, &status) == 0 ? Self.state(status) : nil
    }

    /// The permission bits.
    func permissions() throws -> UInt32 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw AuditError.cannotRead(path: path, reason: Self.reason()) }
        return UInt32(status.st_mode) & 0o777
    }

    private static func state(_ status: stat) -> State {
        State(
            device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino), size: Int(status.st_size),
            seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    }

    // MARK: Reading and writing

    /// The bytes of a range, fewer where the file ends before it does.
    func read(_ range: Range<Int>) throws -> [UInt8] {
        var failure: String?
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count {
                guard let base = buffer.baseAddress else { return }
                let got = pread(descriptor, base + count, range.count - count, off_t(range.lowerBound + count))
                if got < 0 && errno == EINTR { continue }
                guard got >= 0 else {
                    failure = Self.reason()
                    return
                }
                guard got > 0 else { return }
                count += got
            }
        }
        if let failure { throw AuditError.cannotRead(path: path, reason: failure) }
        return bytes
    }

    /// Writes at the end of a file that was opened for appending, or at the start of a new one.
    func write(_ bytes: [UInt8]) throws {
        try put(bytes) { base, count, _ in systemWrite(descriptor, base, count) }
    }

    /// Writes at a place.
    func write(_ bytes: [UInt8], at offset: Int) throws {
        try put(bytes) { base, count, written in pwrite(descriptor, base, count, off_t(offset + written)) }
    }

    private func put(_ bytes: [UInt8], _ call: (UnsafeRawPointer, Int, Int) -> Int) throws {
        try bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            var written = 0
            while written < buffer.count {
                let put = call(base + written, buffer.count - written, written)
                if put < 0 && errno == EINTR { continue }
                guard put > 0 else { throw AuditError.cannotWrite(path: path, reason: Self.reason()) }
                written += put
            }
        }
    }

    func truncate(to size: Int) throws {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw AuditError.cannotWrite(path: path, reason: Self.reason()) }
    }

    /// Returns when the disk has confirmed all that was written to the file, by whichever process.
    func synchronize() throws {
        #if os(Linux)
            let result = fdatasync(descriptor)
        #else
            let result = fsync(descriptor)
        #endif
        guard result == 0 else { throw AuditError.notDurable(path: path, reason: Self.reason()) }
    }

    /// Returns when the disk has confirmed the names in a folder.
    static func synchronize(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AuditError.cannotRead(path: folder, reason: reason()) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw AuditError.notDurable(path: folder, reason: reason()) }
    }

    // MARK: Locking

    /// Runs work while no other opening of the file, in this process or another, holds its lock.
    ///
    /// - Parameter shared: Whether others may hold it too if they also share it.
    func locked<Result>(shared: Bool = false, _ work: () throws -> Result) throws -> Result {
        // A writer holds the lock for one write; thousands of tries are enough unless a process hangs.
        var tries = 0
        while flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw AuditError.cannotWrite(path: path, reason: Self.reason()) }
            tries += 1
            guard tries < 50_000 else { throw AuditError.busy(path: path) }
            usleep(200)
        }
        defer { flock(descriptor, LOCK_UN) }
        return try work()
    }
}

/// `write(2)`, which the method of the same name hides.
private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, base, count)
}
