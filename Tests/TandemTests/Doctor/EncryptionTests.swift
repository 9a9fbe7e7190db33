import Foundation
import Testing

@testable import tandem

struct `What lies below a folder` {
    private static let path = "/var/lib/tandem"

    /// A machine with these mounts and no devices yet.
    private func machine(_ mounts: String...) throws -> MachineTree {
        try MachineTree(mounts: mounts)
    }

    private func mount(
        _ device: String,
        at point: String,
        _ type: String,
        _ source: String
    )
        -> String
    {
        "36 35 \(device) / \(point) rw,relatime shared:1 - \(type) \(source) rw"
    }

    @Test func `is a disk in clear, or one that a host may encrypt`() throws {
        let tree = try machine(mount("8:1", at: "/", "ext4", "/dev/sda1"))
        try tree.add("sda", "8:0")
        try tree.add("sda1", "8:1", partitionOf: "sda")
        #expect(tree.devices.place(of: Self.path) == .clear(isVirtual: false))
        let virtual = try machine(mount("254:1", at: "/", "ext4", "/dev/vda1"))
        try virtual.add("vda", "254:0", in: "pci0000:00/virtio1/block")
        try virtual.add("vda1", "254:1", in: "pci0000:00/virtio1/block", partitionOf: "vda")
        #expect(virtual.devices.place(of: Self.path) == .clear(isVirtual: true))
    }

    @Test func `is encrypted by LUKS, with volumes above it too`() throws {
        let tree = try machine(mount("253:1", at: "/", "ext4", "/dev/mapper/vg-root"))
        try tree.add("sda", "8:0")
        try tree.add("sda2", "8:2", partitionOf: "sda")
        try tree.add("dm-0", "253:0", in: "virtual", mapping: "CRYPT-LUKS2-1-crypt", on: "sda2")
        try tree.add("dm-1", "253:1", in: "virtual", mapping: "LVM-abc", on: "dm-0")
        #expect(tree.devices.place(of: Self.path) == .encrypted)
    }

    @Test func `is not encrypted where a part of a volume is not`() throws {
        let tree = try machine(mount("253:1", at: "/", "ext4", "/dev/mapper/vg-root"))
        try tree.add("sda2", "8:2")
        try tree.add("sdb", "8:16")
        try tree.add("dm-0", "253:0", in: "virtual", mapping: "CRYPT-LUKS2-1-crypt", on: "sda2")
        try tree.add("dm-1", "253:1", in: "virtual", mapping: "LVM-abc", on: "dm-0", "sdb")
        #expect(tree.devices.place(of: Self.path) == .clear(isVirtual: false))
    }

    @Test func `is a part of an array that is encrypted as a whole, or is not`() throws {
        let tree = try machine(mount("259:0", at: "/", "ext4", "/dev/md0p1"))
        try tree.add("dm-0", "253:0", in: "virtual", mapping: "CRYPT-LUKS2-1-a")
        try tree.add("dm-1", "253:1", in: "virtual", mapping: "CRYPT-LUKS2-1-b")
        try tree.add("md0", "9:0", in: "virtual", on: "dm-0", "dm-1")
        try tree.add("md0p1", "259:0", in: "virtual", partitionOf: "md0")
        #expect(tree.devices.place(of: Self.path) == .encrypted)
    }

    @Test func `is found through a loop device's file and by the name of a source`() throws {
        let tree = try machine(
            mount("0:40", at: "/var/lib/tandem", "btrfs", "/dev/mapper/data"),
            mount("8:1", at: "/", "ext4", "/dev/sda1")
        )
        try tree.add("sda1", "8:1")
        try tree.add("loop0", "7:0", in: "virtual")
        try tree.write("sys/devices/virtual/loop0/loop/backing_file", "/srv/image\n")
        try tree.add("dm-3", "253:3", in: "virtual", on: "loop0")
        try tree.link("dev/mapper/data", to: "dev/dm-3")
        #expect(tree.devices.place(of: Self.path) == .clear(isVirtual: false))
        #expect(tree.devices.place(of: "/var/lib") == .clear(isVirtual: false))
    }

    @Test(
        arguments: [
            ("overlay", .unknown), ("zfs", .unknown), ("tmpfs", .memory), ("nfs4", .network),
            ("cifs", .network), ("fuse.gocryptfs", .encrypted), ("ecryptfs", .encrypted),
        ] as [(String, BlockDevices.Place)]
    )
    func `is told by the kind of file system`(type: String, place: BlockDevices.Place) throws {
        let tree = try machine(mount("0:40", at: "/", type, "source"))
        #expect(tree.devices.place(of: Self.path) == place)
    }

    @Test func `is the deepest mount, and of two at one place the later`() throws {
        let tree = try machine(
            mount("0:1", at: "/", "overlay", "o"),
            mount("0:2", at: "/var/lib/tandem", "nfs", "n"),
            mount("0:3", at: "/var/lib/tandem", "tmpfs", "t"),
            mount("0:4", at: "/var/lib/tandemonium", "cifs", "c"),
            mount("0:5", at: "/srv/with\\040blank", "nfs", "n")
        )
        #expect(tree.devices.place(of: Self.path) == .memory)
        #expect(tree.devices.place(of: "\(Self.path)/deeper") == .memory)
        #expect(tree.devices.place(of: "/var/lib") == .unknown)
        #expect(tree.devices.place(of: "/srv/with blank") == .network)
    }

    @Test func `can't be told where the kernel shows nothing, or turns in a ring`() throws {
        #expect(BlockDevices(root: "/nonexistent").place(of: Self.path) == .unknown)
        let bare = try machine(mount("8:1", at: "/", "ext4", "/dev/sda1"), "nonsense", "a b c")
        #expect(bare.devices.place(of: Self.path) == .unknown)
        let ring = try machine(mount("253:0", at: "/", "ext4", "/dev/dm-0"))
        try ring.add("dm-0", "253:0", in: "virtual", on: "dm-1")
        try ring.add("dm-1", "253:1", in: "virtual", on: "dm-0")
        #expect(ring.devices.place(of: Self.path) == .unknown)
    }
}

struct `A doctor on encryption` {
    private func found(
        _ place: BlockDevices.Place,
        swap: [BlockDevices.Place] = []
    ) -> [String] {
        EncryptionCheck(path: "/d", place: place, swap: swap).symptoms
            .map { "\($0.severity.rawValue) \($0.check)" }
    }

    @Test(
        arguments: [
            (.encrypted, []), (.clear(isVirtual: false), ["fault disk-encryption"]),
            (.clear(isVirtual: true), ["warning disk-encryption"]),
            (.memory, ["warning disk-encryption"]), (.network, ["fault disk-encryption"]),
            (.unknown, ["note disk-encryption"]),
        ] as [(BlockDevices.Place, [String])]
    )
    func `says what is known of the disk, and honestly what is not`(
        place: BlockDevices.Place,
        lines: [String]
    ) {
        #expect(found(place) == lines)
    }

    @Test func `says once where memory goes to a disk in clear`() {
        #expect(found(.encrypted, swap: [.encrypted, .memory]) == [])
        #expect(found(.encrypted, swap: [.clear(isVirtual: true)]) == ["warning swap"])
        #expect(
            found(.encrypted, swap: [.clear(isVirtual: false), .clear(isVirtual: false), .unknown])
                == ["warning swap"]
        )
        #expect(found(.encrypted, swap: [.encrypted, .unknown]) == ["note swap"])
    }

    @Test func `reads the swap from the kernel's list`() throws {
        let tree = try MachineTree(
            mounts: ["36 35 8:1 / / rw - ext4 /dev/sda1 rw"],
            swaps: [
                "/dev/dm-1                               partition\t999\t0\t-2",
                "/dev/zram0                              partition\t999\t0\t-3",
                "/swapfile                               file\t\t999\t0\t-4",
                "/dev/gone                               partition\t999\t0\t-5",
            ]
        )
        try tree.add("sda1", "8:1")
        try tree.add("dm-1", "253:1", in: "virtual", mapping: "CRYPT-PLAIN-swap", on: "sda1")
        let check = EncryptionCheck(path: "/", devices: tree.devices)
        #expect(check.swap == [.encrypted, .memory, .clear(isVirtual: false), .unknown])
        #expect(check.place == .clear(isVirtual: false))
        #expect(try EncryptionCheck(path: "/", devices: MachineTree().devices).swap == [])
    }
}
