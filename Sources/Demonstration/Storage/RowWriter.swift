import Database

/// Writes the rows of each table, in the order of the table's columns: the one place that knows both the schema and the simulation's types.
final class RowWriter {
    let loader: RowLoader
    private let dates = DateTexts()
    private(set) var lastVisit = 0
    private var lastDiagnosis = 0
    private var lastPrescription = 0
    private var lastResult = 0
    private var lastCharge = 0
    private var lastNote = 0
    private var lastEvent = 0
    private var lastReport = 0
    private var lastBedStay = 0
    private var lastProcedure = 0
    private var lastConsent = 0

    init(connection: Connection) throws {
        loader = try RowLoader(connection: connection)
    }

    /// The encounter that a row belongs to.
    enum Encounter {
        case visit(Int), admission(Int)
    }

    // MARK: Columns

    func text(_ value: StaticString, _ row: RowBuffer) {
        row.text(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

    func text(_ value: Phrase, _ row: RowBuffer) {
        row.text(value.bytes)
    }

    func text(_ value: String, _ row: RowBuffer) {
        var value = value
        value.withUTF8 { row.text($0) }
    }

    func text(_ value: String?, _ row: RowBuffer) {
        if let value { text(value, row) } else { row.null() }
    }

    func time(_ moment: Int, _ row: RowBuffer) {
        dates.write(moment: moment, to: row.shortText(length: 19))
    }

    func time(_ moment: Int?, _ row: RowBuffer) {
        if let moment { time(moment, row) } else { row.null() }
    }

    func date(_ day: Int, _ row: RowBuffer) {
        dates.write(day: day, to: row.shortText(length: 10))
    }

    func date(_ day: Int?, _ row: RowBuffer) {
        if let day { date(day, row) } else { row.null() }
    }

    private func encounter(_ encounter: Encounter, _ row: RowBuffer) {
        switch encounter {
        case .visit(let id):
            row.integer(id)
            row.null()
        case .admission(let id):
            row.null()
            row.integer(id)
        }
    }

    // MARK: Encounters

    func nextVisit() -> Int {
        lastVisit += 1
        return lastVisit
    }

    func visit(
        _ id: Int, patient: Int, department: Int, physician: Int, at moment: Int, type: VisitType, wait: Int?, disposition: VisitDisposition
    ) {
        let row = loader.begin(.visit)
        row.integer(id)
        row.integer(patient)
        row.integer(department)
        row.integer(physician)
        time(moment, row)
        text(type.text, row)
        if let wait { row.integer(wait) } else { row.null() }
        text(disposition.text, row)
    }

    func admission(
        _ id: Int, patient: Int, department: Int, attending: Int, source: Int?, type: AdmissionType, at moment: Int, discharge: Int?,
        disposition: DischargeDisposition?
    ) {
        let row = loader.begin(.admission)
        row.integer(id)
        row.integer(patient)
        row.integer(department)
        row.integer(attending)
        if let source { row.integer(source) } else { row.null() }
        text(type.text, row)
        time(moment, row)
        time(discharge, row)
        if let disposition { text(disposition.text, row) } else { row.null() }
    }

    func bedStay(admission: Int, bed: Int, start: Int, end: Int?) {
        lastBedStay += 1
        let row = loader.begin(.bedStay)
        row.integer(lastBedStay)
        row.integer(admission)
        row.integer(bed)
        time(start, row)
        time(end, row)
    }

    func careTeam(patient: Int, staff: Int, duty: StaticString, admission: Int?, start: Int, end: Int?) {
        let row = loader.begin(.careTeam)
        row.integer(patient)
        row.integer(staff)
        text(duty, row)
        if let admission { row.integer(admission) } else { row.null() }
        time(start, row)
        time(end, row)
    }

    // MARK: What an encounter brings

    func diagnosis(patient: Int, _ encounter: Encounter, code: Phrase, isPrincipal: Bool, at moment: Int) {
        lastDiagnosis += 1
        let row = loader.begin(.diagnosis)
        row.integer(lastDiagnosis)
        row.integer(patient)
        self.encounter(encounter, row)
        text(code, row)
        text(isPrincipal ? "principal" : "secondary", row)
        time(moment, row)
    }

    func procedure(
        patient: Int, admission: Int, code: Phrase, surgeon: Int, at moment: Int, minutes: Int, anesthesia: StaticString, isEmergency: Bool,
        hasComplication: Bool
    ) {
        lastProcedure += 1
        let row = loader.begin(.procedure)
        row.integer(lastProcedure)
        row.integer(patient)
        row.integer(admission)
        text(code, row)
        row.integer(surgeon)
        time(moment, row)
        row.integer(minutes)
        text(anesthesia, row)
        row.integer(isEmergency ? 1 : 0)
        row.integer(hasComplication ? 1 : 0)
    }

    func prescription(
        patient: Int, _ encounter: Encounter, prescriber: Int, drug: Int, dose: Double, unit: Phrase, route: Phrase, days: Int,
        at moment: Int
    ) {
        lastPrescription += 1
        let row = loader.begin(.prescription)
        row.integer(lastPrescription)
        row.integer(patient)
        self.encounter(encounter, row)
        row.integer(prescriber)
        row.integer(drug)
        row.real(dose)
        text(unit, row)
        text(route, row)
        row.integer(days)
        time(moment, row)
    }

    func result(patient: Int, _ encounter: Encounter, test: Int, at moment: Int, value: Double, flag: LabFlag) {
        lastResult += 1
        let row = loader.begin(.labResult)
        row.integer(lastResult)
        row.integer(patient)
        self.encounter(encounter, row)
        row.integer(test)
        time(moment, row)
        row.real(value)
        switch flag {
        case .normal: row.null()
        case .low: text("low", row)
        case .high: text("high", row)
        case .critical: text("critical", row)
        }
    }

    /// A charge; amounts in fen (1/100 CNY), so that what insurance and patient pay adds up exactly.
    func charge(patient: Int, _ encounter: Encounter, department: Int, _ category: ChargeCategory, fen: Int, insured: Int, at moment: Int) {
        lastCharge += 1
        let row = loader.begin(.charge)
        row.integer(lastCharge)
        row.integer(patient)
        self.encounter(encounter, row)
        row.integer(department)
        text(category.text, row)
        row.real(Double(fen) / 100)
        row.real(Double(insured) / 100)
        row.real(Double(fen - insured) / 100)
        time(moment, row)
    }

    func note(patient: Int, _ encounter: Encounter, author: Int, kind: StaticString, at moment: Int, body: String) {
        lastNote += 1
        let row = loader.begin(.note)
        row.integer(lastNote)
        row.integer(patient)
        self.encounter(encounter, row)
        row.integer(author)
        text(kind, row)
        time(moment, row)
        text(body, row)
    }

    func adverseEvent(admission: Int, department: Int, kind: StaticString, severity: Int, at moment: Int) {
        lastEvent += 1
        let row = loader.begin(.adverseEvent)
        row.integer(lastEvent)
        row.integer(admission)
        row.integer(department)
        text(kind, row)
        row.integer(severity)
        time(moment, row)
    }

    func infectiousReport(patient: Int, _ report: StatutoryReport, onset: Int, at moment: Int) {
        lastReport += 1
        let row = loader.begin(.infectiousReport)
        row.integer(lastReport)
        row.integer(patient)
        text(report.name, row)
        text(report.chineseName, row)
        text(report.reportClass, row)
        date(onset, row)
        time(moment, row)
    }

    func consent(patient: Int, scope: StaticString, granted: Int, revoked: Int?) {
        lastConsent += 1
        let row = loader.begin(.consent)
        row.integer(lastConsent)
        row.integer(patient)
        text(scope, row)
        date(granted, row)
        date(revoked, row)
    }
}
