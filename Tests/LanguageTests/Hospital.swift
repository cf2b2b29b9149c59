import Catalog
import Foundation

@testable import Language

/// The demonstration hospital's catalog, words and grammar, with a small vocabulary in place of a database.
///
/// Read once: the tests share it, as the threads of a service do.
enum Hospital {
    /// The clock of every test that fixes none of its own.
    static let clock = "2026-06-30 23:59:59"

    /// The repository's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    private static let loaded = Result { try load() }

    /// Reads the files anew.
    static func load() throws -> Lexicon {
        try Lexicon.load(
            directory: root + "/Lexicons/hospital", language: "en", grammarDirectory: root + "/Grammars",
            catalog: CatalogLoader.load(root + "/Lexicons/hospital/catalog.yaml"), vocabulary: vocabulary)
    }

    /// The lexicon; fails the test that asks for it when a file is wrong.
    static func lexicon() throws -> Lexicon { try loaded.get() }

    static func understanding() throws -> Understanding { Understanding(lexicon: try lexicon()) }

    /// What comes of a question on the tests' clock.
    static func read(_ question: String) throws -> Outcome { try understanding().read(question, clock: clock) }

    /// Names of the kind that public columns hold.
    static let vocabulary: [VocabularyEntry] = [
        entries(
            "department", "name",
            [
                "Cardiology", "Neurology", "General Surgery", "Orthopedics", "Pediatrics", "Obstetrics and Gynecology", "Oncology",
                "Emergency",
                "Respiratory Medicine", "Gastroenterology", "Nephrology", "Endocrinology", "Intensive Care", "Urology",
                "Laboratory Medicine",
            ]),
        entries("department", "name_zh", ["心血管内科", "神经内科", "普通外科"]),
        entries("campus", "name", ["Main Campus", "Riverside Campus"]),
        entries("ward", "name", ["Cardiology Ward 1", "Cardiology Ward 2", "Surgery Ward 1", "Intensive Care Unit"]),
        entries(
            "drug", "name",
            [
                "Metformin", "Insulin glargine", "Insulin aspart", "Atorvastatin", "Vancomycin", "Warfarin", "Aspirin", "Amoxicillin",
                "Heparin sodium",
            ]),
        entries("drug", "class", ["antibiotic", "anticoagulant", "antidiabetic", "statin", "analgesic"]),
        entries("lab_test", "name", ["Hemoglobin", "Creatinine", "Potassium", "Hemoglobin A1c", "Troponin I", "C-reactive protein"]),
        entries(
            "icd10", "title",
            [
                "Acute myocardial infarction", "Heart failure", "Type 2 diabetes mellitus", "Essential hypertension", "Appendicitis",
                "Fracture of femur",
            ]),
        entries("icd10", "chapter", ["Diseases of the circulatory system", "Diseases of the respiratory system"]),
        entries(
            "procedure_code", "title", ["Appendectomy", "Total hip replacement", "Coronary artery bypass grafting", "Cataract surgery"]),
    ].flatMap { $0 }

    private static func entries(_ entity: String, _ attribute: String, _ values: [String]) -> [VocabularyEntry] {
        values.map { VocabularyEntry(entity: entity, attribute: attribute, value: $0) }
    }
}

/// A small deterministic generator of random numbers (SplitMix64 by Vigna), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
