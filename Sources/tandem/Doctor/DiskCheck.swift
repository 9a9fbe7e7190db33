import Glibc

/// Whether there is room on the disk, and for how long.
struct DiskCheck {
    let path: String
    let freeBytes: Int64
    let isReadOnly: Bool
    /// By which the databases grew a day since they were made; nil where that is not known.
    let growth: Int64?

    static let faultBytes: Int64 = 256 << 20
    static let warningBytes: Int64 = 2 << 30
    static let faultDays: Int64 = 7
    static let warningDays: Int64 = 60

    var symptoms: [Symptom] {
        if isReadOnly {
            return [
                .fault(
                    "disk-space",
                    "The file system of \(path) takes no writes",
                    "look for a fault of the disk in the system's log, and mount it for writing"
                )
            ]
        }
        let remedy = "make room, or move the data to a larger disk"
        let free = "\(freeBytes >> 20) MiB are free at \(path)"
        let days = growth.flatMap { $0 > 0 ? freeBytes / $0 : nil }
        let rest = days.map { ", for \($0) days at the present rate" } ?? ""
        if freeBytes < Self.faultBytes || days.map({ $0 < Self.faultDays }) == true {
            return [.fault("disk-space", "Only \(free)\(rest)", remedy)]
        }
        if freeBytes < Self.warningBytes || days.map({ $0 < Self.warningDays }) == true {
            return [.warning("disk-space", "Only \(free)\(rest)", remedy)]
        }
        return []
    }
}

extension DiskCheck {
    /// Asks the file system; nil where it doesn't answer.
    init?(path: String, growth: Int64?) {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        self.init(
            path: path,
            freeBytes: Int64(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize)),
            isReadOnly: facts.f_flag & UInt(ST_RDONLY) != 0,
            growth: growth
        )
    }

    /// The growth a day of what is `bytes` large after `days`; a first week says nothing of the years.
    static func growth(bytes: Int64, days: Int64) -> Int64? { days < 7 ? nil : bytes / days }
}
