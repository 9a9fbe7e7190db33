internal import CLinkage

/// A way to scan, for what a processor can do; all find exactly the same.
package enum Kernel: UInt32, CaseIterable, Sendable {
    case portable, popcnt, avx2, avx512

    /// This processor has it.
    package var isSupported: Bool { linkage_has_kernel(linkage) != 0 }

    /// The fastest that this processor has.
    package static var fastest: Kernel {
        Kernel(rawValue: linkage_fastest_kernel().rawValue) ?? .portable
    }

    var linkage: linkage_kernel { linkage_kernel(rawValue: rawValue) }
}
