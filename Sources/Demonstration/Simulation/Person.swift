/// A patient as written in the record: everything that follows from the patient's hash.
struct Person {
    let name: String
    let mrn: String
    let nationalID: String
    let phone: String
    let address: String
    let age: Int
    let isFemale: Bool

    /// The title before the name in English notes.
    var title: String { isFemale ? "Ms" : "Mr" }
}

extension Simulation {
    /// 'M' and seven digits.
    func mrn(of patient: Int) -> String {
        let digits = String(patient + 1)
        return "M" + String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
    }

    func name(of patient: Int) -> String {
        names.name(hash: population.hash(patient, 1), isFemale: population.females[patient])
    }

    func person(_ patient: Int, on day: Int) -> Person {
        let home = names.place(hash: population.hash(patient, 2))
        return Person(
            name: name(of: patient), mrn: mrn(of: patient), nationalID: population.nationalID(of: patient),
            phone: names.phone(hash: population.hash(patient, 5)), address: names.address(hash: population.hash(patient, 6), place: home),
            age: population.age(patient, on: day), isFemale: population.females[patient])
    }
}
