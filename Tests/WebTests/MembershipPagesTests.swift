import Casefile
import Casework
import Foundation
import HTML
import HTTP
import Mechanism
import Testing

@testable import Web

private let words = Words(.english)

private func member(_ digit: Character) throws -> Member.ID {
    try #require(Member.ID(hex: String(repeating: digit, count: 32)))
}

private func page(
    _ lines: [MembersPage.Line],
    isKeyholder: Bool = true,
    invitation: InvitationForm = InvitationForm(),
    refusal: Message? = nil
) -> String {
    MembersPage(
        members: lines,
        isKeyholder: isKeyholder,
        isPractice: false,
        invitation: invitation,
        allowed: [.record, .manageMembers],
        refusal: refusal,
        token: "token",
        words: words
    ).html
}

private func line(
    _ id: Member.ID,
    name: String = "Ana",
    isConfirmed: Bool = false,
    isActive: Bool = true,
    isReader: Bool = false
) -> MembersPage.Line {
    .init(
        id: id,
        name: name,
        fingerprint: "aaaa",
        capabilities: [.record],
        isKeyholder: false,
        isConfirmed: isConfirmed,
        isActive: isActive,
        isReader: isReader
    )
}

@Test
func `a waiting colleague can be confirmed by a keyholder and by nobody else`() throws {
    let waiting = line(try member("a"))
    let confirmation = "action=\"/members/\(waiting.id)/confirmation\""
    #expect(page([waiting]).contains(confirmation))
    #expect(!page([waiting], isKeyholder: false).contains(confirmation))
    #expect(page([waiting], isKeyholder: false).contains(words("members.waiting-for-keyholder")))
    #expect(!page([line(waiting.id, isConfirmed: true)]).contains(confirmation))
    #expect(!page([line(waiting.id, isActive: false)]).contains(confirmation))
}

@Test
func `nobody is offered to disable themselves or somebody who is disabled`() throws {
    let id = try member("b")
    let disabling = "action=\"/members/\(id)/disabling\""
    #expect(page([line(id, isConfirmed: true)]).contains(disabling))
    #expect(!page([line(id, isConfirmed: true, isReader: true)]).contains(disabling))
    #expect(!page([line(id, isConfirmed: true, isActive: false)]).contains(disabling))
}

@Test
func `a colleague's name is text, whatever is in it`() throws {
    let html = page([line(try member("c"), name: "<script>\"&")])
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;"))
}

@Test
func `an invitation names at least one thing to do, and only what the mandate allows`() {
    func form(_ fields: [(String, String)]) -> InvitationForm {
        InvitationForm(
            reading: FormBody(fields.map { FormBody.Field($0.0, $0.1) }),
            allowed: [.record]
        )
    }
    #expect(form([]).hasErrors)
    #expect(form([("capability", "decide")]).hasErrors)
    #expect(form([("capability", "record"), ("capability", "no-such")]).hasErrors)
    #expect(!form([("capability", "record")]).hasErrors)
    #expect(!form([("keyholder", "yes")]).hasErrors)
    let failing = form([("capability", "record"), ("capability", "decide")])
    let html = page([], invitation: failing)
    #expect(html.contains("error-summary"))
    #expect(html.contains("value=\"record\" checked"))
}

@Test(arguments: MembershipRefusal.allCases)
func `every refusal about members has a sentence`(refusal: MembershipRefusal) {
    let message = Message("refusal.membership.\(refusal.rawValue)")
    #expect(!words(message).contains("⟦"))
    #expect(page([], refusal: message).contains("role=\"status\""))
}

@Test(arguments: NewMemberRefusal.allCases)
func `every refusal of a new member stands at the field that it is about`(
    refusal: NewMemberRefusal
) {
    var form = JoiningForm(
        reading: FormBody([
            .init("code", " ABCD "), .init("name", "Ана"), .init("login", "ana"),
            .init("password", "correct horse battery"),
        ])
    )
    #expect(!form.hasErrors)
    form.fail(refusal)
    let failing = form.fields.filter { $0.error != nil }
    #expect(failing.count == 1)
    #expect(failing.allSatisfy { !words($0.error ?? Message("")).contains("⟦") })
    let html = JoiningPage(
        title: "Join",
        action: .invitation(token: "t"),
        isFirst: false,
        form: form,
        words: words
    ).html
    // What was typed is kept; the password is not sent back.
    #expect(html.contains("value=\"Ана\"") && html.contains("value=\"ABCD\""))
    #expect(!html.contains("correct horse battery"))
}

@Test
func `a joining form is limited in length, and says so with the limit`() {
    let long = String(repeating: "x", count: 201)
    let form = JoiningForm(
        reading: FormBody([.init("code", long), .init("name", long), .init("login", long)])
    )
    let errors = form.fields.compactMap(\.error).map { words($0) }
    #expect(errors.count == 3)
    #expect(errors.allSatisfy { $0.contains("200") && !$0.contains("⟦") })
}

@Test
func `link and code stand on one page with the advice to tell them apart`() {
    let html = InvitationPage(
        agency: "Legal aid",
        link: "https://tandem.example/invitation/t",
        code: "ABCD-EFGH-JKMN",
        expires: "3 March 2026, 10:00",
        back: .members,
        words: words
    ).html
    #expect(html.contains("https://tandem.example/invitation/t"))
    #expect(html.contains("ABCD-EFGH-JKMN"))
    #expect(html.contains(words("invitation.how-code")))
    #expect(!html.contains("⟦"))
}

@Test
func `a first keyholder sees the recovery code once, a colleague only what to read out`() {
    let first = WelcomePage(
        agency: "A",
        recoveryCode: "R-E-C",
        fingerprint: "aaaa bbbb",
        words: words
    ).html
    #expect(first.contains("R-E-C") && first.contains("aaaa bbbb"))
    let other = WelcomePage(agency: "A", recoveryCode: nil, fingerprint: "cccc dddd", words: words)
        .html
    #expect(other.contains(words("joining.wait-for-keyholder")))
    #expect(other.contains("cccc dddd") && !other.contains(words("joining.recovery-code")))
}

@Test(arguments: AgencyProgress.allCases)
func `an agency offers exactly the next step that it needs`(progress: AgencyProgress) {
    let id = Agency.ID("legal-aid")
    let html = AgenciesPage(
        lines: [
            .init(
                id: id,
                name: "Legal aid",
                kind: .legalAid,
                progress: progress,
                fingerprint: "aaaa"
            )
        ],
        failing: nil,
        token: "token",
        words: words
    ).html
    let invites = html.contains("/agencies/legal-aid/invitation")
    let confirms = html.contains("/agencies/legal-aid/confirmation")
    #expect(invites == (progress == .notInvited || progress == .invited))
    #expect(confirms == (progress == .awaitsFingerprint))
    #expect(!html.contains("⟦"))
}

private func shippedMechanism(_ name: String) throws -> Mechanism {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "mechanisms/\(name).yaml")
    return try Mechanism(reading: Array(Data(contentsOf: file)))
}

@Test(arguments: ["demonstration", "bulgaria", "united-kingdom", "template"])
func `the mechanism page writes everything out and marks what nobody verified`(
    name: String
) throws {
    let mechanism = try shippedMechanism(name)
    let html = MechanismPage(title: "Mechanism", mechanism: mechanism, words: words).html
    #expect(!html.contains("⟦"))
    let unverified = mechanism.claims(in: words).filter { !$0.source.isVerified }
    let marks = html.components(separatedBy: "badge-verify").count - 1
    // Each once in the list, and once beside what it is a source of, as far as that is shown.
    #expect(marks >= unverified.count)
    #expect(html.contains(words("mechanism.all-verified")) == unverified.isEmpty)
    let confidential = Set(
        mechanism.services.filter { $0.location == .confidential }.map(\.agency)
    )
    for agency in mechanism.agencies where confidential.contains(agency.id) {
        #expect(agency.contact.address.map { html.contains($0) } != true)
    }
}
