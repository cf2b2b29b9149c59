/// The formulary: real medicines with their class, whether the national list calls them essential, and the usual order.
///
/// Columns: name | Chinese name | class | essential | controlled | doses (`/` between alternatives) | unit | route | days of an outpatient order
/// | price a day in CNY. The lower-case name is the key that ``ConditionTable`` refers to.
enum DrugTable {
    static let text = """
        Amoxicillin | 阿莫西林 | antibiotic | 1 | 0 | 500/1000 | mg | oral | 5/7 | 6
        Amoxicillin and clavulanate | 阿莫西林克拉维酸钾 | antibiotic | 1 | 0 | 625/1200 | mg | oral | 5/7 | 18
        Piperacillin and tazobactam | 哌拉西林他唑巴坦 | antibiotic | 1 | 0 | 4.5 | g | intravenous | 7/10 | 160
        Cefuroxime | 头孢呋辛 | antibiotic | 1 | 0 | 250/750 | mg | oral | 5/7 | 20
        Cefazolin | 头孢唑林 | antibiotic | 1 | 0 | 1/2 | g | intravenous | 1/2 | 24
        Ceftriaxone | 头孢曲松 | antibiotic | 1 | 0 | 1/2 | g | intravenous | 5/7 | 46
        Ceftazidime | 头孢他啶 | antibiotic | 1 | 0 | 1/2 | g | intravenous | 7 | 90
        Cefoperazone and sulbactam | 头孢哌酮舒巴坦 | antibiotic | 0 | 0 | 3 | g | intravenous | 7/10 | 180
        Cefixime | 头孢克肟 | antibiotic | 0 | 0 | 100/200 | mg | oral | 5/7 | 16
        Meropenem | 美罗培南 | antibiotic | 0 | 0 | 0.5/1 | g | intravenous | 7/10 | 420
        Imipenem and cilastatin | 亚胺培南西司他丁 | antibiotic | 0 | 0 | 0.5/1 | g | intravenous | 7/10 | 460
        Vancomycin | 万古霉素 | antibiotic | 1 | 0 | 0.5/1 | g | intravenous | 7/10 | 390
        Linezolid | 利奈唑胺 | antibiotic | 0 | 0 | 600 | mg | intravenous | 7/10 | 480
        Teicoplanin | 替考拉宁 | antibiotic | 0 | 0 | 400 | mg | intravenous | 7/10 | 520
        Azithromycin | 阿奇霉素 | antibiotic | 1 | 0 | 250/500 | mg | oral | 3/5 | 14
        Clarithromycin | 克拉霉素 | antibiotic | 1 | 0 | 250/500 | mg | oral | 7/14 | 12
        Doxycycline | 多西环素 | antibiotic | 1 | 0 | 100 | mg | oral | 7/10 | 4
        Levofloxacin | 左氧氟沙星 | antibiotic | 1 | 0 | 500 | mg | oral | 5/7 | 15
        Moxifloxacin | 莫西沙星 | antibiotic | 0 | 0 | 400 | mg | intravenous | 7 | 110
        Gentamicin | 庆大霉素 | antibiotic | 1 | 0 | 80 | mg | intramuscular | 3/5 | 4
        Amikacin | 阿米卡星 | antibiotic | 1 | 0 | 400 | mg | intravenous | 5/7 | 12
        Clindamycin | 克林霉素 | antibiotic | 1 | 0 | 300/600 | mg | oral | 5/7 | 11
        Metronidazole | 甲硝唑 | antibiotic | 1 | 0 | 400/500 | mg | oral | 5/7 | 3
        Sulfamethoxazole and trimethoprim | 复方磺胺甲噁唑 | antibiotic | 1 | 0 | 960 | mg | oral | 7/14 | 3
        Fosfomycin | 磷霉素 | antibiotic | 1 | 0 | 3 | g | oral | 1/3 | 30
        Benzathine benzylpenicillin | 苄星青霉素 | antibiotic | 1 | 0 | 1.2/2.4 | MU | intramuscular | 1 | 14
        Tigecycline | 替加环素 | antibiotic | 0 | 0 | 50 | mg | intravenous | 7/10 | 620
        Fluconazole | 氟康唑 | antifungal | 1 | 0 | 150/200 | mg | oral | 7/14 | 20
        Voriconazole | 伏立康唑 | antifungal | 0 | 0 | 200 | mg | oral | 10/14 | 330
        Terbinafine | 特比萘芬 | antifungal | 0 | 0 | 250 | mg | oral | 14/28 | 8
        Isoniazid | 异烟肼 | antituberculosis | 1 | 0 | 300 | mg | oral | 28/30 | 1
        Rifampicin | 利福平 | antituberculosis | 1 | 0 | 450/600 | mg | oral | 28/30 | 3
        Ethambutol | 乙胺丁醇 | antituberculosis | 1 | 0 | 750 | mg | oral | 28/30 | 2
        Pyrazinamide | 吡嗪酰胺 | antituberculosis | 1 | 0 | 1500 | mg | oral | 28/30 | 2
        Oseltamivir | 奥司他韦 | antiviral | 1 | 0 | 75 | mg | oral | 5 | 24
        Acyclovir | 阿昔洛韦 | antiviral | 1 | 0 | 200/400 | mg | oral | 7/10 | 6
        Valacyclovir | 伐昔洛韦 | antiviral | 0 | 0 | 500/1000 | mg | oral | 7/10 | 18
        Ganciclovir | 更昔洛韦 | antiviral | 0 | 0 | 250 | mg | intravenous | 7/14 | 80
        Entecavir | 恩替卡韦 | antiviral | 1 | 0 | 0.5 | mg | oral | 28/30 | 4
        Tenofovir disoproxil | 替诺福韦二吡呋酯 | antiviral | 1 | 0 | 300 | mg | oral | 28/30 | 5
        Nirmatrelvir and ritonavir | 奈玛特韦利托那韦 | antiviral | 0 | 0 | 300 | mg | oral | 5 | 370
        Aspirin | 阿司匹林 | antiplatelet | 1 | 0 | 100 | mg | oral | 28/30 | 1
        Clopidogrel | 氯吡格雷 | antiplatelet | 1 | 0 | 75 | mg | oral | 28/30 | 4
        Ticagrelor | 替格瑞洛 | antiplatelet | 1 | 0 | 90 | mg | oral | 28/30 | 6
        Warfarin | 华法林 | anticoagulant | 1 | 0 | 2.5/3/5 | mg | oral | 14/28/30 | 1
        Rivaroxaban | 利伐沙班 | anticoagulant | 1 | 0 | 10/15/20 | mg | oral | 14/28 | 12
        Dabigatran etexilate | 达比加群酯 | anticoagulant | 1 | 0 | 110/150 | mg | oral | 14/28 | 14
        Apixaban | 阿哌沙班 | anticoagulant | 0 | 0 | 2.5/5 | mg | oral | 14/28 | 12
        Heparin sodium | 肝素钠 | anticoagulant | 1 | 0 | 5000 | IU | intravenous | 3/5 | 20
        Enoxaparin | 依诺肝素 | anticoagulant | 1 | 0 | 4000/6000 | IU | subcutaneous | 5/7 | 62
        Alteplase | 阿替普酶 | thrombolytic | 1 | 0 | 50 | mg | intravenous | 1 | 5200
        Atorvastatin | 阿托伐他汀 | statin | 1 | 0 | 10/20/40 | mg | oral | 28/30 | 3
        Rosuvastatin | 瑞舒伐他汀 | statin | 1 | 0 | 5/10/20 | mg | oral | 28/30 | 3
        Simvastatin | 辛伐他汀 | statin | 1 | 0 | 20/40 | mg | oral | 28/30 | 1
        Pravastatin | 普伐他汀 | statin | 0 | 0 | 20/40 | mg | oral | 28/30 | 5
        Fluvastatin | 氟伐他汀 | statin | 0 | 0 | 40/80 | mg | oral | 28/30 | 6
        Pitavastatin | 匹伐他汀 | statin | 0 | 0 | 2/4 | mg | oral | 28/30 | 5
        Ezetimibe | 依折麦布 | lipid-lowering | 0 | 0 | 10 | mg | oral | 28/30 | 6
        Fenofibrate | 非诺贝特 | lipid-lowering | 1 | 0 | 200 | mg | oral | 28/30 | 4
        Amlodipine | 氨氯地平 | calcium channel blocker | 1 | 0 | 5/10 | mg | oral | 28/30 | 2
        Nifedipine | 硝苯地平 | calcium channel blocker | 1 | 0 | 30 | mg | oral | 28/30 | 3
        Diltiazem | 地尔硫䓬 | calcium channel blocker | 1 | 0 | 30/90 | mg | oral | 28 | 3
        Nimodipine | 尼莫地平 | calcium channel blocker | 1 | 0 | 30/60 | mg | oral | 14/21 | 4
        Valsartan | 缬沙坦 | angiotensin receptor blocker | 1 | 0 | 80/160 | mg | oral | 28/30 | 3
        Irbesartan | 厄贝沙坦 | angiotensin receptor blocker | 0 | 0 | 150/300 | mg | oral | 28/30 | 3
        Losartan | 氯沙坦 | angiotensin receptor blocker | 0 | 0 | 50/100 | mg | oral | 28/30 | 3
        Sacubitril and valsartan | 沙库巴曲缬沙坦 | angiotensin receptor blocker | 1 | 0 | 50/100/200 | mg | oral | 28/30 | 10
        Perindopril | 培哚普利 | ACE inhibitor | 0 | 0 | 4/8 | mg | oral | 28/30 | 3
        Enalapril | 依那普利 | ACE inhibitor | 1 | 0 | 5/10 | mg | oral | 28/30 | 1
        Metoprolol | 美托洛尔 | beta blocker | 1 | 0 | 23.75/47.5 | mg | oral | 28/30 | 2
        Bisoprolol | 比索洛尔 | beta blocker | 1 | 0 | 2.5/5 | mg | oral | 28/30 | 2
        Hydrochlorothiazide | 氢氯噻嗪 | diuretic | 1 | 0 | 12.5/25 | mg | oral | 28/30 | 1
        Indapamide | 吲达帕胺 | diuretic | 1 | 0 | 1.5/2.5 | mg | oral | 28/30 | 1
        Furosemide | 呋塞米 | diuretic | 1 | 0 | 20/40 | mg | oral | 14/28 | 1
        Spironolactone | 螺内酯 | diuretic | 1 | 0 | 20/40 | mg | oral | 14/28 | 1
        Mannitol | 甘露醇 | diuretic | 1 | 0 | 125/250 | mL | intravenous | 3/5/7 | 18
        Isosorbide mononitrate | 单硝酸异山梨酯 | nitrate | 1 | 0 | 40/60 | mg | oral | 28/30 | 2
        Nitroglycerin | 硝酸甘油 | nitrate | 1 | 0 | 0.5/5 | mg | sublingual | 7/14 | 3
        Trimetazidine | 曲美他嗪 | antianginal | 0 | 0 | 20/35 | mg | oral | 28/30 | 3
        Amiodarone | 胺碘酮 | antiarrhythmic | 1 | 0 | 200 | mg | oral | 14/28 | 2
        Propafenone | 普罗帕酮 | antiarrhythmic | 1 | 0 | 150 | mg | oral | 14/28 | 1
        Digoxin | 地高辛 | cardiac glycoside | 1 | 0 | 0.125/0.25 | mg | oral | 28 | 1
        Metformin | 二甲双胍 | antidiabetic | 1 | 0 | 500/850/1000 | mg | oral | 28/30 | 1
        Glimepiride | 格列美脲 | antidiabetic | 1 | 0 | 2/4 | mg | oral | 28/30 | 1
        Gliclazide | 格列齐特 | antidiabetic | 1 | 0 | 30/60 | mg | oral | 28/30 | 1
        Acarbose | 阿卡波糖 | antidiabetic | 1 | 0 | 50/100 | mg | oral | 28/30 | 1
        Sitagliptin | 西格列汀 | antidiabetic | 1 | 0 | 100 | mg | oral | 28/30 | 4
        Dapagliflozin | 达格列净 | antidiabetic | 1 | 0 | 10 | mg | oral | 28/30 | 4
        Empagliflozin | 恩格列净 | antidiabetic | 0 | 0 | 10/25 | mg | oral | 28/30 | 4
        Liraglutide | 利拉鲁肽 | antidiabetic | 1 | 0 | 1.2/1.8 | mg | subcutaneous | 28 | 12
        Semaglutide | 司美格鲁肽 | antidiabetic | 0 | 0 | 0.5/1 | mg | subcutaneous | 28 | 17
        Insulin aspart | 门冬胰岛素 | antidiabetic | 1 | 0 | 8/12 | IU | subcutaneous | 28/30 | 5
        Insulin glargine | 甘精胰岛素 | antidiabetic | 1 | 0 | 12/18/24 | IU | subcutaneous | 28/30 | 6
        Human insulin | 人胰岛素 | antidiabetic | 1 | 0 | 8/10/14 | IU | subcutaneous | 28/30 | 3
        Biphasic insulin lispro | 精蛋白锌重组赖脯胰岛素 | antidiabetic | 1 | 0 | 14/20 | IU | subcutaneous | 28/30 | 5
        Levothyroxine | 左甲状腺素 | thyroid hormone | 1 | 0 | 25/50/100 | ug | oral | 28/30/60 | 1
        Methimazole | 甲巯咪唑 | antithyroid | 1 | 0 | 5/10 | mg | oral | 28/30 | 1
        Omeprazole | 奥美拉唑 | proton pump inhibitor | 1 | 0 | 20/40 | mg | oral | 14/28 | 3
        Pantoprazole | 泮托拉唑 | proton pump inhibitor | 0 | 0 | 40 | mg | intravenous | 5/7 | 26
        Rabeprazole | 雷贝拉唑 | proton pump inhibitor | 0 | 0 | 10/20 | mg | oral | 14/28 | 5
        Mosapride | 莫沙必利 | prokinetic | 1 | 0 | 5 | mg | oral | 7/14 | 3
        Bismuth potassium citrate | 枸橼酸铋钾 | gastric protectant | 1 | 0 | 220 | mg | oral | 14 | 4
        Montmorillonite | 蒙脱石散 | antidiarrheal | 1 | 0 | 3 | g | oral | 3/5 | 3
        Bifidobacterium | 双歧杆菌 | probiotic | 1 | 0 | 420/630 | mg | oral | 5/7 | 4
        Lactulose | 乳果糖 | laxative | 1 | 0 | 15/30 | mL | oral | 7/14 | 5
        Mesalazine | 美沙拉秦 | anti-inflammatory bowel agent | 1 | 0 | 1000 | mg | oral | 28/30 | 16
        Ursodeoxycholic acid | 熊去氧胆酸 | hepatobiliary agent | 1 | 0 | 250 | mg | oral | 14/28 | 10
        Somatostatin | 生长抑素 | digestive hormone | 0 | 0 | 3 | mg | intravenous | 3/5 | 220
        Salbutamol | 沙丁胺醇 | bronchodilator | 1 | 0 | 5 | mg | inhalation | 5/7/14 | 8
        Tiotropium | 噻托溴铵 | bronchodilator | 1 | 0 | 18 | ug | inhalation | 28/30 | 7
        Ipratropium | 异丙托溴铵 | bronchodilator | 1 | 0 | 500 | ug | inhalation | 5/7 | 9
        Doxofylline | 多索茶碱 | bronchodilator | 0 | 0 | 200 | mg | oral | 7/14 | 8
        Budesonide | 布地奈德 | corticosteroid | 1 | 0 | 1/2 | mg | inhalation | 5/7/14 | 14
        Budesonide and formoterol | 布地奈德福莫特罗 | corticosteroid | 1 | 0 | 160/320 | ug | inhalation | 28/30 | 8
        Methylprednisolone | 甲泼尼龙 | corticosteroid | 1 | 0 | 40/80 | mg | intravenous | 3/5 | 32
        Prednisone | 泼尼松 | corticosteroid | 1 | 0 | 5/10/20 | mg | oral | 14/28 | 1
        Dexamethasone | 地塞米松 | corticosteroid | 1 | 0 | 5/10 | mg | intravenous | 1/3 | 2
        Montelukast | 孟鲁司特 | leukotriene antagonist | 1 | 0 | 4/5/10 | mg | oral | 14/28 | 5
        Ambroxol | 氨溴索 | mucolytic | 1 | 0 | 30 | mg | oral | 5/7 | 4
        Acetylcysteine | 乙酰半胱氨酸 | mucolytic | 1 | 0 | 200/600 | mg | oral | 5/7 | 7
        Dextromethorphan | 右美沙芬 | antitussive | 0 | 0 | 15 | mg | oral | 5/7 | 3
        Compound pholcodine | 复方福尔可定 | antitussive | 0 | 1 | 10 | mL | oral | 3/5 | 7
        Cetirizine | 西替利嗪 | antihistamine | 1 | 0 | 10 | mg | oral | 7/14 | 2
        Loratadine | 氯雷他定 | antihistamine | 1 | 0 | 10 | mg | oral | 7/14 | 1
        Chlorpheniramine | 氯苯那敏 | antihistamine | 1 | 0 | 4 | mg | oral | 5/7 | 1
        Mometasone nasal spray | 糠酸莫米松鼻喷雾剂 | corticosteroid | 0 | 0 | 100 | ug | nasal | 14/28 | 4
        Mometasone cream | 糠酸莫米松乳膏 | topical corticosteroid | 1 | 0 | 1 | application | topical | 7/14 | 3
        Tacrolimus ointment | 他克莫司软膏 | topical immunomodulator | 0 | 0 | 1 | application | topical | 14/28 | 6
        Adapalene gel | 阿达帕林凝胶 | topical retinoid | 0 | 0 | 1 | application | topical | 28 | 2
        Mupirocin ointment | 莫匹罗星软膏 | topical anti-infective | 1 | 0 | 1 | application | topical | 5/7 | 3
        Ibuprofen | 布洛芬 | nonsteroidal anti-inflammatory | 1 | 0 | 200/400 | mg | oral | 3/5 | 2
        Acetaminophen | 对乙酰氨基酚 | analgesic | 1 | 0 | 250/500 | mg | oral | 3/5 | 1
        Diclofenac | 双氯芬酸 | nonsteroidal anti-inflammatory | 1 | 0 | 75 | mg | oral | 7/14 | 3
        Celecoxib | 塞来昔布 | nonsteroidal anti-inflammatory | 1 | 0 | 200 | mg | oral | 7/14 | 4
        Flurbiprofen axetil | 氟比洛芬酯 | nonsteroidal anti-inflammatory | 0 | 0 | 50 | mg | intravenous | 2/3 | 56
        Tramadol | 曲马多 | opioid | 1 | 1 | 50/100 | mg | oral | 3/5/7 | 4
        Morphine | 吗啡 | opioid | 1 | 1 | 10/30 | mg | oral | 7/14 | 6
        Oxycodone | 羟考酮 | opioid | 1 | 1 | 10/20 | mg | oral | 7/14 | 14
        Fentanyl patch | 芬太尼透皮贴剂 | opioid | 1 | 1 | 4.2/8.4 | mg | transdermal | 9/15 | 22
        Sufentanil | 舒芬太尼 | opioid | 0 | 1 | 100 | ug | intravenous | 1/2 | 90
        Propofol | 丙泊酚 | anesthetic | 1 | 0 | 200 | mg | intravenous | 1 | 60
        Midazolam | 咪达唑仑 | sedative | 1 | 1 | 5/10 | mg | intravenous | 1/3 | 16
        Norepinephrine | 去甲肾上腺素 | vasopressor | 1 | 0 | 4/8 | mg | intravenous | 2/3 | 30
        Pregabalin | 普瑞巴林 | analgesic | 0 | 1 | 75/150 | mg | oral | 14/28 | 7
        Eperisone | 乙哌立松 | muscle relaxant | 0 | 0 | 50 | mg | oral | 7/14 | 4
        Glucosamine | 氨基葡萄糖 | joint agent | 0 | 0 | 750 | mg | oral | 28/30 | 5
        Alendronate | 阿仑膦酸钠 | osteoporosis agent | 1 | 0 | 70 | mg | oral | 28 | 4
        Calcium carbonate and vitamin D | 碳酸钙D3 | mineral supplement | 1 | 0 | 600 | mg | oral | 28/30 | 1
        Calcitriol | 骨化三醇 | vitamin D analogue | 1 | 0 | 0.25 | ug | oral | 28/30 | 4
        Allopurinol | 别嘌醇 | antigout | 1 | 0 | 100 | mg | oral | 28/30 | 1
        Febuxostat | 非布司他 | antigout | 1 | 0 | 40 | mg | oral | 28/30 | 4
        Colchicine | 秋水仙碱 | antigout | 1 | 0 | 0.5 | mg | oral | 5/7 | 2
        Methotrexate | 甲氨蝶呤 | antirheumatic | 1 | 0 | 10/15 | mg | oral | 28 | 1
        Hydroxychloroquine | 羟氯喹 | antirheumatic | 1 | 0 | 200 | mg | oral | 28/30 | 5
        Leflunomide | 来氟米特 | antirheumatic | 1 | 0 | 10/20 | mg | oral | 28/30 | 4
        Adalimumab | 阿达木单抗 | biologic antirheumatic | 0 | 0 | 40 | mg | subcutaneous | 28 | 46
        Mycophenolate mofetil | 吗替麦考酚酯 | immunosuppressant | 0 | 0 | 500 | mg | oral | 28/30 | 18
        Tacrolimus | 他克莫司 | immunosuppressant | 0 | 0 | 0.5/1 | mg | oral | 28/30 | 40
        Erythropoietin | 重组人促红素 | hematopoietic agent | 1 | 0 | 10000 | IU | subcutaneous | 14/28 | 12
        Iron polysaccharide | 多糖铁复合物 | antianemic | 0 | 0 | 150 | mg | oral | 28/30 | 4
        Folic acid | 叶酸 | vitamin | 1 | 0 | 0.4/5 | mg | oral | 28/30 | 1
        Mecobalamin | 甲钴胺 | vitamin | 1 | 0 | 0.5 | mg | oral | 14/28 | 3
        Filgrastim | 重组人粒细胞刺激因子 | hematopoietic agent | 1 | 0 | 150/300 | ug | subcutaneous | 3/5 | 90
        Sevelamer | 司维拉姆 | phosphate binder | 0 | 0 | 800 | mg | oral | 28/30 | 22
        Tamsulosin | 坦索罗辛 | alpha blocker | 1 | 0 | 0.2 | mg | oral | 28/30 | 3
        Finasteride | 非那雄胺 | 5-alpha-reductase inhibitor | 1 | 0 | 5 | mg | oral | 28/30 | 3
        Solifenacin | 索利那新 | urinary antispasmodic | 0 | 0 | 5 | mg | oral | 14/28 | 6
        Cisplatin | 顺铂 | antineoplastic | 1 | 0 | 60/80 | mg | intravenous | 1/3 | 60
        Carboplatin | 卡铂 | antineoplastic | 1 | 0 | 400/500 | mg | intravenous | 1 | 210
        Oxaliplatin | 奥沙利铂 | antineoplastic | 1 | 0 | 150/200 | mg | intravenous | 1 | 900
        Paclitaxel | 紫杉醇 | antineoplastic | 1 | 0 | 210/260 | mg | intravenous | 1 | 1300
        Docetaxel | 多西他赛 | antineoplastic | 1 | 0 | 100/120 | mg | intravenous | 1 | 900
        Pemetrexed | 培美曲塞 | antineoplastic | 1 | 0 | 800 | mg | intravenous | 1 | 1800
        Capecitabine | 卡培他滨 | antineoplastic | 1 | 0 | 1500 | mg | oral | 14 | 36
        Cyclophosphamide | 环磷酰胺 | antineoplastic | 1 | 0 | 800 | mg | intravenous | 1 | 120
        Rituximab | 利妥昔单抗 | antineoplastic | 1 | 0 | 600 | mg | intravenous | 1 | 4600
        Trastuzumab | 曲妥珠单抗 | antineoplastic | 1 | 0 | 360/440 | mg | intravenous | 1 | 5500
        Gefitinib | 吉非替尼 | antineoplastic | 1 | 0 | 250 | mg | oral | 28/30 | 55
        Osimertinib | 奥希替尼 | antineoplastic | 1 | 0 | 80 | mg | oral | 28/30 | 186
        Sintilimab | 信迪利单抗 | antineoplastic | 0 | 0 | 200 | mg | intravenous | 1 | 2200
        Imatinib | 伊马替尼 | antineoplastic | 1 | 0 | 400 | mg | oral | 28/30 | 60
        Letrozole | 来曲唑 | antineoplastic | 1 | 0 | 2.5 | mg | oral | 28/30 | 6
        Tamoxifen | 他莫昔芬 | antineoplastic | 1 | 0 | 10 | mg | oral | 28/30 | 2
        Bicalutamide | 比卡鲁胺 | antineoplastic | 1 | 0 | 50 | mg | oral | 28/30 | 14
        Ondansetron | 昂丹司琼 | antiemetic | 1 | 0 | 8 | mg | intravenous | 1/3 | 22
        Sertraline | 舍曲林 | antidepressant | 0 | 0 | 50/100 | mg | oral | 28/30 | 4
        Escitalopram | 艾司西酞普兰 | antidepressant | 1 | 0 | 10/20 | mg | oral | 28/30 | 5
        Paroxetine | 帕罗西汀 | antidepressant | 1 | 0 | 20 | mg | oral | 28/30 | 4
        Mirtazapine | 米氮平 | antidepressant | 1 | 0 | 15/30 | mg | oral | 28/30 | 4
        Olanzapine | 奥氮平 | antipsychotic | 1 | 0 | 5/10 | mg | oral | 28/30 | 5
        Quetiapine | 喹硫平 | antipsychotic | 1 | 0 | 100/200 | mg | oral | 28/30 | 4
        Risperidone | 利培酮 | antipsychotic | 1 | 0 | 1/2 | mg | oral | 28/30 | 3
        Alprazolam | 阿普唑仑 | anxiolytic | 1 | 1 | 0.4 | mg | oral | 7/14 | 1
        Zolpidem | 唑吡坦 | hypnotic | 1 | 1 | 10 | mg | oral | 7/14 | 4
        Valproate | 丙戊酸钠 | antiepileptic | 1 | 0 | 500 | mg | oral | 28/30 | 3
        Levetiracetam | 左乙拉西坦 | antiepileptic | 0 | 0 | 500 | mg | oral | 28/30 | 7
        Carbamazepine | 卡马西平 | antiepileptic | 1 | 0 | 200 | mg | oral | 28/30 | 1
        Levodopa and benserazide | 多巴丝肼 | antiparkinson | 1 | 0 | 125/250 | mg | oral | 28/30 | 3
        Pramipexole | 普拉克索 | antiparkinson | 1 | 0 | 0.25/0.5 | mg | oral | 28/30 | 7
        Donepezil | 多奈哌齐 | antidementia | 0 | 0 | 5/10 | mg | oral | 28/30 | 7
        Memantine | 美金刚 | antidementia | 0 | 0 | 10 | mg | oral | 28/30 | 8
        Flunarizine | 氟桂利嗪 | antimigraine | 1 | 0 | 5/10 | mg | oral | 14/28 | 1
        Betahistine | 倍他司汀 | antivertigo | 1 | 0 | 6/12 | mg | oral | 7/14 | 2
        Citicoline | 胞磷胆碱 | neuroprotective | 1 | 0 | 200/500 | mg | oral | 14/28 | 4
        Butylphthalide | 丁苯酞 | neuroprotective | 0 | 0 | 200 | mg | oral | 14/28 | 26
        Latanoprost eye drops | 拉坦前列素滴眼液 | antiglaucoma | 1 | 0 | 1 | drop | ophthalmic | 28 | 3
        Timolol eye drops | 噻吗洛尔滴眼液 | antiglaucoma | 1 | 0 | 1 | drop | ophthalmic | 28 | 1
        Levofloxacin eye drops | 左氧氟沙星滴眼液 | ophthalmic anti-infective | 1 | 0 | 1 | drop | ophthalmic | 7/14 | 2
        Sodium hyaluronate eye drops | 玻璃酸钠滴眼液 | artificial tears | 0 | 0 | 1 | drop | ophthalmic | 14/28 | 2
        Ranibizumab | 雷珠单抗 | antineovascular | 0 | 0 | 0.5 | mg | intravitreal | 1 | 3900
        Progesterone | 黄体酮 | progestogen | 1 | 0 | 100/200 | mg | oral | 10/14 | 5
        Estradiol valerate | 戊酸雌二醇 | estrogen | 0 | 0 | 1 | mg | oral | 21/28 | 2
        Oxytocin | 缩宫素 | oxytocic | 1 | 0 | 10/20 | IU | intravenous | 1 | 6
        Magnesium sulfate | 硫酸镁 | anticonvulsant | 1 | 0 | 5/10 | g | intravenous | 1/3 | 6
        Vitamin K1 | 维生素K1 | vitamin | 1 | 0 | 1/10 | mg | intramuscular | 1 | 2
        Hepatitis B vaccine | 乙型肝炎疫苗 | vaccine | 1 | 0 | 10 | ug | intramuscular | 1 | 20
        Rabies vaccine | 狂犬病疫苗 | vaccine | 1 | 0 | 1 | dose | intramuscular | 1 | 75
        Tetanus antitoxin | 破伤风抗毒素 | antitoxin | 1 | 0 | 1500 | IU | intramuscular | 1 | 8
        Caffeine citrate | 枸橼酸咖啡因 | respiratory stimulant | 1 | 0 | 20 | mg | intravenous | 7 | 190
        Pulmonary surfactant | 肺表面活性物质 | respiratory agent | 1 | 0 | 120 | mg | intratracheal | 1 | 3800
        Human albumin | 人血白蛋白 | plasma product | 1 | 0 | 10 | g | intravenous | 3 | 380
        Parenteral nutrition emulsion | 脂肪乳氨基酸葡萄糖 | nutrition | 0 | 0 | 1440 | mL | intravenous | 3/5 | 290
        Potassium chloride | 氯化钾 | electrolyte | 1 | 0 | 1/1.5 | g | oral | 3/7 | 2
        Glucose and sodium chloride | 葡萄糖氯化钠 | infusion | 1 | 0 | 500 | mL | intravenous | 1/3 | 8
        Xuesaitong | 血塞通 | Chinese patent medicine | 1 | 0 | 400 | mg | intravenous | 7/14 | 34
        Compound danshen dripping pills | 复方丹参滴丸 | Chinese patent medicine | 1 | 0 | 270 | mg | oral | 28/30 | 3
        Lianhua Qingwen | 连花清瘟 | Chinese patent medicine | 1 | 0 | 1.4 | g | oral | 5/7 | 4
        Bailing capsule | 百令胶囊 | Chinese patent medicine | 1 | 0 | 2 | g | oral | 28/30 | 9
        Yinzhihuang oral liquid | 茵栀黄口服液 | Chinese patent medicine | 1 | 0 | 10 | mL | oral | 7/14 | 6
        Xiaoyao pill | 逍遥丸 | Chinese patent medicine | 1 | 0 | 9 | g | oral | 14/28 | 1
        Guipi pill | 归脾丸 | Chinese patent medicine | 1 | 0 | 9 | g | oral | 14/28 | 1
        Chlorhexidine mouthwash | 氯己定含漱液 | oral antiseptic | 1 | 0 | 10 | mL | topical | 7 | 3
        """
}
