/// Free text as physicians write it, in English or Chinese, with the identifiers that real notes are full of.
extension Simulation {
    /// Notes of a stay: admission, progress, operation, consultation, discharge.
    func notes(of stay: Stay, others: [Int], consultant: (staff: Int, time: Int)?, discharged: Int?) {
        let id = RowWriter.Encounter.admission(stay.id)
        let end = discharged ?? CivilCalendar.asOf
        let isChinese = random.chance(0.5)
        let person = person(stay.patient, on: CivilCalendar.day(of: stay.admitted))
        let code = reference.codes[stay.code]
        func write(_ kind: StaticString, by author: Int, at time: Int, _ body: String) {
            guard time <= end else { return }
            writer.note(patient: stay.patient + 1, id, author: author + 1, kind: kind, at: time, body: body)
        }
        let history = others.prefix(3).map { index in
            let other = reference.codes[reference.conditions[index].codes[0]]
            return isChinese ? other.chineseTitle : other.title
        }
        write(
            "admission", by: stay.resident, at: min(stay.admitted + 6_000 + random.below(4 * 3600), end),
            isChinese
                ? admissionNoteInChinese(stay, person, code, history: history) : admissionNote(stay, person, code, history: history))
        let count = min(3, (end - stay.admitted) / (3 * 86_400))
        for round in 0..<max(0, count) {
            let time = stay.admitted + (round + 1) * 2 * 86_400 + random.below(8 * 3600)
            write(
                "progress", by: random.chance(0.7) ? stay.resident : stay.attending, at: time,
                progressNote(stay, person, code, isChinese, at: time))
        }
        for planned in stay.operations where planned.time + planned.minutes * 60 < end && reference.operations[planned.operation].level > 1
        {
            write(
                "operative", by: planned.surgeon, at: min(end, planned.time + planned.minutes * 60 + 2_400),
                operativeNote(stay, planned, person, isChinese))
        }
        if let consultant {
            write(
                "consultation", by: consultant.staff, at: min(end, consultant.time + 1_800),
                consultationNote(stay, person, code, isChinese, consultant))
        }
        if let discharged {
            write("discharge", by: stay.attending, at: discharged, dischargeNote(stay, person, code, isChinese, at: discharged))
        }
    }

    private func relative() -> (name: String, phone: String) {
        let hash = random.next()
        return (names.name(hash: hash, isFemale: hash & 1 == 0), names.phone(hash: mixed(hash)))
    }

    private func date(_ moment: Int) -> String {
        CivilCalendar.text(day: CivilCalendar.day(of: moment))
    }

    /// '2026年5月3日'.
    private func chineseDate(_ moment: Int) -> String {
        let date = CivilCalendar.date(of: CivilCalendar.day(of: moment))
        return "\(date.year)年\(date.month)月\(date.day)日"
    }

    private func admissionNote(_ stay: Stay, _ person: Person, _ code: DiagnosisCode, history: [String]) -> String {
        let relative = relative()
        let department = hospital.departments[stay.department].plan.name
        let past = history.isEmpty ? "No chronic diseases known." : "Past history: \(history.joined(separator: "; "))."
        let way =
            stay.type == .emergency ? "through the emergency department" : stay.type == .transferIn ? "from another hospital" : "electively"
        let start =
            random.chance(0.5)
            ? "\(person.name), \(person.isFemale ? "female" : "male"), \(person.age) years old, MRN \(person.mrn), ID \(person.nationalID), "
                + "was admitted to \(department) on \(date(stay.admitted)) \(way)."
            : "Admission note \(date(stay.admitted)). Patient: \(person.name) (MRN \(person.mrn)). Age \(person.age). Admitted \(way) to \(department)."
        let contact =
            random.chance(0.6)
            ? "Lives at \(person.address); phone \(person.phone). "
            : "Contact: \(relative.name) (\(random.chance(0.5) ? "spouse" : "child")), phone \(relative.phone). "
        return "\(start) Main problem: \(code.title.lowercased()) (\(code.code.string)). \(past) \(contact)"
            + "Plan: laboratory work, imaging as needed, treatment according to department protocol. "
            + "Dr. \(hospital.staff[stay.resident].name), attending Dr. \(hospital.staff[stay.attending].name)."
    }

    private func admissionNoteInChinese(_ stay: Stay, _ person: Person, _ code: DiagnosisCode, history: [String]) -> String {
        let relative = relative()
        let department = hospital.departments[stay.department].plan.chineseName
        let past = history.isEmpty ? "既往体健，否认慢性病史。" : "既往史：\(history.joined(separator: "、"))。"
        let way =
            switch stay.type {
            case .emergency: "由急诊收入"
            case .transferIn: "由外院转入"
            case .newborn: "出生后收入"
            case .elective: "由门诊收入"
            }
        let start =
            random.chance(0.5)
            ? "患者\(person.name)，\(person.isFemale ? "女" : "男")，\(person.age)岁，病案号\(person.mrn)，身份证号\(person.nationalID)，"
                + "于\(chineseDate(stay.admitted))\(way)\(department)。"
            : "入院记录（\(date(stay.admitted))）。姓名：\(person.name)，病案号：\(person.mrn)，年龄：\(person.age)岁。\(way)\(department)。"
        let contact =
            random.chance(0.6)
            ? "住址：\(person.address)，联系电话\(person.phone)。" : "联系人：\(relative.name)（\(random.chance(0.5) ? "配偶" : "子女")），电话\(relative.phone)。"
        return "\(start)主要诊断：\(code.chineseTitle)（\(code.code.string)）。\(past)\(contact)诊疗计划：完善检验检查，按科室常规治疗。"
            + "住院医师\(hospital.staff[stay.resident].name)，主治医师\(hospital.staff[stay.attending].name)。"
    }

    private func progressNote(_ stay: Stay, _ person: Person, _ code: DiagnosisCode, _ isChinese: Bool, at time: Int) -> String {
        let day = CivilCalendar.day(of: time) - CivilCalendar.day(of: stay.admitted) + 1
        let course = random.below(4)
        if isChinese {
            let state = ["病情平稳，继续目前治疗。", "症状较前好转，复查相关指标。", "夜间睡眠欠佳，余无特殊不适。", "今日查房，调整用药后观察。"][course]
            let family = random.chance(0.25) ? "已与家属\(relative().name)（电话\(relative().phone)）沟通病情。" : ""
            return "\(chineseDate(time))病程记录：患者\(person.name)（\(person.mrn)）住院第\(day)天，诊断\(code.chineseTitle)。\(state)\(family)"
        }
        let state = [
            "Stable; treatment goes on unchanged.", "Better than on admission; laboratory values are checked again.",
            "Slept badly, no other complaints.", "Seen on the round; medication adjusted, to be watched.",
        ][course]
        let family = random.chance(0.25) ? " Spoke with the family (\(relative().name), \(relative().phone))." : ""
        return
            "\(date(time)): \(person.title) \(person.name), \(person.mrn), hospital day \(day), \(code.title.lowercased()). \(state)\(family)"
    }

    private func operativeNote(_ stay: Stay, _ planned: Stay.PlannedOperation, _ person: Person, _ isChinese: Bool) -> String {
        let detail = reference.operations[planned.operation]
        let surgeon = hospital.staff[planned.surgeon].name
        let loss = 5 * (1 + random.below(planned.minutes / 3 + 2))
        if isChinese {
            return "手术记录：\(chineseDate(planned.time))为患者\(person.name)（病案号\(person.mrn)，\(person.age)岁）行\(detail.chineseTitle)，"
                + "手术时长\(planned.minutes)分钟，出血约\(loss)ml，术者\(surgeon)。\(planned.hasComplication ? "术中出现并发症，已处理。" : "手术顺利，安返病房。")"
        }
        return
            "Operative note \(date(planned.time)). \(person.name), \(person.mrn), age \(person.age). \(detail.title), \(planned.minutes) minutes, "
            + "blood loss about \(loss) mL. Surgeon: Dr. \(surgeon). "
            + (planned.hasComplication ? "A complication occurred and was treated." : "No complications.")
    }

    private func consultationNote(
        _ stay: Stay, _ person: Person, _ code: DiagnosisCode, _ isChinese: Bool, _ consultant: (staff: Int, time: Int)
    ) -> String {
        let member = hospital.staff[consultant.staff]
        let department = hospital.departments[member.department].plan
        if isChinese {
            return "\(department.chineseName)会诊意见（\(chineseDate(consultant.time))）：患者\(person.name)，\(person.mrn)，因\(code.chineseTitle)住院，"
                + "病史已阅，建议调整合并症用药并定期复查。会诊医师\(member.name)。"
        }
        return
            "Consultation, \(department.name), \(date(consultant.time)): \(person.name) (\(person.mrn)), in hospital for \(code.title.lowercased()). "
            + "Record reviewed; adjust treatment of the accompanying disease and check again in a few days. Dr. \(member.name)."
    }

    private func dischargeNote(_ stay: Stay, _ person: Person, _ code: DiagnosisCode, _ isChinese: Bool, at time: Int) -> String {
        let days = max(1, CivilCalendar.day(of: time) - CivilCalendar.day(of: stay.admitted))
        let attending = hospital.staff[stay.attending].name
        if isChinese {
            let way =
                switch stay.disposition {
                case .home: "好转出院，两周后门诊复查，随访电话\(person.phone)。"
                case .died: "经抢救无效死亡，已通知家属\(relative().name)。"
                case .transferredOut: "转外院继续治疗。"
                case .againstAdvice: "患者及家属要求自动出院，已签字，风险已告知，联系电话\(person.phone)。"
                case .rehabilitation: "转康复机构继续康复治疗，住址\(person.address)。"
                }
            return "出院记录：患者\(person.name)，病案号\(person.mrn)，身份证号\(person.nationalID)，\(chineseDate(stay.admitted))入院，"
                + "\(chineseDate(time))出院，住院\(days)天。出院诊断：\(code.chineseTitle)。\(way)主治医师\(attending)。"
        }
        let way =
            switch stay.disposition {
            case .home: "Discharged home; clinic in two weeks, reachable at \(person.phone)."
            case .died: "Died in spite of treatment; the family (\(relative().name)) was informed."
            case .transferredOut: "Transferred to another hospital."
            case .againstAdvice: "Left against advice, risks explained, form signed; phone \(person.phone)."
            case .rehabilitation: "Transferred to rehabilitation; home address \(person.address)."
            }
        return "Discharge summary. \(person.name), MRN \(person.mrn), ID number \(person.nationalID). Admitted \(date(stay.admitted)), "
            + "discharged \(date(time)), \(days) days. Diagnosis: \(code.title.lowercased()). \(way) Dr. \(attending)."
    }

    /// A consultation in the clinic.
    func visitNote(_ encounter: Encounter) -> String {
        let person = person(encounter.patient, on: CivilCalendar.day(of: encounter.time))
        let code = reference.codes[encounter.code]
        let member = hospital.staff[encounter.physician].name
        if random.chance(0.5) {
            return "门诊会诊（\(chineseDate(encounter.time))）：患者\(person.name)，\(person.age)岁，病案号\(person.mrn)，电话\(person.phone)，"
                + "诊断\(code.chineseTitle)，建议规律随访。医师\(member)。"
        }
        return "Clinic consultation \(date(encounter.time)): \(person.name), age \(person.age), MRN \(person.mrn), phone \(person.phone). "
            + "\(code.title). Regular follow-up advised. Dr. \(member)."
    }
}
