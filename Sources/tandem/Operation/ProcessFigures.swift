import Foundation
import Glibc

/// What the kernel tells of this process, each figure where it can be read.
struct ProcessFigures {
    let residentBytes: Double?
    let processorSeconds: Double?
    let openFiles: Double?
    let mostOpenFiles: Double?

    /// Reads them from the files that the kernel shows of a process.
    init(process: String = "/proc/self") {
        let page = Double(sysconf(Int32(_SC_PAGESIZE)))
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let memory = Self.text("\(process)/statm").split(separator: " ").compactMap { Double($0) }
        residentBytes = memory.count > 1 ? memory[1] * page : nil
        // The program's name stands in brackets and may hold blanks: count behind it.
        let fields = Self.text("\(process)/stat").split(separator: ")").last?.split(separator: " ")
        if let fields, fields.count > 12, let user = Double(fields[11]),
            let system = Double(fields[12])
        {
            processorSeconds = (user + system) / ticks
        } else {
            processorSeconds = nil
        }
        openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "\(process)/fd"))
            .map { Double($0.count) }
        mostOpenFiles = Self.fileLimit(of: process).map(Double.init)
    }

    /// How many files a process may open; nil where that can't be read or nothing limits it.
    static func fileLimit(of process: String) -> Int? {
        let line = text("\(process)/limits").split(separator: "\n")
            .first { $0.hasPrefix("Max open files") }
        return line?.split(separator: " ").dropFirst(3).first.flatMap { Int($0) }
    }

    /// Open connections to a port of this machine, as the kernel counts them.
    ///
    /// Cost: linear in the connections of the whole machine.
    static func connections(to port: UInt16, process: String = "/proc/self") -> Int {
        let digits = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        return ["tcp", "tcp6"].reduce(0) { sum, table in
            sum
                + text("\(process)/net/\(table)").split(separator: "\n").dropFirst()
                .count { line in
                    let fields = line.split(separator: " ", maxSplits: 4)
                    // 01 is an established connection.
                    return fields.count > 3 && fields[1].hasSuffix(suffix) && fields[3] == "01"
                }
        }
    }

    private static func text(_ path: String) -> String { KernelFile.text(path) ?? "" }
}
