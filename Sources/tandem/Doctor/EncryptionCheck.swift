import Foundation

/// Whether what leaves the memory is encrypted: on the disk and in the swap.
struct EncryptionCheck {
    let path: String
    let place: BlockDevices.Place
    /// Each place that memory is moved to.
    let swap: [BlockDevices.Place]

    var symptoms: [Symptom] { disk + swapped }

    private var disk: [Symptom] {
        let luks = "move the data to a disk with LUKS"
        switch place {
        case .encrypted: return []
        case .clear(isVirtual: false):
            return [
                .fault("disk-encryption", "The disk of \(path) is not encrypted", luks)
            ]
        case .clear(isVirtual: true):
            return [
                .warning(
                    "disk-encryption",
                    "The disk of \(path) is virtual and not encrypted by this system",
                    "\(luks), or make sure that the machine's host encrypts it, and write down who said so"
                )
            ]
        case .memory:
            return [
                .warning(
                    "disk-encryption",
                    "\(path) lies in memory and is gone with the power",
                    "keep real data on an encrypted disk"
                )
            ]
        case .network:
            return [
                .fault(
                    "disk-encryption",
                    "\(path) lies on another machine, where the database may be damaged",
                    "keep the files on a disk of this machine, or use PostgreSQL"
                )
            ]
        case .unknown:
            return [
                .note(
                    "disk-encryption",
                    "Whether the disk of \(path) is encrypted can't be told from here",
                    "look at the machine itself; inside a container, at its host"
                )
            ]
        }
    }

    private var swapped: [Symptom] {
        if swap.contains(where: { if case .clear = $0 { true } else { $0 == .network } }) {
            return [
                .warning(
                    "swap",
                    "Memory is swapped to a disk that is not encrypted",
                    "swapoff -a and take the line out of /etc/fstab, or encrypt the swap"
                )
            ]
        }
        guard swap.contains(.unknown) else { return [] }
        return [
            .note(
                "swap",
                "Whether the swap is encrypted can't be told from here",
                "look at the machine itself with 'swapon --show' and 'lsblk'"
            )
        ]
    }
}

extension EncryptionCheck {
    /// Asks the kernel about a folder and about the swap.
    init(path: String, devices: BlockDevices) {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        let lines = (KernelFile.text("\(devices.root)/proc/swaps") ?? "").split(separator: "\n")
        self.init(
            path: path,
            place: devices.place(of: real),
            swap: lines.dropFirst().compactMap { line in
                let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
                guard fields.count > 1 else { return nil }
                return fields[1] == "file"
                    ? devices.place(of: fields[0]) : devices.place(ofDeviceFile: fields[0])
            }
        )
    }
}
