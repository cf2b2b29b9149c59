/// The departments of the demonstration hospital, as a statistician's yearbook would list them.
///
/// Columns: name | Chinese name | kind | campus | share of clinic visits (‰) | wards (`name*beds`, `!` marks intensive care; Chinese name after `=`)
/// | physicians | nurses | other staff (`role:title*count`). Beds and staff are those of scale 1.
enum DepartmentTable {
    static let campuses = """
        1 | Main Campus | 本部院区 | Nanjing
        2 | East Campus | 东院区 | Nanjing
        """

    static let text = """
        Cardiology | 心血管内科 | clinical | 1 | 64 | Cardiology Ward 1=心内一病区*50, Coronary Care Unit=冠心病监护病房*18!, Cardiology Ward 2=心内二病区*52 | 62 | 80 | -
        Respiratory Medicine | 呼吸内科 | clinical | 1 | 48 | Respiratory Ward 1=呼吸一病区*50, Respiratory Ward 2=呼吸二病区*45 | 48 | 66 | -
        Gastroenterology | 消化内科 | clinical | 1 | 56 | Gastroenterology Ward 1=消化一病区*45, Gastroenterology Ward 2=消化二病区*40 | 50 | 54 | -
        Neurology | 神经内科 | clinical | 1 | 50 | Neurology Ward 1=神内一病区*50, Stroke Unit=卒中单元*40 | 50 | 62 | -
        Endocrinology | 内分泌科 | clinical | 1 | 54 | Endocrinology Ward=内分泌病区*55 | 38 | 34 | -
        Nephrology | 肾内科 | clinical | 1 | 30 | Nephrology Ward=肾内病区*60 | 30 | 46 | -
        Hematology | 血液内科 | clinical | 1 | 14 | Hematology Ward=血液病区*48 | 24 | 36 | -
        Rheumatology and Immunology | 风湿免疫科 | clinical | 1 | 22 | Rheumatology Ward=风湿免疫病区*38 | 22 | 22 | -
        Infectious Diseases | 感染性疾病科 | clinical | 1 | 24 | Infectious Diseases Ward=感染病区*46 | 26 | 36 | -
        Oncology | 肿瘤科 | clinical | 1 | 30 | Oncology Ward 1=肿瘤一病区*55, Oncology Ward 2=肿瘤二病区*55 | 46 | 62 | -
        Geriatrics | 老年医学科 | clinical | 1 | 20 | Geriatrics Ward=老年病区*60 | 28 | 44 | -
        General Surgery | 普通外科 | clinical | 1 | 44 | Gastrointestinal Surgery Ward=胃肠外科病区*50, Hepatobiliary Surgery Ward=肝胆外科病区*48, Minimally Invasive Surgery Ward=微创外科病区*42 | 64 | 80 | -
        Orthopedics | 骨科 | clinical | 1 | 58 | Trauma Orthopedics Ward=创伤骨科病区*50, Joint Surgery Ward=关节外科病区*45, Spine Surgery Ward=脊柱外科病区*45 | 62 | 76 | -
        Neurosurgery | 神经外科 | clinical | 1 | 10 | Neurosurgery Ward=神外病区*55, Neurosurgical Intensive Care Unit=神外重症监护室*16! | 32 | 58 | -
        Cardiovascular Surgery | 心血管外科 | clinical | 1 | 6 | Cardiovascular Surgery Ward=心外病区*44 | 24 | 36 | -
        Thoracic Surgery | 胸外科 | clinical | 1 | 9 | Thoracic Surgery Ward=胸外病区*48 | 24 | 32 | -
        Urology | 泌尿外科 | clinical | 1 | 34 | Urology Ward=泌尿外科病区*62 | 34 | 40 | -
        Burns and Plastic Surgery | 烧伤整形科 | clinical | 1 | 14 | Burns and Plastic Surgery Ward=烧伤整形病区*26 | 16 | 22 | -
        Pain Medicine | 疼痛科 | clinical | 1 | 12 | Pain Ward=疼痛病区*18 | 10 | 12 | -
        Emergency | 急诊科 | clinical | 1 | 0 | Emergency Ward=急诊病区*36 | 60 | 90 | -
        Intensive Care Unit | 重症医学科 | clinical | 1 | 0 | General Intensive Care Unit=综合重症监护室*36!, Surgical Intensive Care Unit=外科重症监护室*24! | 40 | 130 | -
        Obstetrics and Gynecology | 妇产科 | clinical | 2 | 86 | Obstetrics Ward=产科病区*70, Gynecology Ward=妇科病区*70 | 72 | 96 | -
        Pediatrics | 儿科 | clinical | 2 | 92 | Pediatrics Ward 1=儿科一病区*45, Pediatrics Ward 2=儿科二病区*40 | 58 | 72 | -
        Neonatology | 新生儿科 | clinical | 2 | 3 | Neonatal Intensive Care Unit=新生儿重症监护室*26!, Newborn Nursery=新生儿室*56 | 20 | 66 | -
        Ophthalmology | 眼科 | clinical | 2 | 50 | Ophthalmology Ward=眼科病区*36 | 36 | 24 | -
        Otolaryngology | 耳鼻咽喉科 | clinical | 2 | 46 | Otolaryngology Ward=耳鼻咽喉病区*40 | 30 | 26 | -
        Stomatology | 口腔科 | clinical | 2 | 46 | Oral and Maxillofacial Ward=口腔颌面病区*14 | 44 | 30 | -
        Dermatology | 皮肤科 | clinical | 2 | 62 | Dermatology Ward=皮肤病区*18 | 32 | 18 | -
        Psychiatry | 精神心理科 | clinical | 2 | 24 | Psychiatry Ward=精神心理病区*40 | 24 | 30 | -
        Breast Surgery | 乳腺外科 | clinical | 2 | 20 | Breast Surgery Ward=乳腺外科病区*38 | 20 | 22 | -
        Traditional Chinese Medicine | 中医科 | clinical | 2 | 42 | Traditional Chinese Medicine Ward=中医病区*28 | 28 | 18 | -
        Rehabilitation Medicine | 康复医学科 | clinical | 2 | 18 | Rehabilitation Ward=康复病区*60 | 20 | 34 | technician:rehabilitation therapist*24
        Anesthesiology | 麻醉科 | medical technology | 1 | 0 | - | 52 | 40 | -
        Radiology | 放射科 | medical technology | 1 | 0 | - | 36 | 10 | technician:radiographer*48
        Ultrasound | 超声医学科 | medical technology | 1 | 0 | - | 34 | 6 | technician:sonographer*10
        Laboratory | 检验科 | medical technology | 1 | 0 | - | 6 | 0 | technician:chief technologist*6, technician:laboratory technician*60
        Pathology | 病理科 | medical technology | 1 | 0 | - | 18 | 0 | technician:pathology technician*20
        Pharmacy | 药学部 | medical technology | 1 | 0 | - | 0 | 0 | pharmacist:chief pharmacist*6, pharmacist:clinical pharmacist*40, pharmacist:pharmacist*70
        Blood Transfusion | 输血科 | medical technology | 1 | 0 | - | 3 | 0 | technician:transfusion technician*12
        Hospital Administration | 院长办公室 | administrative | 1 | 0 | - | 0 | 0 | administrator:hospital director*1, administrator:deputy director*4, administrator:office clerk*12
        Medical Affairs | 医务部 | administrative | 1 | 0 | - | 0 | 0 | administrator:department manager*2, administrator:medical affairs officer*14
        Nursing | 护理部 | administrative | 1 | 0 | - | 0 | 4 | administrator:nursing officer*8
        Finance | 财务部 | administrative | 1 | 0 | - | 0 | 0 | administrator:finance manager*2, administrator:accountant*30
        Quality Management | 质量管理部 | administrative | 1 | 0 | - | 0 | 0 | administrator:quality manager*2, administrator:quality officer*10
        Medical Records and Information | 病案信息科 | administrative | 1 | 0 | - | 0 | 0 | administrator:information manager*2, technician:medical coder*18, technician:systems engineer*16
        Public Health | 公共卫生科 | administrative | 1 | 0 | - | 0 | 0 | administrator:public health officer*8
        Research Office | 科研部 | administrative | 1 | 0 | - | 0 | 0 | administrator:research manager*2, researcher:principal investigator*6, researcher:research fellow*20, researcher:biostatistician*8
        """
}
