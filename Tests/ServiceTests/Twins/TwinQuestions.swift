import Foundation

@testable import Service

/// What is asked of both twins: the corpus of questions, and those by which somebody would look for what is hidden.
enum TwinQuestions {
    /// One input; those of one session come one after the other.
    struct Input: Sendable {
        var text: String
        var session: String?
        var choice: Int?
        var isCompletion = false
        var environment: [String: String] = [:]
    }

    /// The questions of the demonstration hospital's corpus, and those that have no answer.
    static let corpus: [String] = {
        let folder = DemoHospital.root + "/Tests/Corpora/"
        let lines = { (file: String) in
            (try? String(contentsOfFile: folder + file, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
        }
        let questions = lines("hospital.en.jsonl").compactMap { line -> String? in
            guard case .string(let text)? = (try? JSONParser.parse(Array(line.utf8)))?["question"] else { return nil }
            return text
        }
        let unanswerable = lines("unanswerable.en.txt").filter { !$0.hasPrefix("#") }.compactMap {
            $0.split(separator: "|").first.map(String.init)
        }
        return questions + unanswerable
    }()

    /// Conversations, by the corpus of follow-ups: what stands before `=>`.
    static let conversations: [[String]] = {
        let path = DemoHospital.root + "/Tests/Corpora/followups.en.txt"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n\n").map { block in
            block.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { String($0.components(separatedBy: "=>")[0]) }
        }.filter { !$0.isEmpty }
    }()

    /// Questions about one patient by record number.
    static func lookups(_ mrn: String) -> [String] {
        [
            "last haemoglobin of \(mrn)", "name of \(mrn)", "national id of \(mrn)", "phone of \(mrn)", "address of \(mrn)",
            "email of \(mrn)",
            "age and gender of \(mrn)", "diagnoses of \(mrn)", "How many visits did \(mrn) have?", "length of stay of \(mrn)",
            "lab results of \(mrn) in June 2026", "prescriptions of \(mrn)", "Is \(mrn) in hospital now?", "charges of \(mrn) in 2026",
            "Who treats \(mrn)?", "operations of \(mrn)", "When was \(mrn) last admitted?", "notes of \(mrn)", "total charges of \(mrn)",
        ]
    }

    static let probes = [
        // Lists, their order and their ends.
        "list the current inpatients", "list the patients", "MRN, gender and age of patients with type 2 diabetes",
        "list the admissions in May 2026",
        "list MRNs of patients older than 80", "the 5 oldest patients", "the 3 longest stays in 2026",
        "list the prescriptions of last week",
        "list the critical lab results of today", "which beds are occupied?", "list the newest 10 visits", "list names of patients",
        "list patients with their phone numbers", "list the clinical notes of June 2026", "MRN and blood type of the patients",
        // Totals, ranks and shares that hidden rows would change.
        "How many patients are there?", "How many patients are there by city?", "How many patients by district?",
        "total charges in May 2026",
        "average charge per admission in 2026", "top 3 departments by visits in 2026", "top 5 drugs by prescriptions in 2026",
        "rank the departments by revenue in 2026", "median wait in May 2026", "90th percentile of waiting time this year",
        "average waiting time in May 2026", "longest waiting time in 2026", "mortality by department in 2025", "bed occupancy last month",
        "share of emergency admissions in 2026", "average haemoglobin by gender", "highest haemoglobin in June 2026",
        "average length of stay by department in 2026", "self-paid share by department in 2026", "fall rate in 2025",
        "average operation duration by surgeon in 2026", "total days prescribed in 2026", "complication rate by month in 2026",
        "outpatient visits by month in 2026", "which diagnosis was the most frequent in May 2026?", "readmission rate in 2025",
        "infectious reports by disease in 2026", "number of deaths in June 2026", "patients per physician in 2026",
        // Filters on what may be hidden, and comparisons by it.
        "How many patients are named Zhang San?", "patients whose name contains DROP", "patients with the phone number 13800000000",
        "How many patients have an email?", "patients with commercial insurance by gender", "How many VIP patients are there?",
        "patients without a phone", "list the patients sorted by name", "list patients by address", "patients born before 1900",
        "patients from Atlantis", "How many patients have plague?", "notes that contain everything",
        "patients with a haemoglobin above 1000",
        "visits with a wait of more than 1000000 minutes", "charges above 1000000", "How many patients died on 30 June 2026?",
        // Spelling, several meanings, no meaning, hostile text.
        "How many admisions were ther in Cardiolgy last month?", "how many pateints with diabets", "Which is the best department?",
        "the best physician",
        "list the wombats", "Robert'); DROP TABLE patient;--", "\u{202E}How many visits", "   ",
        String(repeating: "patients and ", count: 60),
        "How many patients have the national id 320104197001011234?", "'; SELECT * FROM patient; --", "100% _ \\ \" ' patients",
        "患者有多少？", "How many admissions will there be next month?", "what is my salary?",
    ]

    static let begun = [
        "how many adm", "list the patient n", "patients named Zh", "last haem", "average len", "visits of M0", "name of M",
        "patients in Car", "top 5 dr", "",
    ]

    static let conversation = [
        "How many admissions were there last month?", "and by department?", "only women", "why?", "what about last year?", "top 3",
        "show the list",
        "why?", "Which is the best department?", "why?", "2", "why?", "list the wombats", "why not?", "and in Neurology?",
        "how many of them died?",
    ]
}
