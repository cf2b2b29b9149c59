import Testing

/// Queries about events with the sentences that they must give, and families of queries that differ in one place each.
enum EventRestatements {
    /// Conditions on one patient's last hospital visit that is over.
    private static let visit =
        "admission.hadm_id = (from admission where patient.subject_id = 1 and dischtime is not null select value: hadm_id order admittime desc limit 1)"

    static let pairs: [Restatements.Pair] = [
        Restatements.Pair(
            query: """
                from culture where admission.patient.subject_id = 1 and \(visit)
                  and charttime = (from culture where admission.patient.subject_id = 1 and \(visit)
                                   select value: charttime order charttime desc limit 1)
                select distinct spec_type_desc
                """,
            text: """
                Specimen of the last microbiology tests of patient 1 in the patient's last hospital visit that is over, each once.
                """),
        Restatements.Pair(
            query: "from patient where subject_id = 1 select distinct gender", text: "Gender of patient 1, each once."),
        Restatements.Pair(
            query: """
                from vital where item.label = 'heart rate' and item.linksto = 'chartevents' and stay.admission.patient.subject_id = 1
                  and stay.is_current select max_valuenum: max(valuenum)
                """,
            text: "Highest vital value of vital signs of “heart rate” of patient 1 in the current ICU stay."),
        Restatements.Pair(
            query: """
                from admission where dischtime is not null and patient.subject_id = 1 select admission_type order admittime desc limit 1
                """,
            text: "Admission type of the last hospital visit of patient 1 that is over."),
        // Where other conditions follow, what is chosen in the end is said in the end.
        Restatements.Pair(
            query: """
                from prescription where route = 'iv' and admission.patient.subject_id = 1
                  and starttime = (from prescription where route = 'iv' and admission.patient.subject_id = 1
                                   select value: starttime order starttime limit 1)
                select drug
                """,
            text: "Drug name of prescriptions of patient 1, route iv, of these the first ones."),
        Restatements.Pair(
            query: "from procedure where admission.patient.subject_id = 1 and charttime >= @2100-01-01 select found: count() > 0",
            text: "Whether there are procedures of patient 1 since 1 January 2100."),
        Restatements.Pair(
            query: """
                from (align
                    one (from procedure where icd.long_title = 'X' and charttime >= @2100-01-01
                         select person: admission.patient.subject_id, at: charttime),
                    other (from diagnosis where charttime >= @2100-01-01 and icd.icd_code is not null
                           select person: admission.patient.subject_id, at: charttime, thing: icd.icd_code, name: icd.long_title)
                  on person where one.at < other.at and other.at <= shift(one.at, 2, 'month') select other.thing, other.name)
                group thing, diagnosis: name select diagnosis: name, events: count() order events desc limit 4 dense
                """,
            text: """
                The 4 most frequent diagnoses by code and name since 1 January 2100, code recorded, once for each procedure of “X” of \
                the same patient since 1 January 2100 that came at most 2 months before it, ties included.
                """),
        // What happened at the same time keeps both names.
        Restatements.Pair(
            query: """
                from (align
                    one (from prescription where drug = 'a' and admission.patient.subject_id = 1
                         select person: admission.patient.subject_id, at: starttime),
                    other (from prescription where drug = 'b' and admission.patient.subject_id = 1
                           select person: admission.patient.subject_id, at: starttime)
                  on person, at where other.at is not null select at)
                select starttime: at order at limit 1
                """,
            text: """
                Start time of prescriptions of patient 1, drug name b, once for each prescription of that patient where drug name a \
                with the same start time, the earliest by start time.
                """),
        Restatements.Pair(
            query: """
                align
                  one (from lab_result where item.label = 'X' and admission.patient.subject_id = 1
                       and charttime = (from lab_result where item.label = 'X' and admission.patient.subject_id = 1
                                        select value: charttime order charttime desc limit 1) select value: max(valuenum)),
                  other (from lab_result where item.label = 'X' and admission.patient.subject_id = 1
                         and charttime = (from (from lab_result where item.label = 'X' and admission.patient.subject_id = 1
                                                select distinct place: charttime order charttime limit 2)
                                          select value: max(place) having count() = 2) select value: max(valuenum))
                select holds: one.value > other.value
                """,
            text: """
                Highest lab value of lab tests of “X” of patient 1; whether that of the last ones is more than that of the 2nd ones.
                """),
        Restatements.Pair(
            query: """
                from (from charge where admission.hadm_id in (from diagnosis where icd.long_title = 'X' select stay: admission.hadm_id)
                      group stay: admission.hadm_id select total: sum(cost))
                select avg_total: avg(total)
                """,
            text: """
                Average (total cost of costs, in a hospital visit with (diagnoses of “X”), by hospital visit number).
                """),
        Restatements.Pair(
            query: """
                from lab_result where item.label = 'X' and admission.age = 50
                select percentile: coalesce(count(where valuenum < 8) / (count(valuenum) - 1), 0) having count(where valuenum = 8) > 0
                """,
            text: """
                Share of the other lab tests of “X” with a known lab value where lab value less than 8 (0 if there is none), \
                hospital visit's age 50 years, only where there are lab tests where lab value 8.
                """),
        Restatements.Pair(
            query: """
                from (from diagnosis where admission.age >= 40 and admission.age <= 49
                      group person: admission.patient.subject_id, name: icd.long_title
                      select name, lived: hours(min(charttime), max(admission.patient.dod)) / 24)
                group name select name, rate: avg(case when lived < 91 then 1 else 0 end) order rate desc limit 3 dense
                """,
            text: """
                Share where that value less than 91 of rows of (days with fractions from earliest time to latest patient's date of death \
                of diagnoses, hospital visit's age from 40 to 49 years, by patient and name), by name, those with the 3 highest values of share.
                """),
        Restatements.Pair(
            query: "from charge where diagnosis.row_id is not null and diagnosis.icd.long_title = 'X' select distinct cost",
            text: "Cost of costs, belonging to a diagnosis, diagnosis X, each once."),
        // A dictionary that serves several kinds of rows need not be told, unless it is left open.
        Restatements.Pair(
            query: "from vital where item.label = 'X' select vitals: count()",
            text: "Number of vital signs of “X”, name of any kind."),
    ]

    struct Family: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var queries: [String]
    }

    static let families = [events, sequences]

    /// One kind of event: whose, which, when, in which stay, which of them, and what of them.
    private static let events: Family = {
        func own(_ conditions: [String]) -> String { conditions.isEmpty ? "" : "where " + conditions.joined(separator: " and ") }
        let stays = ["", "admission.patient.subject_id = 1", "admission.patient.subject_id = 2"].flatMap { person in
            ["", "outtime is not null"].flatMap { over in
                ["intime", "intime desc", "outtime"].map { order in
                    "stay.stay_id = (from icu_stay \(own([person, over].filter { !$0.isEmpty })) select value: stay_id order \(order) limit 1)"
                }
            }
        }
        let persons = ["", "stay.admission.patient.subject_id = 1", "stay.admission.patient.subject_id = 2"]
        let names = [
            "", "item.label = 'a'", "item.label = 'a' and item.linksto = 'chartevents'",
            "item.label = 'b' and item.linksto = 'chartevents'",
            "item.label = 'daily weight' and item.linksto = 'chartevents'", "item.linksto = 'chartevents'",
        ]
        let encounters = ["", "stay.is_current", "stay.admission.is_current", "not stay.is_current"] + stays
        let periods = ["", "charttime >= @2100-01-01"]
        let outputs = [
            "select valuenum", "select distinct item.label", "select item.itemid", "select n: count()", "select found: count() > 0",
        ]
        let cuts = ["order charttime desc limit 1", "order charttime limit 1"]
        var queries: [String] = []
        for person in persons {
            for name in names {
                for (index, encounter) in encounters.enumerated() {
                    for period in index % 3 == 0 ? periods : [""] {
                        let conditions = [person, name, encounter, period].filter { !$0.isEmpty }
                        let all = own(conditions)
                        let times = ["charttime", "charttime desc"].flatMap { order in
                            [
                                "charttime = (from vital \(all) select value: charttime order \(order) limit 1)",
                                "charttime = (from vital \(own(Array(conditions.dropLast()))) select value: charttime order \(order) limit 1)",
                                """
                                charttime = (from (from vital \(all) select distinct place: charttime order \(order) limit 2) \
                                select value: \(order == "charttime" ? "max" : "min")(place) having count() = 2)
                                """,
                            ]
                        }
                        // Not everything with everything: that would be many thousands.
                        let output = outputs[queries.count % outputs.count]
                        queries += ([""] + times).map { "from vital \(own(conditions + ($0.isEmpty ? [] : [$0]))) \(output)" }
                        queries += cuts.map { "from vital \(all) select valuenum \($0)" }
                        queries += (0...1).map { outputs[(queries.count + 1 + $0) % outputs.count] }.map { "from vital \(all) \($0)" }
                    }
                }
            }
        }
        return Family(testDescription: "events", queries: queries)
    }()

    /// Two events of one person.
    private static let sequences: Family = {
        let people = ["", " and admission.patient.subject_id = 1", " and admission.patient.subject_id = 2"]
        let filters = [
            "one.at < other.at", "one.at < other.at and other.at <= shift(one.at, 2, 'month')",
            "one.at < other.at and other.at <= shift(one.at, 3, 'month')", "one.at < other.at and other.at <= shift(one.at, 2, 'day')",
            "month(one.at) = month(other.at)", "one.at < other.at and month(one.at) = month(other.at)",
            "one.at < other.at and date(one.at) = date(other.at)",
        ]
        let heads = [
            ("from (", ") group name select name, events: count() order events desc limit 3 dense"),
            ("from (", ") group name select name, events: count() order events desc limit 3"),
            ("from (", ") group name select name, events: count() order events limit 3 dense"),
            ("from (", ") group name select name, events: count() order events desc limit 1"),
            ("from (", ") select distinct name: name"), ("from (", ") select n: count(distinct person)"), ("", ""),
        ]
        var queries: [String] = []
        for first in ["icd.long_title = 'a'", "icd.long_title = 'b'", "charttime >= @2100-01-01"] {
            for whose in people {
                for theirs in people {
                    for key in ["person", "person, stay"] {
                        for filter in filters {
                            for (start, end) in heads {
                                queries.append(
                                    """
                                    \(start)align
                                      one (from procedure where \(first)\(whose)
                                           select person: admission.patient.subject_id, at: charttime, stay: admission.hadm_id),
                                      other (from prescription where drug is not null\(theirs)
                                           select person: admission.patient.subject_id, at: starttime, stay: admission.hadm_id, name: drug)
                                      on \(key) where \(filter) select name: other.name, person\(end)
                                    """)
                            }
                        }
                    }
                }
            }
        }
        return Family(testDescription: "sequences", queries: queries)
    }()
}
