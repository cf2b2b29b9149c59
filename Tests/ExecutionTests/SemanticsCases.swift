/// What queries mean: each with the rows that it must give (`=`), or a part of the error (`!`).
enum SemanticsCases {
    static let text = #"""
        # Counting, null logic, to-one joins.
        from admission as a select n: count()
        = 6

        from admission as a where not a!dept_id = 1 select n: count()
        = 3

        from admission as a where a!dept_id in (1, null) select n: count()
        = 2

        from admission as a where a!dept_id not in (1, null) select n: count()
        = 0

        from admission as a where a!dept_id in () or a!discharged is not null select n: count()
        = 4

        from note as x select n: count(), s: sum(x!note_id)
        = 0 | null

        from note as x group x!note select x!note, n: count()

        from admission as a join department as d on d!dept_id = a!dept_id group d!name select department: d!name, n: count()
        = Cardiology | 2
        = O'Hara's "Ward" | 2
        = null | 2

        from admission as a join patient as p on p!patient_id = a!patient_id visible (p!is_vip = 0) where p!name is null select a!admission_id
        = 3
        = 4
        = 5
        = 6

        from patient as p visible (p!is_vip = 1) select p!mrn
        = M2
        = m4

        # Text.
        from patient as p where p!mrn starts with 'M1' select p!mrn
        = M1
        = M10

        from patient as p where p!mrn starts with 'm' select p!mrn
        = m4

        from patient as p where p!name starts with '100%' select p!mrn
        = M3

        from patient as p where p!mrn starts with '' select n: count()
        = 5

        from patient as p where not p!name starts with 'W' select n: count()
        = 3

        from patient as p where p!name contains '%' select p!mrn
        = M3

        from patient as p where p!name contains 'WANG' select p!mrn
        = M1
        = m4

        from patient as p where p!name contains 'ångström' select n: count()
        = 0

        from department as d where d!name = 'O''Hara''s "Ward"' select d!dept_id
        = 2

        from patient as p where concat(p!mrn, p!name) starts with concat(p!mrn, 'W') select p!mrn
        = M1

        # Numbers.
        from patient as p where p!patient_id = 1 select a: 7 / 2, b: 1 / 0, c: p!weight / (p!weight - p!weight)
        = 3.5 | null | null

        from patient as p where p!patient_id = 1 select a: round(2.345, 2), b: round(-2.5, 0), c: integer(-2.9), d: abs(-3)
        = 2.35 | -3.0 | -2 | 3

        from patient as p where p!patient_id = 1 select a: least(3, 1, 2), b: greatest(1), c: greatest(1, null), d: nullif(1, 1)
        = 1 | 1 | null | null

        from patient as p where p!patient_id = 1 select a: 2 - (3 - 4), b: -(-(5)), c: 2 * (3 + 4), d: 8 / (4 / 2)
        = 3 | 5 | 14 | 4.0

        from patient as p select vip: count(where p!is_vip = 1), share: 100 * count(where p!is_vip = 1) / count()
        = 2 | 40.0

        # Time.
        from patient as p where p!mrn = 'M2' select a: age(p!born, @2026-02-28), b: age(p!born, @2026-03-01), c: age(p!born, @2024-02-29)
        = 25 | 26 | 24

        from admission as a where a!admission_id in (1, 2) select d: days(a!admitted, a!discharged), h: hours(a!admitted, a!discharged) order a!admission_id
        = 3 | 73.0
        = 1 | 0.0002777777777777778

        from admission as a where a!admission_id = 2 select a: date(a!admitted), b: year(a!admitted), c: month(a!admitted), d: quarter(a!admitted), e: week(a!admitted), f: hour(a!admitted), g: weekday(a!admitted), h: month_of_year(a!admitted)
        = 2026-05-20 | 2026 | 2026-05 | 2026-Q2 | 2026-05-18 | 23 | 3 | 5

        from patient as p where p!mrn = 'M1' select a: week(@2026-05-31), b: week(@2026-06-01), c: weekday(@2026-05-31)
        = 2026-05-25 | 2026-06-01 | 7

        from patient as p where p!mrn = 'M1' select a: shift(@2026-05-01, -1, 'day'), b: shift(@2026-05-01T08:00:00, 1, 'month'), c: shift(p!born, 2, 'week'), d: shift(@2026-05-01, 36, 'hour'), e: shift(@2026-05-01, p!patient_id, 'quarter')
        = 2026-04-30 | 2026-06-01 08:00:00 | 1950-03-29 | 2026-05-02 12:00:00 | 2026-08-01

        from admission as a select n: sum(overlap_days(a!admitted, a!discharged, @2026-05-01, @2026-06-01))
        = 5

        from calendar(month, @2026-01-15, @2026-03-10) as m select m!label, m!start, m!end
        = 2026-01 | 2026-01-15 | 2026-02-01
        = 2026-02 | 2026-02-01 | 2026-03-01
        = 2026-03 | 2026-03-01 | 2026-03-10

        from calendar(quarter, @2026-05-15, @2026-07-01T00:00:00) as q select q!label, q!end
        = 2026-Q2 | 2026-07-01

        from calendar(week, @2026-05-31, @2026-06-02) as w select w!label, w!start
        = 2026-05-25 | 2026-05-31
        = 2026-06-01 | 2026-06-01

        from calendar(year, @2025-12-31, @2026-01-02) as y select y!label
        = 2025
        = 2026

        from calendar(day, @2026-02-27, @2026-03-01) as d select d!start, d!end
        = 2026-02-27 | 2026-02-28
        = 2026-02-28 | 2026-03-01

        from calendar(day, @2026-02-27, @2026-02-27) as d select d!start

        from calendar(month, @2026-04-01, @2026-07-01) as m select m!label, n: (from admission as a where a!admitted >= m!start and a!admitted < m!end select n: count())
        = 2026-04 | 0
        = 2026-05 | 3
        = 2026-06 | 3

        # Aggregates.
        from result as r select m: median(r!value), p: percentile(r!value, 90), q: percentile(r!value, 0), d: percentile(distinct r!value, 50)
        = 6.0 | 9.0 | 1.0 | 5.0

        from result as r where r!value > 100 select m: median(r!value), n: count()
        = null | 0

        from result as r group r!patient_id select r!patient_id, m: median(r!value where r!flag is null) having count() > 1
        = 1 | 5.0
        = 3 | null

        from result as r select n: count(distinct r!patient_id, 2), m: count(distinct r!patient_id, 9 where r!value > 2)
        = 2 | 2

        # Groups by a row's key and another of its columns are groups by the key.
        from admission as a join patient as p on p!patient_id = a!patient_id \#
        group p!patient_id, p!born select p!patient_id, p!born, n: count()
        = 1 | 1950-03-15 | 2
        = 2 | 2000-02-29 | 1
        = 3 | 1950-03-15 | 1
        = 4 | 2020-12-31 | 1
        = null | null | 1

        # An aggregate of a subquery, sorted by.
        from admission as a group a!dept_id \#
        select most: max((from result as r where r!patient_id = a!patient_id select n: count())), d: a!dept_id
        = 0 | 9
        = 0 | null
        = 2 | 2
        = 3 | 1

        # Not in a list of keys: unknown of nobody, unless the list is empty.
        from admission as a where not a!patient_id in (from patient as p where p!is_vip select p!patient_id) select a!admission_id
        = 1
        = 2
        = 4

        from admission as a where not a!patient_id in (from patient as p where p!mrn = 'none' select p!patient_id) select n: count()
        = 6

        from admission as a where not (not a!patient_id in (from patient as p where p!is_vip select p!patient_id)) select a!admission_id
        = 3
        = 5

        # In one of two lists, one of which holds a null.
        from admission as a \#
        where a!patient_id in (from care_team as c where c!staff_id = 7 select c!patient_id) \#
        or a!patient_id in (from care_team as d where d!staff_id = 8 select d!patient_id) \#
        select a!admission_id
        = 1
        = 2
        = 3
        = 4

        # Prefixes that touch, in any order, and one that does not.
        from patient as p where p!mrn starts with 'M2' or p!mrn starts with 'M1' or p!mrn starts with 'm' select p!patient_id
        = 1
        = 2
        = 4
        = 5

        # A guard of a join that the guard of the row it is joined to says already, and one that says more.
        from result as r visible (r!patient_id in (from care_team as c where c!staff_id = 7 select c!patient_id)) \#
        join patient as p on p!patient_id = r!patient_id \#
        visible (p!patient_id in (from care_team as d where d!staff_id = 7 select d!patient_id) and not p!is_vip) \#
        select r!result_id, p!mrn
        = 1 | M1
        = 2 | M1
        = 3 | M1
        = 4 | null

        from result as r select n: count(distinct r!patient_id), f: count(r!flag), s: sum(distinct r!value)
        = 3 | 4 | 24.0

        # Subqueries.
        from patient as p where exists(from admission as a where a!patient_id = p!patient_id and a!discharged is null) select p!mrn
        = M2

        from patient as p where not exists(from admission as a where a!patient_id = p!patient_id) select p!mrn
        = M10

        from patient as p where p!patient_id not in (from admission as a select a!patient_id) select p!mrn

        from patient as p where p!patient_id in (from admission as a select a!patient_id order a!admitted desc limit 3) select p!mrn
        = M3
        = m4

        from patient as p select p!mrn, latest: (from result as r where r!patient_id = p!patient_id select r!value, r!at order r!at desc limit 1)
        = M1 | 7.0
        = M10 | null
        = M2 | null
        = M3 | 1.0
        = m4 | null

        from (from admission as a group a!patient_id select a!patient_id, n: count() having count() >= 2) as q select m: count()
        = 1

        # Sets.
        (from patient as p select p!mrn) except (from admission as a join patient as q on q!patient_id = a!patient_id select q!mrn)
        = M10

        (from admission as a select d: a!dept_id) union (from department as b select d: b!dept_id)
        = 1
        = 2
        = 3
        = 9
        = null

        (from admission as a select d: a!dept_id) intersect (from department as b select d: b!dept_id order b!dept_id desc limit 2)
        = 2

        # A total order, nulls last.
        from patient as p select p!weight, p!mrn order p!weight
        = -1.5 | M10
        = 0.0 | m4
        = 70.5 | M1
        = 70.5 | M3
        = null | M2

        from patient as p select p!weight, p!mrn order p!weight desc
        = 70.5 | M1
        = 70.5 | M3
        = 0.0 | m4
        = -1.5 | M10
        = null | M2

        from patient as p select p!mrn order p!weight desc limit 2
        = M1
        = M3

        from patient as p select distinct p!weight order -p!weight
        = 70.5
        = 0.0
        = -1.5
        = null

        # Ranks keep ties.
        from admission as a group a!dept_id select a!dept_id, n: count() order count() desc limit 1
        = 1 | 2

        from admission as a group a!dept_id select a!dept_id, n: count() order count() desc limit 1 rank
        = 1 | 2
        = 2 | 2

        from admission as a group a!dept_id select a!dept_id, n: count() order count() desc limit 2 dense
        = 1 | 2
        = 2 | 2
        = 9 | 1
        = null | 1

        from patient as p select p!mrn order p!born limit 1 rank
        = M1
        = M3

        from patient as p select distinct p!born order p!born limit 2 rank
        = 1950-03-15
        = 2000-02-29

        # Windows see the other rows.
        from result as r where r!patient_id = 1 select r!value, b: lag(r!value) over (order r!at) order r!at desc limit 1
        = 7.0 | 5.0

        from admission as a group a!dept_id select a!dept_id, s: 60 * count() / total(count()) over () order count() desc limit 1
        = 1 | 20.0

        from admission as a group a!dept_id select a!dept_id, s: 60 * count() / total(count()) over () having 60 * count() / total(count()) over () > 15
        = 1 | 20.0
        = 2 | 20.0

        from patient as p select p!mrn, r: row_number() over (order p!weight desc) order p!weight desc
        = M1 | 1
        = M3 | 2
        = m4 | 3
        = M10 | 4
        = M2 | 5

        # Alignments lay parts side by side.
        align x (from admission as a group a!dept_id select a!dept_id, n: count()), y (from department as d group d!dept_id select d!dept_id, m: max(d!name)) on dept_id select x!dept_id, x!n, y!m order x!n desc
        = 1 | 2 | Cardiology
        = 2 | 2 | O'Hara's "Ward"
        = 9 | 1 | null
        = null | 1 | null

        align full x (from admission as a group a!dept_id select a!dept_id, n: count()), y (from department as d group d!dept_id select d!dept_id, m: max(d!name)) on dept_id where x!n is null select d: coalesce(x!dept_id, y!dept_id), x!n, y!m
        = 3 | null | Pharmacy

        align p (from note as n select c: count()), q (from patient as p select c: count()) select r: p!c / q!c
        = 0.0

        # What SQLite would answer with an arbitrary value, or misread, is refused.
        from admission as a select a!dept_id, n: count()
        ! stands beside an aggregate

        from patient as p select n: count(), x: (from admission as a where a!patient_id = p!patient_id select m: count())
        ! stands beside an aggregate

        from patient as p where count() > 1 select p!mrn
        ! where single rows are meant

        from patient as p select m: max(p!weight), n: (from admission as a select s: sum(p!weight))
        ! stands beside an aggregate

        from patient as p select n: sum(count())
        ! within an aggregate

        from patient as p select p!mrn, n: (from admission as a select s: sum(p!weight))
        ! only columns of an enclosing query

        from patient as p select distinct p!mrn order p!weight
        ! Distinct rows cannot be sorted

        from (from patient as p select x: p!mrn, X: p!name) as q select q!x
        ! names are lower case

        from (from patient as p select x: p!mrn, `X`: p!name) as q select q!x
        ! two outputs

        from patient as p select q!mrn
        ! no source

        from patient as p select p!nosuch
        ! no column

        from nosuch as p select n: count()
        ! no entity

        from patient as p select x: $nosuch
        ! has no value

        from patient as p select patient.mrn
        ! not resolved

        from patient as p where exists(from .admissions) select n: count()
        ! not resolved

        from patient as p select x: shift(p!born, 1, 'fortnight')
        ! unit of shift
        """#
}
