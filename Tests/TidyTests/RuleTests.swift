import Testing

/// Each rule turns red on a sample that breaks it, and stays silent on one that does not.
struct `A tidiness rule` {
    private func source(_ text: String, name: String = "Sample.swift") -> SourceFile {
        SourceFile(path: "Sources/Sample/\(name)", target: "Sample", text: text)
    }

    private func file(_ text: String) -> TextFile { TextFile(path: "docs/sample.md", text: text) }

    @Test(
        arguments: [
            ("import Foundation", 1), ("package import Store", 1), ("@testable import Store", 1),
            ("import struct Store.Row", 1), ("import HTML\n\nimport Web", 1), ("import HTML", 0),
            ("// import Store", 0), ("let text = \"import Store\"", 0),
        ]
    )
    func `finds an import over the boundary`(text: String, count: Int) {
        #expect(Rule.imports(of: source(text), allowed: ["HTML"]).count == count)
    }

    @Test(arguments: [(3, 0), (4, 1)])
    func `finds a file that is too long`(lines: Int, count: Int) {
        let text = String(repeating: "a\n", count: lines)
        #expect(Rule.length(of: file(text), limit: 3).count == count)
    }

    @Test(
        arguments: [
            ("func a() {\n\n\n}", 1), ("func a() {\n\n}", 0),
            ("init(a: () -> Int = {\n\n\n\n 1 }()) {}", 1), ("func a()\nfunc b() { }", 0),
            ("let a = B.init(\n\n\n\n)", 0), ("func == (l: A, r: A) -> Bool {\n\n\n true }", 1),
        ]
    )
    func `finds a function that is too long`(text: String, count: Int) {
        #expect(Rule.functionLength(in: source(text), limit: 3).count == count)
    }

    @Test(
        arguments: [
            ("struct KeyManager {}", 1), ("enum StringUtils {}", 1), ("actor HelperActor {}", 1),
            ("typealias Handler = () -> Void", 1), ("protocol CaseService {}", 1),
            ("struct Service {}", 0), ("enum ServiceKind {}", 0), ("struct Case {}", 0),
            ("class func manager() {}", 0), ("// struct KeyManager {}", 0),
        ]
    )
    func `finds an empty name`(text: String, count: Int) {
        #expect(Rule.names(in: source(text)).count == count)
    }

    @Test func `finds an empty file name`() {
        #expect(Rule.names(in: source("", name: "String+Utils.swift")).count == 1)
        #expect(Rule.names(in: source("", name: "String+Case.swift")).isEmpty)
    }

    @Test(
        arguments: [
            ("package func a() {}", 1), ("/// A.\npackage func a() {}", 0),
            ("/// A.\n@discardableResult\npackage func a() {}", 0),
            ("// A.\npackage func a() {}", 1), ("package struct A {}", 1),
            ("package import Store", 0),
            ("package protocol A {\n var b: Int { get }\n}", 2),
            ("/// A.\npackage protocol A {\n/// B.\nvar b: Int { get }\n}", 0),
            ("package final class A {}", 1), ("package subscript(a: Int) -> Int { 1 }", 1),
            ("package var description: String { \"\" }", 0), ("func a() {}", 0),
            ("package static func == (l: A, r: A) -> Bool { true }", 0),
            ("package static func <= (l: A, r: A) -> Bool { true }", 1),
            ("package init(a: Int) { self.a = a }", 0),
            ("package init(a: Int) { self.a = a + 1 }", 1),
            ("package init(from decoder: any Decoder) throws { b() }", 0),
            ("package var a: Int { 1 }", 1), ("let a = x.package", 0),
        ]
    )
    func `finds a package symbol without a comment`(text: String, count: Int) {
        #expect(Rule.undocumented(in: source(text)).declarations.count == count)
    }

    @Test func `takes a requirement's comment for its witnesses`() {
        let kit = source("/// A.\npackage protocol A {\n/// B.\nvar b: Int { get }\n}")
        let witness = source("package var b: Int { 1 }\npackage var c: Int { 1 }")
        let found = Rule.undocumented(in: witness, requirements: Rule.requirements(in: [kit]))
        #expect(found.declarations.map(\.what) == ["var c"])
    }

    @Test(
        arguments: [
            ("package let a: Int", 1), ("package private(set) var a: Int", 1),
            ("/// A.\npackage let a: Int", 0), ("package static let a = 1", 1),
            ("package var a: Int { 1 }", 0),
        ]
    )
    func `counts values without a comment apart`(text: String, count: Int) {
        #expect(Rule.undocumented(in: source(text)).values.count == count)
    }

    @Test(
        arguments: [
            ("try! a()", 1), ("a as! B", 1), ("fatalError(\"\")", 1), ("try? a()", 0),
            ("// try! a()", 0), ("\"try! a()\"", 0), ("\"\\(try! a())\"", 1),
            ("#\"\\(try! a())\"#", 0), ("\"\"\"\n try! a()\n\"\"\"", 0),
            ("/* /* */ try! */ b", 0), ("a != b", 0),
        ]
    )
    func `finds a crash on purpose`(text: String, count: Int) {
        #expect(Rule.escapes(in: source(text)).count == count)
    }

    @Test(
        arguments: [
            ("print(a)", 1), ("debugPrint(a)", 1), ("fputs(a, stderr)", 2),
            ("FileHandle.standardError", 1), ("func print(_ route: Route) {}", 0),
            ("route.print()", 0), ("\"print(a)\"", 0),
        ]
    )
    func `finds output to the terminal`(text: String, count: Int) {
        #expect(Rule.output(in: source(text)).count == count)
    }

    @Test(
        arguments: [
            ("final class A: @unchecked Sendable {}", 1, 1),
            ("nonisolated(unsafe) var a = 1", 1, 1),
            ("// Written once.\nnonisolated(unsafe) var a = 1", 1, 0),
            ("struct A: Sendable {}", 0, 0),
            ("// Far.\n\n\n\n\nfinal class A: @unchecked Sendable {}", 1, 1),
        ]
    )
    func `counts what the compiler can't prove`(text: String, count: Int, unexplained: Int) {
        #expect(Rule.unprovenSharing(in: source(text)).count == count)
        #expect(Rule.unexplainedSharing(in: source(text)).count == unexplained)
    }

    @Test(
        arguments: [
            ("\"<p style=a>\"", 1), ("a(\"style\", b)", 1),
            ("\"onclick\"", 1), ("\"<SCRIPT>\"", 1), ("\"/style.css\"", 0), ("// style=", 0),
        ]
    )
    func `finds inline markup`(text: String, count: Int) {
        #expect(Rule.inlineMarkup(in: source(text)).count == count)
    }

    @Test(
        arguments: [
            ("Ask her first", 1), ("She decides", 1), ("herself", 1), ("Where there is help", 0),
            ("Ask the person", 0),
        ]
    )
    func `finds she and her`(text: String, count: Int) {
        #expect(Rule.gender(in: source("\"\(text)\"")).count == count)
        #expect(Rule.gender(in: file(text)).count == count)
        #expect(Rule.gender(in: source("// \(text)")).isEmpty)
    }

    @Test(
        arguments: [
            ("see /" + "work/main/run", 1), ("in /" + "root/.cache", 1), ("on box-1234567", 1),
            ("GET /" + "work/3", 0), ("/home", 0),
        ]
    )
    func `finds the paths and the name of a machine`(text: String, count: Int) {
        #expect(Rule.machinePaths(in: file(text), host: "box-1234567").count == count)
        #expect(Rule.machinePaths(in: file("on my tandem"), host: "tandem").isEmpty)
    }

    @Test(
        arguments: [
            ("Source: law/gdpr-6, law/gdpr-9.", ["gdpr-6", "gdpr-9"]), ("law/index.tsv", []),
            ("law/bg-nrm-sop-1.4.", ["bg-nrm-sop-1.4"]),
            ("outlaw/a", []), ("(law/palermo-3)", ["palermo-3"]), ("law/", []),
        ]
    )
    func `finds the law that is cited`(line: String, keys: [String]) {
        #expect(Rule.lawKeys(in: line) == keys)
        let unknown = Rule.unknownLaw(in: file(line), keys: ["gdpr-6"]).map(\.what)
        #expect(unknown == keys.filter { $0 != "gdpr-6" }.map { "law/\($0)" })
    }
}
