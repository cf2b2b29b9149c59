/// What departments do themselves in a visit.
///
/// Columns: department | share of visits with a treatment | its usual price in CNY | share with imaging | its usual price in CNY.
/// Departments that are not named have the numbers of the dash.
enum DepartmentCostTable {
    static let text = """
        - | .1 | 90 | .14 | 180
        Stomatology | .86 | 320 | .2 | 90
        Rehabilitation Medicine | .9 | 240 | .1 | 180
        Pain Medicine | .55 | 300 | .3 | 200
        Traditional Chinese Medicine | .62 | 130 | .05 | 120
        Ophthalmology | .42 | 90 | .12 | 90
        Dermatology | .24 | 160 | .03 | 90
        Otolaryngology | .34 | 110 | .12 | 150
        Emergency | .6 | 120 | .36 | 260
        Burns and Plastic Surgery | .5 | 220 | .03 | 120
        Obstetrics and Gynecology | .24 | 120 | .4 | 150
        Psychiatry | .3 | 150 | .04 | 240
        Orthopedics | .16 | 140 | .52 | 240
        Neurosurgery | .1 | 90 | .55 | 380
        Thoracic Surgery | .1 | 90 | .5 | 300
        Cardiovascular Surgery | .1 | 90 | .36 | 260
        Respiratory Medicine | .16 | 90 | .3 | 260
        Neurology | .1 | 90 | .32 | 380
        Oncology | .14 | 220 | .32 | 420
        Cardiology | .1 | 90 | .3 | 190
        Gastroenterology | .12 | 120 | .26 | 320
        General Surgery | .16 | 130 | .3 | 200
        Breast Surgery | .12 | 130 | .46 | 170
        Urology | .16 | 140 | .36 | 150
        Pediatrics | .18 | 70 | .06 | 90
        """
}
