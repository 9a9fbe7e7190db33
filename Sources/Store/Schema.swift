package import Database

/// The schemas' histories, oldest step first.
///
/// Only ever append.
package enum Schema {
    /// Steps of the main database.
    package static let main: [Migration] = [
        step("m0001_create", PackageResources.m0001_create_sql),
        step("m0002_log", PackageResources.m0002_log_sql),
        step("m0003_attachment", PackageResources.m0003_attachment_sql),
        step("m0004_party", PackageResources.m0004_party_sql),
        step("m0005_erasure", PackageResources.m0005_erasure_sql),
        step("m0006_office", PackageResources.m0006_office_sql),
        step("m0007_indexes", PackageResources.m0007_indexes_sql),
        step("m0008_linkage", PackageResources.m0008_linkage_sql),
    ]

    /// Steps of the shred store.
    package static let shred: [Migration] = [
        step("s0001_create", PackageResources.s0001_create_sql),
        step("s0002_seal", PackageResources.s0002_seal_sql),
        step("s0003_age", PackageResources.s0003_age_sql),
    ]

    private static func step(_ name: String, _ script: [UInt8]) -> Migration {
        Migration(name: name, script: String(decoding: script, as: UTF8.self))
    }
}
