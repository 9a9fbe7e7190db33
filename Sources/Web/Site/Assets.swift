import HTTP

/// Files that every page loads, named by their content so that they can be cached for good.
struct Assets: Sendable {
    private struct File: Sendable {
        let bytes: [UInt8]
        let contentType: String
        let tag: EntityTag
    }

    /// The style sheet's name.
    let styles: String
    /// The script's name.
    let script: String
    private let files: [String: File]

    init() {
        let css = File(
            bytes: PackageResources.tandem_css,
            contentType: "text/css; charset=utf-8",
            tag: EntityTag(of: PackageResources.tandem_css)
        )
        let javascript = File(
            bytes: PackageResources.tandem_js,
            contentType: "text/javascript; charset=utf-8",
            tag: EntityTag(of: PackageResources.tandem_js)
        )
        styles = "tandem-\(css.tag.text).css"
        script = "tandem-\(javascript.tag.text).js"
        files = [styles: css, script: javascript]
    }

    func response(_ name: String, _ request: HTTPRequest) -> HTTPResponse {
        guard let file = files[name] else { return .text("Not found", status: .notFound) }
        return .asset(file.bytes, contentType: file.contentType, tag: file.tag, for: request)
    }
}
