import Testing

/// Questions about what happened to people, each with the answer worked out by hand from `EventHospital`'s rows.
@Suite struct EventQuestionTests {
    private static let answers: [(question: String, rows: [String])] = [
        // One event: when, how much, which, whether, how many.
        ("When was patient 1 first prescribed acetyl drops?", ["2100-02-02 09:00:00"]),
        ("When did patient 1 receive the last serum zinc test in 02/2100?", ["2100-02-07 10:00:00"]),
        ("What was the last serum zinc value of patient 1?", ["5"]),
        ("What was patient 1's first serum zinc level since 02/05/2100?", ["9"]),
        ("What was the last drug prescribed to patient 1 on the first hospital visit?", ["acetyl drops", "benzyl cream"]),
        ("Has patient 3 had any procedure done this year?", ["1"]),
        ("Has patient 3 received a toe splint?", ["0"]),
        ("In 03/2100, was patient 2 prescribed benzyl cream or acetyl drops?", ["1"]),
        ("How many patients were diagnosed with mild fever, unspecified?", ["3"]),
        ("How many acetyl drops prescriptions were made in 2100?", ["5"]),
        ("What's the number of different drugs that patient 1 was prescribed?", ["2"]),
        ("How many patients are currently admitted?", ["1"]),
        ("Please tell me the gender of patient 2.", ["m"]),
        ("Is patient 2 male or female?", ["m"]),
        ("How are acetyl drops taken?", ["iv", "po"]),
        // Amounts.
        ("What was the total dose of acetyl drops that patient 1 was prescribed in 02/this year?", ["300"]),
        ("Give me the total volume of saline 0.9% input that patient 1 received.", ["150"]),
        ("What is the maximum heart rate of patient 1?", ["95"]),
        ("Show me the daily maximum input of patient 1 on the first ICU stay.", ["100", "200"]),
        ("When did patient 1 have the maximum serum zinc value for the last time?", ["2100-02-05 10:00:00"]),
        ("When was the first time that the heart rate of patient 1 was greater than 90?", ["2100-02-01 15:00:00"]),
        // Stays.
        ("What was the insurance of patient 1 during their last hospital visit?", ["medicaid"]),
        ("What was the age of patient 2 on the first hospital stay?", ["70"]),
        ("How many days was patient 1's first stay in the ICU?", ["1.5"]),
        ("How many hours have passed since patient 1 last received a serum iron test on the current hospital visit?", ["12"]),
        // Often.
        ("What are the two most commonly prescribed drugs?", ["acetyl drops", "benzyl cream"]),
        ("Which procedure did patient 1 receive two or more times?", ["toe splint"]),
        ("What is the average monthly number of patients diagnosed with mild fever, unspecified in 2100?", ["1.5"]),
        // Two events.
        ("How many patients received a toe splint within 2 months after being diagnosed with mild fever, unspecified?", ["1"]),
        ("What drugs were prescribed to patient 1 within the same day after the diagnosis of mild fever, unspecified?", []),
        (
            "What are the top three most common procedures for patients after being diagnosed with mild fever, unspecified in the same hospital visit?",
            ["toe splint", "bed rest", "chest drain, left"]
        ),
        ("When was the last time patient 1 was prescribed acetyl drops and benzyl cream at the same time?", ["2100-02-05 09:00:00"]),
        (
            "Is the serum zinc of patient 1 last measured on the first hospital visit greater than the value first measured on the first hospital visit?",
            ["1"]
        ),
        (
            "What is the difference in weight of patient 1 second measured on the first hospital visit compared to first measured on the first hospital visit?",
            ["2"]
        ),
        ("What new drugs were prescribed to patient 1 today compared to yesterday?", ["benzyl cream"]),
        // Money.
        ("How much does acetyl drops cost?", ["4", "6"]),
        ("What is the maximum total hospital cost that involves mild fever, unspecified?", ["28"]),
        (
            "What percentile is the serum zinc value of 8 among patients of the same age as patient 1 on the first hospital visit?",
            ["0.667"]
        ),
        ("What are the two diagnoses with the highest 3-month mortality rate?", ["mild fever, unspecified", "broken toe", "long cough"]),
    ]

    @Test("The answer is the one worked out by hand")
    func answers() throws {
        let hospital = try EventHospital()
        defer { hospital.remove() }
        for (question, rows) in EventQuestionTests.answers {
            let answer = try hospital.answer(question)
            #expect(answer?.sorted() == rows.sorted(), "\(question)")
        }
    }

    /// What has a word that nothing explains is not answered, however much of the rest is understood.
    @Test(
        "Nothing is left out",
        arguments: [
            "When was patient 1 last prescribed acetyl drops by his dentist?",
            "Will patient 1 get acetyl drops tomorrow?",
            "When was patient 1 not prescribed acetyl drops?",
            "How many patients without mild fever, unspecified were there?",
            "What was the serum zinc value of patient 1 17?",
            "What is the blood group of patient 1?",
            "How many days was patient 1's first stay in the ICU two or more times?",
            "How many hours have passed since patient 1 last received a serum iron test daily on the current hospital visit?",
            "What was the last serum zinc value before the toe splint of the mother of patient 1?",
        ])
    func unexplained(_ question: String) throws {
        let hospital = try EventHospital()
        defer { hospital.remove() }
        #expect(try hospital.answer(question) == nil)
    }
}
