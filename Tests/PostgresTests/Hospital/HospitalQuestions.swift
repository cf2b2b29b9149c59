/// Questions about the hospital in the notation, none about a column that a role sees masked.
enum HospitalQuestions {
    /// For those who see patients as they are: physicians, nurses, heads.
    static let treating = [
        "from patient select mrn, name, gender, birth_date order birth_date, mrn",
        "from patient where gender = 'F' and age(birth_date, $now) >= 60 select mrn, age order age desc, mrn limit 5",
        "from patient group decade: integer(year(birth_date) / 10) select decade, n: count(), cities: count(distinct city) order decade",
        "from patient where not exists(from .admissions) select mrn, visits: (from .outpatient_visits select n: count()) order visits desc limit 7 rank",
        "from patient where exists(from .diagnoses where code starts with 'E11') and not exists(from .prescriptions where drug.name contains 'insulin') "
            + "select mrn, name",
        "from admission where discharge_time is null select mrn: patient.mrn, department.name, admit_time, attending_name order admit_time",
        "from admission group department: department.name select department, n: count(), days: avg(length_of_stay) order n desc limit 5 rank",
        "from admission where is_readmitted_within_30_days group department: department.name select department, n: count(), died: count(where died)",
        "from admission where days_in_hospital > 10 group disposition: discharge_disposition select disposition, n: count() having count() > 1",
        "from admission select admission_id, total_cost order total_cost desc, admission_id limit 6",
        "from outpatient_visit group month: month(visit_time), visit_type select month, visit_type, visits: count() order month, visit_type",
        "from outpatient_visit select median: median(wait_minutes), slow: percentile(wait_minutes, 90), n: count(where wait_minutes is null)",
        "from outpatient_visit where visit_type <> 'emergency' group physician_id select physician_id, n: count(), "
            + "r: rank() over (order count() desc) order r, physician_id",
        "from outpatient_visit where visit_time >= @2026-06-01 and patient.city <> 'x' select visit_id, age order visit_time desc, visit_id limit 9",
        "from diagnosis where is_principal group chapter: icd10.chapter select chapter, patients: count(distinct patient_id) order patients desc limit 4 rank",
        "from diagnosis group weekday: weekday(diagnosed_at) select weekday, n: count(), share: count() / total(count()) over () order weekday",
        "from lab_result where is_abnormal and test.name contains 'glucose' select mrn: patient.mrn, value, flag, collected_at order collected_at desc, value limit 8",
        "from lab_result group test: test.name select test, n: count(), high: count(where is_above_reference), mid: median(value) order n desc, test limit 10",
        "from prescription group drug: drug.class select drug, n: count(), days: avg(days), most: max(dose) order drug",
        "from prescription where is_current select mrn: patient.mrn, drug_name, dose, dose_unit order mrn, drug_name, dose",
        "from procedure group surgeon: surgeon.name select surgeon, n: count(), minutes: avg(duration_minutes), bad: count(where has_complication) order n desc",
        "from charge group category select category, total: round(sum(amount), 2), own: sum(self_paid) / sum(amount) order total desc",
        "from adverse_event group kind, severity select kind, severity, n: count() order n desc",
        "from infectious_report group disease select disease, n: count(), delay: max(reporting_delay)",
        "from bed_stay where is_current select ward: bed.ward.name, bed.bed_no, mrn: patient.mrn order ward, bed_no",
        "from care_team where is_current group duty select duty, n: count(), people: count(distinct staff_id)",
        "from consent where is_current group scope select scope, n: count(distinct patient_id)",
        "from department select name, visits: (from .outpatient_visits select n: count()), stays: (from .admissions where died select n: count()) order visits desc",
        "(from diagnosis where code starts with 'I' select patient_id) intersect (from prescription where drug.class = 'anticoagulant' select patient_id)",
        "(from admission select patient_id) except (from outpatient_visit select patient_id)",
        "align full v (from outpatient_visit group dept_id select dept_id, n: count()), a (from admission group dept_id select dept_id, n: count()) "
            + "on dept_id select dept_id, visits: v.n, stays: a.n, rate: round(100 * a.n / v.n, 1) order rate desc",
        "from (from outpatient_visit group patient_id select patient_id, n: count()) where n >= 3 select patients: count(), most: max(n)",
        "from drug where is_controlled select name order name",
        // Columns that some may see and others not.
        "from clinical_note select n: count()",
        "from clinical_note where body contains 'pain' select n: count()",
        "from clinical_note group kind select kind, longest: max(length(body))",
        "from patient where is_vip select n: count()",
        "from patient where insurance_type = 'commercial' select mrn, blood_type, ethnicity order mrn",
        "from staff where role = 'physician' group department: department.name select department, n: count() order n desc, department",
    ]

    /// For those who see no one as they are: researchers.
    ///
    /// Totals here are large, or their order is theirs.
    static let research = [
        "from patient select n: count()",
        "from patient group gender select gender, n: count()",
        "from patient select city, gender, ethnicity, marital_status, occupation",
        "from patient select n: count(where exists(from .admissions)), m: count(where blood_type is not null)",
        "from diagnosis select code, gender: patient.gender, rank",
        "from diagnosis where code starts with 'I' group code select code, patients: count(distinct patient_id)",
        "from lab_result select test: test.name, value, flag",
        "from lab_result group test: test.name select test, n: count(), mean: avg(value)",
        "from prescription where drug.class = 'antibiotic' select n: count(), patients: count(distinct patient_id)",
        "from admission where exists(from .diagnoses where code starts with 'J') select admission_type, disposition: discharge_disposition",
        "from patient where not exists(from .diagnoses where code starts with 'E') select city, insurance_type",
        "from patient select name, gender",
        "from patient where name contains 'a' select n: count()",
        "from patient group district select district, n: count()",
        "from patient where national_id starts with '3' select n: count()",
        "from patient select gender, city order phone",
        "from clinical_note where body contains 'fever' select n: count()",
        "from clinical_note select n: count()",
    ]
}
