/// A medical practice, and who may see what in it, said twice: as our policy, and as PostgreSQL's row security and grants.
enum PracticeRules {
    static let catalog = """
        name: practice
        entities:
          dept:
            key: dept_id
            attributes:
              dept_id: { type: identifier, level: public }
              name: { type: text, level: public }
            many: { visits: { to: visit, by: dept_id } }
          room:
            key: room_id
            attributes:
              room_id: { type: identifier, level: public }
              dept_id: { type: identifier, level: public }
            one: { dept: { to: dept, by: dept_id } }
          patient:
            key: patient_id
            patient: self
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              name: { type: text, level: sensitive, identifies: direct, kind: name }
              born: { type: date, level: internal, identifies: quasi, kind: birth-date }
              city: { type: text, level: internal, identifies: quasi, kind: city }
              sealed: { type: boolean, level: internal }
            many: { visits: { to: visit, by: patient_id }, teams: { to: team, by: patient_id } }
          visit:
            key: visit_id
            patient: patient
            attributes:
              visit_id: { type: identifier, level: internal }
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              dept_id: { type: identifier, level: internal }
              at: { type: datetime, level: internal, identifies: quasi, kind: event-time }
              cost: { type: money, level: internal }
              finding: { type: text, level: sensitive }
              secret: { type: text, level: highly-sensitive }
            one: { patient: { to: patient, by: patient_id }, dept: { to: dept, by: dept_id } }
            many: { tests: { to: test, by: visit_id } }
          test:
            key: test_id
            patient: visit.patient
            attributes:
              test_id: { type: identifier, level: internal }
              visit_id: { type: identifier, level: internal }
              value: { type: decimal, level: sensitive }
            one: { visit: { to: visit, by: visit_id } }
          team:
            key: patient_id
            patient: patient
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              staff_id: { type: identifier, level: internal }
              until: { type: date, level: internal }
            one: { patient: { to: patient, by: patient_id } }
        """

    /// Every role may list, sees all that it sees as it is, and has no small cells: masks and suppression have no counterpart in PostgreSQL.
    static let policy = """
        policy: practice
        version: 1
        purposes: { treatment: treatment }
        conditions:
          mine: subject in (from team where staff_id = $caller.staff_id and (until is null or until >= date($now)) select patient_id)
        everybody:
          - entities: [dept, room]
        roles:
          doctor:
            subjects: [{ role: doctor }]
            purposes: [treatment]
            default-purpose: treatment
            lists: true
            small-cells: none
            rows:
              - { about: patients, where: mine, scope: your patients }
            columns: &everything { lists: highly-sensitive, totals: highly-sensitive, quasi: show, direct: show }
          head:
            subjects: [{ role: head }]
            purposes: [treatment]
            default-purpose: treatment
            lists: true
            small-cells: none
            rows:
              - { entities: [visit], where: dept_id = $caller.dept_id, scope: your department }
            columns: { lists: sensitive, totals: sensitive, quasi: show, direct: show }
          ward:
            subjects: [{ role: ward }]
            purposes: [treatment]
            default-purpose: treatment
            lists: true
            small-cells: none
            rows:
              - { entities: [visit], where: dept_id = $caller.dept_id, scope: your ward }
              - { entities: [visit, patient], where: mine, scope: your patients }
              - { entities: [test], where: value > 2 }
              - { entities: [team] }
            columns: *everything
          clerk:
            subjects: [{ role: clerk }]
            purposes: [treatment]
            default-purpose: treatment
            lists: true
            small-cells: none
            rows:
              - { about: patients }
            columns: { lists: internal, totals: internal, quasi: show, direct: show }
        rules:
          - name: sealed_patients
            deny: rows
            on: { about: patients }
            where: subject in (from patient where sealed select patient_id)
            except: [doctor]
          - name: dear_visits
            deny: rows
            on: { entities: [visit] }
            where: [cost > 30, dept.name = 'North']
            except: [doctor, ward]
        refusals:
          column-not-covered: { text: "Not '{column}'.", needed: "Another role." }
        prompts:
          withheld: { severity: notice, text: "Withheld: {columns}" }
        """

    static let roles = ["doctor", "head", "ward", "clerk"]

    static let tables: [(name: String, columns: [(name: String, sqlite: String, postgres: String)])] = [
        ("dept", [("dept_id", "INTEGER", "bigint"), ("name", "TEXT", "text")]),
        ("room", [("room_id", "INTEGER", "bigint"), ("dept_id", "INTEGER", "bigint")]),
        (
            "patient",
            [
                ("patient_id", "INTEGER", "bigint"), ("name", "TEXT", "text"), ("born", "TEXT", "text"), ("city", "TEXT", "text"),
                ("sealed", "INTEGER", "boolean"),
            ]
        ),
        (
            "visit",
            [
                ("visit_id", "INTEGER", "bigint"), ("patient_id", "INTEGER", "bigint"), ("dept_id", "INTEGER", "bigint"),
                ("at", "TEXT", "text"),
                ("cost", "REAL", "float8"), ("finding", "TEXT", "text"), ("secret", "TEXT", "text"),
            ]
        ),
        ("test", [("test_id", "INTEGER", "bigint"), ("visit_id", "INTEGER", "bigint"), ("value", "REAL", "float8")]),
        ("team", [("patient_id", "INTEGER", "bigint"), ("staff_id", "INTEGER", "bigint"), ("until", "TEXT", "text")]),
    ]

    /// The same rules as a database administrator would write them.
    ///
    /// Functions of the owner read tables past row security, as our conditions do.
    static let rowSecurity = """
        CREATE SCHEMA rules;
        CREATE TABLE rules.caller (login text PRIMARY KEY, staff_id bigint, dept_id bigint);
        INSERT INTO rules.caller VALUES ('doctor', 1, 2), ('head', 1, 2), ('ward', 1, 2), ('clerk', 1, 2);
        CREATE FUNCTION rules.department() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT dept_id FROM rules.caller WHERE login = session_user';
        CREATE FUNCTION rules.mine() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT patient_id FROM public.team JOIN rules.caller USING (staff_id)
            WHERE login = session_user AND (until IS NULL OR until >= '2026-06-30') $$;
        CREATE FUNCTION rules.sealed() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT patient_id FROM public.patient WHERE sealed IS NOT FALSE';
        CREATE FUNCTION rules.patient_of(bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT patient_id FROM public.visit WHERE visit_id = $1';
        CREATE FUNCTION rules.name_of(bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT name FROM public.dept WHERE dept_id = $1';
        GRANT USAGE ON SCHEMA rules TO doctor, head, ward, clerk;

        ALTER TABLE patient ENABLE ROW LEVEL SECURITY;
        ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
        ALTER TABLE test ENABLE ROW LEVEL SECURITY;
        ALTER TABLE team ENABLE ROW LEVEL SECURITY;

        GRANT SELECT ON dept, room TO doctor, head, ward, clerk;
        GRANT SELECT ON patient, visit, test, team TO doctor, ward;
        GRANT SELECT (visit_id, patient_id, dept_id, at, cost, finding) ON visit TO head;
        GRANT SELECT (patient_id, born, city, sealed) ON patient TO clerk;
        GRANT SELECT (visit_id, patient_id, dept_id, at, cost) ON visit TO clerk;
        GRANT SELECT (test_id, visit_id) ON test TO clerk;
        GRANT SELECT ON team TO clerk;

        CREATE POLICY own ON patient TO doctor USING (patient_id IN (SELECT rules.mine()));
        CREATE POLICY own ON visit TO doctor USING (patient_id IN (SELECT rules.mine()));
        CREATE POLICY own ON test TO doctor USING (rules.patient_of(visit_id) IN (SELECT rules.mine()));
        CREATE POLICY own ON team TO doctor USING (patient_id IN (SELECT rules.mine()));

        CREATE POLICY department ON visit TO head, ward USING (dept_id = rules.department());
        CREATE POLICY own_of_ward ON visit TO ward USING (patient_id IN (SELECT rules.mine()));
        CREATE POLICY own_of_ward ON patient TO ward USING (patient_id IN (SELECT rules.mine()));
        CREATE POLICY raised ON test TO ward USING (value > 2);
        CREATE POLICY everything ON team TO ward USING (true);

        CREATE POLICY everything ON patient TO clerk USING (true);
        CREATE POLICY everything_of_clerk ON visit TO clerk USING (true);
        CREATE POLICY everything ON test TO clerk USING (true);
        CREATE POLICY everything_of_clerk ON team TO clerk USING (true);

        CREATE POLICY sealed ON patient AS RESTRICTIVE TO head, ward, clerk USING (patient_id NOT IN (SELECT rules.sealed()));
        CREATE POLICY sealed ON visit AS RESTRICTIVE TO head, ward, clerk USING (patient_id NOT IN (SELECT rules.sealed()));
        CREATE POLICY sealed ON test AS RESTRICTIVE TO head, ward, clerk USING (rules.patient_of(visit_id) NOT IN (SELECT rules.sealed()));
        CREATE POLICY sealed ON team AS RESTRICTIVE TO head, ward, clerk USING (patient_id NOT IN (SELECT rules.sealed()));
        CREATE POLICY dear ON visit AS RESTRICTIVE TO head, clerk USING (NOT (cost > 30 AND rules.name_of(dept_id) = 'North'));
        """
}
