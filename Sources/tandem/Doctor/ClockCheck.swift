import CLinux
import Mechanism

/// Whether the machine's clock can be believed: clocks of law run by it.
struct ClockCheck {
    /// Nil where the kernel doesn't say.
    let isSynchronised: Bool?
    let now: Instant
    /// The latest moment that the database knows.
    let newest: Instant?

    /// Several servers may differ by as much.
    static let toleranceSeconds: Int64 = 60

    var symptoms: [Symptom] {
        var symptoms: [Symptom] = []
        if let newest, newest.seconds(since: now) > Self.toleranceSeconds {
            symptoms.append(
                .fault(
                    "clock",
                    "The clock is \(newest.seconds(since: now)) s behind what was last recorded",
                    "set it right before anybody works, and let chrony or systemd-timesyncd keep it"
                )
            )
        }
        if isSynchronised == false {
            symptoms.append(
                .warning(
                    "clock",
                    "Nothing keeps the clock right",
                    "install chrony or systemd-timesyncd; 'timedatectl' shows whether it works"
                )
            )
        } else if isSynchronised == nil {
            symptoms.append(
                .note(
                    "clock",
                    "Whether something keeps the clock right can't be told from here",
                    "look at the machine itself with 'timedatectl'"
                )
            )
        }
        return symptoms
    }

    /// What the kernel says.
    static func isSynchronised() -> Bool? {
        switch clinux_is_clock_synchronised() {
        case 0: false
        case 1: true
        default: nil
        }
    }
}
