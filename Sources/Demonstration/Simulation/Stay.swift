/// One admission while it lasts: what was planned at its start and what happened since.
final class Stay {
    struct Segment {
        let bed: Int
        let start: Int
        var end: Int?
    }

    struct PlannedOperation {
        let operation: Int
        let time: Int
        let minutes: Int
        let surgeon: Int
        let anesthesia: StaticString
        let isEmergency: Bool
        let hasComplication: Bool
    }

    let id: Int
    let patient: Int
    let condition: Int
    /// The principal diagnosis, as an index of the codes.
    let code: Int
    let department: Int
    let attending: Int
    let resident: Int
    let type: AdmissionType
    let source: Int?
    let admitted: Int
    /// When the patient is due to leave.
    var due: Int
    var disposition: DischargeDisposition
    var segments: [Segment]
    var operations: [PlannedOperation] = []
    var waitsForBed = 0

    init(
        id: Int, patient: Int, condition: Int, code: Int, department: Int, attending: Int, resident: Int, type: AdmissionType, source: Int?,
        admitted: Int, due: Int, disposition: DischargeDisposition, bed: Int
    ) {
        self.id = id
        self.patient = patient
        self.condition = condition
        self.code = code
        self.department = department
        self.attending = attending
        self.resident = resident
        self.type = type
        self.source = source
        self.admitted = admitted
        self.due = due
        self.disposition = disposition
        segments = [Segment(bed: bed, start: admitted, end: nil)]
    }

    var bed: Int {
        segments[segments.count - 1].bed
    }

    /// The bed at a moment of the stay.
    func bed(at moment: Int) -> Int {
        for segment in segments where moment < segment.end ?? Int.max { return segment.bed }
        return bed
    }

    /// Leaves the present bed and takes another.
    func move(to bed: Int, at moment: Int) {
        segments[segments.count - 1].end = moment
        segments.append(Segment(bed: bed, start: moment, end: nil))
    }
}
