extension NameGroups {
    /// Men's names: groups between semicolons, in each the full forms of all languages and, after a bar, the short ones.
    ///
    /// Spellings that share a phonetic key are written once.
    static let men = """
        alexander alexandre aleksandr aleksander aleksandar aliaksandr alejandro alessandro alexandros
        oleksandr alexandru aleksandre iskander iskandar eskandar sikandar sandor aleksandrs alexandros alejandro
        александр ألكسندر إسكندر أسكندر اسکندر אלכסנדר | alex alek sasha sashko sanya shura sascha sandro sander sandy xander aleko ales olek oles sanka sasho iskra;
        alexei alexey aleksei oleksiy aliaksei alexius alexis aleksy | alyosha lyosha alex lesha oleksa;
        andrew andrey andrei andriy andrzej andreas andre andres andrea andrija ondrej andras anders antero
        анджей andraus أندراوس | andy drew andryusha andriyko dryusha jedrek andro andrejka;
        anthony anton antonio antonius antoine antonin antoni antal antun antonis | tony toni tosha antek toño tonino;
        abraham ibrahim avraham avram abram ibrahima brahim ebrahim abraam ibragim إبراهيم ابراهيم ابراهیم אברהם | abe bram abi ibro;
        هارون אהרון אהרן aaron haroun harun aharon aron aaro;
        آدم אדם adam adem adham;
        arthur artur arturo artour | art turi;
        arseny arsen arsenio arsène;
        artem artyom artemiy artemios | tyoma tema;
        albert alberto adalbert | al bert berti alik;
        alfred alfredo alfried | alf fred alfie;
        علي علی ali aly;
        ahmad ahmed ahmet akhmed akhmad achmed أحمد احمد | hamada ahmo;
        abdallah abdullah abdulla abdoulaye abdellah عبدالله | abdo abdul abdou abdi;
        abdulaziz abdelaziz abdolaziz | aziz;
        abdulkarim abdelkarim | karim;
        abdurrahman abdulrahman abdelrahman abdirahman abdramane عبدالرحمن عبدالرحمان | rahman abdi;
        abdulkadir abdelkader abdulqadir عبدالقادر | kader qadir;
        abdulrahim abdelrahim abdurahim | rahim;
        benjamin binyamin veniamin beniamino benyamin بنيامين בנימין | ben benny venya benji beni;
        bernard bernhard bernardo | bernie bernd;
        boris borys | borya borka;
        bogdan bohdan | bodya danko;
        blaise blas vlas blasius;
        charles carlos karl carl karel carlo karol karoly kaarlo carles | charlie chuck kalle carlito;
        christian cristian kristian krystian | chris kris cristi;
        christopher christoph christophe cristobal kristof krzysztof cristoforo hristofor kristaps
        | chris kit topher kris krzysiek;
        constantine konstantin constantin kostyantyn konstantinos costantino | kostya costel kostas kosta kostik dinu;
        cyril kirill kyrylo kiril cyrille kyrillos kiryl | kirya;
        claude claudio klaudiusz | claudiu;
        daniel daniil danilo danylo danyal daniyal danijel taniel daniele دانيال דניאל | dan danny danya danil danik;
        david davide dawid davit davud dawud daoud davood dovid dawit tavit داود داوود דוד דויד | dave davy dato dodik dodo datuna dudi;
        denis dennis dionysius denys dionisio dionysios | den deniska;
        dmitry dimitri dmytro dimitar dimitrios dimitrije dmitrij demetrius dumitru dzmitry demetre dimitris
        | dima mitya dimka mitko dimitr mitica;
        dominic dominik domenico domingo dominique | dom nick mimmo;
        edward eduard eduardo edvard edouard edoardo edvardas | ed eddie ted ned teddy edik edi lalo duda;
        elias ilya ilia elijah eliyahu ilyas illia ilias ilie elia ilija elyas إلياس الياس אליהו | eli ilyusha eliko ilko;
        emil emile emilio emilian | milo;
        eric erik erich erico eryk | rick;
        ernest ernst ernesto | ernie erno;
        eugene evgeny yevhen evgeniy eugen eugenio yauhen evgeni eugeniusz jevgenijs
        | gene zhenya evgesha zheka jenya;
        fedor fyodor theodore theodor teodor teodoro fedir theodoros todor teodors tudor | fedya ted teddy theo todd tosho;
        felix feliks felice;
        philip filip philippe felipe filippo philipp fylyp filippos pylyp | phil fil filya pip lipe;
        francis francisco franz francesco franciszek frantisek francois franc ferenc franjo pranciskus francesc
        | frank fran paco pancho feri franek franta kiko cisco ciccio pepe;
        frederick friedrich frederic federico fryderyk fredrik fridrikh bedrich frederik | fred fritz freddy rico fede;
        gabriel gavril jibril gabriele havryil jabrail gavriil gebre cabrail جبريل גבריאל | gabe gabi gavrusha gabo;
        george georg georges giorgio jorge georgy yuri jerzy jiri gheorghe giorgi yuriy heorhiy georgios gevorg jurij juraj
        juris jorgos đorđe georgi yorgos gyorgy jordi jurgis jurgen
        | yura gogi gia gosha jurek gigi yorgo gosho zhora gogita goga gio giga georgie jura joca;
        gerald gerhard gerard gerardo gherardo | gerry jerry gerd;
        gregory grigory gregor gregorio hryhoriy grigor grzegorz gregoire grigoris rehor krikor grigoriy
        гжегож | greg grisha goyo grzesiek grisho;
        gleb hlib;
        guy guido vit vitus;
        gustav gustavo gustave gustaf | gus;
        hamza hamzah khamza;
        حسن hasan hassan khasan hasan;
        حسين حسین husein hussein husayn hossein huseyin khusein | huso;
        henry heinrich henri enrique enrico henryk hendrik henrique heikki jindrich genrikh hinrich
        | harry hank heinz quique rico henk hal heiner;
        hermann herman german armando | armen;
        hugo hugh ugo | huw;
        hovhannes hovannes;
        ignatius ignacio ignaz ihnat ignacy ignat | nacho iggy;
        igor ihor | gosha garik igorek;
        isaac itzhak ishaq isaak izaak ishak yitzhak isak إسحاق اسحاق יצחק | ike itzik zak;
        إسماعيل اسماعيل اسماعیل ישמעאל ismail ishmael smail esmail ismael;
        ישראל israel yisrael izrail;
        james jacob jacques jakob yakov yakiv giacomo jaime santiago diego iago tiago jakub yaqub yaqoub jacopo
        jakov yakub hakob akop jokubas jaume yaakov يعقوب یعقوب יעקב | jim jimmy jamie jake yasha kuba jack koby jaša;
        jason iason;
        jeremy jeremiah yeremia irmia eremia | jerry jem;
        john ivan ioan jean juan giovanni johann johannes jan janos ivane hans yahya joan joao jovan hovhannes
        yohannes iohannes ioannis yan evan sean ian eoin juhani jonas johan yuhanna yohanan jens jaan janis gjon ivo
        hovhan yovan yahia hannes
        يحيى يوحنا یحیی יוחנן ዮሐንስ | johnny jack vanya ion ionel vano hansi janek juanito gianni nino jancsi vanja giannis ivica ivano vanka
        ivanko johnnie iancu jasiek honza yanko janko;
        jonathan yonatan ionatan yehonatan | jon jonny yoni;
        joseph yusuf yousef youssef yosef yossef josef jose giuseppe iosif osip yosyp jozef josip jozsef iosef youssouf yusup
        yusif hovsep iosebi jusuf usuf osef josep juozas
        يوسف یوسف יוסף | joe joey pepe beppe soso pepito yossi sefi sepp juzek joško joze peppe zezé zé;
        joshua yehoshua isa issa jesus iesus yeshua eissa essa عيسى عیسی יהושע | josh shuki;
        julian iulian julius giulio julio jules yulian giuliano juliano | jule;
        خالد khalid khaled halid chalid;
        kasim qasim qassem kassim gasem;
        lawrence laurent lorenzo lorenz lavrentiy laurentius lavrenti lorenc laurentiu vavrinec lars | larry laurie renzo;
        leo lev leon leonid leonidas leonard leonardo leonhard leonti | lyova leonya lenny lyonya leva len;
        louis ludwig luis luigi ludovic ludvik lajos lewis aloisius luiz ludovico ludwik alois lluis | lou gigi lucho louie luisito;
        lucas luke luca luka lukas lukasz loukas lukács louqa;
        marcel marcelo marcello marceli;
        mark marcus marc marco markus marek marcos marko markos | marky markusha;
        martin martino marten martins marton martinho martinus | marty tino martinko;
        matthew matthias matthieu matteo mateo matvey mateusz matviy matej matis matyas mateus matija matthaus mati
        | matt matty matyusha motya teo;
        maximilian maxim maksim maximilien maksym massimo maksymilian maximiliano | max maks makso;
        michael mikhail michel miguel michele mykhailo mihai michal mikael mihail mikheil mihaly mikayel mikel michail
        mihajlo mihail mikkel mihkel mikhael
        ميخائيل מיכאל | mike misha mick mickey miki misho mischa miško michi mihaita mikha mishka;
        moses moshe musa mousa moussa moise moisei mojzesz moises mojsije موسى موسی משה | moe moishe moishele mozes;
        muhammad mohammed mehmet mahomet magomed muhamed mohamed mohammad mamadou mehmed muhammet mukhammad
        mahamat mohand
        محمد | mo moha hamada memo mamdou hammou;
        محمود mahmud mahmoud mohamud mahmut makhmud;
        مصطفى مصطفی mustafa mostafa moustapha mustapha | mustik;
        nathan natan nathanael nathaniel | nat nate;
        nicholas nikolai nicolas niccolo nicola mykola mikalai nicolae mikolaj nikola nikolaos nikoloz miklos mikulas
        nikolaus nikolas niklas nicolau
        | nick nico kolya klaus niko nika colin mikola nikolka nicu nicolasito koka kolka nicky nikos nelu;
        oleg oleh olegs;
        عمر omar umar omer umer oumar;
        عثمان osman othman uthman usman ousmane;
        أسامة اسامه osama usama oussama;
        oscar oskar;
        otto otton ottone;
        oliver olivier oliviero | ollie;
        orlando roland rolando;
        patrick patrik patricio patrizio | pat paddy pato;
        paul pavel pablo paolo pavlo pawel paulo pal pavlos paulius bulus boulos pol pau poghos
        | pasha pavlik pavlusha pauli pavlusya paulito;
        peter piotr petr pedro pierre pietro petro petar petru butrus boutros pyotr petros petri per peeter petre piet pieter
        bedros بطرس | pete petya petrik petya petko perico petrică pierrot;
        raphael rafael rafail raffaele rafal rafayel | rafa rafi raf rafo;
        raymond ramon raimondo raimund raimundo | ray moncho;
        رضا reza rida ridha rıza;
        richard ricardo riccardo ryszard rihard rikard | rick dick richie rico rich ricky;
        robert roberto robertas rupert ruprecht roberts | bob rob bobby robbie bert beto robi robo robik;
        roderick rodrigo rurik rodrigue;
        rudolf rudolph rodolfo rudolph | rudi rolf rudy rudik;
        roger ruggero rogelio rüdiger;
        roman romain romano | roma romka romchik;
        ronald ronaldo rinaldo reinhold reynaldo | ron ronnie;
        rostislav rostyslav | rostik slava;
        ruslan rouslan | rusik rus;
        rustam rustem rostam | rusik;
        samuel samuil shmuel samuele shmouel samvel szamuel ismuil صموئيل שמואל | sam sammy shmulik samvelik samu;
        سعيد سعید said saeed saied;
        صالح saleh salih;
        سليم سلیم salim selim saleem;
        sebastian sebastien sebastiano sebastiao | seb bastian bastien basti;
        sergei sergey serhiy serge sergio sergiu siarhei sergo sargis sarkis sergiusz sergejs serghei
        | seryozha seryoga sergik serezha;
        simon semyon simeon shimon szymon simone semen simun simao svimon sam'un
        سمعان שמעון | syoma simo sima;
        solomon suleiman salomon shlomo sulayman solimán soliman salomone suleyman sulejman salomo
        سليمان سلیمان שלמה | solly shloimi sula;
        شريف شریف sharif cherif şerif charif;
        stanislav stanislaw stanislaus estanislao stanislao stanislau | stas slava staszek stasik stan slavik;
        stephen stefan stephan steven esteban stefano etienne stepan estevao istvan szczepan stephane stefanos stjepan
        stepanos stevan stepane | steve stevie pista styopa stefko stenka tapan stipe;
        svyatoslav sviatoslav svetoslav | slava svyat;
        taras;
        طارق tariq tarek tarik;
        terence terentiy terenzio | terry;
        thomas tomas tommaso toma tomasz foma tovma tome tuomas thoma khoma tamas
        | tom tommy tomek tomi tomi;
        timothy timofey tymofiy timoteo timotheus tymoteusz timotej | tim timmy tima timosha;
        valentin valentine valentino valentyn walenty | valya tino valik;
        valery valeri valeriu valerio valeriy | valera lera;
        vasily vasyl basil vasile basilio wasil vassilis basile vasil vasilis basilius
        | vasya vaso vasko vasilica vasilyok;
        victor viktor vittorio vitor wiktor viktors | vitya vic vik vitek vityok viktoras;
        vincent vincenzo vicente vinzenz vikentiy vincas wincenty vikenti | vince vinnie enzo chente;
        vitaly vitaliy vitalie vital vitale witalis | vitalik vitya;
        vladimir volodymyr wladimir uladzimir vladimiro wlodzimierz waldemar voldemar valdemar valdemaras
        | vova vlad volodya vovka vovchik vlado volodka wlodek volodko;
        vladislav vladyslav wladyslaw uladzislau ladislav laszlo ladislao ladislaus | vlad slava vladik wladek laci laco;
        vsevolod vsevolod | seva;
        vyacheslav viacheslav wenceslaus vaclav waclaw venceslao viachaslau veaceslav
        | slava slavik vasek slavko;
        yaroslav jaroslav jaroslaw iaroslav | slava yarik jarek jarda;
        walter gualtiero gauthier valter volter | walt wally;
        william wilhelm guillaume guillermo guglielmo vilhelm willem vilmos guilherme wilhelmus vilem vilhelmas
        | bill will billy willy memo liam wim guille vili helmut;
        zachary zechariah zakariya zakaria zacarias zakhar zachariah zaccaria zekeriya زكريا זכריה | zach zak zakharka;
        zaur zaour | zaurik;
        zurab zourab | zura zuriko;
        giorgi gevorg | gia;
        levan levon leon | leo;
        tengiz denghiz cengiz genghis chingiz | tengo;
        teimuraz tahmuras | temo temuri;
        revaz | rezo rezi;
        avtandil | avto;
        otar | otariko;
        irakli heraclius hercules iraklis herakles | ika irakliko;
        konstantine | kote koka;
        nodar | nodariko;
        tornike | toko;
        vakhtang wakhtang | vakho;
        mamuka | mamu;
        besarion vissarion bessarion | beso besik;
        ; shota | shotiko;
        armen | armo;
        aram | aramik;
        ashot | ashotik;
        tigran dikran | tiko tigo;
        hayk haik | hayko;
        gurgen gourgen | gugo;
        karen garen | karo;
        vardan vartan | vardo;
        mher meher mihr;
        bakhtiyar bahtiyar bakhtiar | bakha baho;
        jamshid djamchid cemşid | jama;
        sherzod shirzad | sher;
        nursultan | nurik;
        yerlan erlan;
        timur temur teymur tamerlan | tima timurik;
        bekzat bekzod | beka;
        """
}
