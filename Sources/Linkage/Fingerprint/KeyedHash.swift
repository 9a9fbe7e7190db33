internal import CLinkage

/// SipHash-2-4: a pseudorandom function of short texts under a key of 128 bits.
///
/// BLAKE2b and HMAC hash whole blocks and would do as well, at many times the cost: a token is eight bytes, and a
/// fingerprint takes some fifty of them.
struct KeyedHash {
    let first: UInt64
    let second: UInt64

    func callAsFunction(_ token: UInt64) -> UInt64 { linkage_hash(first, second, token) }
}
