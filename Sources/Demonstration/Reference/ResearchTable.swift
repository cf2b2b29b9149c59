/// Research projects of the house: titles and the departments that lead them.
enum ResearchTable {
    static let topics: [(title: String, department: String)] = [
        ("Outcomes after percutaneous coronary intervention in the elderly", "Cardiology"),
        ("Early readmission in heart failure: causes and prevention", "Cardiology"),
        ("Glycemic control and kidney function in type 2 diabetes", "Endocrinology"),
        ("Thrombectomy beyond six hours in cerebral infarction", "Neurology"),
        ("Immunotherapy in advanced lung cancer: a registry", "Oncology"),
        ("Adjuvant therapy in breast cancer under everyday conditions", "Breast Surgery"),
        ("Recovery after hip fracture surgery in patients over eighty", "Orthopedics"),
        ("Mycoplasma pneumonia in children: course and resistance", "Pediatrics"),
        ("Anemia treatment in chronic kidney disease", "Nephrology"),
        ("Completeness of tuberculosis notification", "Infectious Diseases"),
        ("Antiviral therapy and liver cancer risk in chronic hepatitis B", "Infectious Diseases"),
        ("Vancomycin dosing and kidney injury in sepsis", "Intensive Care Unit"),
        ("Inhaled therapy adherence in chronic obstructive pulmonary disease", "Respiratory Medicine"),
        ("Gestational diabetes and neonatal outcome", "Obstetrics and Gynecology"),
        ("Depression treatment response in adolescents", "Psychiatry"),
        ("Enhanced recovery after gastrointestinal surgery", "General Surgery"),
        ("Visual function after cataract surgery", "Ophthalmology"),
        ("Waiting time and leaving without being seen in the emergency department", "Emergency"),
    ]
}
