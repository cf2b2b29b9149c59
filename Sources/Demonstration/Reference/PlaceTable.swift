/// Where patients live and were born: district codes of GB/T 2260, with postcodes.
///
/// Columns: district | city | code | postcode | share of patients.
enum PlaceTable {
    static let text = """
        Gulou | Nanjing | 320106 | 210009 | 15
        Xuanwu | Nanjing | 320102 | 210018 | 11
        Qinhuai | Nanjing | 320104 | 210001 | 13
        Jianye | Nanjing | 320105 | 210019 | 9
        Yuhuatai | Nanjing | 320114 | 210012 | 7
        Qixia | Nanjing | 320113 | 210046 | 8
        Jiangning | Nanjing | 320115 | 211100 | 12
        Pukou | Nanjing | 320111 | 211800 | 7
        Luhe | Nanjing | 320116 | 211500 | 5
        Lishui | Nanjing | 320117 | 211200 | 3
        Gaochun | Nanjing | 320118 | 211300 | 2
        Guangling | Yangzhou | 321002 | 225006 | 1.2
        Yizheng | Yangzhou | 321081 | 211400 | 1.2
        Jingkou | Zhenjiang | 321102 | 212001 | .8
        Jurong | Zhenjiang | 321183 | 212400 | 1.6
        Huashan | Ma'anshan | 340503 | 243000 | 1
        Hexian | Ma'anshan | 340523 | 238200 | .8
        Langya | Chuzhou | 341102 | 239000 | 1
        Tianchang | Chuzhou | 341181 | 239300 | .9
        """
}
