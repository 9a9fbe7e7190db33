internal import CLinkage

/// SipHash-2-4: a pseudorandom function of short texts under a key of 128 bits.
///
/// BLAKE2b and HMAC would do as well, at ten to fifty times the cost; a fingerprint takes some fifty hashes.
struct KeyedHash {
    let first: UInt64
    let second: UInt64

    func callAsFunction(_ token: UInt64) -> UInt64 { linkage_hash(first, second, token) }
}
