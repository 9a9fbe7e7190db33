import Documents
import Testing

@testable import Linking

/// Which columns say what.
struct ColumnTests {
    @Test(
        arguments: [
            ("given_name,surname,dob,sex", "given-name:0 surname:1 birth-date:2 code:3"),
            ("Vorname;Nachname;Geburtsdatum", "given-name:0 surname:1 birth-date:2"),
            ("id,Prénom,Nom,Né le,Nationalité", "given-name:1 surname:2 birth-date:3 code:4"),
            ("ФИО,Дата рождения,Пол", "name:0 birth-date:1 code:2"),
            ("الاسم,تاريخ الميلاد", "name:0 birth-date:1"),
            ("Имя,Отчество,Фамилия", "given-name:0+1 surname:2"),
            ("Nom,Date of birth (dd/mm/yyyy)", "name:0 birth-date:1"),
            ("Full Name,Phone,City,Passport No.", "name:0 text:2 identifier:1 identifier:3"),
            ("first name,middle name,last name", "given-name:0+1 surname:2"),
            ("FIRST NAME,LAST-NAME,Zip.Code", "given-name:0 surname:1 code:2"),
        ]
    )
    func `headings are understood in some languages`(headings: String, expected: String) throws {
        let table = try csv(headings + "\n")
        #expect(words(try ColumnMapping(guessing: [table])) == expected)
    }

    @Test func `a date of birth is found by what a column holds`() throws {
        let table = try csv("name,x,y\nAnna,17.04.1991,1\nOlga,02.11.1984,2\n")
        #expect(words(try ColumnMapping(guessing: [table])) == "name:0 birth-date:1")
        let two = try csv("name,x,y\nAnna,17.04.1991,02.11.2011\n")
        #expect(words(try ColumnMapping(guessing: [two])) == "name:0")
    }

    @Test func `of two lists only what both say is compared`() throws {
        let (one, other) = (
            try csv("Vorname;Nachname;Ort;Telefon\n"), try csv("phone,last name,first name\n")
        )
        #expect(
            words(try ColumnMapping(guessing: [one, other]))
                == "given-name:0/2 surname:1/1 identifier:3/0"
        )
    }

    @Test func `without names or identifiers nothing is guessed`() throws {
        let table = try csv("colour,dob\n")
        #expect(throws: ColumnMapping.Failure.tooLittle) { try ColumnMapping(guessing: [table]) }
    }

    @Test func `columns are named one by one`() throws {
        let headings = [["a", "b", "c"], ["B", "x", "a"]]
        let mapping = try ColumnMapping(
            naming: [(.givenName, "a"), (.surname, "b"), (.code, "c=x")],
            in: headings
        )
        #expect(words(mapping) == "given-name:0/2 surname:1/0 code:2/1")
        let joined = try ColumnMapping(naming: [(.name, "a"), (.name, "b")], in: [headings[0]])
        #expect(words(joined) == "name:0+1")
    }

    @Test func `what can't be is refused`() {
        let headings = [["a", "b"], ["a", "c"]]
        func map(_ uses: [(use: ColumnMapping.Use, heading: String)]) throws(ColumnMapping.Failure)
        {
            _ = try ColumnMapping(naming: uses, in: headings)
        }
        #expect(throws: ColumnMapping.Failure.noColumn("z")) { try map([(.name, "z")]) }
        #expect(throws: ColumnMapping.Failure.noColumn("z")) { try map([(.name, "a=z")]) }
        #expect(throws: ColumnMapping.Failure.missing(heading: "b", list: 1)) {
            try map([(.name, "a"), (.code, "b")])
        }
        #expect(throws: ColumnMapping.Failure.nameTwice) {
            try map([(.name, "a"), (.surname, "a")])
        }
        #expect(throws: ColumnMapping.Failure.tooLittle) { try map([(.birthDate, "a")]) }
        #expect(throws: ColumnMapping.Failure.tooMany(limit: 14)) {
            try map([(.name, "a")] + Array(repeating: (.code, "a"), count: 13))
        }
    }

    private func words(_ mapping: ColumnMapping) -> String {
        mapping.parts.map { part in
            let columns = part.columns.map { $0.map(String.init).joined(separator: "+") }
            return "\(part.use.rawValue):\(columns.joined(separator: "/"))"
        }.joined(separator: " ")
    }
}

func csv(_ text: String) throws -> CSVTable {
    var reader = CSVReader()
    try reader.read(Array(text.utf8))
    return try reader.finish()
}
