/// Whether a password in the address of a database is kept from the other users of the machine.
struct AddressCheck {
    /// What says where the two databases are.
    let settings: [Configuration.Setting]

    var symptoms: [Symptom] {
        let telling = settings.filter { ConfigurationListing.masked($0.value) != $0.value }
        let files = Set(telling.compactMap(\.file)).sorted()
        var symptoms: [Symptom] = files.filter { file in
            // Its group may read it: the user that serves is in it.
            FileFacts(file).map { $0.permissions & 0o007 != 0 } ?? false
        }.map { file in
            .fault(
                "configuration",
                "Every user may read \(file), which holds the password of a database",
                "chown root:tandem \(file) && chmod 640 \(file)"
            )
        }
        if telling.contains(where: \.isOnCommandLine) {
            symptoms.append(
                .warning(
                    "configuration",
                    "The password of a database stands on the command line, where every user sees it",
                    "put it into a file that PGPASSFILE names"
                )
            )
        }
        return symptoms
    }
}
