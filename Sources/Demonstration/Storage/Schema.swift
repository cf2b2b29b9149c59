/// The tables of the demonstration hospital and the indexes that answers need.
enum Schema {
    /// The tables in the order in which other tables refer to them.
    static let tables = """
        CREATE TABLE dataset (
          as_of       TEXT NOT NULL,
          seed        INTEGER NOT NULL,
          scale       REAL NOT NULL,
          generator   TEXT NOT NULL
        );
        CREATE TABLE campus (
          campus_id   INTEGER PRIMARY KEY,
          name        TEXT NOT NULL, name_zh TEXT NOT NULL,
          city        TEXT NOT NULL
        );
        CREATE TABLE department (
          dept_id     INTEGER PRIMARY KEY,
          name        TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL,
          kind        TEXT NOT NULL CHECK (kind IN ('clinical', 'medical technology', 'administrative')),
          campus_id   INTEGER NOT NULL REFERENCES campus
        );
        CREATE TABLE ward (
          ward_id     INTEGER PRIMARY KEY,
          dept_id     INTEGER NOT NULL REFERENCES department,
          name        TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL,
          is_icu      INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE bed (
          bed_id      INTEGER PRIMARY KEY,
          ward_id     INTEGER NOT NULL REFERENCES ward,
          bed_no      TEXT NOT NULL,
          status      TEXT NOT NULL CHECK (status IN ('open', 'closed'))
        );
        CREATE TABLE staff (
          staff_id    INTEGER PRIMARY KEY,
          name        TEXT NOT NULL,
          role        TEXT NOT NULL CHECK (role IN ('physician', 'nurse', 'pharmacist', 'technician', 'administrator', 'researcher')),
          title       TEXT NOT NULL,
          dept_id     INTEGER NOT NULL REFERENCES department,
          is_head     INTEGER NOT NULL DEFAULT 0,
          hired_on    TEXT NOT NULL
        );
        CREATE TABLE patient (
          patient_id     INTEGER PRIMARY KEY,
          mrn            TEXT NOT NULL UNIQUE,
          name           TEXT NOT NULL,
          national_id    TEXT NOT NULL UNIQUE,
          gender         TEXT NOT NULL CHECK (gender IN ('F', 'M')),
          birth_date     TEXT NOT NULL,
          phone          TEXT NOT NULL,
          email          TEXT,
          address        TEXT NOT NULL,
          district       TEXT NOT NULL,
          city           TEXT NOT NULL,
          postcode       TEXT NOT NULL,
          marital_status TEXT NOT NULL,
          ethnicity      TEXT NOT NULL,
          occupation     TEXT,
          blood_type     TEXT,
          insurance_type TEXT NOT NULL,
          insurance_no   TEXT,
          is_vip         INTEGER NOT NULL DEFAULT 0,
          deceased_on    TEXT
        );
        CREATE TABLE outpatient_visit (
          visit_id       INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          dept_id        INTEGER NOT NULL REFERENCES department,
          physician_id   INTEGER NOT NULL REFERENCES staff,
          visit_time     TEXT NOT NULL,
          visit_type     TEXT NOT NULL CHECK (visit_type IN ('general', 'specialist', 'emergency', 'follow-up', 'online')),
          wait_minutes   INTEGER,
          disposition    TEXT NOT NULL CHECK (disposition IN ('home', 'admitted', 'observation', 'referred', 'left without being seen', 'died'))
        );
        CREATE TABLE admission (
          admission_id   INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          dept_id        INTEGER NOT NULL REFERENCES department,
          attending_id   INTEGER NOT NULL REFERENCES staff,
          source_visit_id INTEGER REFERENCES outpatient_visit,
          admission_type TEXT NOT NULL CHECK (admission_type IN ('emergency', 'elective', 'transfer-in', 'newborn')),
          admit_time     TEXT NOT NULL,
          discharge_time TEXT,
          discharge_disposition TEXT
            CHECK (discharge_disposition IN ('home', 'transferred out', 'against advice', 'died', 'rehabilitation'))
        );
        CREATE TABLE bed_stay (
          stay_id        INTEGER PRIMARY KEY,
          admission_id   INTEGER NOT NULL REFERENCES admission,
          bed_id         INTEGER NOT NULL REFERENCES bed,
          start_time     TEXT NOT NULL,
          end_time       TEXT
        );
        CREATE TABLE icd10 (
          code        TEXT PRIMARY KEY,
          title       TEXT NOT NULL, title_zh TEXT NOT NULL,
          chapter     TEXT NOT NULL,
          category    TEXT NOT NULL
        );
        CREATE TABLE diagnosis (
          diagnosis_id   INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          visit_id       INTEGER REFERENCES outpatient_visit,
          admission_id   INTEGER REFERENCES admission,
          code           TEXT NOT NULL REFERENCES icd10,
          rank           TEXT NOT NULL CHECK (rank IN ('principal', 'secondary')),
          diagnosed_at   TEXT NOT NULL
        );
        CREATE TABLE procedure_code (
          code        TEXT PRIMARY KEY,
          title       TEXT NOT NULL, title_zh TEXT NOT NULL,
          level       INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4)
        );
        CREATE TABLE procedure (
          procedure_id   INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          admission_id   INTEGER NOT NULL REFERENCES admission,
          code           TEXT NOT NULL REFERENCES procedure_code,
          surgeon_id     INTEGER NOT NULL REFERENCES staff,
          performed_at   TEXT NOT NULL,
          duration_minutes INTEGER NOT NULL,
          anesthesia     TEXT NOT NULL,
          is_emergency   INTEGER NOT NULL DEFAULT 0,
          has_complication INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE drug (
          drug_id     INTEGER PRIMARY KEY,
          name        TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL,
          class       TEXT NOT NULL,
          is_essential  INTEGER NOT NULL,
          is_controlled INTEGER NOT NULL
        );
        CREATE TABLE prescription (
          prescription_id INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          visit_id       INTEGER REFERENCES outpatient_visit,
          admission_id   INTEGER REFERENCES admission,
          prescriber_id  INTEGER NOT NULL REFERENCES staff,
          drug_id        INTEGER NOT NULL REFERENCES drug,
          dose           REAL NOT NULL,
          dose_unit      TEXT NOT NULL,
          route          TEXT NOT NULL,
          days           INTEGER NOT NULL,
          prescribed_at  TEXT NOT NULL
        );
        CREATE TABLE lab_test (
          test_id     INTEGER PRIMARY KEY,
          loinc       TEXT NOT NULL,
          name        TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL,
          unit        TEXT NOT NULL,
          ref_low     REAL, ref_high REAL
        );
        CREATE TABLE lab_result (
          result_id      INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          visit_id       INTEGER REFERENCES outpatient_visit,
          admission_id   INTEGER REFERENCES admission,
          test_id        INTEGER NOT NULL REFERENCES lab_test,
          collected_at   TEXT NOT NULL,
          value          REAL NOT NULL,
          flag           TEXT CHECK (flag IN ('low', 'high', 'critical'))
        );
        CREATE TABLE charge (
          charge_id      INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          visit_id       INTEGER REFERENCES outpatient_visit,
          admission_id   INTEGER REFERENCES admission,
          dept_id        INTEGER NOT NULL REFERENCES department,
          category       TEXT NOT NULL CHECK (category IN
            ('registration', 'drug', 'consumables', 'laboratory', 'imaging', 'surgery', 'bed', 'nursing', 'treatment')),
          amount         REAL NOT NULL,
          insurance_paid REAL NOT NULL,
          self_paid      REAL NOT NULL,
          charged_at     TEXT NOT NULL
        );
        CREATE TABLE clinical_note (
          note_id        INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          visit_id       INTEGER REFERENCES outpatient_visit,
          admission_id   INTEGER REFERENCES admission,
          author_id      INTEGER NOT NULL REFERENCES staff,
          kind           TEXT NOT NULL CHECK (kind IN ('admission', 'progress', 'operative', 'discharge', 'consultation')),
          written_at     TEXT NOT NULL,
          body           TEXT NOT NULL
        );
        CREATE TABLE adverse_event (
          event_id       INTEGER PRIMARY KEY,
          admission_id   INTEGER NOT NULL REFERENCES admission,
          dept_id        INTEGER NOT NULL REFERENCES department,
          kind           TEXT NOT NULL CHECK (kind IN
            ('fall', 'pressure injury', 'medication error', 'hospital-acquired infection', 'unplanned return to theatre')),
          severity       INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
          occurred_at    TEXT NOT NULL
        );
        CREATE TABLE infectious_report (
          report_id      INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          disease        TEXT NOT NULL, disease_zh TEXT NOT NULL,
          class          TEXT NOT NULL CHECK (class IN ('A', 'B', 'C')),
          onset_on       TEXT NOT NULL,
          reported_at    TEXT NOT NULL
        );
        CREATE TABLE care_team (
          patient_id     INTEGER NOT NULL REFERENCES patient,
          staff_id       INTEGER NOT NULL REFERENCES staff,
          duty           TEXT NOT NULL CHECK (duty IN ('attending', 'resident', 'nurse', 'pharmacist', 'consultant')),
          admission_id   INTEGER REFERENCES admission,
          start_time     TEXT NOT NULL,
          end_time       TEXT,
          PRIMARY KEY (patient_id, staff_id, duty, start_time)
        );
        CREATE TABLE consent (
          consent_id     INTEGER PRIMARY KEY,
          patient_id     INTEGER NOT NULL REFERENCES patient,
          scope          TEXT NOT NULL CHECK (scope IN ('research', 'teaching', 'data sharing')),
          granted_on     TEXT NOT NULL,
          revoked_on     TEXT
        );
        CREATE TABLE research_project (
          project_id     INTEGER PRIMARY KEY,
          title          TEXT NOT NULL,
          lead_id        INTEGER NOT NULL REFERENCES staff,
          approval_no    TEXT NOT NULL UNIQUE,
          approved_on    TEXT NOT NULL,
          expires_on     TEXT NOT NULL
        );
        CREATE TABLE project_member (
          project_id     INTEGER NOT NULL REFERENCES research_project,
          staff_id       INTEGER NOT NULL REFERENCES staff,
          PRIMARY KEY (project_id, staff_id)
        );
        """

    /// Indexes, made after the rows: by person, by encounter and by time.
    ///
    /// Encounter indexes are partial, as a row has one encounter of the two.
    static let indexes: [String] = [
        "CREATE INDEX ward_by_department ON ward (dept_id)",
        "CREATE INDEX bed_by_ward ON bed (ward_id)",
        "CREATE INDEX staff_by_department ON staff (dept_id)",
        "CREATE INDEX visit_by_patient ON outpatient_visit (patient_id)",
        "CREATE INDEX visit_by_time ON outpatient_visit (visit_time, dept_id)",
        "CREATE INDEX admission_by_patient ON admission (patient_id, admit_time)",
        "CREATE INDEX admission_by_admission_time ON admission (admit_time)",
        "CREATE INDEX admission_by_discharge_time ON admission (discharge_time)",
        "CREATE INDEX admission_by_department ON admission (dept_id)",
        "CREATE INDEX admission_by_source ON admission (source_visit_id) WHERE source_visit_id IS NOT NULL",
        "CREATE INDEX bed_stay_by_admission ON bed_stay (admission_id)",
        "CREATE INDEX bed_stay_by_bed ON bed_stay (bed_id, start_time)",
        "CREATE INDEX diagnosis_by_patient ON diagnosis (patient_id, code)",
        "CREATE INDEX diagnosis_by_visit ON diagnosis (visit_id) WHERE visit_id IS NOT NULL",
        "CREATE INDEX diagnosis_by_admission ON diagnosis (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX diagnosis_by_code ON diagnosis (code)",
        "CREATE INDEX procedure_by_patient ON procedure (patient_id)",
        "CREATE INDEX procedure_by_admission ON procedure (admission_id)",
        "CREATE INDEX procedure_by_time ON procedure (performed_at)",
        "CREATE INDEX procedure_by_surgeon ON procedure (surgeon_id)",
        "CREATE INDEX prescription_by_patient ON prescription (patient_id)",
        "CREATE INDEX prescription_by_visit ON prescription (visit_id) WHERE visit_id IS NOT NULL",
        "CREATE INDEX prescription_by_admission ON prescription (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX prescription_by_drug ON prescription (drug_id)",
        "CREATE INDEX lab_result_by_patient ON lab_result (patient_id, test_id)",
        "CREATE INDEX lab_result_by_admission ON lab_result (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX lab_result_by_test ON lab_result (test_id)",
        "CREATE INDEX charge_by_patient ON charge (patient_id)",
        "CREATE INDEX charge_by_visit ON charge (visit_id) WHERE visit_id IS NOT NULL",
        "CREATE INDEX charge_by_admission ON charge (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX charge_by_time ON charge (charged_at)",
        "CREATE INDEX clinical_note_by_patient ON clinical_note (patient_id)",
        "CREATE INDEX clinical_note_by_admission ON clinical_note (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX adverse_event_by_admission ON adverse_event (admission_id)",
        "CREATE INDEX adverse_event_by_time ON adverse_event (occurred_at)",
        "CREATE INDEX infectious_report_by_patient ON infectious_report (patient_id)",
        "CREATE INDEX infectious_report_by_time ON infectious_report (reported_at)",
        "CREATE INDEX care_team_by_staff ON care_team (staff_id)",
        "CREATE INDEX care_team_by_admission ON care_team (admission_id) WHERE admission_id IS NOT NULL",
        "CREATE INDEX consent_by_patient ON consent (patient_id, scope)",
        "CREATE INDEX project_member_by_staff ON project_member (staff_id)",
    ]
}
