/// Names in scripts other than Latin, each word with its Latin letters after `=`.
extension NameRegion {
    static let cyrillic: [Self] = [
        Self(
            language: "bg",
            female: "Анна=Anna Вяра=Vyara Елица=Elitsa Ивана=Ivana Мария=Mariya Надя=Nadya",
            male: "Борис=Boris Васил=Vasil Георги=Georgi Иван=Ivan Никола=Nikola Петър=Petar",
            nature: "река=reka луна=luna камък=kamak облак=oblak гора=gora море=more звезда=zvezda"
        ),
        Self(
            language: "ru",
            female: "Анна=Anna Вера=Vera Дарья=Darya Ирина=Irina Майя=Mayya Нина=Nina",
            male: "Андрей=Andrey Борис=Boris Иван=Ivan Лев=Lev Олег=Oleg Пётр=Pyotr",
            nature: "река=reka луна=luna камень=kamen туча=tucha гора=gora море=more снег=sneg"
        ),
        Self(
            language: "uk",
            female: "Ганна=Hanna Дарина=Daryna Ірина=Iryna Леся=Lesia Оксана=Oksana Софія=Sofiia",
            male: "Андрій=Andrii Богдан=Bohdan Іван=Ivan Микола=Mykola Остап=Ostap Тарас=Taras",
            nature: "ріка=rika місяць=misiats камінь=kamin хмара=khmara гора=hora море=more"
        ),
        Self(
            language: "mn",
            female: "Алтан=Altan Болор=Bolor Номин=Nomin Оюун=Oyuun Сарнай=Sarnai Цэцэг=Tsetseg",
            male: "Бат=Bat Болд=Bold Ганбат=Ganbat Очир=Ochir Төмөр=Tumur Эрдэнэ=Erdene",
            nature: "гол=gol сар=sar чулуу=chuluu үүл=uul далай=dalai од=od"
        ),
    ]

    static let asian: [Self] = [
        Self(
            language: "ar",
            female: "أمينة=Amina حنان=Hanan سلمى=Salma فاطمة=Fatima ليلى=Layla مريم=Maryam نور=Nur",
            male: "أحمد=Ahmad حسن=Hasan خالد=Khalid سامي=Sami عمر=Omar كريم=Karim يوسف=Yusuf",
            nature: "نهر=nahr قمر=qamar حجر=hajar سحاب=sahab جبل=jabal بحر=bahr نجم=najm"
        ),
        Self(
            language: "fa",
            female: "آرزو=Arezu پروین=Parvin زهرا=Zahra شیرین=Shirin مینا=Mina نرگس=Narges",
            male: "امید=Omid بهروز=Behruz حمید=Hamid رضا=Reza فرید=Farid کاوه=Kaveh",
            nature: "رود=rud ماه=mah سنگ=sang ابر=abr کوه=kuh دریا=darya ستاره=setareh"
        ),
        Self(
            language: "ur",
            female: "آمنہ=Amna رابعہ=Rabia زینب=Zainab صائمہ=Saima نادیہ=Nadia ہما=Huma",
            male: "احمد=Ahmed بلال=Bilal حمزہ=Hamza سلیم=Salim عمران=Imran ندیم=Nadeem",
            nature: "دریا=darya چاند=chand پتھر=patthar بادل=badal پہاڑ=pahar ستارہ=sitara"
        ),
        Self(
            language: "ti",
            female: "ሰላም=Selam ሳባ=Saba ራሄል=Rahel ፍረወይኒ=Freweyni ለምለም=Lemlem ሄለን=Helen",
            male: "ሃይለ=Haile ተስፋይ=Tesfay ዮናስ=Yonas ሙሴ=Musie ዳዊት=Dawit ኣማን=Aman",
            nature: "ሩባ=ruba ወርሒ=werhi እምኒ=emni ደበና=debena ጎቦ=gobo ባሕሪ=bahri ኮኾብ=kokob"
        ),
        Self(
            language: "am",
            female: "ሰላም=Selam አልማዝ=Almaz ሳራ=Sara ሂሩት=Hirut ብርቱካን=Birtukan ትግስት=Tigist",
            male: "አበበ=Abebe ዳዊት=Dawit ኃይሉ=Hailu ከበደ=Kebede ተስፋ=Tesfa ዮሐንስ=Yohannes",
            nature: "ወንዝ=wenz ጨረቃ=chereqa ድንጋይ=dingay ደመና=demena ተራራ=terara ባሕር=bahir"
        ),
        Self(
            language: "zh",
            female: "静=Jing 兰=Lan 梅=Mei 小雨=Xiaoyu 雪=Xue 月华=Yuehua",
            male: "博=Bo 刚=Gang 建国=Jianguo 明=Ming 伟=Wei 勇=Yong",
            nature: "河=he 月=yue 石=shi 云=yun 山=shan 海=hai 星=xing"
        ),
        Self(
            language: "bn",
            female: "আয়েশা=Ayesha নাসরিন=Nasrin মিতা=Mita রিনা=Rina শিরিন=Shirin সুমি=Sumi",
            male: "কামাল=Kamal জামাল=Jamal রফিক=Rafiq রহিম=Rahim শফিক=Shafiq হাসান=Hasan",
            nature: "নদী=nodi চাঁদ=chand পাথর=pathor মেঘ=megh পাহাড়=pahar সাগর=shagor"
        ),
        Self(
            language: "hi",
            female: "अनीता=Anita कविता=Kavita गीता=Gita प्रिया=Priya मीना=Meena सुनीता=Sunita",
            male: "अमित=Amit गोपाल=Gopal मोहन=Mohan रवि=Ravi राजू=Raju सुरेश=Suresh",
            nature: "नदी=nadi चाँद=chand पत्थर=patthar बादल=badal पर्वत=parvat सागर=sagar"
        ),
        Self(
            language: "th",
            female: "ดาว=Dao น้ำ=Nam พลอย=Ploy มาลี=Malee รุ่ง=Rung สมใจ=Somjai",
            male: "กล้า=Kla ชัย=Chai ทอง=Thong บุญมี=Bunmi ประเสริฐ=Prasert สมชาย=Somchai",
            nature: "แม่น้ำ=maenam จันทร์=chan หิน=hin เมฆ=mek ภูเขา=phukhao ทะเล=thale"
        ),
    ]
}
