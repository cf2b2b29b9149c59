import Catalog
import Database
import Foundation
import Language

/// Looks a lexicon over: that it loads, that everything can be asked for and is about a patient where it should be, and that it fits a database.
public struct LexiconCheck {
    private let folder: String
    private let language: String
    private let grammars: String

    /// A check of a lexicon's folder.
    ///
    /// - Parameters:
    ///   - language: Of the words, such as `en`.
    ///   - grammars: The folder of all grammars.
    public init(folder: String, language: String, grammars: String) {
        self.folder = folder
        self.language = language
        self.grammars = grammars
    }

    private var catalogFile: String { folder + "/catalog.yaml" }
    private var wordsFile: String { folder + "/words.\(language).yaml" }

    /// Everything that was found, errors first.
    ///
    /// - Parameter database: A SQLite database that the lexicon is to fit; nil looks at the files alone.
    public func findings(database: String? = nil, progress: (Double, String) -> Void = { _, _ in }) -> [Finding] {
        let catalog: Catalog
        let root: YAMLNode
        do {
            root = try YAMLNode.read(catalogFile)
            catalog = try CatalogLoader.load(catalogFile)
        } catch {
            return [Finding(error, in: catalogFile)]
        }
        var findings = CatalogReview(catalog: catalog, root: root, file: catalogFile).findings
        findings += words(catalog)
        if let database {
            do {
                findings += try DatabaseReview(catalog: catalog, root: root, file: catalogFile).findings(database, progress: progress)
            } catch {
                findings.append(Finding(.error, "The database cannot be read: \(error)", file: database))
            }
        }
        let order = Finding.Severity.allCases
        return order.flatMap { severity in findings.filter { $0.severity == severity } }
    }

    private func words(_ catalog: Catalog) -> [Finding] {
        do {
            let root = try YAMLNode.read(wordsFile)
            _ = try Lexicon.load(directory: folder, language: language, grammarDirectory: grammars, catalog: catalog, vocabulary: [])
            return try WordsReview(catalog: catalog, root: root, file: wordsFile).findings()
        } catch let error as CatalogError {
            return [Finding(error, in: wordsFile)]
        } catch let error as LanguageError {
            return [Finding(.error, error.message, file: error.file ?? wordsFile, line: error.line)]
        } catch {
            return [Finding(.error, "\(error)", file: wordsFile)]
        }
    }
}
