import Catalog
import Foundation

@testable import Language

/// The demonstration hospital's catalog and English words, read once for all tests of restatements.
enum Hospital {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let lexicon = Result {
        let folder = root + "/Lexicons/hospital"
        let catalog = try CatalogLoader.load(folder + "/catalog.yaml")
        let vocabulary = ["Cardiology", "General Surgery", "Orthopedics", "Oncology"].map {
            VocabularyEntry(entity: "department", attribute: "name", value: $0)
        }
        return try Lexicon.load(
            directory: folder, language: "en", grammarDirectory: root + "/Grammars", catalog: catalog, vocabulary: vocabulary)
    }

    static func restater() throws -> Restater {
        let lexicon = try lexicon.get()
        return Restater(catalog: lexicon.catalog, labels: lexicon.labels)
    }
}
