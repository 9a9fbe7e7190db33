extension NameGroups {
    /// Women's names, as men's are written.
    static let women = """
        alexandra aleksandra oleksandra alejandra alessandra alexandrine aliaksandra
        | sasha alex sandra sanya shura sandy lexi sashka ola;
        alexia alexis;
        adelaide adelheid adele adela | heidi ada;
        agatha agata agafia agathe;
        agnes agnieszka ines inez agnese agnija
        | aga nes jagna;
        عائشة عایشه aisha aicha ayşe ayesha aysha aishat aïssata | aish ayshe;
        albina | alya;
        alina alena alyona | alya;
        alice alisa alicia alix alis alicja | allie lisa ali alya;
        أمينة آمنة amina aminata aminah amena emine | ami;
        أميرة amira emira;
        amalia amelia amelie | amy mali;
        anastasia anastasiya anastasiia nastassia anastazja anastasija
        | nastya nastia stasya tasya asya nastyusha stacy tasia;
        angela angelica angelika anzhela angelina anzhelika angele | angie lina angel lika;
        ann anna anne ana hanna hannah hana channa anneke anita anika annika annie ane ганна
        حنا آنا חנה | anya annie nancy anka nyura ania annushka nina ani anechka annele anushka aneta nan;
        antonia antonina antoinette antonella antonija | tonya toni nina tosia;
        arina | arisha;
        asia asya | asya;
        aurora avrora | aura;
        barbara varvara barbora barbe varvare | barb babs varya basia bara barbie;
        beatrice beatriz beatrix beata beatrisa | bea trixie betty;
        bridget brigitte brigida brigitta birgit | biddy gitta britt;
        camilla kamila camila camille kamilla | milla cami;
        caroline carolina karolina karoline karolin
        | carrie carol lina lina caro karola;
        catherine katherine katarina caterina ekaterina yekaterina kateryna katarzyna catalina ketevan katalin katrin
        karin katerina kathryn catarina katsiaryna jekaterina yekaterine kaisa
        катажина | kate katie katya cathy kasia kati keti kathy rina cat kitty kata trina eka keto ketino katyusha katinka kat
        katka kaska kathi;
        cecilia cecile cecily cäcilie | cissy celia;
        charlotte carlotta karlota sharlotta | lottie charlie lotte;
        christina kristina christine cristina krystyna hristina kirsten khrystyna kristine
        | chris tina christy kris kristya kirsty krysia;
        clara klara claire chiara clare | klari;
        claudia klaudia claude | klava;
        klavdiya claudia | klava;
        cornelia kornelia | nelly;
        cyntia cynthia kinthia | cindy;
        daria darya dariya darija | dasha dashka dariika darka;
        דבורה deborah debora dvora | debbie deb;
        ديانا دیانا diana dijana diane | di dina;
        dina dinah | dinka;
        dorothy dorothea dorota dorotea dorothee dorottya | dot dolly dora dorota thea;
        eleanor eleonora eleonore elinor leonora | nora ellie lenore nell lora;
        elena helen helena olena alena helene yelena ilona elen elene ileana elina jelena heleni jelena
        | lena lenka nelly elka alyonka lenochka ellen ela lenuta olenka hela;
        elizabeth elisabeth elisabetta isabel elzbieta yelizaveta lizaveta isabella elisaveta erzsebet elisheva alzbeta
        isabelle elspeth ysabel yelyzaveta elisabete | liz lisa liza beth betty eliza elsa ella bella elise lizzie liesl else
        lilibet bess betsy ela zsoka eliso lisbeth ilse isa bettina;
        emily emilia emilie emilija | emmy milla em milka;
        emma irma ema | em;
        esther ester estera hester esfir אסתר | essie hettie fira;
        eve eva hava hawa yeva hawwa ieva ewa chava khava حواء חוה | evie evita evka;
        eugenia evgenia yevgeniya eugenie yevheniia evgeniya jevgenija | zhenya jenya genie zhenka;
        fatima fatma fatemeh fatoumata fatimah fatou فاطمة فاطمه | fati fato fatim;
        florence fiorenza florentia | flo flora florrie;
        frances francesca francisca francoise franziska frantiska franciszka | fran fanny paca franzi frankie;
        frederica friederike federica | frida;
        gabriela gabrielle gabriella havryila | gabi gaby;
        galina halyna halina galyna | galya halya;
        gertrude gertrud gertruda | trudy gerda;
        georgia georgina giorgia jorja georgette | georgie gina;
        grace gracia grazia gracja | gracie;
        gulnara gulnora gülnar gulnar | gulya nara;
        gulnaz | gulya;
        gulshan | gulya;
        helga olga olha volha olya | olya olenka olechka oli helgi;
        henrietta henriette enrichetta | etta hettie jette;
        inna;
        inessa ines | ina;
        irene irina iryna irini irena ireneja eirene irine
        | ira irka irisha irinka renia;
        jacqueline jacobine giacomina | jackie;
        jamila djamila cemile gamila;
        jane joan jeanne joanna giovanna ivana johanna juana yana jana janina ioana jovana
        yoana joana zhanna gianna | janet jenny jeannette jana hanne janka janie hanni asia;
        jennifer guinevere ginevra jenifer | jenny jen jennie;
        jessica yiska gessica | jess jessie;
        josephine josefina giuseppina josefa jozefina | josie jo pepa fifi;
        judith yehudit giuditta judita judyta yudif יהודית | judy jutta;
        julia yulia giulia yuliya julie iulia juliana yulija
        | yulya julka juliet juliska julcia jules;
        justina yustyna justine giustina | tina;
        خديجة خدیجه khadija hadija khadijah hatice khadidja hadiza | dija;
        karina carina | kara;
        kira kyra cyra;
        larisa larissa | lara lora;
        laura lora laure lavra | laurie;
        ليلى لیلا ליילה layla leila laila leyla leïla | leli;
        לאה leah lea lia liya;
        lidia lydia lidiya lidija | lida lidka;
        lilia lily lilian liliya liliana lilly | lila lili;
        louise luisa louisa ludwika luiza luise | lulu lou lisa;
        lucia lucy lucie luzia lucija luca łucja | lu;
        lyudmila ludmila liudmyla ludmilla | lyuda lyusya mila lyudka;
        lyubov liubov lubov | lyuba lyubka luba;
        magdalena madeleine maddalena magdalene madalina | magda lena maddie magdi malena;
        margaret margarita marguerite margherita margareta malgorzata margit margarete margaryta marharyta
        | maggie meg peggy rita gosia greta gretchen margo daisy margot madge marge grete;
        maria mary marie mariam miriam maryam mariya marija mariami myriam meryem maira mariia maryia moira
        مريم مریم מרים מריה | masha mary manya marusya molly mia maya marika mariyka maricica marusia maruška polly mimi mari mashka manka mika;
        marianne mariana marianna maryana | mari nana;
        marina maryna marine | mara marinka;
        martha marta marfa marthe | marti;
        matilda mathilde matylda | tilly tilda mattie;
        melania melanie melaniya | mel mela;
        mercedes | merche;
        michaela mihaela michelle michele mikhaila
        | micha mishka shelly;
        milena | mila;
        monica monika monique | moni;
        nadezhda nadiya nadzeya nadejda nadezda
        | nadya nadia nadka;
        nadia | nadya;
        naomi noemi noomi;
        natalia natalie nataliya natalya nathalie natallia natalija
        | natasha nata talia tasha natusya natka natali;
        nicole nicola nicoletta nikola | nicky nika coletta;
        nina ninel | ninka;
        nino | nini ninutsa;
        نورا נורה nora noora noura nura;
        oksana ksenia xenia kseniya aksana oxana kseniia | ksyusha ksenya oksanka ksyuta;
        patricia patrizia patrycja patrice | pat patsy tricia patty;
        paula paola pavla paulina pauline polina pavlina
        | polya paulinka polly;
        philippa filippa | pippa;
        rachel rahel raquel rakhil rachele rachela rahil raheleh
        راحيل רחל | shelly rae;
        raisa raissa | raya;
        rebecca rivka rebeka rebekka rifka רבקה | becky bekka riva;
        regina reina | rina;
        rosa rose rosalia rosie roza rozalia rosalie | rosie rosita rozi;
        רות ruth rut | ruthie;
        sabina sabine | bina;
        saida saeeda said'a;
        salome shlomit salomea salomé | sali;
        sarah sara sarra sarai سارة ساره שרה | sally sadie sari;
        silvia sylvia sylvie sylwia silviya | syl;
        simona simone shimona | sima;
        sophia sofia sophie sofiya zofia sofie sofya sopio soфія
        | sonya sophy sonia zosia sonja sofa sopo sopiko sonka;
        stephanie stefania stefanie estefania stepania
        | steffi stefa stephie fanny;
        susan susanna suzanne zuzana shoshana susana zsuzsanna sousanna zuzanna
        | sue suzy zsuzsa suzi susi zuza susie zuzka;
        svetlana svitlana sviatlana | sveta lana svetka lanochka;
        tamara tamar tamari תמר | toma tamriko tako tomka tamo tata;
        tatiana tetyana tatyana tatjana tetiana taciana
        | tanya tania tata tanja tanyusha tanka;
        theodora teodora fedora | dora thea;
        theresa teresa therese terezia tereza teresia terez | terry tess tessa resi terka;
        ursula urszula orsola orsolya | ulla uschi ursi;
        valentina valentyna valentine walentyna | valya tina valka;
        valeria valeriya valerie valeriia waleria | lera valya val;
        vera wiera viera vira | verka verochka;
        veronica veronika veronique weronika berenice | nika ronnie vera vroni;
        victoria viktoria viktoriya vittoria vitoria wiktoria viktorija | vika vicky tori vita viki;
        violet violetta violeta wioletta | vita lettie;
        virginia virginie | ginny;
        vivian bibiana viviana | viv;
        yaroslava jaroslava | slava yasya;
        زينب زینب zainab zeinab zaynab zeynep zineb zeineb | zizi zeina;
        زهراء زهرة زهرا zahra zehra zohra sahra | zari;
        zinaida zinayida | zina;
        zoe zoya zoi zoja | zoyka;
        zuhra zukhra zühre;
        zulfiya zülfiye | zulya;
        lali;
        maka | makuna;
        eteri ether | eto;
        nana | nanuli;
        natia | nato;
        tea | tekle;
        anahit anahid anaida | anush ana;
        hasmik asmik;
        hripsime ripsime | hripo;
        gayane gaiane | gaya;
        siranush siranoush | sirush;
        """
}
