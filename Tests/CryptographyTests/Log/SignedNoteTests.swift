import Testing

@testable import Cryptography

struct SignedNoteTests {
    private let key = SigningPrivateKey.generate()
    private let origin = "tandem.example/log"

    private func note() -> SignedNote {
        let checkpoint = LogCheckpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)
        var note = SignedNote(body: checkpoint.body)
        note.sign(name: origin, with: key)
        return note
    }

    @Test func `reads and verifies what it wrote, for the log and for a witness`() throws {
        let witness = SigningPrivateKey.generate()
        var note = note()
        note.cosign(name: "witness.example", with: witness, atSecond: 1_772_524_800)
        let read = try #require(SignedNote(parsing: note.text))
        #expect(read == note)
        #expect(LogCheckpoint(body: read.body)?.root == MerkleTree.emptyRoot)
        for key in [
            NoteKey(name: origin, key: key.publicKey, kind: .log),
            NoteKey(name: "witness.example", key: witness.publicKey, kind: .witness),
        ] {
            #expect(key.verifies(read))
            #expect(NoteKey(parsing: key.text) == key)
        }
    }

    @Test func `verifies no other text, name, key or use`() throws {
        let note = note()
        let own = NoteKey(name: origin, key: key.publicKey, kind: .log)
        let other = SigningPrivateKey.generate().publicKey
        #expect(!NoteKey(name: origin, key: other, kind: .log).verifies(note))
        #expect(!NoteKey(name: "other.example", key: key.publicKey, kind: .log).verifies(note))
        #expect(!NoteKey(name: origin, key: key.publicKey, kind: .witness).verifies(note))
        let changed = note.text.replacing("\n0\n", with: "\n1\n")
        #expect(!own.verifies(try #require(SignedNote(parsing: changed))))
    }

    @Test func `knows the published example of a key`() throws {
        // The signature line of C2SP signed-note, for its form alone.
        let text = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try #require(SignedNote(parsing: text))
        #expect(note.text == text)
        #expect(note.lines.map(\.keyID.hexString) == ["367ba04b"])
    }

    @Test(arguments: [
        "", "a\n", "a\n\n", "a\n\n— k AAAA\n", "a\n\n- k AAAAAAA=\n", "a\n\n— k+k AAAAAAA=\n",
        "a\n\n— k AAAAAAB=\n", "a\n\n— k AAAAAAA=", "a\u{1}\n\n— k AAAAAAA=\n",
    ])
    func `reads no malformed note`(text: String) {
        #expect(SignedNote(parsing: text) == nil)
    }

    @Test(arguments: ["o\n01\n", "o\n-1\n", "o\n+1\n", "\n1\n", "o\n\n"])
    func `reads no malformed checkpoint`(start: String) {
        let root = MerkleTree.emptyRoot.bytes.base64String
        #expect(LogCheckpoint(body: "o\n1\n\(root)\n") != nil)
        #expect(LogCheckpoint(body: "\(start)\(root)\n") == nil)
        #expect(LogCheckpoint(body: "o\n1\n\(root)\nmore\n") == nil)
    }

    @Test func `names tiles as published, in one spelling`() {
        #expect(LogTile(level: 0, index: 1_234_067)?.path == "0/x001/x234/067")
        #expect(LogTile(level: 1, index: 5, width: 17)?.path == "1/005.p/17")
        for path in ["0/x001/x234/067", "1/005.p/17", "0/000"] {
            #expect(LogTile(path: path)?.path == path)
        }
        for path in [
            "", "0", "0/5", "00/005", "8/000", "0/x000/001", "0/001/001", "0/000.p/0",
            "0/000.p/256", "0/000.p/01", "0/-01", "entries/000", "0/x001/x234/067/",
            "0/x999/x999/x999/x999/x999/x999/999",
        ] {
            #expect(LogTile(path: path) == nil, "\(path)")
        }
    }
}
