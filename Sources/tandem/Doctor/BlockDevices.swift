import Foundation

/// What lies below a file: read from what the kernel shows of mounts and block devices.
struct BlockDevices {
    /// What is known of the place where something is kept.
    enum Place: Equatable {
        /// Whatever reaches the disk is encrypted by this system.
        case encrypted
        /// A disk that this system writes to in clear; a virtual one may be encrypted by its host.
        case clear(isVirtual: Bool)
        /// In memory, and gone with the power.
        case memory
        /// On another machine.
        case network
        case unknown
    }

    /// Before `/proc` and `/sys`: empty on a real machine.
    var root = ""

    /// Where the file or folder at an absolute path without links lies.
    func place(of path: String) -> Place { place(of: path, depth: 0) }

    private func place(of path: String, depth: Int) -> Place {
        guard let mount = mount(of: path) else { return .unknown }
        switch mount.type {
        case "tmpfs", "ramfs": return .memory
        case "nfs", "nfs4", "cifs", "smb3", "ceph", "fuse.sshfs", "fuse.glusterfs": return .network
        case "ecryptfs", "fuse.gocryptfs", "fuse.encfs": return .encrypted
        default: break
        }
        if !mount.device.hasPrefix("0:") { return place(ofDevice: mount.device, depth: depth) }
        // Some file systems, Btrfs among them, have a number of their own and name their device.
        return number(ofDeviceFile: mount.source).map { place(ofDevice: $0, depth: depth) }
            ?? .unknown
    }

    /// The place behind a device file, as `/proc/swaps` names it.
    func place(ofDeviceFile path: String) -> Place {
        if path.split(separator: "/").last?.hasPrefix("zram") == true { return .memory }
        return number(ofDeviceFile: path).map { place(ofDevice: $0, depth: 0) } ?? .unknown
    }

    /// Walks from a device to those that it is made of.
    private func place(ofDevice number: String, depth: Int) -> Place {
        let folder = "\(root)/sys/dev/block/\(number)"
        guard depth < 16, FileManager.default.fileExists(atPath: folder) else { return .unknown }
        if text("\(folder)/dm/uuid")?.hasPrefix("CRYPT-") == true { return .encrypted }
        if let file = text("\(folder)/loop/backing_file") {
            return place(of: file, depth: depth + 1)
        }
        let slaves =
            (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/slaves")) ?? []
        let below = slaves.compactMap { text("\(folder)/slaves/\($0)/dev") }
        guard !below.isEmpty, below.count == slaves.count else {
            // A part of a disk stands in the folder of the whole one.
            if text("\(folder)/partition") != nil {
                let whole = URL(filePath: folder).resolvingSymlinksInPath()
                    .deletingLastPathComponent().path
                return text("\(whole)/dev").map { place(ofDevice: $0, depth: depth + 1) }
                    ?? .unknown
            }
            let real = URL(filePath: folder).resolvingSymlinksInPath().path
            return .clear(isVirtual: ["/virtio", "/vbd-", "/VMBUS"].contains(where: real.contains))
        }
        // Encrypted only where all of it is.
        let places = below.map { place(ofDevice: $0, depth: depth + 1) }
        return places.first { $0 != .encrypted } ?? .encrypted
    }

    private func number(ofDeviceFile path: String) -> String? {
        guard path.hasPrefix("/dev/") else { return nil }
        let name = URL(filePath: root + path).resolvingSymlinksInPath().lastPathComponent
        return text("\(root)/sys/class/block/\(name)/dev")
    }

    private func text(_ path: String) -> String? {
        KernelFile.text(path)?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension BlockDevices {
    private struct Mount {
        let device: String
        let type: String
        let source: String
    }

    /// The mount that a path lies in: the deepest, and of two at one place the later.
    private func mount(of path: String) -> Mount? {
        var best: (depth: Int, mount: Mount)?
        for line in (text("\(root)/proc/self/mountinfo") ?? "").split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 8, let dash = fields[6...].firstIndex(of: "-"),
                fields.count > dash + 2
            else { continue }
            let point = Self.unescaped(fields[4])
            let prefix = point == "/" ? "/" : point + "/"
            guard (path + "/").hasPrefix(prefix), prefix.utf8.count >= best?.depth ?? 0 else {
                continue
            }
            best = (
                prefix.utf8.count,
                Mount(device: fields[2], type: fields[dash + 1], source: fields[dash + 2])
            )
        }
        return best?.mount
    }

    /// Blanks and a few more are written as three octal digits.
    private static func unescaped(_ text: String) -> String {
        ["040": " ", "011": "\t", "012": "\n", "134": "\\"].reduce(text) {
            $0.replacingOccurrences(of: "\\" + $1.key, with: $1.value)
        }
    }
}
