-- Questions about the demonstration hospital with the SQL that a careful engineer would write for each caller: the rows that the caller
-- may see, the columns that were asked for, in order. `lamplight-bench governance` runs each beside what Lamplight makes of the question.
--
-- Blocks are separated by blank lines. A block with `-- caller NAME` finds who acts as that caller; one with `-- question` is measured.
-- Parameters are the attributes of the caller's row, such as :staff_id, and :now. LEFT JOIN stands where an inner join would make SQLite
-- start from the few drugs or tests and read the many rows out of order, several times as slow.

-- caller: head
SELECT 'staff.' || staff_id FROM staff JOIN department USING (dept_id)
WHERE department.name = 'Cardiology' AND is_head AND role = 'physician' ORDER BY staff_id LIMIT 1

-- caller: physician
SELECT 'staff.' || s.staff_id FROM staff s JOIN department d USING (dept_id) JOIN care_team c USING (staff_id)
WHERE d.name = 'Cardiology' AND s.role = 'physician' AND NOT s.is_head AND c.end_time IS NULL
GROUP BY s.staff_id ORDER BY count(*) DESC, s.staff_id LIMIT 1

-- caller: nurse
SELECT 'staff.' || s.staff_id FROM staff s JOIN department d USING (dept_id) JOIN care_team c USING (staff_id)
WHERE d.name = 'Cardiology' AND s.role = 'nurse' AND NOT s.is_head AND c.end_time IS NULL
GROUP BY s.staff_id ORDER BY count(*) DESC, s.staff_id LIMIT 1

-- caller: researcher
SELECT 'staff.' || s.staff_id FROM staff s JOIN project_member USING (staff_id) JOIN research_project p USING (project_id)
WHERE s.role = 'researcher' AND p.approved_on <= date(:now) AND p.expires_on >= date(:now) ORDER BY s.staff_id LIMIT 1

-- question: How many outpatient visits were there last month?
-- caller: hospital.manager
-- purpose: operations
SELECT count(*)
FROM outpatient_visit
WHERE visit_type <> 'emergency'
  AND visit_time >= date(:now, 'start of month', '-1 month') AND visit_time < date(:now, 'start of month')

-- question: How many patients were admitted yesterday?
-- caller: hospital.manager
-- purpose: operations
SELECT count(DISTINCT patient_id)
FROM admission
WHERE admit_time >= date(:now, '-1 day') AND admit_time < date(:now)

-- question: Average length of stay by department last quarter
-- caller: hospital.manager
-- purpose: operations
SELECT d.name, avg(julianday(substr(a.discharge_time, 1, 10)) - julianday(substr(a.admit_time, 1, 10)))
FROM admission a JOIN department d USING (dept_id)
WHERE a.discharge_time >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND a.discharge_time < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')
GROUP BY d.dept_id
ORDER BY d.name

-- question: Average waiting time by department last month
-- caller: hospital.manager
-- purpose: operations
SELECT d.name, avg(v.wait_minutes)
FROM outpatient_visit v JOIN department d USING (dept_id)
WHERE v.visit_time >= date(:now, 'start of month', '-1 month') AND v.visit_time < date(:now, 'start of month')
GROUP BY d.dept_id
ORDER BY d.name

-- question: Bed occupancy by ward last month
-- caller: hospital.manager
-- purpose: operations
WITH period AS (SELECT date(:now, 'start of month', '-1 month') AS start, date(:now, 'start of month') AS end),
beds AS (SELECT ward_id, count(*) AS n FROM bed WHERE status = 'open' GROUP BY ward_id),
days AS (
    SELECT b.ward_id,
        sum(max(0, julianday(min(coalesce(substr(s.end_time, 1, 10), p.end), p.end)) - julianday(max(substr(s.start_time, 1, 10), p.start)))) AS n
    FROM period p CROSS JOIN bed_stay s JOIN bed b USING (bed_id)
    WHERE s.start_time < p.end AND (s.end_time IS NULL OR s.end_time >= p.start)
    GROUP BY b.ward_id
)
SELECT w.name, 100.0 * coalesce(days.n, 0) / (beds.n * (julianday(p.end) - julianday(p.start)))
FROM period p CROSS JOIN beds JOIN ward w USING (ward_id) LEFT JOIN days USING (ward_id)
ORDER BY w.name

-- question: 30-day readmission rate last quarter
-- caller: hospital.manager
-- purpose: operations
SELECT 100.0 * count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM admission n
        WHERE n.patient_id = a.patient_id AND n.admit_time > a.admit_time
          AND substr(n.admit_time, 1, 10) <= date(substr(a.discharge_time, 1, 10), '+30 days')
    )) / count(*)
FROM admission a
WHERE a.discharge_disposition <> 'died'
  AND a.discharge_time >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND a.discharge_time < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')

-- question: In-hospital mortality by department this year
-- caller: hospital.manager
-- purpose: operations
SELECT d.name, 100.0 * count(*) FILTER (WHERE a.discharge_disposition = 'died') / count(*)
FROM admission a JOIN department d USING (dept_id)
WHERE a.discharge_time >= date(:now, 'start of year') AND a.discharge_time < date(:now, '+1 day')
GROUP BY d.dept_id
ORDER BY d.name

-- question: Top 10 departments by revenue last year
-- caller: hospital.manager
-- purpose: operations
SELECT d.name, sum(c.amount)
FROM charge c JOIN department d USING (dept_id)
WHERE c.charged_at >= date(:now, 'start of year', '-1 year') AND c.charged_at < date(:now, 'start of year')
GROUP BY d.dept_id
ORDER BY 2 DESC, d.name
LIMIT 10

-- question: Top 5 drugs by number of prescriptions last quarter
-- caller: hospital.manager
-- purpose: operations
SELECT d.name, count(*)
FROM prescription p LEFT JOIN drug d USING (drug_id)
WHERE p.prescribed_at >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND p.prescribed_at < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')
GROUP BY d.drug_id
ORDER BY 2 DESC, d.name
LIMIT 5

-- question: Monthly trend of outpatient visits this year
-- caller: hospital.manager
-- purpose: operations
SELECT substr(visit_time, 1, 7), count(*)
FROM outpatient_visit
WHERE visit_type <> 'emergency' AND visit_time >= date(:now, 'start of year') AND visit_time < date(:now, '+1 day')
GROUP BY 1
ORDER BY 1

-- question: Quarterly revenue over 2024 and 2025
-- caller: hospital.manager
-- purpose: operations
SELECT substr(charged_at, 1, 4) || '-Q' || ((substr(charged_at, 6, 2) + 2) / 3), sum(amount)
FROM charge
WHERE charged_at >= '2024-01-01' AND charged_at < '2026-01-01'
GROUP BY 1
ORDER BY 1

-- question: districts ranked by distinct outpatients treated last year, biggest first
-- caller: hospital.manager
-- purpose: operations
SELECT p.district, count(DISTINCT v.patient_id)
FROM outpatient_visit v JOIN patient p USING (patient_id)
WHERE v.visit_type <> 'emergency'
  AND v.visit_time >= date(:now, 'start of year', '-1 year') AND v.visit_time < date(:now, 'start of year')
GROUP BY p.district
ORDER BY 2 DESC, p.district

-- question: How many patients with diabetes were admitted last month?
-- caller: hospital.manager
-- purpose: operations
SELECT count(DISTINCT a.patient_id)
FROM admission a
WHERE a.admit_time >= date(:now, 'start of month', '-1 month') AND a.admit_time < date(:now, 'start of month')
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.admission_id = a.admission_id AND g.code >= 'E10' AND g.code < 'E15')

-- question: Who has been in hospital the longest? Give me the ten longest-staying current inpatients with MRN and days so far.
-- caller: hospital.manager
-- purpose: operations
SELECT a.admission_id, p.mrn, julianday(date(:now)) - julianday(substr(a.admit_time, 1, 10))
FROM admission a JOIN patient p USING (patient_id)
WHERE a.discharge_time IS NULL
ORDER BY 3 DESC, 1
LIMIT 10

-- question: Complication rate by department last year
-- caller: quality.officer
-- purpose: quality
SELECT d.name, 100.0 * count(*) FILTER (WHERE p.has_complication) / count(*)
FROM procedure p JOIN staff s ON s.staff_id = p.surgeon_id JOIN department d USING (dept_id)
WHERE p.performed_at >= date(:now, 'start of year', '-1 year') AND p.performed_at < date(:now, 'start of year')
GROUP BY d.dept_id
ORDER BY d.name

-- question: Which lab tests produced the most abnormal values in 2025? I'd like the first eight.
-- caller: quality.officer
-- purpose: quality
SELECT t.name, count(*)
FROM lab_result r LEFT JOIN lab_test t USING (test_id)
WHERE r.flag IS NOT NULL AND r.collected_at >= '2025-01-01' AND r.collected_at < '2026-01-01'
GROUP BY t.test_id
ORDER BY 2 DESC, t.name
LIMIT 8

-- question: Median and 90th percentile length of stay, discharges 2025
-- caller: quality.officer
-- purpose: quality
SELECT median(days), percentile(days, 90.0)
FROM (
    SELECT julianday(substr(discharge_time, 1, 10)) - julianday(substr(admit_time, 1, 10)) AS days
    FROM admission
    WHERE discharge_time >= '2025-01-01' AND discharge_time < '2026-01-01'
)

-- question: list MRNs of patients with atrial fibrillation who never got an anticoagulant
-- caller: quality.officer
-- purpose: quality
SELECT p.mrn
FROM patient p
WHERE EXISTS (SELECT 1 FROM diagnosis g WHERE g.patient_id = p.patient_id AND g.code >= 'I48' AND g.code < 'I49')
  AND NOT EXISTS (
    SELECT 1 FROM prescription r JOIN drug d USING (drug_id) WHERE r.patient_id = p.patient_id AND d.class = 'anticoagulant'
  )
ORDER BY p.mrn

-- question: How many falls were there last quarter?
-- caller: quality.officer
-- purpose: quality
SELECT count(*)
FROM adverse_event
WHERE kind = 'fall'
  AND occurred_at >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND occurred_at < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')

-- question: Deaths in hospital during 2025 broken down by admitting department
-- caller: quality.officer
-- purpose: quality
SELECT d.name, count(*)
FROM admission a JOIN department d USING (dept_id)
WHERE a.discharge_disposition = 'died' AND a.discharge_time >= '2025-01-01' AND a.discharge_time < '2026-01-01'
GROUP BY d.dept_id
ORDER BY d.name

-- question: How many type 2 diabetics have been on metformin but never on any insulin?
-- caller: quality.officer
-- purpose: quality
SELECT count(DISTINCT p.patient_id)
FROM prescription p JOIN drug d USING (drug_id)
WHERE d.name = 'Metformin'
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.patient_id = p.patient_id AND g.code >= 'E11' AND g.code < 'E12')
  AND NOT EXISTS (
    SELECT 1 FROM prescription i JOIN drug e USING (drug_id) WHERE i.patient_id = p.patient_id AND instr(lower(e.name), 'insulin')
  )

-- question: Revenue by department last quarter
-- caller: finance.officer
-- purpose: billing
SELECT d.name, sum(c.amount)
FROM charge c JOIN department d USING (dept_id)
WHERE c.charged_at >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND c.charged_at < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')
GROUP BY d.dept_id
ORDER BY d.name

-- question: Which percentage of the bill do patients bear themselves under each type of insurance? Take charges of the past 12 months.
-- caller: finance.officer
-- purpose: billing
SELECT p.insurance_type, 100.0 * sum(c.self_paid) / sum(c.amount)
FROM charge c JOIN patient p USING (patient_id)
WHERE c.charged_at >= date(:now, '+1 day', '-12 months') AND c.charged_at < date(:now, '+1 day')
GROUP BY p.insurance_type
ORDER BY p.insurance_type

-- question: Average cost per admission by department last quarter
-- caller: finance.officer
-- purpose: billing
SELECT d.name, avg(coalesce((SELECT sum(c.amount) FROM charge c WHERE c.admission_id = a.admission_id), 0))
FROM admission a JOIN department d USING (dept_id)
WHERE a.discharge_time >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND a.discharge_time < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')
GROUP BY d.dept_id
ORDER BY d.name

-- question: How much did the insurers pay and how much came out of patients' own pockets between January and June 2026?
-- caller: finance.officer
-- purpose: billing
SELECT sum(insurance_paid), sum(self_paid)
FROM charge
WHERE charged_at >= '2026-01-01' AND charged_at < '2026-07-01'

-- question: How many outpatient visits did we have last month?
-- caller: head
-- purpose: operations
SELECT count(*)
FROM outpatient_visit
WHERE dept_id = :dept_id AND visit_type <> 'emergency'
  AND visit_time >= date(:now, 'start of month', '-1 month') AND visit_time < date(:now, 'start of month')

-- question: Average length of stay last quarter
-- caller: head
-- purpose: operations
SELECT avg(julianday(substr(discharge_time, 1, 10)) - julianday(substr(admit_time, 1, 10)))
FROM admission
WHERE dept_id = :dept_id
  AND discharge_time >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND discharge_time < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')

-- question: Top 5 drugs by number of prescriptions last quarter
-- caller: head
-- purpose: operations
SELECT d.name, count(*)
FROM prescription p JOIN drug d USING (drug_id)
WHERE (p.admission_id IN (SELECT admission_id FROM admission WHERE dept_id = :dept_id)
    OR p.visit_id IN (SELECT visit_id FROM outpatient_visit WHERE dept_id = :dept_id))
  AND p.prescribed_at >= date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3 + 3) || ' months')
  AND p.prescribed_at < date(:now, 'start of month', '-' || ((strftime('%m', :now) - 1) % 3) || ' months')
GROUP BY d.drug_id
ORDER BY 2 DESC, d.name
LIMIT 5

-- question: Monthly trend of discharges in 2025
-- caller: head
-- purpose: operations
SELECT substr(discharge_time, 1, 7), count(*)
FROM admission
WHERE dept_id = :dept_id AND discharge_time >= '2025-01-01' AND discharge_time < '2026-01-01'
GROUP BY 1
ORDER BY 1

-- question: How many patients with heart failure were discharged in 2025?
-- caller: head
-- purpose: operations
SELECT count(DISTINCT a.patient_id)
FROM admission a
WHERE a.dept_id = :dept_id AND a.discharge_time >= '2025-01-01' AND a.discharge_time < '2026-01-01'
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.admission_id = a.admission_id AND g.code >= 'I50' AND g.code < 'I51')

-- question: How many prescriptions of metformin were there last month?
-- caller: physician
-- purpose: treatment
SELECT count(*)
FROM prescription p JOIN drug d USING (drug_id)
WHERE (p.patient_id IN (
        SELECT patient_id FROM care_team
        WHERE staff_id = :staff_id AND duty IN ('attending', 'resident', 'consultant')
          AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
    )
    OR p.visit_id IN (SELECT visit_id FROM outpatient_visit WHERE physician_id = :staff_id))
  AND d.name = 'Metformin'
  AND p.prescribed_at >= date(:now, 'start of month', '-1 month') AND p.prescribed_at < date(:now, 'start of month')

-- question: How many outpatient visits were there last month?
-- caller: physician
-- purpose: treatment
SELECT count(*)
FROM outpatient_visit
WHERE (patient_id IN (
        SELECT patient_id FROM care_team
        WHERE staff_id = :staff_id AND duty IN ('attending', 'resident', 'consultant')
          AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
    ) OR physician_id = :staff_id)
  AND visit_type <> 'emergency'
  AND visit_time >= date(:now, 'start of month', '-1 month') AND visit_time < date(:now, 'start of month')

-- question: MRN of current inpatients
-- caller: physician
-- purpose: treatment
SELECT p.mrn
FROM admission a JOIN patient p USING (patient_id)
WHERE a.patient_id IN (
        SELECT patient_id FROM care_team
        WHERE staff_id = :staff_id AND duty IN ('attending', 'resident', 'consultant')
          AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
    ) AND a.discharge_time IS NULL
ORDER BY p.mrn

-- question: What was the last hemoglobin of M0000029?
-- caller: physician
-- purpose: treatment
SELECT r.collected_at, t.name, r.value, t.unit, r.flag
FROM patient p JOIN lab_result r USING (patient_id) JOIN lab_test t USING (test_id)
WHERE p.mrn = 'M0000029' AND t.name = 'Hemoglobin'
  AND p.patient_id IN (
        SELECT patient_id FROM care_team
        WHERE staff_id = :staff_id AND duty IN ('attending', 'resident', 'consultant')
          AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
    )
ORDER BY r.collected_at DESC
LIMIT 1

-- question: How many inpatients are there now?
-- caller: nurse
-- purpose: treatment
WITH mine AS (
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.start_time <= :now AND (s.end_time IS NULL OR s.end_time > :now)
    UNION ALL
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.end_time <= :now AND unixepoch(:now) - unixepoch(s.end_time) <= 24 * 3600
      AND (a.discharge_time IS NULL OR a.discharge_time > :now)
    UNION ALL
    SELECT patient_id FROM care_team
    WHERE staff_id = :staff_id AND duty = 'nurse' AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
),
named AS (
    SELECT patient_id FROM care_team WHERE staff_id = :staff_id AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
)
SELECT count(DISTINCT a.patient_id)
FROM admission a
WHERE a.patient_id IN (SELECT patient_id FROM mine) AND a.discharge_time IS NULL
  AND (NOT (SELECT k.is_vip FROM patient k WHERE k.patient_id = a.patient_id) OR a.patient_id IN (SELECT patient_id FROM named))

-- question: How many hemoglobin results were critical last week?
-- caller: nurse
-- purpose: treatment
WITH mine AS (
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.start_time <= :now AND (s.end_time IS NULL OR s.end_time > :now)
    UNION ALL
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.end_time <= :now AND unixepoch(:now) - unixepoch(s.end_time) <= 24 * 3600
      AND (a.discharge_time IS NULL OR a.discharge_time > :now)
    UNION ALL
    SELECT patient_id FROM care_team
    WHERE staff_id = :staff_id AND duty = 'nurse' AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
),
named AS (
    SELECT patient_id FROM care_team WHERE staff_id = :staff_id AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
)
SELECT count(*)
FROM lab_result r JOIN lab_test t USING (test_id)
WHERE r.patient_id IN (SELECT patient_id FROM mine) AND (NOT (SELECT k.is_vip FROM patient k WHERE k.patient_id = r.patient_id) OR r.patient_id IN (SELECT patient_id FROM named))
  AND t.name = 'Hemoglobin' AND r.flag = 'critical'
  AND r.collected_at >= date(:now, 'weekday 0', '-13 days') AND r.collected_at < date(:now, 'weekday 0', '-6 days')

-- question: MRN of current inpatients
-- caller: nurse
-- purpose: treatment
WITH mine AS (
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.start_time <= :now AND (s.end_time IS NULL OR s.end_time > :now)
    UNION ALL
    SELECT a.patient_id
    FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
    WHERE w.dept_id = :dept_id AND s.end_time <= :now AND unixepoch(:now) - unixepoch(s.end_time) <= 24 * 3600
      AND (a.discharge_time IS NULL OR a.discharge_time > :now)
    UNION ALL
    SELECT patient_id FROM care_team
    WHERE staff_id = :staff_id AND duty = 'nurse' AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
),
named AS (
    SELECT patient_id FROM care_team WHERE staff_id = :staff_id AND start_time <= :now AND (end_time IS NULL OR end_time > :now)
)
SELECT p.mrn
FROM admission a JOIN patient p USING (patient_id)
WHERE a.patient_id IN (SELECT patient_id FROM mine) AND a.discharge_time IS NULL
  AND (NOT p.is_vip OR a.patient_id IN (SELECT patient_id FROM named))
ORDER BY p.mrn

-- question: MRN, gender and age of patients with heart failure admitted last month
-- caller: researcher
-- purpose: research
WITH consented AS (
    SELECT patient_id FROM consent WHERE scope = 'research' AND granted_on <= date(:now)
      AND (revoked_on IS NULL OR revoked_on > date(:now))
)
SELECT DISTINCT p.patient_id, p.gender,
    substr(:now, 1, 4) - substr(p.birth_date, 1, 4) - (substr(:now, 6, 5) < substr(p.birth_date, 6, 5))
FROM admission a JOIN patient p USING (patient_id)
WHERE a.patient_id IN (SELECT patient_id FROM consented) AND NOT p.is_vip
  AND a.admit_time >= date(:now, 'start of month', '-1 month') AND a.admit_time < date(:now, 'start of month')
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.admission_id = a.admission_id AND g.code >= 'I50' AND g.code < 'I51')
ORDER BY p.patient_id

-- question: How many patients with diabetes were admitted last year?
-- caller: researcher
-- purpose: research
WITH consented AS (
    SELECT patient_id FROM consent WHERE scope = 'research' AND granted_on <= date(:now)
      AND (revoked_on IS NULL OR revoked_on > date(:now))
)
SELECT count(DISTINCT a.patient_id)
FROM admission a
WHERE a.patient_id IN (SELECT patient_id FROM consented) AND NOT (SELECT k.is_vip FROM patient k WHERE k.patient_id = a.patient_id)
  AND a.admit_time >= date(:now, 'start of year', '-1 year') AND a.admit_time < date(:now, 'start of year')
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.admission_id = a.admission_id AND g.code >= 'E10' AND g.code < 'E15')

-- question: Median length of stay of patients with heart failure discharged in 2025
-- caller: researcher
-- purpose: research
WITH consented AS (
    SELECT patient_id FROM consent WHERE scope = 'research' AND granted_on <= date(:now)
      AND (revoked_on IS NULL OR revoked_on > date(:now))
)
SELECT median(julianday(substr(a.discharge_time, 1, 10)) - julianday(substr(a.admit_time, 1, 10)))
FROM admission a
WHERE a.patient_id IN (SELECT patient_id FROM consented) AND NOT (SELECT k.is_vip FROM patient k WHERE k.patient_id = a.patient_id)
  AND a.discharge_time >= '2025-01-01' AND a.discharge_time < '2026-01-01'
  AND EXISTS (SELECT 1 FROM diagnosis g WHERE g.admission_id = a.admission_id AND g.code >= 'I50' AND g.code < 'I51')

-- question: Age structure of 2025 outpatient visits using the bands 0-14, 15-44, 45-64 and 65+
-- caller: researcher
-- purpose: research
WITH consented AS (
    SELECT patient_id FROM consent WHERE scope = 'research' AND granted_on <= date(:now)
      AND (revoked_on IS NULL OR revoked_on > date(:now))
)
SELECT CASE WHEN age >= 65 THEN '65+' WHEN age >= 45 THEN '45-64' WHEN age >= 15 THEN '15-44' ELSE '0-14' END, count(*)
FROM (
    SELECT substr(v.visit_time, 1, 4) - substr(p.birth_date, 1, 4) - (substr(v.visit_time, 6, 5) < substr(p.birth_date, 6, 5)) AS age
    FROM outpatient_visit v JOIN patient p USING (patient_id)
    WHERE v.patient_id IN (SELECT patient_id FROM consented) AND NOT p.is_vip
      AND v.visit_type <> 'emergency' AND v.visit_time >= '2025-01-01' AND v.visit_time < '2026-01-01'
)
WHERE age >= 0
GROUP BY 1
ORDER BY 1
