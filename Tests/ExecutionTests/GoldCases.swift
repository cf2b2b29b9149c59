/// Questions of the evaluation set in the notation, under the identities of the gold SQL whose rows they must give.
enum GoldCases {
    static let text = #"""
        # en-volume-02
        from admission where admit_time >= shift(date($now), -1, 'day') and admit_time < date($now) select patients: count(distinct patient_id)
        # en-volume-05
        from bed_stay where is_current and is_icu select patients: count(distinct admission.patient_id)
        # en-volume-12
        from outpatient_visit where visit_time >= shift(date($now), -1, 'day') and visit_time < date($now) group visit_type select visit_type, visits: count()
        # en-volume-16
        from procedure where is_emergency and performed_at >= shift(shift(date($now), 1, 'day'), -12, 'month') and performed_at < shift(date($now), 1, 'day') and (hour(performed_at) >= 22 or hour(performed_at) < 6) select operations: count()
        # en-volume-17
        from admission where died and discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 group key: department.dept_id, department: department.name select department, deaths: count()
        # en-trend-03
        from charge where charged_at >= @2024-01-01 and charged_at < @2026-01-01 group quarter: quarter(charged_at) select quarter, revenue: round(sum(amount), 2) order quarter
        # en-trend-04
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-07-01 group quarter: quarter(discharge_time) select quarter, alos: round(avg(length_of_stay), 2) order quarter
        # en-trend-07
        from outpatient_visit where is_emergency and visit_time >= @2026-01-01 and visit_time < @2026-07-01 group month: month(visit_time) select month, pct: round(100 * count(where disposition = 'left without being seen') / count(), 2) order month
        # en-trend-09
        from infectious_report where disease contains 'influenza' and reported_at >= @2025-10-01 and reported_at < @2026-04-01 group month: month(reported_at) select month, reports: count() order month
        # en-trend-11
        from outpatient_visit where is_emergency and visit_time >= @2026-01-01 and visit_time < @2026-07-01 group hour: hour(visit_time) select hour, arrivals: count() order hour
        # en-compare-01
        align a (from outpatient_visit where not is_emergency and visit_time >= @2026-06-01 and visit_time < @2026-07-01 select n: count()), b (from outpatient_visit where not is_emergency and visit_time >= @2026-05-01 and visit_time < @2026-06-01 select n: count()) select this_month: a.n, last_month: b.n, change: round(100 * (a.n - b.n) / b.n, 2)
        # en-compare-05
        from charge group key: department.campus.campus_id, campus: department.campus.name select campus, this_year: round(sum(case when charged_at >= @2026-01-01 and charged_at < @2026-07-01 then amount else 0 end), 2), last_year: round(sum(case when charged_at >= @2025-01-01 and charged_at < @2025-07-01 then amount else 0 end), 2)
        # en-compare-06
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 select ratio: round(count(distinct patient_id where patient.gender = 'F') / count(distinct patient_id where patient.gender = 'M'), 2)
        # en-rank-02
        from charge where charged_at >= @2026-01-01 and charged_at < @2026-04-01 group key: department.dept_id, department: department.name select department, revenue: round(sum(amount), 2) order revenue desc limit 5
        # en-rank-10
        from diagnosis where is_principal and admission.discharge_disposition = 'died' and admission.discharge_time >= @2024-01-01 group icd10.chapter select chapter, deaths: count() order deaths desc
        # en-rate-02
        align b (from bed where status = 'open' group key: ward.dept_id select key, n: count()), d (from bed_stay group key: bed.ward.dept_id select key, days: sum(overlap_days(start_time, end_time, @2026-05-01, @2026-06-01))), n (from department group key: dept_id, name select key, name) on key select department: n.name, pct: round(100 * coalesce(d.days, 0) / (b.n * days(@2026-05-01, @2026-06-01)), 2)
        # en-rate-08
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 and discharge_disposition <> 'died' and exists(from .diagnoses where is_principal and code starts with 'I50') select pct: round(100 * count(where is_readmitted_within_30_days) / count(), 2)
        # en-rate-10
        from procedure where performed_at >= @2025-01-01 and performed_at < @2026-01-01 group key: surgeon.department.dept_id, department: surgeon.department.name select department, pct: round(100 * count(where level >= 3) / count(), 2)
        # en-rate-14
        from prescription where is_outpatient and prescribed_at >= @2026-01-01 and prescribed_at < @2026-07-01 select pct: round(100 * sum(drug.is_essential) / count(), 2)
        # en-money-06
        from charge where is_inpatient and charged_at >= @2025-01-01 and charged_at < @2026-01-01 group key: dept_id, department: department.name select department, pct: round(100 * sum(amount where category = 'drug') / sum(amount), 2)
        # en-money-09
        from admission where is_discharged and exists(from .operations where procedure_code.title contains 'hip replacement') and exists(from .charges) select cost: round(avg(total_cost), 2)
        # en-distribution-01
        from outpatient_visit where not is_emergency and visit_time >= @2025-01-01 and visit_time < @2026-01-01 group band: case when age <= 14 then '0-14' when age <= 44 then '15-44' when age <= 64 then '45-64' else '65+' end select band, visits: count()
        # en-distribution-05
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 select m: median(length_of_stay), p: percentile(length_of_stay, 90)
        # en-cohort-01
        from patient where exists(from .diagnoses where code starts with 'E11') and exists(from .prescriptions where drug.name contains 'metformin') and not exists(from .prescriptions where drug.name contains 'insulin') select patients: count()
        # en-cohort-02
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 and exists(from .diagnoses where code starts with 'I21' or code starts with 'I22') select stays: count(), with_statin: count(where exists(from .prescriptions where drug.name contains 'atorvastatin' or drug.name contains 'rosuvastatin' or drug.name contains 'simvastatin' or drug.name contains 'pravastatin' or drug.name contains 'fluvastatin' or drug.name contains 'pitavastatin'))
        # en-cohort-03
        from patient where exists(from .diagnoses where code starts with 'I48') and not exists(from .prescriptions where drug.class = 'anticoagulant') select mrn
        # en-cohort-09
        from patient where exists(from .prescriptions where drug.name contains 'vancomycin' and exists(from .patient.lab_results where test.name contains 'creatinine' and flag in ('high', 'critical') and collected_at > outer.prescribed_at and collected_at <= shift(outer.prescribed_at, 7, 'day'))) select mrn
        # en-cohort-10
        from (from outpatient_visit where department.name = 'Cardiology' and not is_emergency and visit_time >= @2025-01-01 and visit_time < @2026-01-01 group patient_id select patient_id having count() >= 5) select patients: count()
        # en-staff-01
        from staff where department.kind = 'clinical' group key: department.dept_id, department: department.name select department, physicians: count(where role = 'physician'), nurses: count(where role = 'nurse')
        # en-staff-07
        from procedure where performed_at >= @2024-01-01 group key: surgeon_id, surgeon: surgeon.name select surgeon, operations: count() having count() >= 10 and sum(has_complication) = 0
        # en-public_health-06
        from patient where exists(from .diagnoses where (code starts with 'A15' or code starts with 'A16') and diagnosed_at >= @2025-01-01 and diagnosed_at < @2026-01-01) and not exists(from .infectious_reports where disease contains 'tuberculosis') select patients: count()
        # en-safety-01
        align e (from adverse_event where kind = 'fall' and occurred_at >= @2025-01-01 and occurred_at < @2026-01-01 group key: dept_id, department: department.name select key, department, falls: count()), n (from bed_stay group key: bed.ward.dept_id select key, days: sum(overlap_days(start_time, end_time, @2025-01-01, @2026-01-01))) on key where n.days is not null select department: e.department, rate: round(1000 * e.falls / n.days, 2)
        # en-safety-04
        align e (from adverse_event where kind = 'unplanned return to theatre' and occurred_at >= @2025-01-01 and occurred_at < @2026-01-01 select n: count()), o (from procedure where performed_at >= @2025-01-01 and performed_at < @2026-01-01 select n: count()) select pct: round(100 * e.n / o.n, 2)
        # en-lookup-04
        from prescription where patient.mrn = 'M0016596' and is_current select distinct drug.name
        # en-lookup-08
        from lab_result where patient.mrn = 'M0002344' and test.loinc = '4548-4' select value, previous: lag(value) over (order collected_at), difference: round(value - lag(value) over (order collected_at), 2) order collected_at desc limit 1
        # en-lookup-11
        from bed_stay where admission_id = 3117 select bed.ward.name, bed.bed_no, start_time, end_time order start_time
        # en-lookup-13
        from admission where patient_id = 34 select admissions: count(), days: sum(days_in_hospital)
        # zh-trend-03
        from calendar(month, @2026-01-01, @2026-07-01) as m select month: m.label, pct: round(100 * (from bed_stay select d: sum(overlap_days(start_time, end_time, m.start, m.end))) / ((from bed where status = 'open' select n: count()) * days(m.start, m.end)), 2) order month
        # zh-rate-03
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 and discharge_disposition <> 'died' group key: dept_id, department: department.name_zh select department, pct: round(100 * count(where is_readmitted_within_30_days) / count(), 2)
        # zh-money-02
        from admission where discharge_time >= @2025-01-01 and discharge_time < @2026-01-01 select a: round(avg(total_cost), 2), b: round(sum(total_cost) / sum(length_of_stay), 2)
        # zh-cohort-01
        from patient where deceased_on is null and age(birth_date, $now) >= 60 and exists(from .diagnoses where code starts with 'I10') and exists(from .diagnoses where code starts with 'E11') select patients: count()
        """#
}
