/// Laboratory tests with their LOINC codes, units, reference ranges and the limits beyond which a value is critical.
///
/// Columns: key | LOINC | name | Chinese name | unit | reference low | reference high | critical low | critical high | decimals | price in CNY.
/// A dash is an open end. Sources of the codes: LOINC; the ranges are those usual for adults in Chinese laboratories.
enum LabTestTable {
    static let text = """
        hb | 718-7 | Hemoglobin | 血红蛋白 | g/L | 115 | 160 | 60 | 220 | 0 | 6
        wbc | 6690-2 | White blood cell count | 白细胞计数 | 10^9/L | 3.5 | 9.5 | 1.5 | 30 | 2 | 6
        rbc | 789-8 | Red blood cell count | 红细胞计数 | 10^12/L | 3.8 | 5.8 | - | - | 2 | 4
        plt | 777-3 | Platelet count | 血小板计数 | 10^9/L | 125 | 350 | 30 | 1000 | 0 | 6
        hct | 4544-3 | Hematocrit | 红细胞压积 | % | 35 | 50 | 18 | 60 | 1 | 4
        neut | 770-8 | Neutrophils/100 leukocytes | 中性粒细胞百分比 | % | 40 | 75 | - | - | 1 | 4
        lymph | 736-9 | Lymphocytes/100 leukocytes | 淋巴细胞百分比 | % | 20 | 50 | - | - | 1 | 4
        glu | 1558-6 | Fasting glucose | 空腹血糖 | mmol/L | 3.9 | 6.1 | 2.5 | 22 | 2 | 8
        hba1c | 4548-4 | Hemoglobin A1c (HbA1c) | 糖化血红蛋白 | % | 4 | 6 | - | - | 1 | 60
        crea | 2160-0 | Creatinine | 肌酐 | umol/L | 41 | 111 | - | 650 | 0 | 8
        urea | 3094-0 | Urea nitrogen | 尿素氮 | mmol/L | 2.6 | 8 | - | 36 | 1 | 7
        uric | 3084-1 | Uric acid | 尿酸 | umol/L | 150 | 420 | - | - | 0 | 8
        egfr | 62238-1 | Estimated glomerular filtration rate | 估算肾小球滤过率 | mL/min/1.73m2 | 90 | - | - | - | 0 | 5
        na | 2951-2 | Sodium | 钠 | mmol/L | 137 | 147 | 120 | 160 | 0 | 5
        k | 2823-3 | Potassium | 钾 | mmol/L | 3.5 | 5.3 | 2.8 | 6.2 | 2 | 5
        cl | 2075-0 | Chloride | 氯 | mmol/L | 99 | 110 | 80 | 125 | 0 | 5
        ca | 17861-6 | Calcium | 钙 | mmol/L | 2.11 | 2.52 | 1.6 | 3.5 | 2 | 5
        mg | 2601-3 | Magnesium | 镁 | mmol/L | 0.75 | 1.02 | 0.4 | 2.5 | 2 | 6
        phos | 2777-1 | Phosphate | 磷 | mmol/L | 0.85 | 1.51 | 0.3 | 3 | 2 | 6
        alt | 1742-6 | Alanine aminotransferase | 丙氨酸氨基转移酶 | U/L | 7 | 40 | - | 1000 | 0 | 8
        ast | 1920-8 | Aspartate aminotransferase | 天门冬氨酸氨基转移酶 | U/L | 13 | 35 | - | 1000 | 0 | 8
        ggt | 2324-2 | Gamma glutamyl transferase | γ-谷氨酰转移酶 | U/L | 7 | 45 | - | - | 0 | 8
        alp | 6768-6 | Alkaline phosphatase | 碱性磷酸酶 | U/L | 45 | 125 | - | - | 0 | 8
        bili | 1975-2 | Total bilirubin | 总胆红素 | umol/L | 3 | 21 | - | 340 | 1 | 6
        alb | 1751-7 | Albumin | 白蛋白 | g/L | 40 | 55 | 15 | - | 1 | 6
        tp | 2885-2 | Total protein | 总蛋白 | g/L | 65 | 85 | - | - | 1 | 6
        chol | 2093-3 | Total cholesterol | 总胆固醇 | mmol/L | 2.8 | 5.2 | - | - | 2 | 8
        tg | 2571-8 | Triglycerides | 甘油三酯 | mmol/L | 0.3 | 1.7 | - | 11 | 2 | 8
        hdl | 2085-9 | HDL cholesterol | 高密度脂蛋白胆固醇 | mmol/L | 1.04 | 2 | - | - | 2 | 12
        ldl | 13457-7 | LDL cholesterol | 低密度脂蛋白胆固醇 | mmol/L | 1.5 | 3.4 | - | - | 2 | 12
        inr | 6301-6 | International normalized ratio (INR) | 国际标准化比值 | ratio | 0.8 | 1.2 | - | 4.5 | 2 | 12
        pt | 5902-2 | Prothrombin time | 凝血酶原时间 | s | 9.4 | 13.5 | - | 40 | 1 | 12
        aptt | 14979-9 | Activated partial thromboplastin time | 活化部分凝血活酶时间 | s | 25 | 37 | - | 90 | 1 | 12
        fib | 3255-7 | Fibrinogen | 纤维蛋白原 | g/L | 2 | 4 | 1 | 9 | 2 | 12
        ddimer | 48065-7 | D-dimer | D-二聚体 | mg/L | 0 | 0.5 | - | - | 2 | 60
        tni | 10839-9 | Troponin I | 肌钙蛋白I | ng/mL | 0 | 0.04 | - | 2 | 3 | 90
        ckmb | 13969-1 | Creatine kinase MB | 肌酸激酶同工酶 | ng/mL | 0 | 5 | - | 50 | 1 | 40
        ck | 2157-6 | Creatine kinase | 肌酸激酶 | U/L | 40 | 200 | - | 5000 | 0 | 10
        ldh | 2532-0 | Lactate dehydrogenase | 乳酸脱氢酶 | U/L | 120 | 250 | - | - | 0 | 8
        bnp | 33762-6 | NT-proBNP | N末端B型钠尿肽前体 | pg/mL | 0 | 300 | - | 10000 | 0 | 180
        crp | 1988-5 | C-reactive protein | C反应蛋白 | mg/L | 0 | 8 | - | 250 | 1 | 20
        pct | 33959-8 | Procalcitonin | 降钙素原 | ng/mL | 0 | 0.5 | - | 10 | 2 | 120
        esr | 30341-2 | Erythrocyte sedimentation rate | 红细胞沉降率 | mm/h | 0 | 20 | - | - | 0 | 8
        lact | 2524-7 | Lactate | 乳酸 | mmol/L | 0.5 | 1.7 | - | 4 | 1 | 30
        ph | 2744-1 | Arterial pH | 动脉血pH | pH | 7.35 | 7.45 | 7.2 | 7.6 | 2 | 30
        po2 | 2703-7 | Arterial oxygen partial pressure | 动脉血氧分压 | mmHg | 80 | 100 | 45 | - | 0 | 30
        pco2 | 2019-8 | Arterial carbon dioxide partial pressure | 动脉血二氧化碳分压 | mmHg | 35 | 45 | 20 | 70 | 0 | 30
        tsh | 3016-3 | Thyroid stimulating hormone | 促甲状腺激素 | mIU/L | 0.27 | 4.2 | - | - | 2 | 35
        ft4 | 3024-7 | Free thyroxine | 游离甲状腺素 | pmol/L | 12 | 22 | - | - | 1 | 35
        ft3 | 3051-0 | Free triiodothyronine | 游离三碘甲状腺原氨酸 | pmol/L | 3.1 | 6.8 | - | - | 1 | 35
        psa | 2857-1 | Prostate specific antigen | 前列腺特异性抗原 | ng/mL | 0 | 4 | - | - | 2 | 60
        cea | 2039-6 | Carcinoembryonic antigen | 癌胚抗原 | ng/mL | 0 | 5 | - | - | 2 | 45
        afp | 1834-1 | Alpha-fetoprotein | 甲胎蛋白 | ng/mL | 0 | 7 | - | - | 2 | 45
        ca125 | 10334-1 | Cancer antigen 125 | 糖类抗原125 | U/mL | 0 | 35 | - | - | 1 | 60
        ca199 | 24108-3 | Cancer antigen 19-9 | 糖类抗原19-9 | U/mL | 0 | 37 | - | - | 1 | 60
        ca153 | 6875-9 | Cancer antigen 15-3 | 糖类抗原15-3 | U/mL | 0 | 25 | - | - | 1 | 60
        ferritin | 2276-4 | Ferritin | 铁蛋白 | ng/mL | 15 | 300 | - | - | 0 | 40
        b12 | 2132-9 | Vitamin B12 | 维生素B12 | pg/mL | 180 | 914 | - | - | 0 | 45
        vitd | 1989-3 | 25-hydroxyvitamin D | 25-羟基维生素D | ng/mL | 20 | 100 | - | - | 1 | 90
        amylase | 1798-8 | Amylase | 淀粉酶 | U/L | 35 | 135 | - | 1000 | 0 | 12
        lipase | 3040-3 | Lipase | 脂肪酶 | U/L | 13 | 60 | - | 1200 | 0 | 20
        ammonia | 16362-6 | Ammonia | 血氨 | umol/L | 10 | 47 | - | 150 | 0 | 30
        rf | 11572-5 | Rheumatoid factor | 类风湿因子 | IU/mL | 0 | 20 | - | - | 1 | 20
        c3 | 4485-9 | Complement C3 | 补体C3 | g/L | 0.79 | 1.52 | - | - | 2 | 25
        uacr | 14957-5 | Urine microalbumin | 尿微量白蛋白 | mg/L | 0 | 20 | - | - | 1 | 35
        uprot | 2889-4 | 24-hour urine protein | 24小时尿蛋白定量 | g/24h | 0 | 0.15 | - | - | 2 | 15
        hcg | 19080-1 | Beta hCG | β-人绒毛膜促性腺激素 | mIU/mL | 0 | 5 | - | - | 1 | 45
        hbvdna | 42595-9 | Hepatitis B virus DNA | 乙型肝炎病毒DNA | IU/mL | 0 | 20 | - | - | 0 | 120
        """

    /// Sets of tests that are ordered together: name = keys.
    static let panels = """
        cbc = hb wbc plt neut
        cbcfull = hb wbc rbc plt hct neut lymph
        renal = crea urea uric
        kidney = crea urea egfr uacr
        liver = alt ast bili alb
        hepatic = alt ast ggt alp bili alb tp
        elect = na k cl
        minerals = ca phos mg
        lipid = chol tg ldl hdl
        coag = inr pt aptt ddimer
        warf = inr pt
        cardiac = tni ckmb bnp
        mi = tni ckmb ck
        sugar = glu hba1c
        inflam = crp pct
        crpcbc = wbc hb neut crp
        gas = ph po2 pco2 lact
        thyroid = tsh ft4 ft3
        tumour = cea ca199 afp
        lungmark = cea ldh
        pancreas = amylase lipase
        """
}
