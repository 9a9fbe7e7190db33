import Foundation
import Testing

@testable import tandem

/// A folder that looks like the `/proc`, `/sys` and `/dev` of a machine, as far as a doctor looks there.
final class MachineTree {
    let root: String

    init(mounts: [String] = [], swaps: [String] = []) throws {
        root =
            FileManager.default.temporaryDirectory
            .appending(path: "machine-\(UUID().uuidString)").path
        try write("proc/self/mountinfo", mounts.joined(separator: "\n"))
        try write(
            "proc/swaps",
            (["Filename\tType\tSize\tUsed\tPriority"] + swaps).joined(separator: "\n") + "\n"
        )
    }

    deinit {
        // A folder that stays behind in the system's temporary place harms nobody.
        try? FileManager.default.removeItem(atPath: root)
    }

    var devices: BlockDevices { BlockDevices(root: root) }

    func write(_ path: String, _ text: String) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
        let place = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
            atPath: place.path,
            withDestinationPath: "\(root)/\(target)"
        )
    }

    /// Adds a block device; `mapping` is the identity that the device mapper gives one.
    func add(
        _ name: String,
        _ number: String,
        in folder: String = "pci0000:00/ata1",
        partitionOf whole: String? = nil,
        mapping: String? = nil,
        on slaves: String...
    ) throws {
        let parent = whole.map { "\(folder)/\($0)" } ?? folder
        let place = "sys/devices/\(parent)/\(name)"
        try write("\(place)/dev", "\(number)\n")
        if whole != nil { try write("\(place)/partition", "1\n") }
        if let mapping { try write("\(place)/dm/uuid", "\(mapping)\n") }
        for slave in slaves { try link("\(place)/slaves/\(slave)", to: "sys/class/block/\(slave)") }
        try link("sys/dev/block/\(number)", to: place)
        try link("sys/class/block/\(name)", to: place)
        try write("dev/\(name)", "")
    }
}
