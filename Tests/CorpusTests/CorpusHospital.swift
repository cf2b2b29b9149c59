import Algebra
import Catalog
import Database
import Demonstration
import Execution
import Foundation
import Language

/// A generated hospital with everything that is needed to answer a question on it, without permissions: what is tested is what is understood.
struct CorpusHospital {
    let catalog: Catalog
    let understanding: Understanding
    let executor: Executor
    let connection: Connection
    let clock: String

    /// Generates the hospital; large enough that every literal of the corpus can be bound.
    init(seed: UInt64 = 11, scale: Double = 0.01) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-corpus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "hospital.sqlite").path
        try HospitalGenerator(seed: seed, scale: scale).generate(to: file)
        connection = try Connection(path: file, mode: .readOnly)
        catalog = try CatalogLoader.load(CorpusItem.root + "/Lexicons/hospital/catalog.yaml")
        var vocabulary: [VocabularyEntry] = []
        for (name, entity) in catalog.entities {
            for (attribute, known) in entity.attributes where known.vocabulary {
                for row in try connection.rows("SELECT DISTINCT \(attribute) FROM \(entity.table)") {
                    if case .text(let text)? = row.first {
                        vocabulary.append(VocabularyEntry(entity: name, attribute: attribute, value: text))
                    }
                }
            }
        }
        let lexicon = try Lexicon.load(
            directory: CorpusItem.root + "/Lexicons/hospital", language: "en", grammarDirectory: CorpusItem.root + "/Grammars",
            catalog: catalog,
            vocabulary: vocabulary)
        understanding = Understanding(lexicon: lexicon)
        executor = try Executor(path: file)
        guard case .text(let now)? = try connection.rows("SELECT as_of FROM dataset").first?.first else {
            throw LanguageError("The generated hospital has no clock.")
        }
        clock = now
        self.folder = folder
    }

    private let folder: URL

    func remove() throws { try FileManager.default.removeItem(at: folder) }

    /// The item with each of its literals replaced by one that this hospital has.
    func bound(_ item: CorpusItem) throws -> CorpusItem {
        var item = item
        for (literal, sql) in item.bind ?? [:] {
            let value: String
            switch try connection.rows(sql).first?.first {
            case .text(let text): value = text
            case .integer(let integer): value = String(integer)
            default: throw LanguageError("\(item.id): no row for \(sql)")
            }
            item.question = item.question.replacingOccurrences(of: literal, with: value)
            item.sql = item.sql?.replacingOccurrences(of: literal, with: value)
        }
        return item
    }

    /// What comes of a question: rows, or nil with whether it was asked back.
    enum Result {
        case rows([[Value]])
        case askedBack
        case unanswered
    }

    func answer(_ question: String) throws -> Result {
        switch understanding.read(question, clock: clock) {
        case .answered(let reading):
            let compiled = try SQLCompiler.compile(
                Resolver(catalog).resolve(reading.query), schema: catalog, parameters: ["now": .time(clock)])
            return .rows(try executor.run(compiled).rows)
        case .clarify: return .askedBack
        case .unanswerable, .invalid: return .unanswered
        }
    }

    /// The rows of hand-written SQL.
    func rows(_ sql: String) throws -> [[Value]] { try connection.rows(sql) }
}
