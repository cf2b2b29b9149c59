// The coded values of the schema, each with the text that stands in the database.

/// The kind of an outpatient visit.
enum VisitType {
    case general, specialist, emergency, followUp, online

    var text: StaticString {
        switch self {
        case .general: "general"
        case .specialist: "specialist"
        case .emergency: "emergency"
        case .followUp: "follow-up"
        case .online: "online"
        }
    }
}

/// How an outpatient visit ended.
enum VisitDisposition {
    case home, admitted, observation, referred, leftWithoutBeingSeen, died

    var text: StaticString {
        switch self {
        case .home: "home"
        case .admitted: "admitted"
        case .observation: "observation"
        case .referred: "referred"
        case .leftWithoutBeingSeen: "left without being seen"
        case .died: "died"
        }
    }
}

/// The way into the hospital.
enum AdmissionType {
    case emergency, elective, transferIn, newborn

    var text: StaticString {
        switch self {
        case .emergency: "emergency"
        case .elective: "elective"
        case .transferIn: "transfer-in"
        case .newborn: "newborn"
        }
    }
}

/// The way out of the hospital.
enum DischargeDisposition {
    case home, transferredOut, againstAdvice, died, rehabilitation

    var text: StaticString {
        switch self {
        case .home: "home"
        case .transferredOut: "transferred out"
        case .againstAdvice: "against advice"
        case .died: "died"
        case .rehabilitation: "rehabilitation"
        }
    }
}

/// Where a laboratory value lies against its reference range.
enum LabFlag {
    case normal, low, high, critical
}

/// What is charged for.
enum ChargeCategory: Int {
    case registration, drug, consumables, laboratory, imaging, surgery, bed, nursing, treatment

    var text: StaticString {
        switch self {
        case .registration: "registration"
        case .drug: "drug"
        case .consumables: "consumables"
        case .laboratory: "laboratory"
        case .imaging: "imaging"
        case .surgery: "surgery"
        case .bed: "bed"
        case .nursing: "nursing"
        case .treatment: "treatment"
        }
    }
}

/// Who pays for a patient.
enum Insurance: UInt8, CaseIterable {
    case urbanEmployee, urbanRuralResident, commercial, selfPay, `public`

    var text: StaticString {
        switch self {
        case .urbanEmployee: "urban employee"
        case .urbanRuralResident: "urban-rural resident"
        case .commercial: "commercial"
        case .selfPay: "self-pay"
        case .public: "public"
        }
    }

    /// The share that the insurer pays, by category and kind of encounter.
    func share(of category: ChargeCategory, isInpatient: Bool) -> Double {
        let base: Double =
            switch self {
            case .urbanEmployee: isInpatient ? 0.8 : 0.62
            case .urbanRuralResident: isInpatient ? 0.64 : 0.36
            case .commercial: isInpatient ? 0.74 : 0.52
            case .selfPay: 0
            case .public: isInpatient ? 0.92 : 0.84
            }
        let factor: Double =
            switch category {
            case .registration: 0.5
            case .consumables: 0.78
            case .bed: 0.86
            case .drug: 0.97
            default: 1
            }
        return base * factor
    }
}
