import Algebra
import Testing

@testable import Language

/// Queries with the sentences that they must give: together they read as the description of the restatement.
@Suite struct RestaterTests {
    @Test(arguments: Restatements.pairs)
    func aQueryIsSaidBack(pair: Restatements.Pair) throws {
        let text = try Restatements.restater().restate(Query.parse(pair.query))
        #expect(text == pair.text)
    }
}

/// Queries and sentences, in words that do not change with the lexicon.
enum Restatements {
    static func restater() throws -> Restater {
        var labels = Labels()
        labels.entities = [
            "outpatient_visit": ("visit", "visits"), "procedure": ("operation", "operations"), "diagnosis": ("diagnosis", "diagnoses"),
            "admission": ("admission", "admissions"), "lab_test": ("lab test", "lab tests"),
        ]
        labels.attributes = [
            "patient.mrn": "MRN", "admission.admission_id": "admission number", "admission.admit_time": "admission time",
            "drug.class": "drug class",
            "lab_result.collected_at": "collection time", "prescription.prescribed_at": "prescription date",
            "charge.category": "charge category",
        ]
        let words = [
            ("patient", "gender = 'F'", "female"), ("patient", "gender = 'M'", "male"), ("patient", "deceased_on is null", "living"),
            ("admission", "is_current", "currently in hospital"),
            ("admission", "is_readmitted_within_30_days", "readmitted within 30 days"),
            ("procedure", "is_emergency", "emergency"), ("outpatient_visit", "visit_type <> 'emergency'", "outpatient"),
            ("lab_test", "loinc = '4548-4'", "HbA1c"), ("lab_result", "flag = 'critical'", "critical"),
        ]
        for (entity, condition, label) in words { labels.conditions[Labels.key(entity, try Term.parse(condition))] = label }
        return Restater(catalog: try Hospital.lexicon().catalog, labels: labels)
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        var query: String
        var text: String
        var testDescription: String { text }
    }

    static let pairs: [Pair] = [
        Pair(
            query: """
                from outpatient_visit
                where visit_type <> 'emergency' and visit_time >= @2026-05-01 and visit_time < @2026-06-01
                group department_key: department.dept_id, department: department.name
                select department, outpatient_visits: count()
                """,
            text: "Number of outpatient visits (visits of every type but emergency) in May 2026, by department."),
        Pair(
            query: """
                from admission
                where discharge_time is not null and (department.name = 'General Surgery' or department.name = 'Orthopedics')
                  and discharge_time >= @2026-04-01 and discharge_time < @2026-07-01
                group department_key: department.dept_id, department: department.name
                select department, average_length_of_stay: avg(length_of_stay)
                """,
            text: """
                Average length of stay (mean days from admission to discharge, same day 0, of stays discharged in the period), \
                department General Surgery or Orthopedics, discharge time from 1 April to 30 June 2026, by department.
                """),
        // A second is a moment, also that with which a day begins.
        Pair(
            query: """
                from outpatient_visit where visit_time >= @2026-05-01T05:00:00 and visit_time < @2026-05-01T05:00:01
                select visits: count()
                """,
            text: "Number of visits (outpatient, emergency and online attendances) exactly at 1 May 2026 05:00."),
        Pair(
            query: "from outpatient_visit where visit_time >= @2026-05-01 and visit_time < @2026-05-01T00:00:01 select visits: count()",
            text: "Number of visits (outpatient, emergency and online attendances) exactly at 1 May 2026 00:00."),
        Pair(
            query: "from admission where discharge_time is null select patient.mrn, days_in_hospital order days_in_hospital desc limit 10",
            text: "MRN and days in hospital of admissions, currently in hospital, the 10 with the most days in hospital."),
        Pair(
            query: """
                from patient where exists(from .diagnoses where code starts with 'E11' select one: 1)
                  and exists(from .prescriptions where drug.name contains 'metformin' select one: 1)
                  and not exists(from .prescriptions where drug.name contains 'insulin' select one: 1)
                select patients: count()
                """,
            text: """
                Number of patients, with a diagnosis of type 2 diabetes (ICD-10 E11), with a prescription where drug containing \
                'metformin', without any prescription of insulin (WHO ATC A10A).
                """),
        Pair(
            query: """
                from charge where charged_at >= @2026-04-01 and charged_at < @2026-07-01
                group department_key: department.dept_id, department: department.name
                select department, revenue: sum(amount), share_of_total: 100.0 * revenue / total(revenue) over ()
                having revenue >= 100000 order revenue desc limit 5
                """,
            text: """
                Revenue (charges, by the department that is paid) and revenue as a percentage of the total from 1 April to 30 June 2026, \
                by department, only where revenue at least 100000 CNY, the 5 with the highest revenue.
                """),
        Pair(
            query: """
                align full
                  now (from charge where charged_at >= @2026-06-01 and charged_at < @2026-07-01 and category = 'drug'
                       group department.name select name, revenue: sum(amount)),
                  before (from charge where charged_at >= @2026-05-01 and charged_at < @2026-06-01 and category = 'drug'
                          group department.name select name, revenue: sum(amount))
                on name
                select name, current: coalesce(now.revenue, 0), previous: coalesce(before.revenue, 0),
                  change: 100.0 * (coalesce(now.revenue, 0) - coalesce(before.revenue, 0)) / coalesce(before.revenue, 0)
                """,
            text: """
                Revenue (charges, by the department that is paid), charge category drug, by department; current: in June 2026; \
                previous: in May 2026; change in percent of previous.
                """),
        Pair(
            query: """
                align
                  whole (from bed where status = 'open' select open_bed_days: count() * days(@2026-05-01, @2026-06-01)),
                  part (from bed_stay where start_time < @2026-06-01 and (end_time is null or end_time >= @2026-05-01)
                        select inpatient_days: sum(overlap_days(start_time, end_time, @2026-05-01, @2026-06-01)))
                select bed_occupancy: 100.0 * coalesce(part.inpatient_days, 0) / whole.open_bed_days
                """,
            text: """
                Bed occupancy (inpatient days as a share of open beds times the days of the period) in May 2026.
                """),
        Pair(
            query: """
                from calendar(month, @2026-01-01, @2026-07-01)
                select month: label, bed_occupancy:
                  100.0 * (from bed_stay where start_time < outer.end and (end_time is null or end_time >= outer.start)
                           select value: sum(overlap_days(start_time, end_time, outer.start, outer.end)))
                  / (from bed where status = 'open' select value: count() * days(outer.start, outer.end))
                order start
                """,
            text: """
                Bed occupancy (inpatient days as a share of open beds times the days of the period) from 1 January to 30 June 2026, by month.
                """),
        Pair(
            query: """
                from lab_result where test.loinc = '4548-4' and patient.mrn = 'M0002344'
                select value, previous: lag(value) over (order collected_at), difference: value - lag(value) over (order collected_at)
                order collected_at desc limit 1
                """,
            text: """
                Value, previous value (in order of collection time) and value minus previous value of lab results, test: HbA1c, \
                MRN M0002344, the latest by collection time.
                """),
        Pair(
            query: """
                from procedure where is_emergency and performed_at >= @2025-07-01 and performed_at < @2026-07-01
                  and (hour(performed_at) >= 22 or hour(performed_at) < 6)
                select operations: count()
                """,
            text: """
                Number of operations (operations performed, by the department of the surgeon) from 1 July 2025 to 30 June 2026, emergency, \
                from 22:00 to before 06:00.
                """),
        Pair(
            query: """
                from patient
                where (from .outpatient_visits where department.name = 'Cardiology' and visit_time >= @2025-01-01
                       and visit_time < @2026-01-01 and visit_type <> 'emergency' select n: count()) >= 5
                select patients: count()
                """,
            text: """
                Number of patients, with at least 5 visits in 2025 where department Cardiology and outpatient.
                """),
        Pair(
            query: """
                from outpatient_visit where age >= 0 and visit_time >= @2025-01-01 and visit_time < @2026-01-01
                group band: case when age >= 65 then '65+' when age >= 15 then '15-64' when age >= 0 then 'children' end
                select band, visits: count()
                """,
            text: """
                Number of visits (outpatient, emergency and online attendances) in 2025, age at least 0 years, by age in bands \
                children (from 0), 15-64 and 65+.
                """),
        Pair(
            query: """
                from admission where not coalesce(department.name = 'Oncology' or patient.gender = 'F', false)
                  and admit_time >= @2026-06-29 and admit_time < @2026-06-30
                select share: 100.0 * count(where is_readmitted_within_30_days) / count(), median: median(length_of_stay)
                """,
            text: """
                Percentage of admissions (where readmitted within 30 days) and median length of stay of admissions on 29 June 2026, \
                not (either department Oncology or female) (or unknown).
                """),
        Pair(
            query: """
                from admission
                where exists(from .prescriptions where drug.class = 'antibiotic' and prescribed_at <= shift(outer.admit_time, 1, 'day'))
                  and not exists(from .patient.lab_results where flag = 'critical')
                select admission_id, total_cost order total_cost desc
                """,
            text: """
                Admission number and total cost of admissions, with a prescription where drug class antibiotic and prescription date \
                up to and including 1 day after this admission's admission time, without any lab result of its patient where flag critical, \
                in descending order of total cost.
                """),
        Pair(
            query: """
                from admission where discharge_time >= @2026-05-04T08:00:00 and discharge_time <= @2026-05-04T20:00:00
                  and admit_time < @2026-05-01 and patient.gender in ('F', 'M') and weekday(admit_time) in (6, 7)
                select distinct department.name
                """,
            text: """
                Department of admissions before 1 May 2026, discharge time since 4 May 2026 08:00 and up to and including 4 May 2026 20:00, \
                patient's gender female or male, weekday of admission time Saturday or Sunday, each once.
                """),
        Pair(
            query: """
                (from patient where exists(from .admissions) select mrn) except (from patient where deceased_on is null select mrn)
                """,
            text: """
                MRN of patients, with an admission, except: MRN of patients, living.
                """),
    ]
}

extension Hospital {
    /// Says queries back in the hospital's words.
    static func restater() throws -> Restater {
        let lexicon = try lexicon()
        return Restater(catalog: lexicon.catalog, labels: lexicon.labels)
    }
}
