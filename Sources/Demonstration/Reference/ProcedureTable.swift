/// Operations and interventions with their ICD-9-CM-3 codes, which Chinese hospitals report, and their surgical grade.
///
/// Columns: code | title | Chinese title | surgical grade 1–4 | median minutes | anesthesia (g general, s spinal or epidural, l local, n none, v sedation)
/// | consumables in CNY.
enum ProcedureTable {
    static let text = """
        81.51 | Total hip replacement | 全髋关节置换术 | 4 | 110 | gs | 26000
        81.52 | Partial hip replacement | 人工股骨头置换术 | 3 | 90 | gs | 18000
        81.54 | Total knee replacement | 全膝关节置换术 | 4 | 105 | gs | 24000
        79.35 | Open reduction of femoral fracture with internal fixation | 股骨骨折切开复位内固定术 | 3 | 100 | gs | 12000
        79.36 | Open reduction of tibial or fibular fracture with internal fixation | 胫腓骨骨折切开复位内固定术 | 3 | 95 | gs | 9800
        79.32 | Open reduction of radial or ulnar fracture with internal fixation | 尺桡骨骨折切开复位内固定术 | 2 | 75 | gl | 7600
        79.02 | Closed reduction of radial or ulnar fracture | 尺桡骨骨折闭合复位术 | 1 | 25 | ln | 200
        81.08 | Posterior lumbar interbody fusion | 后路腰椎椎间融合术 | 4 | 190 | g | 32000
        80.51 | Excision of intervertebral disc | 椎间盘切除术 | 3 | 100 | g | 5200
        80.26 | Knee arthroscopy | 膝关节镜检查术 | 2 | 50 | gs | 2600
        81.45 | Repair of cruciate ligament | 交叉韧带重建术 | 3 | 100 | gs | 11000
        78.65 | Removal of implanted device from femur | 股骨内固定装置取出术 | 2 | 55 | gs | 500
        81.65 | Percutaneous vertebroplasty | 经皮椎体成形术 | 3 | 50 | l | 14000
        36.07 | Percutaneous coronary intervention with drug-eluting stent | 经皮冠状动脉药物洗脱支架置入术 | 4 | 65 | l | 9800
        00.66 | Percutaneous transluminal coronary angioplasty | 经皮冠状动脉球囊血管成形术 | 3 | 55 | l | 7200
        88.56 | Coronary angiography | 冠状动脉造影术 | 2 | 35 | l | 2400
        37.34 | Catheter ablation of cardiac arrhythmia | 心律失常射频消融术 | 4 | 130 | lv | 38000
        37.83 | Insertion of dual-chamber pacemaker | 双腔永久起搏器置入术 | 3 | 80 | l | 32000
        36.10 | Coronary artery bypass graft | 冠状动脉旁路移植术 | 4 | 270 | g | 16000
        35.22 | Aortic valve replacement | 主动脉瓣置换术 | 4 | 250 | g | 42000
        35.24 | Mitral valve replacement | 二尖瓣置换术 | 4 | 255 | g | 40000
        39.71 | Endovascular repair of abdominal aortic aneurysm | 腹主动脉瘤腔内修复术 | 4 | 160 | g | 82000
        38.59 | Ligation and stripping of varicose veins of leg | 下肢静脉曲张剥脱术 | 2 | 70 | s | 900
        47.01 | Laparoscopic appendectomy | 腹腔镜阑尾切除术 | 2 | 55 | g | 2800
        47.09 | Open appendectomy | 开腹阑尾切除术 | 2 | 60 | gs | 700
        51.23 | Laparoscopic cholecystectomy | 腹腔镜胆囊切除术 | 3 | 60 | g | 3200
        51.41 | Common bile duct exploration | 胆总管探查取石术 | 3 | 120 | g | 3600
        53.04 | Inguinal hernia repair with mesh | 腹股沟疝无张力修补术 | 2 | 55 | sl | 4200
        43.70 | Partial gastrectomy | 胃部分切除术 | 4 | 200 | g | 14000
        43.99 | Total gastrectomy | 全胃切除术 | 4 | 230 | g | 16000
        45.73 | Right hemicolectomy | 右半结肠切除术 | 4 | 180 | g | 13000
        48.63 | Anterior resection of rectum | 直肠前切除术 | 4 | 200 | g | 15000
        50.22 | Partial hepatectomy | 肝部分切除术 | 4 | 210 | g | 9000
        52.70 | Pancreaticoduodenectomy | 胰十二指肠切除术 | 4 | 360 | g | 18000
        54.11 | Exploratory laparotomy | 剖腹探查术 | 3 | 110 | g | 2600
        54.59 | Lysis of peritoneal adhesions | 腹腔粘连松解术 | 3 | 120 | g | 2500
        49.46 | Excision of hemorrhoids | 痔切除术 | 2 | 35 | s | 1800
        49.39 | Anal fistulotomy | 肛瘘切开术 | 2 | 35 | s | 400
        06.20 | Unilateral thyroid lobectomy | 单侧甲状腺叶切除术 | 3 | 85 | g | 3800
        06.40 | Complete thyroidectomy | 甲状腺全切除术 | 3 | 115 | g | 4200
        86.04 | Incision and drainage of skin abscess | 皮肤脓肿切开引流术 | 1 | 20 | l | 120
        86.30 | Excision of skin lesion | 皮肤病损切除术 | 1 | 30 | l | 150
        85.21 | Excision of breast lesion | 乳房病损切除术 | 2 | 40 | lg | 900
        85.43 | Modified radical mastectomy | 乳腺癌改良根治术 | 4 | 130 | g | 3200
        85.22 | Breast-conserving resection | 保乳手术 | 3 | 95 | g | 2600
        01.24 | Craniotomy for evacuation of hematoma | 开颅血肿清除术 | 4 | 170 | g | 9000
        01.59 | Excision of brain lesion | 脑病损切除术 | 4 | 270 | g | 14000
        01.31 | Burr-hole drainage of chronic subdural hematoma | 慢性硬膜下血肿钻孔引流术 | 3 | 55 | gl | 2100
        39.72 | Endovascular embolization of cerebral aneurysm | 脑动脉瘤介入栓塞术 | 4 | 150 | g | 96000
        39.74 | Mechanical thrombectomy of cerebral artery | 脑动脉机械取栓术 | 4 | 90 | lg | 48000
        32.41 | Thoracoscopic lobectomy | 胸腔镜肺叶切除术 | 4 | 160 | g | 16000
        32.20 | Thoracoscopic wedge resection of lung | 胸腔镜肺楔形切除术 | 3 | 85 | g | 11000
        42.41 | Partial esophagectomy | 食管部分切除术 | 4 | 270 | g | 17000
        34.04 | Closed thoracic drainage | 胸腔闭式引流术 | 2 | 25 | l | 600
        33.24 | Bronchoscopy with biopsy | 支气管镜活检术 | 2 | 35 | vl | 800
        31.10 | Tracheostomy | 气管切开术 | 2 | 30 | gl | 900
        60.29 | Transurethral resection of prostate | 经尿道前列腺电切术 | 3 | 75 | s | 3200
        60.50 | Radical prostatectomy | 前列腺癌根治术 | 4 | 210 | g | 14000
        57.49 | Transurethral resection of bladder tumor | 经尿道膀胱肿瘤电切术 | 3 | 50 | s | 2600
        56.31 | Ureteroscopic lithotripsy | 输尿管镜碎石取石术 | 3 | 60 | gs | 6200
        55.04 | Percutaneous nephrolithotomy | 经皮肾镜碎石取石术 | 4 | 100 | g | 8800
        55.51 | Nephrectomy | 肾切除术 | 4 | 150 | g | 7600
        64.00 | Circumcision | 包皮环切术 | 1 | 30 | l | 900
        39.95 | Hemodialysis | 血液透析 | 1 | 240 | n | 260
        39.27 | Arteriovenous fistula creation | 动静脉内瘘成形术 | 2 | 80 | l | 700
        74.10 | Low cervical cesarean section | 子宫下段剖宫产术 | 3 | 50 | s | 900
        73.60 | Episiotomy with repair | 会阴侧切缝合术 | 1 | 20 | l | 120
        69.02 | Dilation and curettage | 刮宫术 | 1 | 20 | v | 200
        68.29 | Laparoscopic myomectomy | 腹腔镜子宫肌瘤切除术 | 3 | 95 | g | 4200
        68.41 | Laparoscopic total hysterectomy | 腹腔镜全子宫切除术 | 4 | 130 | g | 5600
        65.25 | Laparoscopic ovarian cystectomy | 腹腔镜卵巢囊肿切除术 | 3 | 70 | g | 3400
        66.62 | Salpingectomy for ectopic pregnancy | 输卵管切除术 | 3 | 60 | g | 2800
        68.12 | Hysteroscopy | 宫腔镜检查术 | 2 | 30 | v | 900
        13.41 | Phacoemulsification of cataract with lens implantation | 白内障超声乳化摘除人工晶体植入术 | 3 | 25 | l | 4600
        12.64 | Trabeculectomy | 小梁切除术 | 3 | 50 | l | 900
        14.74 | Vitrectomy | 玻璃体切除术 | 4 | 80 | lg | 5200
        11.32 | Excision of pterygium with corneal graft | 翼状胬肉切除伴角膜移植术 | 2 | 35 | l | 700
        28.20 | Tonsillectomy | 扁桃体切除术 | 2 | 40 | g | 1800
        22.63 | Functional endoscopic sinus surgery | 功能性鼻内镜鼻窦手术 | 3 | 85 | g | 3600
        19.40 | Myringoplasty | 鼓膜成形术 | 3 | 90 | g | 1900
        30.09 | Excision of vocal cord lesion | 声带病损切除术 | 2 | 35 | g | 1200
        45.42 | Endoscopic polypectomy of large intestine | 结肠镜下大肠息肉切除术 | 2 | 40 | vn | 1500
        45.13 | Gastroscopy with biopsy | 胃镜活检术 | 1 | 15 | vn | 200
        43.41 | Endoscopic submucosal dissection of stomach | 胃内镜黏膜下剥离术 | 3 | 80 | g | 8200
        51.10 | Endoscopic retrograde cholangiopancreatography | 经内镜逆行胰胆管造影术 | 3 | 60 | v | 6800
        44.43 | Endoscopic control of gastric bleeding | 内镜下胃出血止血术 | 2 | 35 | vn | 1800
        50.11 | Percutaneous liver biopsy | 经皮肝穿刺活检术 | 2 | 25 | l | 500
        55.23 | Percutaneous renal biopsy | 经皮肾穿刺活检术 | 2 | 30 | l | 500
        41.31 | Bone marrow aspiration | 骨髓穿刺术 | 1 | 20 | l | 160
        41.04 | Autologous stem cell transplantation | 自体造血干细胞移植术 | 4 | 120 | n | 6000
        38.93 | Venous catheterization | 静脉置管术 | 1 | 30 | l | 1800
        86.22 | Excisional debridement of wound | 伤口切除性清创术 | 2 | 45 | gl | 600
        86.69 | Skin graft | 皮肤移植术 | 3 | 110 | g | 2600
        96.04 | Endotracheal intubation | 气管插管术 | 1 | 10 | n | 300
        84.15 | Below-knee amputation | 小腿截肢术 | 3 | 85 | gs | 800
        04.81 | Nerve block | 神经阻滞术 | 1 | 20 | l | 260
        05.32 | Radiofrequency neurotomy | 神经射频消融术 | 3 | 50 | l | 3800
        """
}
