import Linkage

/// What headings mean, in some languages.
enum HeadingWords {
    /// One thing that columns say; two lists have it in common whatever their headings are.
    enum Concept: String, CaseIterable {
        case name, givenName, otherName, surname, birthDate
        case sex, nationality, region, postcode, town, street, phone, mail, document

        var use: ColumnMapping.Use {
            switch self {
            case .name: .name
            case .givenName, .otherName: .givenName
            case .surname: .surname
            case .birthDate: .birthDate
            case .sex, .nationality, .region, .postcode: .code
            case .town, .street: .text
            case .phone, .mail, .document: .identifier
            }
        }
    }

    /// The concept of a heading; nil where it is not known.
    static func concept(_ heading: String) -> Concept? {
        let whole = folded(heading)
        if let found = concepts[whole] { return found }
        // What stands in brackets says how it is written.
        guard let bracket = heading.firstIndex(where: { "([{".contains($0) }) else { return nil }
        return concepts[folded(String(heading[..<bracket]))]
    }

    /// In small letters, without what only separates.
    static func folded(_ text: String) -> String {
        String(
            text.lowercased().filter { letter in
                !letter.isWhitespace && !"_-./'’ʼ:#".contains(letter)
            }
        )
    }

    private static let concepts: [String: Concept] = {
        var concepts: [String: Concept] = [:]
        for (concept, words) in lists {
            for word in words.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
                concepts[folded(String(word))] = concept
            }
        }
        return concepts
    }()

    private static let lists: [(Concept, String)] = [
        (
            .name,
            """
            name,full name,person,nom complet,nom et prénom,nom et prénoms,nombre completo,nombre y apellidos,nome completo,
            vollständiger name,imię i nazwisko,фио,ф.и.о.,піб,полное имя,три имена,имена,име,имя и фамилия,
            nume complet,nume și prenume,ad soyad,adı soyadı,الاسم,الاسم الكامل,שם,שם מלא
            """
        ),
        (
            .givenName,
            """
            given name,given names,first name,first names,firstname,forename,forenames,prénom,prénoms,prenom,prenoms,vorname,
            vornamen,nombre,nombres,nome,imię,imiona,имя,ім'я,собствено име,prenume,prenumele,ad,adı,الاسم الأول,שם פרטי
            """
        ),
        (
            .otherName,
            """
            middle name,middle names,second name,patronymic,father's name,отчество,по батькові,бащино име,презиме,segundo nombre
            """
        ),
        (
            .surname,
            """
            surname,surnames,last name,lastname,family name,nom,nom de famille,nachname,familienname,apellido,apellidos,cognome,
            sobrenome,apelido,nazwisko,фамилия,прізвище,фамилно име,фамилно,nume,nume de familie,numele,soyad,soyadı,اسم العائلة,
            اللقب,שם משפחה
            """
        ),
        (
            .birthDate,
            """
            date of birth,birth date,birthdate,birthday,dob,born,date de naissance,né le,née le,geburtsdatum,geboren,geburtstag,
            fecha de nacimiento,data di nascita,data de nascimento,data urodzenia,дата рождения,дата народження,
            дата на раждане,data nașterii,data nasterii,doğum tarihi,تاريخ الميلاد,تاريخ الولادة,תאריך לידה
            """
        ),
        (
            .sex,
            "sex,gender,sexe,genre,geschlecht,sexo,género,sesso,genere,płeć,пол,стать,sexul,cinsiyet,الجنس,מין"
        ),
        (
            .nationality,
            """
            nationality,citizenship,citizenships,country of citizenship,nationalité,staatsangehörigkeit,nationalität,nacionalidad,
            nazionalità,cittadinanza,nacionalidade,obywatelstwo,гражданство,громадянство,cetățenie,cetățenia,uyruk,الجنسية,אזרחות
            """
        ),
        (
            .region,
            "state,province,region,county,département,bundesland,provincia,estado,область,województwo,județ"
        ),
        (
            .postcode,
            "postcode,post code,postal code,zip,zip code,code postal,plz,postleitzahl,código postal,cap,cep,kod pocztowy,индекс"
        ),
        (
            .town,
            "town,city,suburb,ville,stadt,ort,wohnort,ciudad,città,comune,cidade,miasto,город,місто,град,oraș,şehir,المدينة,עיר"
        ),
        (
            .street,
            "street,address,address 1,address line 1,adresse,straße,strasse,rue,dirección,indirizzo,endereço,adres,ulica,адрес,адреса,adresă,العنوان,כתובת"
        ),
        (
            .phone,
            "phone,phone number,telephone,mobile,mobile phone,tel,téléphone,telefon,handy,teléfono,móvil,telefono,telefone,телефон,الهاتف,טלפון"
        ),
        (.mail, "email,e-mail,mail,email address,courriel,correo electrónico,эл. почта"),
        (
            .document,
            """
            passport,passport number,passport no,document number,identity document,national id,national number,id number,ssn,soc sec id,
            passeport,numéro de passeport,reisepass,passnummer,ausweisnummer,pasaporte,dni,nie,passaporto,codice fiscale,
            паспорт,номер паспорта,егн,pesel,cnp,paszport,pașaport,pasaport,جواز السفر,דרכון
            """
        ),
    ]
}
