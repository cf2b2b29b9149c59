/// ICD-10 codes with their titles in English and Chinese, and the titles of their three-character categories and chapters.
///
/// Source: WHO, International Statistical Classification of Diseases and Related Health Problems, 10th revision.
enum ICD10Table {
    /// Chapters: first category | last category | title.
    static let chapters = """
        A00 | B99 | Certain infectious and parasitic diseases
        C00 | D48 | Neoplasms
        D50 | D89 | Diseases of the blood and blood-forming organs
        E00 | E90 | Endocrine, nutritional and metabolic diseases
        F00 | F99 | Mental and behavioural disorders
        G00 | G99 | Diseases of the nervous system
        H00 | H59 | Diseases of the eye and adnexa
        H60 | H95 | Diseases of the ear and mastoid process
        I00 | I99 | Diseases of the circulatory system
        J00 | J99 | Diseases of the respiratory system
        K00 | K93 | Diseases of the digestive system
        L00 | L99 | Diseases of the skin and subcutaneous tissue
        M00 | M99 | Diseases of the musculoskeletal system and connective tissue
        N00 | N99 | Diseases of the genitourinary system
        O00 | O99 | Pregnancy, childbirth and the puerperium
        P00 | P96 | Certain conditions originating in the perinatal period
        Q00 | Q99 | Congenital malformations, deformations and chromosomal abnormalities
        R00 | R99 | Symptoms, signs and abnormal clinical and laboratory findings
        S00 | T98 | Injury, poisoning and certain other consequences of external causes
        U00 | U99 | Codes for special purposes
        Z00 | Z99 | Factors influencing health status and contact with health services
        """

    /// Codes: code | title | Chinese title | category title (the title itself when left out; `^` repeats the line before).
    static let codes = """
        A01.0 | Typhoid fever | 伤寒 | Typhoid and paratyphoid fevers
        A03.9 | Shigellosis, unspecified | 细菌性痢疾 | Shigellosis
        A08.0 | Rotaviral enteritis | 轮状病毒性肠炎 | Viral and other specified intestinal infections
        A09.9 | Gastroenteritis and colitis of unspecified origin | 胃肠炎和结肠炎 | Other gastroenteritis and colitis of infectious and unspecified origin
        A15.0 | Tuberculosis of lung, confirmed by sputum microscopy | 肺结核，痰镜检证实 | Respiratory tuberculosis, bacteriologically and histologically confirmed
        A15.3 | Tuberculosis of lung, confirmed by unspecified means | 肺结核，经证实 | ^
        A16.2 | Tuberculosis of lung, without mention of bacteriological or histological confirmation | 肺结核，未提及细菌学证实 | Respiratory tuberculosis, not confirmed bacteriologically or histologically
        A41.9 | Sepsis, unspecified | 脓毒症 | Other sepsis
        A49.9 | Bacterial infection, unspecified | 细菌感染 | Bacterial infection of unspecified site
        A53.9 | Syphilis, unspecified | 梅毒 | Other and unspecified syphilis
        A54.9 | Gonococcal infection, unspecified | 淋球菌感染 | Gonococcal infection
        A90 | Dengue fever | 登革热 | Dengue fever [classical dengue]
        B01.9 | Varicella without complication | 水痘 | Varicella [chickenpox]
        B02.9 | Zoster without complication | 带状疱疹 | Zoster [herpes zoster]
        B08.4 | Enteroviral vesicular stomatitis with exanthem | 手足口病 | Other viral infections characterized by skin and mucous membrane lesions, not elsewhere classified
        B15.9 | Hepatitis A without hepatic coma | 甲型肝炎 | Acute hepatitis A
        B18.1 | Chronic viral hepatitis B without delta-agent | 慢性乙型病毒性肝炎 | Chronic viral hepatitis
        B18.2 | Chronic viral hepatitis C | 慢性丙型病毒性肝炎 | ^
        B20.9 | HIV disease resulting in unspecified infectious or parasitic disease | 人类免疫缺陷病毒病 | Human immunodeficiency virus [HIV] disease resulting in infectious and parasitic diseases
        B26.9 | Mumps without complication | 流行性腮腺炎 | Mumps
        B27.9 | Infectious mononucleosis, unspecified | 传染性单核细胞增多症 | Infectious mononucleosis
        B34.9 | Viral infection, unspecified | 病毒感染 | Viral infection of unspecified site
        B35.3 | Tinea pedis | 足癣 | Dermatophytosis
        B37.3 | Candidiasis of vulva and vagina | 外阴阴道念珠菌病 | Candidiasis
        C15.9 | Malignant neoplasm of oesophagus, unspecified | 食管恶性肿瘤 | Malignant neoplasm of oesophagus
        C16.9 | Malignant neoplasm of stomach, unspecified | 胃恶性肿瘤 | Malignant neoplasm of stomach
        C18.2 | Malignant neoplasm of ascending colon | 升结肠恶性肿瘤 | Malignant neoplasm of colon
        C18.9 | Malignant neoplasm of colon, unspecified | 结肠恶性肿瘤 | ^
        C20 | Malignant neoplasm of rectum | 直肠恶性肿瘤 |
        C22.0 | Liver cell carcinoma | 肝细胞癌 | Malignant neoplasm of liver and intrahepatic bile ducts
        C25.0 | Malignant neoplasm of head of pancreas | 胰头恶性肿瘤 | Malignant neoplasm of pancreas
        C34.1 | Malignant neoplasm of upper lobe, bronchus or lung | 上叶支气管或肺恶性肿瘤 | Malignant neoplasm of bronchus and lung
        C34.3 | Malignant neoplasm of lower lobe, bronchus or lung | 下叶支气管或肺恶性肿瘤 | ^
        C34.9 | Malignant neoplasm of bronchus or lung, unspecified | 支气管或肺恶性肿瘤 | ^
        C50.4 | Malignant neoplasm of upper-outer quadrant of breast | 乳房外上象限恶性肿瘤 | Malignant neoplasm of breast
        C50.9 | Malignant neoplasm of breast, unspecified | 乳房恶性肿瘤 | ^
        C53.9 | Malignant neoplasm of cervix uteri, unspecified | 宫颈恶性肿瘤 | Malignant neoplasm of cervix uteri
        C56 | Malignant neoplasm of ovary | 卵巢恶性肿瘤 |
        C61 | Malignant neoplasm of prostate | 前列腺恶性肿瘤 |
        C64 | Malignant neoplasm of kidney, except renal pelvis | 肾恶性肿瘤 |
        C67.9 | Malignant neoplasm of bladder, unspecified | 膀胱恶性肿瘤 | Malignant neoplasm of bladder
        C71.9 | Malignant neoplasm of brain, unspecified | 脑恶性肿瘤 | Malignant neoplasm of brain
        C73 | Malignant neoplasm of thyroid gland | 甲状腺恶性肿瘤 |
        C78.7 | Secondary malignant neoplasm of liver and intrahepatic bile duct | 肝继发恶性肿瘤 | Secondary malignant neoplasm of respiratory and digestive organs
        C83.3 | Diffuse large B-cell lymphoma | 弥漫性大B细胞淋巴瘤 | Non-follicular lymphoma
        C90.0 | Multiple myeloma | 多发性骨髓瘤 | Multiple myeloma and malignant plasma cell neoplasms
        C91.0 | Acute lymphoblastic leukaemia [ALL] | 急性淋巴细胞白血病 | Lymphoid leukaemia
        C92.0 | Acute myeloblastic leukaemia [AML] | 急性髓系白血病 | Myeloid leukaemia
        D12.6 | Benign neoplasm of colon, unspecified | 结肠良性肿瘤 | Benign neoplasm of colon, rectum, anus and anal canal
        D24 | Benign neoplasm of breast | 乳房良性肿瘤 |
        D25.9 | Leiomyoma of uterus, unspecified | 子宫平滑肌瘤 | Leiomyoma of uterus
        D27 | Benign neoplasm of ovary | 卵巢良性肿瘤 |
        D32.9 | Benign neoplasm of meninges, unspecified | 脑膜瘤 | Benign neoplasm of meninges
        D34 | Benign neoplasm of thyroid gland | 甲状腺良性肿瘤 |
        D50.9 | Iron deficiency anaemia, unspecified | 缺铁性贫血 | Iron deficiency anaemia
        D61.9 | Aplastic anaemia, unspecified | 再生障碍性贫血 | Other aplastic anaemias
        D64.9 | Anaemia, unspecified | 贫血 | Other anaemias
        D69.3 | Idiopathic thrombocytopenic purpura | 特发性血小板减少性紫癜 | Purpura and other haemorrhagic conditions
        E03.9 | Hypothyroidism, unspecified | 甲状腺功能减退症 | Other hypothyroidism
        E04.1 | Nontoxic single thyroid nodule | 非毒性单个甲状腺结节 | Other nontoxic goitre
        E05.0 | Thyrotoxicosis with diffuse goitre | 毒性弥漫性甲状腺肿 | Thyrotoxicosis [hyperthyroidism]
        E10.9 | Type 1 diabetes mellitus without complications | 1型糖尿病 | Type 1 diabetes mellitus
        E11.2 | Type 2 diabetes mellitus with renal complications | 2型糖尿病伴肾的并发症 | Type 2 diabetes mellitus
        E11.3 | Type 2 diabetes mellitus with ophthalmic complications | 2型糖尿病伴眼的并发症 | ^
        E11.4 | Type 2 diabetes mellitus with neurological complications | 2型糖尿病伴神经的并发症 | ^
        E11.5 | Type 2 diabetes mellitus with peripheral circulatory complications | 2型糖尿病伴周围循环并发症 | ^
        E11.9 | Type 2 diabetes mellitus without complications | 2型糖尿病不伴并发症 | ^
        E13.9 | Other specified diabetes mellitus without complications | 其他特指的糖尿病 | Other specified diabetes mellitus
        E14.9 | Unspecified diabetes mellitus without complications | 未特指的糖尿病 | Unspecified diabetes mellitus
        E28.2 | Polycystic ovarian syndrome | 多囊卵巢综合征 | Ovarian dysfunction
        E66.9 | Obesity, unspecified | 肥胖症 | Obesity
        E78.5 | Hyperlipidaemia, unspecified | 高脂血症 | Disorders of lipoprotein metabolism and other lipidaemias
        E87.6 | Hypokalaemia | 低钾血症 | Other disorders of fluid, electrolyte and acid-base balance
        F00.9 | Dementia in Alzheimer disease, unspecified | 阿尔茨海默病性痴呆 | Dementia in Alzheimer disease
        F10.2 | Mental and behavioural disorders due to use of alcohol, dependence syndrome | 酒精依赖综合征 | Mental and behavioural disorders due to use of alcohol
        F20.9 | Schizophrenia, unspecified | 精神分裂症 | Schizophrenia
        F31.9 | Bipolar affective disorder, unspecified | 双相情感障碍 | Bipolar affective disorder
        F32.1 | Moderate depressive episode | 中度抑郁发作 | Depressive episode
        F32.9 | Depressive episode, unspecified | 抑郁发作 | ^
        F33.1 | Recurrent depressive disorder, current episode moderate | 复发性抑郁障碍，目前为中度发作 | Recurrent depressive disorder
        F41.1 | Generalized anxiety disorder | 广泛性焦虑障碍 | Other anxiety disorders
        F41.9 | Anxiety disorder, unspecified | 焦虑障碍 | ^
        F51.0 | Nonorganic insomnia | 非器质性失眠症 | Nonorganic sleep disorders
        F90.0 | Disturbance of activity and attention | 活动与注意失调 | Hyperkinetic disorders
        G20 | Parkinson disease | 帕金森病 |
        G40.9 | Epilepsy, unspecified | 癫痫 | Epilepsy
        G43.9 | Migraine, unspecified | 偏头痛 | Migraine
        G44.2 | Tension-type headache | 紧张性头痛 | Other headache syndromes
        G45.9 | Transient cerebral ischaemic attack, unspecified | 短暂性脑缺血发作 | Transient cerebral ischaemic attacks and related syndromes
        G51.0 | Bell palsy | 贝尔麻痹 | Facial nerve disorders
        G56.0 | Carpal tunnel syndrome | 腕管综合征 | Mononeuropathies of upper limb
        G81.9 | Hemiplegia, unspecified | 偏瘫 | Hemiplegia
        H01.0 | Blepharitis | 睑缘炎 | Other inflammation of eyelid
        H04.1 | Other disorders of lacrimal gland | 干眼 | Disorders of lacrimal system
        H10.9 | Conjunctivitis, unspecified | 结膜炎 | Conjunctivitis
        H11.0 | Pterygium | 翼状胬肉 | Other disorders of conjunctiva
        H16.9 | Keratitis, unspecified | 角膜炎 | Keratitis
        H25.9 | Senile cataract, unspecified | 老年性白内障 | Senile cataract
        H33.0 | Retinal detachment with retinal break | 视网膜脱离伴视网膜裂孔 | Retinal detachments and breaks
        H35.3 | Degeneration of macula and posterior pole | 黄斑变性 | Other retinal disorders
        H40.1 | Primary open-angle glaucoma | 原发性开角型青光眼 | Glaucoma
        H40.2 | Primary angle-closure glaucoma | 原发性闭角型青光眼 | ^
        H52.1 | Myopia | 近视 | Disorders of refraction and accommodation
        H60.9 | Otitis externa, unspecified | 外耳道炎 | Otitis externa
        H65.9 | Nonsuppurative otitis media, unspecified | 非化脓性中耳炎 | Nonsuppurative otitis media
        H66.9 | Otitis media, unspecified | 中耳炎 | Suppurative and unspecified otitis media
        H81.1 | Benign paroxysmal vertigo | 良性阵发性眩晕 | Disorders of vestibular function
        H91.2 | Sudden idiopathic hearing loss | 突发性特发性听觉丧失 | Other hearing loss
        I10 | Essential (primary) hypertension | 特发性（原发性）高血压 |
        I11.9 | Hypertensive heart disease without (congestive) heart failure | 高血压性心脏病 | Hypertensive heart disease
        I20.0 | Unstable angina | 不稳定性心绞痛 | Angina pectoris
        I20.9 | Angina pectoris, unspecified | 心绞痛 | ^
        I21.0 | Acute transmural myocardial infarction of anterior wall | 急性前壁透壁性心肌梗死 | Acute myocardial infarction
        I21.1 | Acute transmural myocardial infarction of inferior wall | 急性下壁透壁性心肌梗死 | ^
        I21.4 | Acute subendocardial myocardial infarction | 急性心内膜下心肌梗死 | ^
        I21.9 | Acute myocardial infarction, unspecified | 急性心肌梗死 | ^
        I22.9 | Subsequent myocardial infarction of unspecified site | 随后性心肌梗死 | Subsequent myocardial infarction
        I25.1 | Atherosclerotic heart disease | 冠状动脉粥样硬化性心脏病 | Chronic ischaemic heart disease
        I25.2 | Old myocardial infarction | 陈旧性心肌梗死 | ^
        I26.9 | Pulmonary embolism without mention of acute cor pulmonale | 肺栓塞 | Pulmonary embolism
        I34.0 | Mitral (valve) insufficiency | 二尖瓣关闭不全 | Nonrheumatic mitral valve disorders
        I35.0 | Aortic (valve) stenosis | 主动脉瓣狭窄 | Nonrheumatic aortic valve disorders
        I42.0 | Dilated cardiomyopathy | 扩张型心肌病 | Cardiomyopathy
        I44.2 | Atrioventricular block, complete | 完全性房室传导阻滞 | Atrioventricular and left bundle-branch block
        I47.1 | Supraventricular tachycardia | 室上性心动过速 | Paroxysmal tachycardia
        I48.0 | Paroxysmal atrial fibrillation | 阵发性心房颤动 | Atrial fibrillation and flutter
        I48.1 | Persistent atrial fibrillation | 持续性心房颤动 | ^
        I48.9 | Atrial fibrillation and atrial flutter, unspecified | 心房颤动和心房扑动 | ^
        I49.9 | Cardiac arrhythmia, unspecified | 心律失常 | Other cardiac arrhythmias
        I50.0 | Congestive heart failure | 充血性心力衰竭 | Heart failure
        I50.1 | Left ventricular failure | 左心室衰竭 | ^
        I50.9 | Heart failure, unspecified | 心力衰竭 | ^
        I60.9 | Subarachnoid haemorrhage, unspecified | 蛛网膜下腔出血 | Subarachnoid haemorrhage
        I61.9 | Intracerebral haemorrhage, unspecified | 脑内出血 | Intracerebral haemorrhage
        I63.3 | Cerebral infarction due to thrombosis of cerebral arteries | 脑动脉血栓形成引起的脑梗死 | Cerebral infarction
        I63.4 | Cerebral infarction due to embolism of cerebral arteries | 脑动脉栓塞引起的脑梗死 | ^
        I63.9 | Cerebral infarction, unspecified | 脑梗死 | ^
        I69.3 | Sequelae of cerebral infarction | 脑梗死后遗症 | Sequelae of cerebrovascular disease
        I71.4 | Abdominal aortic aneurysm, without mention of rupture | 腹主动脉瘤 | Aortic aneurysm and dissection
        I80.2 | Phlebitis and thrombophlebitis of other deep vessels of lower extremities | 下肢深静脉血栓性静脉炎 | Phlebitis and thrombophlebitis
        I83.9 | Varicose veins of lower extremities without ulcer or inflammation | 下肢静脉曲张 | Varicose veins of lower extremities
        J00 | Acute nasopharyngitis [common cold] | 急性鼻咽炎（普通感冒） |
        J01.9 | Acute sinusitis, unspecified | 急性鼻窦炎 | Acute sinusitis
        J02.9 | Acute pharyngitis, unspecified | 急性咽炎 | Acute pharyngitis
        J03.9 | Acute tonsillitis, unspecified | 急性扁桃体炎 | Acute tonsillitis
        J06.9 | Acute upper respiratory infection, unspecified | 急性上呼吸道感染 | Acute upper respiratory infections of multiple and unspecified sites
        J10.0 | Influenza with pneumonia, seasonal influenza virus identified | 流行性感冒伴肺炎，已标明流感病毒 | Influenza due to identified seasonal influenza virus
        J10.1 | Influenza with other respiratory manifestations, seasonal influenza virus identified | 流行性感冒伴其他呼吸道表现，已标明流感病毒 | ^
        J11.1 | Influenza with other respiratory manifestations, virus not identified | 流行性感冒伴其他呼吸道表现，病毒未标明 | Influenza, virus not identified
        J12.9 | Viral pneumonia, unspecified | 病毒性肺炎 | Viral pneumonia, not elsewhere classified
        J13 | Pneumonia due to Streptococcus pneumoniae | 肺炎链球菌性肺炎 |
        J15.7 | Pneumonia due to Mycoplasma pneumoniae | 肺炎支原体肺炎 | Bacterial pneumonia, not elsewhere classified
        J15.9 | Bacterial pneumonia, unspecified | 细菌性肺炎 | ^
        J18.0 | Bronchopneumonia, unspecified | 支气管肺炎 | Pneumonia, organism unspecified
        J18.9 | Pneumonia, unspecified | 肺炎 | ^
        J20.9 | Acute bronchitis, unspecified | 急性支气管炎 | Acute bronchitis
        J21.9 | Acute bronchiolitis, unspecified | 急性细支气管炎 | Acute bronchiolitis
        J30.4 | Allergic rhinitis, unspecified | 变应性鼻炎 | Vasomotor and allergic rhinitis
        J32.9 | Chronic sinusitis, unspecified | 慢性鼻窦炎 | Chronic sinusitis
        J35.0 | Chronic tonsillitis | 慢性扁桃体炎 | Chronic diseases of tonsils and adenoids
        J38.1 | Polyp of vocal cord and larynx | 声带和喉息肉 | Diseases of vocal cords and larynx, not elsewhere classified
        J44.0 | Chronic obstructive pulmonary disease with acute lower respiratory infection | 慢性阻塞性肺疾病伴急性下呼吸道感染 | Other chronic obstructive pulmonary disease
        J44.1 | Chronic obstructive pulmonary disease with acute exacerbation, unspecified | 慢性阻塞性肺疾病急性加重 | ^
        J44.9 | Chronic obstructive pulmonary disease, unspecified | 慢性阻塞性肺疾病 | ^
        J45.9 | Asthma, unspecified | 哮喘 | Asthma
        J47 | Bronchiectasis | 支气管扩张症 |
        J93.1 | Other spontaneous pneumothorax | 自发性气胸 | Pneumothorax
        J96.0 | Acute respiratory failure | 急性呼吸衰竭 | Respiratory failure, not elsewhere classified
        J98.4 | Other disorders of lung | 肺结节 | Other respiratory disorders
        K02.9 | Dental caries, unspecified | 龋齿 | Dental caries
        K04.0 | Pulpitis | 牙髓炎 | Diseases of pulp and periapical tissues
        K05.3 | Chronic periodontitis | 慢性牙周炎 | Gingivitis and periodontal diseases
        K01.1 | Impacted teeth | 阻生牙 | Embedded and impacted teeth
        K12.0 | Recurrent oral aphthae | 复发性口疮 | Stomatitis and related lesions
        K21.0 | Gastro-oesophageal reflux disease with oesophagitis | 胃食管反流病伴食管炎 | Gastro-oesophageal reflux disease
        K25.9 | Gastric ulcer, unspecified, without haemorrhage or perforation | 胃溃疡 | Gastric ulcer
        K26.4 | Duodenal ulcer, chronic or unspecified with haemorrhage | 十二指肠溃疡伴出血 | Duodenal ulcer
        K29.5 | Chronic gastritis, unspecified | 慢性胃炎 | Gastritis and duodenitis
        K30 | Functional dyspepsia | 功能性消化不良 |
        K35.8 | Acute appendicitis, other and unspecified | 急性阑尾炎 | Acute appendicitis
        K40.9 | Unilateral or unspecified inguinal hernia, without obstruction or gangrene | 单侧腹股沟疝 | Inguinal hernia
        K51.9 | Ulcerative colitis, unspecified | 溃疡性结肠炎 | Ulcerative colitis
        K56.6 | Other and unspecified intestinal obstruction | 肠梗阻 | Paralytic ileus and intestinal obstruction without hernia
        K58.9 | Irritable bowel syndrome without diarrhoea | 肠易激综合征 | Irritable bowel syndrome
        K59.0 | Constipation | 便秘 | Other functional intestinal disorders
        K60.3 | Anal fistula | 肛瘘 | Fissure and fistula of anal and rectal regions
        K63.5 | Polyp of colon | 结肠息肉 | Other diseases of intestine
        K64.9 | Haemorrhoids, unspecified | 痔 | Haemorrhoids and perianal venous thrombosis
        K70.3 | Alcoholic cirrhosis of liver | 酒精性肝硬化 | Alcoholic liver disease
        K74.6 | Other and unspecified cirrhosis of liver | 肝硬化 | Fibrosis and cirrhosis of liver
        K76.0 | Fatty (change of) liver, not elsewhere classified | 脂肪肝 | Other diseases of liver
        K80.1 | Calculus of gallbladder with other cholecystitis | 胆囊结石伴胆囊炎 | Cholelithiasis
        K80.5 | Calculus of bile duct without cholangitis or cholecystitis | 胆管结石 | ^
        K81.0 | Acute cholecystitis | 急性胆囊炎 | Cholecystitis
        K85.9 | Acute pancreatitis, unspecified | 急性胰腺炎 | Acute pancreatitis
        K92.2 | Gastrointestinal haemorrhage, unspecified | 消化道出血 | Other diseases of digestive system
        L02.9 | Cutaneous abscess, furuncle and carbuncle, unspecified | 皮肤脓肿、疖和痈 | Cutaneous abscess, furuncle and carbuncle
        L03.1 | Cellulitis of other parts of limb | 肢体蜂窝织炎 | Cellulitis
        L20.9 | Atopic dermatitis, unspecified | 特应性皮炎 | Atopic dermatitis
        L23.9 | Allergic contact dermatitis, unspecified cause | 变应性接触性皮炎 | Allergic contact dermatitis
        L30.9 | Dermatitis, unspecified | 湿疹 | Other dermatitis
        L40.0 | Psoriasis vulgaris | 寻常型银屑病 | Psoriasis
        L50.9 | Urticaria, unspecified | 荨麻疹 | Urticaria
        L70.0 | Acne vulgaris | 寻常痤疮 | Acne
        L89.9 | Decubitus ulcer and pressure area, unspecified | 压疮 | Decubitus ulcer and pressure area
        L91.0 | Hypertrophic scar | 肥厚性瘢痕 | Hypertrophic disorders of skin
        M06.9 | Rheumatoid arthritis, unspecified | 类风湿关节炎 | Other rheumatoid arthritis
        M10.9 | Gout, unspecified | 痛风 | Gout
        M16.1 | Other primary coxarthrosis | 原发性髋关节病 | Coxarthrosis [arthrosis of hip]
        M17.1 | Other primary gonarthrosis | 原发性膝关节病 | Gonarthrosis [arthrosis of knee]
        M23.3 | Other meniscus derangements | 半月板损伤 | Internal derangement of knee
        M32.9 | Systemic lupus erythematosus, unspecified | 系统性红斑狼疮 | Systemic lupus erythematosus
        M35.0 | Sicca syndrome [Sjögren] | 干燥综合征 | Other systemic involvement of connective tissue
        M45 | Ankylosing spondylitis | 强直性脊柱炎 |
        M47.8 | Other spondylosis | 颈椎病 | Spondylosis
        M48.0 | Spinal stenosis | 椎管狭窄 | Other spondylopathies
        M51.2 | Other specified intervertebral disc displacement | 腰椎间盘突出 | Other intervertebral disc disorders
        M54.5 | Low back pain | 下背痛 | Dorsalgia
        M75.0 | Adhesive capsulitis of shoulder | 肩周炎 | Shoulder lesions
        M80.0 | Postmenopausal osteoporosis with pathological fracture | 绝经后骨质疏松伴病理性骨折 | Osteoporosis with pathological fracture
        M81.0 | Postmenopausal osteoporosis | 绝经后骨质疏松 | Osteoporosis without pathological fracture
        N02.8 | Recurrent and persistent haematuria, other | IgA肾病 | Recurrent and persistent haematuria
        N04.9 | Nephrotic syndrome, unspecified | 肾病综合征 | Nephrotic syndrome
        N17.9 | Acute renal failure, unspecified | 急性肾衰竭 | Acute renal failure
        N18.3 | Chronic kidney disease, stage 3 | 慢性肾脏病3期 | Chronic kidney disease
        N18.4 | Chronic kidney disease, stage 4 | 慢性肾脏病4期 | ^
        N18.5 | Chronic kidney disease, stage 5 | 慢性肾脏病5期 | ^
        N18.9 | Chronic kidney disease, unspecified | 慢性肾脏病 | ^
        N20.0 | Calculus of kidney | 肾结石 | Calculus of kidney and ureter
        N20.1 | Calculus of ureter | 输尿管结石 | ^
        N30.9 | Cystitis, unspecified | 膀胱炎 | Cystitis
        N39.0 | Urinary tract infection, site not specified | 泌尿道感染 | Other disorders of urinary system
        N40 | Hyperplasia of prostate | 前列腺增生 |
        N41.1 | Chronic prostatitis | 慢性前列腺炎 | Inflammatory diseases of prostate
        N47 | Redundant prepuce, phimosis and paraphimosis | 包皮过长和包茎 |
        N60.2 | Fibroadenosis of breast | 乳腺纤维腺病 | Benign mammary dysplasia
        N61 | Inflammatory disorders of breast | 乳腺炎 |
        N63 | Unspecified lump in breast | 乳房肿块 |
        N76.0 | Acute vaginitis | 急性阴道炎 | Other inflammation of vagina and vulva
        N80.1 | Endometriosis of ovary | 卵巢子宫内膜异位症 | Endometriosis
        N84.0 | Polyp of corpus uteri | 子宫内膜息肉 | Polyp of female genital tract
        N92.0 | Excessive and frequent menstruation with regular cycle | 月经过多 | Excessive, frequent and irregular menstruation
        N95.1 | Menopausal and female climacteric states | 绝经期综合征 | Menopausal and other perimenopausal disorders
        N97.9 | Female infertility, unspecified | 女性不孕症 | Female infertility
        O00.1 | Tubal pregnancy | 输卵管妊娠 | Ectopic pregnancy
        O02.1 | Missed abortion | 稽留流产 | Other abnormal products of conception
        O14.1 | Severe pre-eclampsia | 重度子痫前期 | Pre-eclampsia
        O20.0 | Threatened abortion | 先兆流产 | Haemorrhage in early pregnancy
        O24.4 | Diabetes mellitus arising in pregnancy | 妊娠期糖尿病 | Diabetes mellitus in pregnancy
        O42.0 | Premature rupture of membranes, onset of labour within 24 hours | 胎膜早破 | Premature rupture of membranes
        O60.1 | Preterm spontaneous labour with preterm delivery | 早产 | Preterm labour and delivery
        O72.1 | Other immediate postpartum haemorrhage | 产后即时出血 | Postpartum haemorrhage
        O80.0 | Spontaneous vertex delivery | 头位顺产 | Single spontaneous delivery
        O82.0 | Delivery by elective caesarean section | 选择性剖宫产 | Single delivery by caesarean section
        O82.1 | Delivery by emergency caesarean section | 急诊剖宫产 | ^
        P07.3 | Other preterm infants | 早产儿 | Disorders related to short gestation and low birth weight, not elsewhere classified
        P22.0 | Respiratory distress syndrome of newborn | 新生儿呼吸窘迫综合征 | Respiratory distress of newborn
        P23.9 | Congenital pneumonia, unspecified | 先天性肺炎 | Congenital pneumonia
        P36.9 | Bacterial sepsis of newborn, unspecified | 新生儿脓毒症 | Bacterial sepsis of newborn
        P59.9 | Neonatal jaundice, unspecified | 新生儿黄疸 | Neonatal jaundice from other and unspecified causes
        Q21.1 | Atrial septal defect | 房间隔缺损 | Congenital malformations of cardiac septa
        Q53.1 | Undescended testicle, unilateral | 单侧隐睾 | Undescended testicle
        R04.0 | Epistaxis | 鼻出血 | Haemorrhage from respiratory passages
        R05 | Cough | 咳嗽 |
        R07.4 | Chest pain, unspecified | 胸痛 | Pain in throat and chest
        R10.4 | Other and unspecified abdominal pain | 腹痛 | Abdominal and pelvic pain
        R42 | Dizziness and giddiness | 头晕 |
        R50.9 | Fever, unspecified | 发热 | Fever of other and unknown origin
        R51 | Headache | 头痛 |
        R53 | Malaise and fatigue | 乏力 |
        R55 | Syncope and collapse | 晕厥 |
        R56.0 | Febrile convulsions | 热性惊厥 | Convulsions, not elsewhere classified
        S00.9 | Superficial injury of head, part unspecified | 头部浅表损伤 | Superficial injury of head
        S01.9 | Open wound of head, part unspecified | 头部开放性伤口 | Open wound of head
        S06.0 | Concussion | 脑震荡 | Intracranial injury
        S06.5 | Traumatic subdural haemorrhage | 创伤性硬膜下出血 | ^
        S22.3 | Fracture of rib | 肋骨骨折 | Fracture of rib(s), sternum and thoracic spine
        S32.0 | Fracture of lumbar vertebra | 腰椎骨折 | Fracture of lumbar spine and pelvis
        S42.2 | Fracture of upper end of humerus | 肱骨上端骨折 | Fracture of shoulder and upper arm
        S52.5 | Fracture of lower end of radius | 桡骨下端骨折 | Fracture of forearm
        S61.9 | Open wound of wrist and hand part, part unspecified | 腕和手开放性伤口 | Open wound of wrist and hand
        S72.0 | Fracture of neck of femur | 股骨颈骨折 | Fracture of femur
        S72.1 | Pertrochanteric fracture | 股骨转子间骨折 | ^
        S82.2 | Fracture of shaft of tibia | 胫骨干骨折 | Fracture of lower leg, including ankle
        S82.6 | Fracture of lateral malleolus | 外踝骨折 | ^
        S83.5 | Sprain and strain involving (anterior)(posterior) cruciate ligament of knee | 膝交叉韧带损伤 | Dislocation, sprain and strain of joints and ligaments of knee
        S93.4 | Sprain and strain of ankle | 踝扭伤 | Dislocation, sprain and strain of joints and ligaments at ankle and foot level
        T14.1 | Open wound of unspecified body region | 开放性伤口 | Injury of unspecified body region
        T17.9 | Foreign body in respiratory tract, part unspecified | 呼吸道异物 | Foreign body in respiratory tract
        T30.2 | Burn of second degree, body region unspecified | 二度烧伤 | Burn and corrosion, body region unspecified
        T51.0 | Toxic effect of ethanol | 乙醇中毒 | Toxic effect of alcohol
        T60.0 | Toxic effect of organophosphate and carbamate insecticides | 有机磷农药中毒 | Toxic effect of pesticides
        T78.4 | Allergy, unspecified | 过敏反应 | Adverse effects, not elsewhere classified
        T81.4 | Infection following a procedure, not elsewhere classified | 手术后感染 | Complications of procedures, not elsewhere classified
        U07.1 | COVID-19, virus identified | 新型冠状病毒感染，已标明病毒 | Emergency use of U07
        Z00.0 | General medical examination | 一般性医学检查 | General examination and investigation of persons without complaint and reported diagnosis
        Z20.3 | Contact with and exposure to rabies | 狂犬病暴露 | Contact with and exposure to communicable diseases
        Z34.9 | Supervision of normal pregnancy, unspecified | 正常妊娠监督 | Supervision of normal pregnancy
        Z35.9 | Supervision of high-risk pregnancy, unspecified | 高危妊娠监督 | Supervision of high-risk pregnancy
        Z38.0 | Singleton, born in hospital | 单胎活产，在医院内出生 | Liveborn infants according to place of birth
        Z50.1 | Other physical therapy | 其他物理治疗 | Care involving use of rehabilitation procedures
        Z51.1 | Chemotherapy session for neoplasm | 肿瘤化学治疗疗程 | Other medical care
        Z95.5 | Presence of coronary angioplasty implant and graft | 具有冠状血管成形术植入物 | Presence of cardiac and vascular implants and grafts
        """
}
