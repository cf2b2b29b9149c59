/// The house itself: departments, wards, beds and staff at a scale, with who may be called on from which day.
final class Hospital {
    struct Bed {
        let id: Int
        let ward: Int
        let number: String
        let isOpen: Bool
    }

    struct Ward {
        let id: Int
        let department: Int
        let name: String
        let chineseName: String
        let isIntensive: Bool
        var beds: [Int] = []
        var nurses: [Int] = []
    }

    struct Member {
        let id: Int
        let name: String
        let role: String
        let title: String
        let department: Int
        let isHead: Bool
        let hired: Int
        /// Physicians: chief and associate chief.
        let isSenior: Bool
    }

    struct Department {
        let id: Int
        let plan: DepartmentPlan
        var wards: [Int] = []
        /// Indices of physicians, nurses and pharmacists, the longest employed first.
        var physicians: [Int] = []
        var residents: [Int] = []
        var nurses: [Int] = []
        /// How many of `physicians` and `residents` are employed by now.
        var employed = 0
        var employedResidents = 0
        var openBeds = 0
    }

    private(set) var departments: [Department]
    private(set) var wards: [Ward] = []
    private(set) var beds: [Bed] = []
    private(set) var staff: [Member] = []
    private(set) var pharmacists: [Int] = []
    private(set) var researchers: [Int] = []

    init(reference: ReferenceData, names: Names, scale: Double, random: inout RandomSource) {
        departments = reference.departments.enumerated().map { Department(id: $0 + 1, plan: $1) }
        for index in departments.indices {
            addWards(to: index, scale: scale)
            addStaff(to: index, scale: scale, names: names, random: &random)
        }
        advance(to: CivilCalendar.firstDay)
    }

    /// Takes in who has been hired up to a day.
    func advance(to day: Int) {
        for index in departments.indices {
            while departments[index].employed < departments[index].physicians.count,
                staff[departments[index].physicians[departments[index].employed]].hired <= day
            {
                departments[index].employed += 1
            }
            while departments[index].employedResidents < departments[index].residents.count,
                staff[departments[index].residents[departments[index].employedResidents]].hired <= day
            {
                departments[index].employedResidents += 1
            }
        }
    }

    // MARK: Wards and beds

    /// Every ward keeps its share of the beds; at small scales the first wards get the few beds there are, at least one a department.
    ///
    /// A department too small for an intensive-care ward of its own sends its patients to the Intensive Care Unit.
    private func addWards(to department: Int, scale: Double) {
        let plan = departments[department].plan
        let ordinary = plan.wards.filter { !$0.isIntensive }
        let planned = ordinary.reduce(0) { $0 + $1.beds }
        var left = ordinary.isEmpty ? 0 : max(planned >= 40 ? 2 : 1, Int((Double(planned) * scale).rounded()))
        for ward in plan.wards {
            let scaled = max(1, Int((Double(ward.beds) * scale).rounded()))
            if ward.isIntensive {
                guard ordinary.isEmpty || Double(ward.beds) * scale >= 0.35 else { continue }
                addWard(ward.name, ward.chineseName, to: department, open: scaled, isIntensive: true)
            } else if left > 0 {
                let isLast = ward.name == ordinary.last?.name
                let share = isLast ? left : min(left, scaled)
                left -= share
                addWard(ward.name, ward.chineseName, to: department, open: share, isIntensive: false)
            }
        }
    }

    private func addWard(_ name: String, _ chineseName: String, to department: Int, open: Int, isIntensive: Bool) {
        let ward = wards.count
        wards.append(Ward(id: ward + 1, department: department, name: name, chineseName: chineseName, isIntensive: isIntensive))
        departments[department].wards.append(ward)
        departments[department].openBeds += open
        // A few beds are closed for repair or want of nurses; at small scales only some wards have one.
        let closed = open >= 20 ? open / 30 : (ward % 7 == 3 ? 1 : 0)
        for place in 1...(open + closed) {
            wards[ward].beds.append(beds.count)
            let number = place < 10 ? "0\(place)" : "\(place)"
            beds.append(Bed(id: beds.count + 1, ward: ward, number: number, isOpen: place <= open))
        }
    }

    // MARK: Staff

    private func addStaff(to department: Int, scale: Double, names: Names, random: inout RandomSource) {
        let plan = departments[department].plan
        if plan.physicians > 0 {
            let count = max(plan.kind == "clinical" ? 4 : 2, Int((Double(plan.physicians) * scale).rounded()))
            // At small scales some departments have taken on somebody in the last year and a half.
            let recent = count < 12 ? (department % 3 == 1 ? 1 : 0) : max(1, count / 11)
            for place in 0..<(count + recent) {
                addPhysician(place, of: count, isRecent: place >= count, to: department, names: names, random: &random)
            }
        }
        if plan.nurses > 0 {
            let wardCount = max(1, departments[department].wards.count)
            let count = max(3 * wardCount, Int((Double(plan.nurses) * scale).rounded()))
            let recent = count < 12 ? (department % 4 == 2 ? 1 : 0) : max(1, count / 10)
            for place in 0..<(count + recent) {
                let title = place < wardCount ? "head nurse" : ["nurse-in-charge", "senior nurse", "nurse", "nurse"][place % 4]
                let hired = hiringDay(isRecent: place >= count, seniority: place < wardCount ? 0.2 : 0.6, random: &random)
                let member = add(
                    "nurse", title, to: department, isHead: plan.physicians == 0 && place == 0 && plan.others.isEmpty, hired: hired,
                    isSenior: false, names: names, random: &random)
                departments[department].nurses.append(member)
                if !departments[department].wards.isEmpty, place < count {
                    wards[departments[department].wards[place % wardCount]].nurses.append(member)
                }
            }
        }
        for (group, other) in plan.others.enumerated() {
            let count = max(other.role == "researcher" ? 2 : 1, Int((Double(other.count) * scale).rounded()))
            for place in 0..<count {
                let isHead = plan.physicians == 0 && group == 0 && place == 0
                let hired = hiringDay(isRecent: place % 11 == 10, seniority: 0.5, random: &random)
                let member = add(
                    other.role, other.title, to: department, isHead: isHead, hired: hired, isSenior: false, names: names, random: &random)
                if other.role == "pharmacist", hired <= CivilCalendar.firstDay { pharmacists.append(member) }
                if other.role == "researcher" { researchers.append(member) }
            }
        }
        departments[department].physicians.sort { (staff[$0].hired, $0) < (staff[$1].hired, $1) }
        departments[department].residents.sort { (staff[$0].hired, $0) < (staff[$1].hired, $1) }
    }

    private func addPhysician(
        _ place: Int, of count: Int, isRecent: Bool, to department: Int, names: Names, random: inout RandomSource
    ) {
        let titles = ["chief physician", "associate chief physician", "attending physician", "resident physician"]
        let rank: Int
        if place < 4 {
            rank = place
        } else if isRecent {
            rank = 2 + random.below(2)
        } else {
            rank = random.index(cumulative: [0.18, 0.46, 0.78, 1])
        }
        let hired = hiringDay(isRecent: isRecent, seniority: [0.1, 0.35, 0.6, 0.9][rank], random: &random)
        let member = add(
            "physician", titles[rank], to: department, isHead: place == 0, hired: hired, isSenior: rank < 2, names: names, random: &random)
        if rank == 3 {
            departments[department].residents.append(member)
        } else {
            departments[department].physicians.append(member)
        }
    }

    /// Recent: 2025 to mid-2026; otherwise 1992 to 2023, the later the lower the seniority (0 to 1).
    private func hiringDay(isRecent: Bool, seniority: Double, random: inout RandomSource) -> Int {
        let turn = CivilCalendar.day(year: 2025, month: 1, day: 6)
        if isRecent { return turn + random.below(CivilCalendar.lastDay - turn - 20) }
        let first = CivilCalendar.day(year: 1992, month: 7, day: 1)
        let last = CivilCalendar.day(year: 2023, month: 12, day: 1)
        let span = Double(last - first)
        let start = Double(first) + span * seniority * 0.75
        return Int(start + (Double(last) - start) * random.unit())
    }

    private func add(
        _ role: String, _ title: String, to department: Int, isHead: Bool, hired: Int, isSenior: Bool, names: Names,
        random: inout RandomSource
    ) -> Int {
        let isFemale = random.chance(role == "nurse" ? 0.95 : role == "physician" ? 0.46 : 0.6)
        let name = names.name(hash: random.next(), isFemale: isFemale)
        staff.append(
            Member(
                id: staff.count + 1, name: name, role: role, title: title, department: department, isHead: isHead, hired: hired,
                isSenior: isSenior))
        return staff.count - 1
    }

    // MARK: Rows

    func write(to writer: RowWriter, reference: ReferenceData) {
        for (place, campus) in reference.campuses.enumerated() {
            let row = writer.loader.begin(.campus)
            row.integer(place + 1)
            writer.text(campus.name, row)
            writer.text(campus.chineseName, row)
            writer.text(campus.city, row)
        }
        for department in departments {
            let row = writer.loader.begin(.department)
            row.integer(department.id)
            writer.text(department.plan.name, row)
            writer.text(department.plan.chineseName, row)
            writer.text(department.plan.kind, row)
            row.integer(department.plan.campus)
        }
        for ward in wards {
            let row = writer.loader.begin(.ward)
            row.integer(ward.id)
            row.integer(departments[ward.department].id)
            writer.text(ward.name, row)
            writer.text(ward.chineseName, row)
            row.integer(ward.isIntensive ? 1 : 0)
        }
        for bed in beds {
            let row = writer.loader.begin(.bed)
            row.integer(bed.id)
            row.integer(wards[bed.ward].id)
            writer.text(bed.number, row)
            writer.text(bed.isOpen ? "open" as StaticString : "closed", row)
        }
        for member in staff {
            let row = writer.loader.begin(.staff)
            row.integer(member.id)
            writer.text(member.name, row)
            writer.text(member.role, row)
            writer.text(member.title, row)
            row.integer(departments[member.department].id)
            row.integer(member.isHead ? 1 : 0)
            writer.date(member.hired, row)
        }
    }
}
