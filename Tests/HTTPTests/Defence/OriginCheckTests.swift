import Testing

@testable import HTTP

@Suite struct OriginCheckTests {
    @Test(
        arguments: [
            ([("Origin", "https://nrm.example")], .allowed),
            ([("Origin", "https://NRM.example:443")], .allowed),
            ([("Origin", "http://127.0.0.1:8080")], .allowed),
            ([("Origin", "https://nrm.example"), ("Sec-Fetch-Site", "same-origin")], .allowed),
            ([("Origin", "https://nrm.example"), ("Sec-Fetch-Site", "none")], .allowed),
            ([("Referer", "https://nrm.example/cases?x=1")], .allowed),
            ([("Referer", "https://nrm.example")], .allowed),
            ([], .refused(.unproven)),
            ([("Sec-Fetch-Site", "same-origin")], .refused(.unproven)),
            ([("Origin", "null")], .refused(.foreignOrigin)),
            ([("Origin", "")], .refused(.foreignOrigin)),
            ([("Origin", "https://evil.example")], .refused(.foreignOrigin)),
            ([("Origin", "http://nrm.example")], .refused(.foreignOrigin)),
            ([("Origin", "https://nrm.example:8443")], .refused(.foreignOrigin)),
            ([("Origin", "https://nrm.example.evil.example")], .refused(.foreignOrigin)),
            ([("Origin", "https://nrm.example@evil.example")], .refused(.foreignOrigin)),
            ([("Origin", "https://nrm.example/")], .refused(.foreignOrigin)),
            (
                [("Origin", "https://nrm.example"), ("Origin", "https://nrm.example")],
                .refused(.foreignOrigin)
            ),
            ([("Origin", "null"), ("Referer", "https://nrm.example/")], .refused(.foreignOrigin)),
            ([("Referer", "https://evil.example/https://nrm.example")], .refused(.foreignReferrer)),
            ([("Referer", "about:blank")], .refused(.foreignReferrer)),
            (
                [("Referer", "https://nrm.example/"), ("Referer", "https://nrm.example/")],
                .refused(.foreignReferrer)
            ),
            (
                [("Origin", "https://nrm.example"), ("Sec-Fetch-Site", "cross-site")],
                .refused(.crossSite)
            ),
            (
                [("Origin", "https://nrm.example"), ("Sec-Fetch-Site", "same-site")],
                .refused(.crossSite)
            ),
        ] as [([(String, String)], OriginCheck.Verdict)]
    )
    func `A form must prove that it comes from a page of ours`(
        fields: [(String, String)],
        verdict: OriginCheck.Verdict
    ) throws {
        let check = OriginCheck(
            origins: try ["https://nrm.example", "http://127.0.0.1:8080"].map {
                try #require(Origin($0))
            }
        )
        var headers = HTTPHeaders()
        for (name, value) in fields { try headers.add(name, value) }
        #expect(check.verdict(for: headers) == verdict)
    }

    @Test(arguments: [
        ("https://a.example", "https://a.example"), ("HTTP://A.example:80", "http://a.example"),
        ("http://a.example:443", "http://a.example:443"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func `An origin has one notation`(given: String, text: String) {
        #expect(Origin(given)?.text == text)
    }

    @Test(arguments: [
        "null", "", "https://", "ftp://a", "https://a:b", "https://a:", "https://a:0",
        "https://a:70000",
        "https://u@a", "https://a b", "https://[::1", "https://[abc]", "https://é.example", "//a",
    ])
    func `What is no origin is none`(given: String) {
        #expect(Origin(given) == nil)
    }

    @Test func `The policy lets nothing in from elsewhere`() {
        #expect(
            SecurityHeaders.contentSecurityPolicy
                == "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                + "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        let names = SecurityHeaders().fields.map(\.name)
        #expect(!names.contains("Strict-Transport-Security"))
        #expect(
            SecurityHeaders(requiresHTTPS: true).fields.map(\.name).contains(
                "Strict-Transport-Security"
            )
        )
        var headers = HTTPHeaders()
        SecurityHeaders().apply(to: &headers)
        #expect(headers["Cache-Control"] == "no-store")
        #expect(Set(headers.fields.map(\.name)).count == headers.fields.count)
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("2001:DB8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("::1", "::/64"),
    ])
    func `Who shares a budget shares a network`(address: String, network: String) throws {
        #expect(try #require(ClientAddress(address)).network == network)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "1.2.3.4:80", "[::1]", "fe80::1%eth0", "a", "1.2.3.4\u{0}",
    ])
    func `What is no address is none`(text: String) {
        #expect(ClientAddress(text) == nil)
    }
}
