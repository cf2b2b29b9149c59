import Foundation
import Language

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Keeps the index of a workspace's vocabulary in a file, so that reading the words of the database is done once for each of its states.
///
/// The file only ever saves time: it is used when it is whole and was made from the database, catalog and version at hand, and else made
/// anew. When it cannot be written, the index lives in memory.
struct VocabularyStore {
    /// The folder of the file; nil when none is kept.
    let folder: String?
    /// A digest of the catalog.
    let rules: String
    /// The database before anything is read from it.
    let state: DatabaseStamp

    static let fileName = "vocabulary.index"

    /// The index, and what whoever runs the program should know about its file.
    struct Opened {
        var index: VocabularyIndex
        var notice: String?
    }

    /// Reads the file, or makes index and file.
    ///
    /// - Parameters:
    ///   - read: Reads all values from the database.
    ///   - make: Makes the index of values.
    func open(read: () throws -> [VocabularyEntry], make: ([VocabularyEntry]) -> VocabularyIndex) throws -> Opened {
        var notice: String?
        var kept: (index: VocabularyIndex, origin: VocabularyOrigin)?
        do throws(VocabularyFault) {
            kept = try load()
        } catch {
            if error == .damaged {
                notice =
                    "\(path ?? "The vocabulary index") was damaged; it is made anew from the database. See 'The vocabulary index' in Documentation/operations.md."
            }
        }
        if let kept, kept.origin.rules == rules, kept.origin.state == state.text { return Opened(index: kept.index, notice: nil) }
        let entries = try read()
        let digest = VocabularyIndex.digest(of: entries)
        // Something was written, but no word has changed.
        let same = kept.flatMap { $0.origin.rules == rules && $0.origin.values == digest ? $0.index : nil }
        let index = same ?? make(entries)
        if let folder, state.isSettled {
            do throws(Failure) {
                try save(index.encoded(VocabularyOrigin(rules: rules, state: state.text, values: digest)), in: folder)
            } catch {
                notice =
                    "The vocabulary is read from the database at every start, since \(folder)/\(VocabularyStore.fileName) cannot be written (\(error.reason)). Name a folder that can be with 'cache' in lamplight.yaml, or 'cache: none'."
            }
        }
        return Opened(index: index, notice: notice)
    }

    private var path: String? { folder.map { $0 + "/" + VocabularyStore.fileName } }

    private func load() throws(VocabularyFault) -> (index: VocabularyIndex, origin: VocabularyOrigin)? {
        guard let path, let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else { return nil }
        var result: Result<(index: VocabularyIndex, origin: VocabularyOrigin), VocabularyFault>?
        data.withUnsafeBytes { bytes in
            do throws(VocabularyFault) { result = .success(try VocabularyIndex.decode(bytes)) } catch { result = .failure(error) }
        }
        return try result?.get()
    }

    private struct Failure: Error { var reason: String }

    /// Writes the file whole under another name and then gives it its own, so that nobody ever reads half of it.
    private func save(_ bytes: [UInt8], in folder: String) throws(Failure) {
        if !Files.isFolder(folder) {
            // Only its owner: who can write here can change what words mean.
            do { try Files.createFolder(folder, mode: 0o700) } catch { throw Failure(reason: "the folder cannot be made") }
        }
        let name = folder + "/" + VocabularyStore.fileName
        let draft = name + ".\(getpid()).new"
        unlink(draft)
        let descriptor = Glibc.open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let reason = String(cString: strerror(errno))
        close(descriptor)
        guard written == bytes.count, rename(draft, name) == 0 else {
            unlink(draft)
            throw Failure(reason: reason)
        }
    }
}
