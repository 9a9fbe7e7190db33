import HTTP
import Linkage
import Synchronization
import Testing

@testable import Linking

/// The review's pages, without a socket.
struct ReviewTests {
    private struct DiskFull: Error {}

    private final class Notes: Sendable {
        private let kept = Mutex<[RecordedDecision]>([])
        private let full = Mutex(false)

        var verdicts: [RecordedDecision.Verdict] { kept.withLock { $0.map(\.verdict) } }
        var isFull: Bool {
            get { full.withLock { $0 } }
            set { full.withLock { $0 = newValue } }
        }

        func keep(_ decision: RecordedDecision) throws {
            if isFull { throw DiskFull() }
            kept.withLock { $0.append(decision) }
        }
    }

    /// Three records of whom one may be each of the others.
    private func desk(_ notes: Notes) throws -> ReviewDesk {
        let records = try LinkedListsTests.records([
            """
            name,born,note
            Olena Petrenko,17.04.1991,<script>alert(1)</script>
            Олена Петренко,18.04.1991,x
            Olena Bondar,17.04.1991,x

            """
        ])
        let lists = LinkedLists(
            records,
            pairs: [(one: 0, other: 1, probability: 0.8), (one: 0, other: 2, probability: 0.4)],
            rule: DecisionRule(.shipped)
        )
        return ReviewDesk(lists, time: { "2026-01-02T03:04:05Z" }, keep: notes.keep)
    }

    private func site(
        _ desk: ReviewDesk,
        finish: @escaping @Sendable () -> Void = {}
    ) throws
        -> ReviewSite
    {
        ReviewSite(
            desk,
            token: "secret",
            origins: [try #require(Origin("http://127.0.0.1:8080"))],
            styles: Array("p {}".utf8),
            finish: finish
        )
    }

    private func get(_ site: ReviewSite, _ path: [String] = ["secret"]) throws -> HTTPResponse {
        site.respond(HTTPRequest(method: .get, path: try PathSegments(segments: path)))
    }

    private func text(_ response: HTTPResponse) -> String {
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func post(
        _ site: ReviewSite,
        _ what: String,
        _ fields: [(String, String)] = [],
        origin: String = "http://127.0.0.1:8080",
        token: String = "secret"
    ) throws -> HTTPResponse {
        var headers = HTTPHeaders()
        try headers.add("Origin", origin)
        try headers.add("Content-Type", "application/x-www-form-urlencoded")
        return site.respond(
            HTTPRequest(
                method: .post,
                path: try PathSegments(segments: [token, what]),
                headers: headers,
                body: FormBody(fields.map { .init($0.0, $0.1) }).encoded()
            )
        )
    }

    private func answer(
        _ site: ReviewSite,
        _ pair: (Int, Int),
        _ verdict: String
    ) throws
        -> HTTPResponse
    {
        try post(
            site,
            "answer",
            [("one", "\(pair.0)"), ("other", "\(pair.1)"), ("verdict", verdict)]
        )
    }

    @Test func `two records stand side by side, what differs is marked, nothing is executed`()
        throws
    {
        let page = text(try get(try site(desk(Notes()))))
        #expect(page.contains("Are these two one person?"))
        #expect(page.contains("one name, written otherwise"))
        #expect(page.contains("<mark>18.04.1991</mark>"))
        #expect(page.contains("&lt;script&gt;"))
        #expect(!page.contains("<script"))
        #expect(page.contains("<title>Review – Tandem</title>"))
        #expect(page.contains("0 answered, 2 to go"))
    }

    @Test func `each answer is kept and leads to the next question`() throws {
        let notes = Notes()
        let desk = try desk(notes)
        let site = try site(desk)
        #expect(try answer(site, (0, 1), "same").status == .seeOther)
        #expect(text(try get(site)).contains("name=\"other\" value=\"2\""))
        _ = try answer(site, (0, 2), "different")
        #expect(text(try get(site)).contains("Nothing left to ask"))
        #expect(notes.verdicts == [.same, .different])
        #expect(desk.lists.clusters.cluster(of: 1) == 0)
        #expect(desk.lists.clusters.cluster(of: 2) == 2)
    }

    @Test func `the last answer can be taken back, and its pair is asked again`() throws {
        let notes = Notes()
        let desk = try desk(notes)
        let site = try site(desk)
        #expect(!text(try get(site)).contains("Take the last answer back"))
        _ = try answer(site, (0, 1), "same")
        _ = try answer(site, (0, 2), "same")
        _ = try post(site, "undo")
        #expect(desk.lists.clusters.cluster(of: 2) == 2)
        #expect(text(try get(site)).contains("name=\"other\" value=\"2\""))
        _ = try post(site, "undo")
        #expect(text(try get(site)).contains("name=\"other\" value=\"1\""))
        #expect(notes.verdicts == [.same, .same, .undone, .undone])
        _ = try post(site, "undo")
        #expect(notes.verdicts.count == 4)
    }

    @Test func `what is left for later is not asked again in this run`() throws {
        let notes = Notes()
        let site = try site(desk(notes))
        _ = try get(site)
        _ = try answer(site, (0, 1), "left")
        #expect(text(try get(site)).contains("name=\"other\" value=\"2\""))
        _ = try answer(site, (0, 2), "left")
        #expect(text(try get(site)).contains("Nothing left to ask"))
        _ = try post(site, "undo")
        #expect(text(try get(site)).contains("name=\"other\" value=\"2\""))
        #expect(notes.verdicts == [.left, .left, .undone])
    }

    @Test func `an answer that can't be kept does not count`() throws {
        let notes = Notes()
        let desk = try desk(notes)
        let site = try site(desk)
        notes.isFull = true
        #expect(try answer(site, (0, 1), "same").status == .internalServerError)
        #expect(desk.lists.clusters.cluster(of: 1) == 1)
        #expect(text(try get(site)).contains("0 answered"))
    }

    @Test func `without the secret there is nothing, and forms from elsewhere are refused`() throws
    {
        let notes = Notes()
        let site = try site(desk(notes))
        for path in [[], ["other"], ["secrets"], ["secret", "x"], ["secret", "answer"]] {
            #expect(try get(site, path).status == .notFound)
        }
        #expect(try post(site, "undo", token: "other").status == .notFound)
        #expect(try post(site, "undo", origin: "http://evil.example").status == .forbidden)
        let fields = [("one", "0"), ("other", "1"), ("verdict", "same")]
        #expect(
            try post(site, "answer", fields, origin: "http://evil.example").status == .forbidden
        )
        #expect(notes.verdicts.isEmpty)
    }

    @Test(
        arguments: [
            ("1", "0", "same"), ("0", "99", "same"), ("-1", "0", "same"), ("0", "1", "undone"),
            ("0", "1", "perhaps"), ("0", "", "same"), ("9223372036854775808", "1", "same"),
        ]
    )
    func `nonsense changes nothing`(one: String, other: String, verdict: String) throws {
        let notes = Notes()
        let site = try site(desk(notes))
        let fields = [("one", one), ("other", other), ("verdict", verdict)]
        #expect(try post(site, "answer", fields).status == .seeOther)
        #expect(notes.verdicts.isEmpty)
    }

    @Test func `the style sheet is served by its content, and finishing is told`() throws {
        let isFinished = Mutex(false)
        let notes = Notes()
        let desk = try desk(notes)
        let site = ReviewSite(
            desk,
            token: "secret",
            origins: [],
            styles: Array("p {}".utf8),
            finish: {}
        )
        let name = "tandem-\(EntityTag(of: Array("p {}".utf8)).text).css"
        #expect(text(try get(site)).contains("/secret/\(name)"))
        #expect(text(try get(site, ["secret", name])) == "p {}")
        #expect(try post(site, "finish").status == .forbidden)
        let open = try self.site(desk) { isFinished.withLock { $0 = true } }
        #expect(text(try post(open, "finish")).contains("Finished"))
        #expect(isFinished.withLock { $0 })
    }
}
