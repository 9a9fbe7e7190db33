import Casefile
import Foundation
import HTML
import Mechanism
import Testing

@testable import Casework
@testable import Web

private let words = Words(.english)

@Suite struct CasePagesTests {
    @Test func `every kind of entry has a title and sentences, and no word is missing`() throws {
        let scene = try CaseScene()
        let payloads = try scene.everything()
        #expect(Set(payloads.map(\.kind)).count == 36)
        for payload in payloads {
            let html = PayloadSummary(payload, scene.reading()).html
            #expect(!html.isEmpty && !html.contains("⟦") && !html.contains("{"), "\(html)")
            #expect(!words("entry.\(payload.kind)").contains("⟦"))
        }
    }

    @Test func `a case with every kind of entry leaves no word out and no sentence unfilled`()
        throws
    {
        var scene = try CaseScene()
        for payload in try scene.everything() { try scene.write(payload) }
        let work = try WorkTask.Kind.allCases.map {
            WorkTask(
                key: .init($0, of: scene.own, in: try CaseScene.identifier(200)),
                due: scene.today.adding(days: -1),
                assignee: nil
            )
        }
        let access = [
            AgencyAccess(
                agency: scene.own,
                owner: scene.own,
                compartments: Set(Compartment.allCases),
                disclosure: nil
            ),
            AgencyAccess(
                agency: scene.other,
                owner: scene.own,
                compartments: [.support],
                disclosure: scene.entries.lazy.compactMap {
                    if case .disclosureMade(let made) = $0.payload { made } else { nil }
                }.first
            ),
        ]
        let html = CaseFilePage(
            model: try scene.model(work: work, access: access),
            reading: scene.reading()
        ).html
        #expect(!html.contains("⟦"))
        #expect(html.ranges(of: "<h1").count == 1)
        #expect(html.contains("14:05") && html.contains("Overdue by 1 day"))
    }

    @Test func `what was typed is text and never markup`() throws {
        var scene = try CaseScene()
        let attack = "<script>alert(1)</script>\n\"><img src=x>"
        try scene.write(.note(Note(subject: .account, occurredOn: .unknown, text: attack)))
        try scene.write(.needStated(NeedStated(kind: .food, urgency: .now, detail: attack)))
        let html = try scene.page()
        #expect(!html.contains("<script>") && !html.contains("<img"))
        #expect(html.contains("&lt;script&gt;") && html.contains("Ines &lt;Inspector&gt;"))
    }

    @Test func `identity and safe contact that can't be opened leave no trace on the page`() throws
    {
        var scene = try CaseScene()
        try scene.write(.needStated(NeedStated(kind: .food, urgency: .now, detail: "")))
        let without = try scene.page()
        let identity = words("case.file.identity"), contact = words("case.file.contact")
        #expect(!without.contains("id=\"identity\"") && !without.contains("id=\"contact\""))
        #expect(!without.contains(">\(contact)</h2>") && !without.contains(">\(identity)</h2>"))
        try scene.write(.identityStated(CaseScene.identity))
        #expect(try scene.page().contains(">\(identity)</h2>"))
    }

    @Test func `four facts stand apart, each in a part of its own`() throws {
        var scene = try CaseScene()
        try scene.write(.wishExpressed(WishExpressed(wish: .helpWithoutFormal)))
        try scene.write(.supportOpened(SupportOpened(occurredOn: scene.today)))
        let html = try scene.page()
        let places = ["noticed", "wanted", "decided", "help"].map {
            html.range(of: "id=\"\($0)\"")?.lowerBound
        }
        let found = places.compactMap(\.self)
        #expect(found.count == 4 && found == found.sorted())
        #expect(html.contains(words("case.decided.nothing")))
    }

    @Test func `a correction shows what was written, what stands now and why`() throws {
        var scene = try CaseScene()
        let wrong = try scene.write(
            .note(Note(subject: .support, occurredOn: .unknown, text: "Wrong text"))
        )
        try scene.write(
            .correction(
                Correction(
                    corrects: wrong,
                    compartment: .support,
                    replacement: .note(
                        Note(subject: .support, occurredOn: .unknown, text: "Right text")
                    ),
                    reason: "Misheard"
                )
            )
        )
        let html = try scene.page()
        let struck = try #require(html.range(of: "<del"))
        let end = try #require(html.range(of: "</del>"))
        #expect(html[struck.lowerBound..<end.lowerBound].contains("Wrong text"))
        #expect(html.contains("Right text") && html.contains("Misheard"))
        #expect(!html.contains("/entries/\(wrong)/correction"))
    }

    @Test func `only entries of the own agency lead to a correction, and only with the capability`()
        throws
    {
        var scene = try CaseScene()
        let need = Payload.needStated(NeedStated(kind: .food, urgency: .now, detail: ""))
        let own = try scene.write(need)
        let foreign = try scene.write(need, by: scene.other)
        let html = try scene.page()
        #expect(html.contains("/entries/\(own)/correction"))
        #expect(!html.contains("/entries/\(foreign)/correction"))
        let reader = try scene.page([.lead])
        #expect(!reader.contains("/correction") && !reader.contains("/new/"))
        #expect(!reader.contains("/consents") && !reader.contains("/closure"))
    }

    @Test func `an author of another agency is named by the agency alone`() throws {
        var scene = try CaseScene()
        try scene.write(
            .needStated(NeedStated(kind: .food, urgency: .now, detail: "")),
            by: scene.other
        )
        let html = CaseTimeline(model: try scene.model(), reading: scene.reading()).html
        #expect(html.contains(scene.reading().name(of: scene.other)))
        #expect(!html.contains("Ines"))
    }

    @Test func `every refusal has a sentence`() {
        let sentences =
            RecordingRefusal.allCases.map { words("refusal.recording", of: $0) }
            + ConsentRefusal.allCases.map { words("refusal.consent", of: $0) }
        #expect(sentences.filter { $0.contains("⟦") } == [])
    }

    @Test func `a child without a guardian step is shown what is open now`() throws {
        var scene = try CaseScene()
        try scene.write(.ageRecorded(AgeRecorded(status: .minor)))
        let html = RecordingRefusalNotice(
            refusal: .guardianStepMissing,
            model: try scene.model(),
            reading: scene.reading()
        ).html
        for path in ["new/guardian", "new/need", "new/child-view", "services"] {
            #expect(html.contains(path))
        }
        #expect(!html.contains("⟦"))
    }
}
