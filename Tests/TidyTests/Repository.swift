import Foundation

/// A text file of the repository.
struct TextFile: Sendable {
    /// From the root of the repository, with `/` between names.
    let path: String
    let text: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var fileExtension: String {
        name.contains(".") ? String(name.split(separator: ".").last ?? "") : ""
    }
    var lineCount: Int {
        text.utf8.reduce(text.hasSuffix("\n") ? 0 : 1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    }

    /// The target that a source file belongs to, or `nil` elsewhere.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }
}

/// A Swift file of `Sources`, read once for all rules.
struct SourceFile: Sendable {
    let path: String
    let target: String
    let swift: SwiftText

    var name: String { String(path.split(separator: "/").last ?? "") }

    init(path: String, target: String, text: String) {
        self.path = path
        self.target = target
        swift = SwiftText(text)
    }
}

/// What a rule found, and where.
struct Finding: Sendable, CustomStringConvertible, Equatable {
    let path: String
    /// Counted from 1.
    let line: Int
    let what: String

    var description: String { "\(path):\(line): \(what)" }
}

/// The repository that this test was compiled in.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// Folders that are made, never committed.
    private static let made: Set<String> = [
        ".build", ".git", ".venv", "__pycache__", "data", "out",
    ]
    private static let binary: Set<String> = [
        "db", "gif", "gz", "ico", "jpg", "pdf", "png", "woff2",
    ]

    /// Every text file, sorted by path.
    static let files: [TextFile] = {
        var files: [TextFile] = []
        let prefix = root.path.hasSuffix("/") ? root.path : root.path + "/"
        let walk = FileManager.default.enumerator(
            at: root,
            includingPropertiesForKeys: [.isDirectoryKey]
        )
        while let url = walk?.nextObject() as? URL {
            if made.contains(url.lastPathComponent) {
                walk?.skipDescendants()
                continue
            }
            guard !binary.contains(url.pathExtension),
                let data = FileManager.default.contents(atPath: url.path),
                !data.prefix(1_024).contains(0),
                let text = String(data: data, encoding: .utf8)
            else { continue }
            files.append(TextFile(path: String(url.path.dropFirst(prefix.count)), text: text))
        }
        return files.sorted { $0.path < $1.path }
    }()

    /// The Swift files of `Sources`.
    static let sources: [SourceFile] = files.compactMap { file in
        guard let target = file.target, file.fileExtension == "swift" else { return nil }
        return SourceFile(path: file.path, target: target, text: file.text)
    }
}
