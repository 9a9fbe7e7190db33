import Testing

@testable import HTTP

@Suite struct MultipartRefusalTests {
    private static func part(_ head: String) -> String { "--XYZ\r\n\(head)\r\n\r\nx\r\n--XYZ--" }

    private static let good = "Content-Disposition: form-data; name=\"a\""

    @Test(arguments: [
        "x" + part(good), "\r\n" + part(good), part(good) + "x", part(good) + "\r\n\r\n",
        "--XYZ \r\n\(good)\r\n\r\nx\r\n--XYZ--", "--XYZ\n\(good)\n\nx\n--XYZ--\n",
        "--XYZ\r\n\(good)\r\n\r\nx\r\n--XYZa\r\n--XYZ--", part("\r\n\(good)"),
        part("Content-Type: text/plain"), part(good + "\r\n" + good), part(good + "\r\nnone"),
        part(good + "\r\n Folded: x"), part(good + "\r\nContent-Transfer-Encoding: base64"),
        part(good + "\r\nContent-Type: a/b\r\nContent-Type: c/d"),
        part("Content-Disposition: attachment; name=\"a\""),
        part("Content-Disposition: form-dataname=\"a\""),
        part("Content-Disposition: form-data"), part("Content-Disposition: form-data; name=\"\""),
        part("Content-Disposition: form-data; name=a"),
        part("Content-Disposition: form-data; name=\"a"),
        part("Content-Disposition: form-data; name=\"a\"b"),
        part("Content-Disposition: form-data; name=\"a\";"),
        part("Content-Disposition: form-data; name=\"a\"; name=\"b\""),
        part("Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x"),
        part("Content-Disposition: form-data; name=\"a\\\"b\""),
        part("Content-Disposition: form-data; name=\"a\u{0}b\""),
        part("Content-Disposition: form-data; name=\"a\u{1}b\""),
    ])
    func `What no browser writes is refused`(body: String) async throws {
        await #expect(throws: MultipartReader.Failure.malformed) {
            try await MultipartTests.read([Array(body.utf8)])
        }
        await #expect(throws: MultipartReader.Failure.malformed) {
            try await MultipartTests.read(body.utf8.map { [$0] })
        }
    }

    @Test(arguments: [
        ("a%22b", "a\"b"), ("a%0D%0Ab", "a\r\nb"), ("100%", "100%"), ("%2522", "%2522"),
        ("%0d%41%2", "%0d%41%2"), ("имя.jpg", "имя.jpg"), ("\u{301}x", "\u{301}x"),
        ("C:\\dir\\a;b=c", "C:\\dir\\a;b=c"), (" ", " "),
    ])
    func `A file name is what was typed, with a browser's three escapes undone`(
        written: String,
        name: String
    ) async throws {
        let body = Self.part(
            "Content-Disposition: form-data; name=\"f\"; filename=\"\(written)\""
        )
        let parts = try await MultipartTests.read([Array(body.utf8)])
        #expect(parts == [.init("f", file: name, "x".utf8)])
    }

    @Test func `Bounds are kept, and are no narrower than they say`() async throws {
        var bounds = MultipartReader.Bounds()
        bounds.parts = 2
        let part = "--XYZ\r\n\(Self.good)\r\n\r\nx\r\n"
        let two = Array("\(part)\(part)--XYZ--".utf8)
        #expect(try await MultipartTests.read([two], within: bounds).count == 2)
        await #expect(throws: MultipartReader.Failure.tooManyParts(limit: 2)) {
            let three = Array("\(part)\(part)\(part)--XYZ--".utf8)
            _ = try await MultipartTests.read([three], within: bounds)
        }
        bounds.headBytes = Self.good.utf8.count + 4
        #expect(try await MultipartTests.read([two], within: bounds).count == 2)
        bounds.headBytes -= 1
        for pieces in [[two], two.map { [$0] }] {
            await #expect(
                throws: MultipartReader.Failure.headTooLong(limitBytes: bounds.headBytes)
            ) {
                try await MultipartTests.read(pieces, within: bounds)
            }
        }
    }

    @Test func `A field is read as text, up to its bound and only in UTF-8`() async throws {
        let boundary = try #require(MultipartBoundary("XYZ"))
        var bounds = MultipartReader.Bounds()
        bounds.fieldBytes = 5
        let failures: [([UInt8], MultipartReader.Failure?)] = [
            (Array("Аня".utf8.dropLast(2)) + [0x61], nil),
            (Array("abcdef".utf8), .fieldTooLong(limitBytes: 5)), ([0x61, 0xFF], .invalidUTF8),
        ]
        for (content, failure) in failures {
            let head = Array("--XYZ\r\n\(Self.good)\r\n\r\n".utf8)
            let body = head + content + Array("\r\n--XYZ--".utf8)
            var reader = MultipartReader(
                UploadBody(pieces: body.map { [$0] }),
                boundary: boundary,
                within: bounds
            )
            _ = try await reader.nextPart()
            do {
                let text = try await reader.text()
                #expect(failure == nil)
                #expect(Array(text.utf8) == content)
            } catch let error as MultipartReader.Failure {
                #expect(error == failure)
            }
        }
        await #expect(throws: MultipartReader.Failure.invalidUTF8) {
            let head = "--XYZ\r\nContent-Disposition: form-data; name=\"a"
            let body = Array(head.utf8) + [0xFF] + Array("\"\r\n\r\nx\r\n--XYZ--".utf8)
            _ = try await MultipartTests.read([body])
        }
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=XYZ", "XYZ"), ("Multipart/Form-Data;BOUNDARY=XYZ", "XYZ"),
        ("multipart/form-data; boundary=\"a b\"", "a b"),
        ("multipart/form-data; charset=utf-8; boundary=a", "a"),
        ("multipart/form-data; boundary=----WebKitFormBoundary0aB1", "----WebKitFormBoundary0aB1"),
        ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
        ("multipart/form-data; boundary=\"\"", nil), ("multipart/mixed; boundary=a", nil),
        ("multipart/form-data; boundary=a; boundary=b", nil),
        ("multipart/form-data; boundary=a\u{E9}", nil), ("multipart/form-data; boundary", nil),
        ("multipart/form-data; boundary=\"a \"", nil), ("text/plain; boundary=a", nil),
        ("multipart/form-data; boundary=" + String(repeating: "a", count: 71), nil),
    ])
    func `A boundary comes from a content type, and only from a sound one`(
        header: String,
        boundary: String?
    ) {
        #expect(MultipartBoundary(contentType: header)?.text == boundary)
    }
}
