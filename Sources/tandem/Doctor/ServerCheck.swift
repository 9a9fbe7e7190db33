import Foundation
import HTTP

/// Whether the servers that run on this machine run as they should.
struct ServerCheck {
    struct Server: Equatable {
        let number: Int
        let user: Int?
        /// How many files it may open; nil where nothing limits it or nobody says.
        let mostFiles: Int?
    }

    let servers: [Server]

    /// A file for each connection, and room for the databases and the program itself.
    static let neededFiles = Limits().connections + 100

    var symptoms: [Symptom] {
        servers.flatMap { server in
            var symptoms: [Symptom] = []
            if server.user == 0 {
                symptoms.append(
                    .fault(
                        "server",
                        "The server with process number \(server.number) runs as root",
                        "run it as a user of its own, as packaging/tandem.service does"
                    )
                )
            }
            if let most = server.mostFiles, most < Self.neededFiles {
                symptoms.append(
                    .warning(
                        "open-files",
                        """
                        The server with process number \(server.number) may open \(most) files, \
                        fewer than its connections need
                        """,
                        "let it open 8192: LimitNOFILE= in its unit, or 'ulimit -n'"
                    )
                )
            }
            return symptoms
        }
    }
}

extension ServerCheck {
    /// Looks for them among the processes that can be seen.
    init(root: String = "") {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/proc")) ?? []
        servers = names.compactMap { Int($0) }.sorted().compactMap { number in
            let process = "\(root)/proc/\(number)"
            let words = Self.text("\(process)/cmdline").split(separator: "\0")
            guard words.count > 1, words[0].split(separator: "/").last == "tandem",
                words[1] == "serve"
            else { return nil }
            let line = Self.text("\(process)/status").split(separator: "\n")
                .first { $0.hasPrefix("Uid:") }
            return Server(
                number: number,
                // The effective user.
                user: line?.split(whereSeparator: \.isWhitespace).dropFirst(2).first
                    .flatMap { Int($0) },
                mostFiles: ProcessFigures.fileLimit(of: process)
            )
        }
    }

    private static func text(_ path: String) -> String { KernelFile.text(path) ?? "" }
}
