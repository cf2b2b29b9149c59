/// Surnames and given names in pinyin, the surnames with their frequency in ‰ of the population, and names of streets and estates.
enum NameTable {
    static let surnames = """
        Wang 72, Li 71, Zhang 68, Liu 53, Chen 46, Yang 31, Huang 22, Zhao 21, Wu 20, Zhou 20, Xu 18, Sun 15, Ma 13, Zhu 13, Hu 13, Guo 12,
        He 12, Lin 11, Gao 11, Luo 10, Zheng 9, Liang 9, Xie 8, Song 8, Tang 8, Xu 7, Deng 7, Han 7, Feng 7, Cao 6, Peng 6, Zeng 6, Xiao 6,
        Tian 6, Dong 6, Pan 5, Yuan 5, Cai 5, Jiang 5, Yu 5, Du 5, Ye 4, Cheng 4, Wei 4, Su 4, Lu 4, Ding 4, Ren 4, Shen 4, Yao 4, Lu 3,
        Jiang 3, Cui 3, Zhong 3, Tan 3, Lu 3, Wang 3, Fan 3, Jin 3, Shi 3, Liao 3, Jia 3, Xia 3, Wei 2, Fu 2, Fang 2, Bai 2, Zou 2, Meng 2,
        Xiong 2, Qin 2, Qiu 2, Jiang 2, Yin 2, Xue 2, Yan 2, Duan 2, Lei 2, Hou 2, Long 2, Shi 2, Tao 2, Li 2, He 2, Gu 2, Mao 2, Hao 2, Gong 2,
        Shao 2, Wan 2, Qian 2, Yan 1, Qin 1, Wu 1, Dai 1, Mo 1, Kong 1, Xiang 1, Chang 1, Ouyang 1, Zhuge 1, Sima 1, Shangguan 1
        """

    static let women = """
        Fang Na Min Jing Yan Li Juan Xia Ping Hong Yu Ying Mei Lan Fen Ling Xiu Hua Hui Qin Yun Lian Zhen Xue Rong Shu Qian Ting Dan Lei Lu Jie
        Xin Yi Yue Han Rui Meng Jia Si Qi Wen Yao Tong Zi Xuan Ya Ruo Wan Qing Ning Shan Cui Gui Feng Ai Bi Chun Qiu Dong Xiao Hai An Ran Ke
        """

    static let men = """
        Wei Qiang Lei Yang Yong Jun Jie Tao Ming Chao Gang Ping Hui Peng Bo Bin Fei Liang Hao Kai Jian Zhi Guo Hua Dong Feng Hai Bing Long Xin
        Chen Yu Ze Hao Rui Xuan Zi Yi Han Tian Shi Jia Wen Cheng Xiang Sheng De Fu Gui Zhong Xue Shu Guang Zhen Hong Xiao Da Shao Yan Kun Rong
        """

    static let streets = """
        Zhongshan Road, Hanzhong Road, Guangzhou Road, Zhujiang Road, Longpan Road, Hongwu Road, Taiping Road, Jiqing Road, Mochou Road,
        Yunnan Road, Ninghai Road, Beijing Road, Shanghai Road, Hubei Road, Changjiang Road, Jianning Road, Xinmin Road, Heyan Road, Hehai Street,
        Tianyuan Road, Shuanglong Avenue, Jiangdong Road, Fengtai Road, Yingtian Street, Pukou Avenue, Wenhua Road, Xingye Road, Renmin Road,
        Yucai Street, Qixia Street, Xianlin Avenue, Kexue Avenue, Mufu Street, Ruijin Road, Daguang Road, Guanghua Road, Xueyuan Street
        """

    static let estates = """
        Jinling Garden, Yuehua Court, Zijin Residence, Xuanwu Gardens, Lakeside Mansion, Longjiang Estate, Nanhu Village, Ruijin New Village,
        Mingfa Riverside, Yangtze Terrace, Lotus Court, Plum Garden, Osmanthus Court, Bamboo Grove, Jiangnan Residence, Qinhuai Court
        """

    static let ethnicities = "Han 952, Hui 14, Manchu 8, Zhuang 6, Miao 4, Tujia 4, Mongol 4, Uyghur 3, Yi 2, Tibetan 1, Korean 2"

    static let occupations = """
        office worker 18, farmer 14, factory worker 14, teacher 6, engineer 6, shop assistant 7, driver 5, civil servant 5, self-employed 9,
        service worker 7, accountant 4, nurse 2, construction worker 6, courier 3, soldier 1, homemaker 5
        """
}
