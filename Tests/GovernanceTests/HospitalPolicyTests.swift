import Algebra
import Catalog
import Governance
import Testing

// The hospital's policy at work: each test is a moment of its day.

@Test("the policy holds together with the catalog, and says which it is")
func loads() throws {
    let governor = try Hospital.governor.get()
    #expect(governor.policy.identity.name == "hospital")
    #expect(governor.policy.identity.digest.count == 64)
}

@Test("the head of Cardiology asks for last month's visits and gets Cardiology's, and is told so")
func headOfDepartment() throws {
    let governed = try Hospital.permit(
        "from outpatient_visit where visit_time >= @2026-05-01 and visit_time < @2026-06-01 select visits: count()", as: Hospital.head)
    #expect(governed.query.description.contains("from outpatient_visit as t1 visible (t1!dept_id = $caller.dept_id)"))
    #expect(governed.parameters["caller.dept_id"] == .integer(3))
    #expect(governed.scope.map { $0.text(in: "en") } == ["within your department: Cardiology"])
    #expect(governed.scope.map { $0.text(in: "zh") } == ["限本科室：心血管内科"])
    #expect(governed.role == "department_head")
    #expect(governed.purpose == "operations")
}

@Test("the hospital manager gets every department, small cells counted for suppression")
func hospitalManager() throws {
    let governed = try Hospital.permit(
        """
        from admission where discharge_time >= @2026-01-01 and discharge_time < @2026-04-01
        group department: department.name select department, days: avg(length_of_stay) order days desc
        """, as: Hospital.manager)
    #expect(!governed.query.description.contains("visible"))
    #expect(governed.scope.isEmpty)
    #expect(governed.plan.threshold == 11)
    #expect(governed.plan.columns[1].guards == [2])
}

@Test("the manager may list stays with record numbers, and nothing clinical")
func managersLists() throws {
    let longest = try Hospital.permit(
        "from admission where discharge_time is null select patient.mrn, days: days_in_hospital order days desc limit 10",
        as: Hospital.manager)
    #expect(longest.plan.columns.map(\.treatment) == [.show, .show])
    #expect(longest.prompts.map(\.code) == ["identified"])
    let clinical = try Hospital.refuse(
        "from patient where exists(from .diagnoses where code starts with 'I48') select mrn", as: Hospital.manager)
    #expect(clinical.code == "column-not-covered")
    #expect(clinical.text.text(in: "en").contains("code (diagnosis)"))
    let counted = try Hospital.permit(
        "from patient where exists(from .diagnoses where code starts with 'I48') select n: count()", as: Hospital.manager)
    #expect(counted.plan.columns[0].guards == [1])
}

@Test("a treating physician asks for the last haemoglobin by record number; the patient must be theirs now")
func treatingPhysician() throws {
    let governed = try Hospital.permit(
        "from lab_result where patient.mrn = 'M0013257' and test.loinc = '718-7' select value, collected_at order collected_at desc limit 1",
        as: Hospital.physician, for: "treatment")
    #expect(
        governed.query.description.contains(
            "join patient as t2 on t2!patient_id = t1!patient_id visible (t2!patient_id in (from care_team"))
    #expect(governed.query.description.contains("end_time is null"))
    // The answer for a patient of somebody else differs in nothing but the rows, and there are none, as for a number that does not exist.
    let other = try Hospital.permit(
        "from lab_result where patient.mrn = 'M9999999' and test.loinc = '718-7' select value, collected_at order collected_at desc limit 1",
        as: Hospital.physician, for: "treatment")
    #expect(other.scope == governed.scope)
    #expect(other.prompts == governed.prompts)
    #expect(other.plan == governed.plan)
}

@Test("a physician sees a part of the identity number, the head of a department the whole")
func identityNumbers() throws {
    let question = "from patient where mrn = 'M0013257' select national_id"
    #expect(try Hospital.permit(question, as: Hospital.physician).plan.columns[0].treatment == .partial(kind: "national-id"))
    #expect(try Hospital.permit(question, as: Hospital.head).plan.columns[0].treatment == .show)
    #expect(try Hospital.refuse(question, as: Hospital.nurse).code == "column-not-covered")
    #expect(
        try Hospital.refuse("from patient where national_id = '320102199001011234' select mrn", as: Hospital.physician).code
            == "column-not-covered")
}

@Test("a nurse sees the patients in the beds of the own department")
func nurse() throws {
    let governed = try Hospital.permit("from patient select mrn, name", as: Hospital.nurse)
    #expect(governed.query.description.contains("and g1t1003!dept_id = $caller.dept_id select g1t1004!patient_id)"))
    let scope = governed.scope.map { $0.text(in: "en") }
    #expect(scope.first == "patients on the wards of Cardiology now")
    #expect(scope.dropFirst().first == "patients handed over to another ward in the last 24 hours")
    #expect(governed.parameters["policy.transfer_grace_hours"] == .integer(24))
}

@Test("a researcher is told what is missing: a project, then a running approval")
func researcherWithoutApproval() throws {
    let none = try Hospital.refuse("from patient select n: count()", as: Hospital.researcher)
    #expect(none.code == "no-project")
    var asked = 0
    let decision = try Hospital.governor.get().govern(
        Hospital.resolve("from patient select n: count()"), caller: Hospital.researcher, purpose: "research",
        environment: Hospital.environment
    ) { _, _ in
        asked += 1
        return asked == 1 ? [[.integer(5)]] : []
    }
    guard case .refuse(let refusal) = decision else {
        Issue.record("permitted without a running approval")
        return
    }
    #expect(refusal.code == "no-running-approval")
    #expect(refusal.needed?.text(in: "en").contains("running ethics approval") == true)
}

@Test("with a running approval a researcher sees consenting patients by pseudonyms of the project")
func researcherWithApproval() throws {
    let facts: [[Literal]] = [[.integer(5), .text("Statins"), .text("IRB-2026-014"), .time("2026-12-31")]]
    let governed = try Hospital.permit("from patient select mrn, gender, birth_date", as: Hospital.researcher, facts: facts)
    #expect(governed.plan.columns.map(\.treatment) == [.pseudonym, .show, .generalise(.age)])
    #expect(governed.plan.pseudonymDomain == "5")
    #expect(governed.query.description.contains("from consent as"))
    #expect(governed.query.description.contains("revoked_on is null"))
    #expect(governed.scope.map { $0.text(in: "en") } == ["patients who consent to research (approval IRB-2026-014)"])
    #expect(governed.prompts.first?.text.text(in: "en").contains("'Statins'") == true)
    #expect(try Hospital.refuse("from patient select name", as: Hospital.researcher, facts: facts).code == "column-not-covered")
}

@Test("a physician who asks for research is a researcher then")
func physicianDoingResearch() throws {
    #expect(try Hospital.refuse("from patient select n: count()", as: Hospital.physician, for: "research").code == "no-project")
}

@Test("numbers of stays and visits are pseudonyms too, and those of one stay link its rows")
func encounterNumbers() throws {
    let facts: [[Literal]] = [[.integer(5), .text("Stroke"), .text("A-1"), .text("2027-01-01")]]
    let question = "from lab_result where test.loinc = '718-7' select admission_id, admission.admission_id, visit, value"
    let governed = try Hospital.permit(question, as: Hospital.researcher, facts: facts)
    #expect(governed.plan.columns.map(\.treatment) == [.pseudonym, .pseudonym, .pseudonym, .show])
    #expect(governed.plan.columns.map(\.identifies) == ["admission", "admission", "outpatient_visit", "lab_result"])
    let chosen = try Hospital.refuse(
        "from admission where admission_id = 3165 select department.name", as: Hospital.researcher, facts: facts)
    #expect(chosen.code == "column-not-covered")
    let counted = try Hospital.permit(
        "from diagnosis where code starts with 'I50' select n: count(distinct admission_id)", as: Hospital.researcher, facts: facts)
    #expect(counted.plan.columns[0].treatment == .show)
    // What belongs to a stay is still found by it.
    _ = try Hospital.permit(
        "from lab_result where is_inpatient and admission.admission_type = 'emergency' select n: count()", as: Hospital.researcher,
        facts: facts)
    let head = try Hospital.permit("from admission where admission_id = 3165 select admission_id", as: Hospital.head)
    #expect(head.plan.columns[0].treatment == .show)
}

@Test("a physician teaches with patients who consent to teaching, by pseudonyms")
func teaching() throws {
    let governed = try Hospital.permit("from patient select mrn, gender", as: Hospital.physician, for: "teaching")
    #expect(governed.role == "teacher")
    #expect(governed.plan.columns.map(\.treatment) == [.pseudonym, .show])
    #expect(governed.plan.pseudonymDomain == "staff.12")
    #expect(governed.query.description.contains("scope = 'teaching'"))
}

@Test("the head's bed occupancy divides the department's days by the department's beds")
func occupancy() throws {
    let governed = try Hospital.permit(
        """
        align d (from bed_stay select days: sum(overlap_days(start_time, end_time, @2026-05-01, @2026-06-01))),
        b (from bed where status = 'open' select beds: count()) select occupancy: 100 * d.days / (31 * b.beds)
        """, as: Hospital.head)
    #expect(governed.query.description.contains("where t3!status = 'open' and (from ward as"))
    #expect(governed.trace.contains("bed beside filtered totals narrowed to the same scope"))
}

@Test("a physician's rate divides own patients by the beds of the department, not of the hospital")
func physiciansOccupancy() throws {
    let question = """
        align d (from bed_stay select days: sum(overlap_days(start_time, end_time, @2026-05-01, @2026-06-01))),
        b (from bed where status = 'open' select beds: count()) select occupancy: 100 * d.days / (31 * b.beds)
        """
    for caller in [Hospital.physician, Hospital.nurse] {
        let governed = try Hospital.permit(question, as: caller)
        #expect(governed.trace.contains("bed beside filtered totals narrowed to the same scope"))
        #expect(governed.query.description.contains("where t3!status = 'open' and (from ward as"))
    }
}

@Test("whoever asks for research is a member of a study with a running approval, and nobody sees a name for it")
func researchDemandsTheSameOfEverybody() throws {
    let facts: [[Literal]] = [[.integer(5), .text("Statins"), .text("IRB-2026-014"), .time("2026-12-31")]]
    for caller in [Hospital.researcher, Hospital.physician, Hospital.head, Hospital.nurse, Hospital.pharmacist] {
        #expect(try Hospital.refuse("from patient select n: count()", as: caller, for: "research").code == "no-project")
        let governed = try Hospital.permit("from patient select mrn, gender, name", as: caller, for: "research", facts: facts)
        #expect(governed.withheld == ["name"])
        #expect(governed.plan.columns.first?.treatment == .pseudonym)
        #expect(governed.prompts.first?.code == "research-use")
    }
}

@Test(
    "nothing about patients goes abroad, whoever asks for what",
    arguments: [
        ("from admission select admission_type", Hospital.manager, "operations"),
        ("from charge select amount", Hospital.service("finance.officer"), "billing"),
        ("from lab_result select value", Hospital.physician, "treatment"),
        ("from patient select gender", Hospital.head, "operations"),
        ("from infectious_report group class select class, n: count()", Hospital.service("public.health"), "public-health"),
    ])
func abroad(query: String, caller: Caller, purpose: String) throws {
    let environment = RequestEnvironment(now: "2026-06-30 23:59:59", attributes: ["destination": .text("US")])
    let decision = try Hospital.governor.get().govern(Hospital.resolve(query), caller: caller, purpose: purpose, environment: environment) {
        _, _ in []
    }
    guard case .refuse(let refusal) = decision else {
        Issue.record("permitted")
        return
    }
    #expect(refusal.code == "column-not-covered")
    #expect(refusal.rule == "stays_in_the_country")
}

@Test("circumstances of which a request says nothing keep nobody from working")
func silentCircumstances() throws {
    _ = try Hospital.permit("from clinical_note select body", as: Hospital.physician)
    _ = try Hospital.permit("from patient select mrn, name", as: Hospital.nurse)
    _ = try Hospital.permit("from patient select national_id", as: Hospital.head)
}

@Test("purposes limit: a physician may not ask for billing, and nobody for a purpose that the policy does not know")
func purposes() throws {
    let billing = try Hospital.refuse("from charge select n: count()", as: Hospital.physician, for: "billing")
    #expect(billing.code == "purpose-not-covered")
    #expect(billing.needed?.text(in: "en") == "As physician you may ask for: treatment.")
    #expect(try Hospital.refuse("from charge select n: count()", as: Hospital.physician, for: "curiosity").code == "purpose-unknown")
    let officer = Hospital.service("public.health")
    #expect(try Hospital.permit("from infectious_report select n: count()", as: officer, for: "Public health").purpose == "public-health")
}

@Test("public health sees diseases by district, and no list of persons")
func publicHealth() throws {
    let officer = Hospital.service("public.health")
    let governed = try Hospital.permit(
        "from infectious_report group district: patient.district, disease select district, disease, reports: count()", as: officer)
    #expect(governed.plan.columns[2].guards == [3])
    #expect(try Hospital.refuse("from infectious_report select patient.district, disease", as: officer).code == "list-not-covered")
    #expect(try Hospital.refuse("from prescription select n: count()", as: officer).code == "entity-not-covered")
}

@Test("an auditor sees how the house is built, and nothing of patients")
func auditor() throws {
    let auditor = Hospital.service("auditor")
    _ = try Hospital.permit("from staff where role = 'physician' group department.name select name, n: count()", as: auditor)
    // The refusal names what is closed, not the columns that the question happens to filter by.
    let refusal = try Hospital.refuse("from admission where admit_time >= @2026-05-01 select n: count()", as: auditor)
    #expect(refusal.code == "entity-not-covered")
    #expect(refusal.text.text(in: "en").contains("admission"))
}

@Test("finance sees bills and no diagnoses")
func finance() throws {
    let officer = Hospital.service("finance.officer")
    _ = try Hospital.permit("from charge where admission_id = 3165 select total: sum(amount), self_paid: sum(self_paid)", as: officer)
    #expect(try Hospital.refuse("from diagnosis select n: count()", as: officer).code == "entity-not-covered")
    #expect(try Hospital.refuse("from charge select patient.name", as: officer).code == "column-not-covered")
}

@Test("whoever the policy does not know gets nothing")
func strangers() throws {
    #expect(try Hospital.refuse("from department select name", as: Hospital.service("somebody")).code == "no-role")
    // Who calls themselves like an account and is none, is not the account.
    let impostor = Caller(id: "hospital.manager", kind: .staff, attributes: [:])
    #expect(try Hospital.refuse("from admission select n: count()", as: impostor).code == "entity-not-covered")
}

@Test("every refusal and prompt of the policy has English and Chinese words, and every refusal a way on")
func wording() throws {
    let policy = try Hospital.policy.get()
    for (code, refusal) in policy.refusals {
        #expect(refusal.text.texts["en"] != nil && refusal.text.texts["zh"] != nil, "\(code)")
        #expect(refusal.needed != nil, "\(code)")
    }
    for (code, prompt) in policy.prompts { #expect(prompt.text.texts["en"] != nil && prompt.text.texts["zh"] != nil, "\(code)") }
}

@Test("no role reads a direct identifier whose kind it does not name, and none sees free text but who treats")
func directIdentifiersAreNamed() throws {
    let policy = try Hospital.policy.get()
    for role in policy.roles where role.name != "department_head" { #expect(role.columns.direct ?? .hide == .hide, "\(role.name)") }
}

@Test(
    "what a code refers to tells the code: lists without clinical columns neither show nor choose by it",
    arguments: [
        ("from diagnosis where patient.mrn = 'M0000001' select title: icd10.title", "show", "code (diagnosis)"),
        ("from prescription where patient.mrn = 'M0000001' select drug: drug.name", "show", "drug id (prescription)"),
        ("from patient where exists(from .prescriptions where drug.name = 'Metformin') select mrn", "filter", "drug id (prescription)"),
        ("from diagnosis select diagnosed_at order icd10.title", "sort", "code (diagnosis)"),
        (
            "from patient where exists(from drug where name = 'Metformin' and exists(from prescription where drug_id = outer.drug_id)) select mrn",
            "filter", "drug id (prescription)"
        ),
        ("from infectious_report where disease = 'Syphilis' select patient.mrn", "filter", "disease (infectious report)"),
    ])
func codesReachedByPaths(query: String, use: String, column: String) throws {
    let refusal = try Hospital.refuse(query, as: Hospital.manager)
    #expect(refusal.code == "column-not-covered")
    #expect(refusal.text.text(in: "en").contains(column))
}

@Test("beside columns that are covered, what a code refers to is withheld")
func titlesAreWithheld() throws {
    let governed = try Hospital.permit("from diagnosis select diagnosed_at, title: icd10.title", as: Hospital.manager)
    #expect(governed.withheld == ["title"])
    #expect(try Hospital.permit("from diagnosis select diagnosed_at, title: icd10.title", as: Hospital.physician).withheld.isEmpty)
}

@Test("totals by what a code refers to stay open to those who may have totals of the code")
func totalsByCodes() throws {
    let governed = try Hospital.permit("from prescription group drug: drug.name select drug, lines: count()", as: Hospital.manager)
    #expect(governed.withheld.isEmpty)
}

@Test("notes name the patient, so a physician reads those of patients in their care only")
func notesGoWithThePatient() throws {
    let note = try Hospital.permit("from clinical_note select body", as: Hospital.physician).query.description
    #expect(note.contains("from care_team"))
    #expect(!note.contains("physician_id"))
    #expect(try Hospital.permit("from diagnosis select code", as: Hospital.physician).query.description.contains("physician_id"))
}
