import Foundation
import Testing

@testable import Cryptography

/// Debian's Go and its `sumdb` packages.
private enum GoPackages {
    static let arePresent =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/go")
        && FileManager.default.fileExists(
            atPath: "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog"
        )
}

/// The log as Go's `note` and `tlog` packages see it.
@Suite(
    .enabled(if: GoPackages.arePresent, "go and golang-golang-x-mod-dev are not on this machine")
)
struct GoInteropTests {
    // One line in, `true` or `false` out: the words are base64 or decimal numbers.
    private static let program = #"""
        package main

        import (
            "bufio"
            "encoding/base64"
            "fmt"
            "os"
            "strconv"
            "strings"

            "golang.org/x/mod/sumdb/note"
            "golang.org/x/mod/sumdb/tlog"
        )

        func hash(word string) (h tlog.Hash) {
            bytes, _ := base64.StdEncoding.DecodeString(word)
            copy(h[:], bytes)
            return h
        }

        func number(word string) int64 {
            n, err := strconv.ParseInt(word, 10, 64)
            if err != nil {
                panic(err)
            }
            return n
        }

        func accepts(words []string) bool {
            var proof []tlog.Hash
            switch words[0] {
            case "note":
                text, _ := base64.StdEncoding.DecodeString(words[2])
                verifier, err := note.NewVerifier(words[1])
                if err != nil {
                    return false
                }
                _, err = note.Open(text, note.VerifierList(verifier))
                return err == nil
            case "leaf":
                for _, word := range words[5:] {
                    proof = append(proof, hash(word))
                }
                return tlog.CheckRecord(proof, number(words[1]), hash(words[2]), number(words[3]), hash(words[4])) == nil
            default:
                for _, word := range words[5:] {
                    proof = append(proof, hash(word))
                }
                return tlog.CheckTree(proof, number(words[1]), hash(words[2]), number(words[3]), hash(words[4])) == nil
            }
        }

        func main() {
            lines := bufio.NewScanner(os.Stdin)
            lines.Buffer(nil, 1<<20)
            for lines.Scan() {
                fmt.Println(accepts(strings.Fields(lines.Text())))
            }
        }
        """#

    private func ask(_ questions: [String]) throws -> [Bool] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tlog-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.program.utf8).write(to: folder.appending(path: "main.go"))
        let input = folder.appending(path: "questions")
        try Data(questions.map { "\($0)\n" }.joined().utf8).write(to: input)
        let go = Process()
        go.executableURL = URL(filePath: "/usr/bin/go")
        go.arguments = ["run", "main.go"]
        go.currentDirectoryURL = folder
        go.environment = [
            "GOPATH": "/usr/share/gocode", "GO111MODULE": "off", "GOFLAGS": "",
            "GOCACHE": folder.appending(path: "cache").path(), "PATH": "/usr/bin:/bin",
            "HOME": folder.path(),
        ]
        let output = Pipe()
        go.standardOutput = output
        go.standardInput = try FileHandle(forReadingFrom: input)
        try go.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        go.waitUntilExit()
        #expect(go.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0 == "true" }
    }

    @Test func `accepts every checkpoint and proof, and rejects each tampered one`() throws {
        let leaves = (0..<20).map { MerkleTree.leafHash([UInt8($0)]) }
        func subtree(_ level: Int, _ index: Int) -> Digest {
            guard level > 0 else { return leaves[index] }
            return MerkleTree.nodeHash(
                subtree(level - 1, 2 * index),
                subtree(level - 1, 2 * index + 1)
            )
        }
        let key = SigningPrivateKey.generate()
        let vkey = NoteKey(name: "tandem.example/log", key: key.publicKey, kind: .log).text
        var questions: [(line: String, isTrue: Bool)] = []
        func ask(_ kind: String, _ n: Int, _ a: Digest, _ m: Int, _ b: Digest, _ proof: [Digest]) {
            func line(_ proof: [Digest]) -> String {
                ([kind, "\(n)", a.bytes.base64String, "\(m)", b.bytes.base64String]
                    + proof.map(\.bytes.base64String)).joined(separator: " ")
            }
            questions.append((line(proof), true))
            for place in proof.indices {
                var changed = proof
                changed[place] = MerkleTree.leafHash(proof[place].bytes)
                questions.append((line(changed), false))
            }
        }
        for size in 1...leaves.count {
            let root = MerkleTree.root(size: size, subtree: subtree)
            var note = SignedNote(
                body: LogCheckpoint(origin: "tandem.example/log", size: size, root: root).body
            )
            note.sign(name: "tandem.example/log", with: key)
            let text = Array(note.text.utf8)
            let tampered = Array(note.text.replacing("\n\(size)\n", with: "\n\(size + 1)\n").utf8)
            questions.append(("note \(vkey) \(text.base64String)", true))
            questions.append(("note \(vkey) \(tampered.base64String)", false))
            for index in 0..<size {
                let proof = MerkleTree.inclusionProof(index: index, size: size, subtree: subtree)
                ask("leaf", size, root, index, leaves[index], proof)
                let first = MerkleTree.root(size: index + 1, subtree: subtree)
                let growth = MerkleTree.consistencyProof(
                    from: index + 1,
                    to: size,
                    subtree: subtree
                )
                ask("tree", size, root, index + 1, first, growth)
            }
        }
        let answers = try self.ask(questions.map(\.line))
        #expect(answers == questions.map(\.isTrue))
    }
}
