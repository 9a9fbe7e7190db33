import Database
import Foundation

/// The `tandem` command: picks a subcommand and turns failures into one line and an exit status.
enum CommandLineTool {
    /// Runs a command line and returns the exit status: 0 done, 1 failed or findings, 2 not understood.
    ///
    /// `doctor` has statuses of its own, which its help names.
    static func run(_ arguments: [String]) async -> Int32 {
        var rest = arguments
        let name = rest.isEmpty ? "help" : rest.removeFirst()
        do {
            switch name {
            case "serve": return try await Serve(parsing: rest).run()
            case "doctor": return try await Doctor(parsing: rest).run()
            case "config": return try ConfigurationListing(parsing: rest).run()
            case "check": return try Check(parsing: rest).run()
            case "populate": return try await Populate(parsing: rest).run()
            case "backup": return try await BackupCommand(parsing: rest).run()
            case "restore": return try await Restore(parsing: rest).run()
            case "move": return try await MoveCommand(parsing: rest).run()
            case "link": return try await Link(parsing: rest).run()
            case "log": return try await Log(parsing: rest).run()
            case "fingerprints": return try await Fingerprints(parsing: rest).run()
            case "verify": return try await Verify(parsing: rest).run()
            case "help", "--help", "-h":
                print(help)
                return 0
            case "--version":
                print("tandem \(version)")
                return 0
            default: throw UsageError("There is no command '\(name)'. Try 'tandem help'.")
            }
        } catch let error as UsageError {
            complain(error.sentence)
            return 2
        } catch let error as CommandFailure {
            complain(error.sentence)
            return 1
        } catch MigrationError.databaseIsNewer(let step) {
            complain(
                "A later release of Tandem has used this database (\(step)): install that release."
            )
            return 1
        } catch let error as DatabaseError where error.sentence != nil {
            complain(error.sentence ?? "")
            return 1
        } catch {
            // The type alone: an unforeseen error's text may carry what it must not.
            complain("Something failed that was not foreseen: \(type(of: error)).")
            return 1
        }
    }

    static let version = "0.1.0"

    static let help = """
        tandem serve      serve a mechanism; creates it on first run
            --data DIR          where the databases lie (default: $TANDEM_DATA or ./data)
            --database URL      a PostgreSQL database instead of files (postgresql://…)
            --shred URL         the PostgreSQL database of the shred store, best on another server
            --demo              an invented mechanism with invented people
            --mechanism FILE    the mechanism file of a new installation
            --login NAME        sign-in name of the first keyholder (default: keyholder)
            --password-file F   their password; without it one is generated and shown once
            --address A         address to listen on (default: 127.0.0.1)
            --port N            port to listen on (default: 8080; 0 takes a free one)
            --origin URL        origin that browsers see, when a proxy stands in front
            --log FORMAT        text (default), json, or journal for systemd's
            --access-log        a line for each request, as json has it anyway: the kind of page, never whose
            --metrics PORT      figures for Prometheus at http://127.0.0.1:PORT/metrics
            --drain SECONDS     how long /health/ready says no before the server stops (default: 0)
            --timing            adds Server-Timing to answers, for benchmarks
        tandem check FILE [--syntax]
                          check a mechanism file: line, column, what is wrong, what to do
        tandem populate --data DIR [--people N] [--seed N] [--tables FILE...]
                          fill a demonstration with people drawn from published tables
            --bulk [--agencies N] [--members N] [--signing-in N]
                                a whole invented country at once, for measurements
        tandem backup --data DIR --to FILE --shred-to FILE --recipient age1…
            --recipients-file F   more recipients, one a line
            --verify --identity F FILE…   checks files that were written
                          copy both stores, in use, each to an encrypted file
        tandem restore --data NEWDIR --from FILE --shred-from FILE --key FILE --identity FILE
            --erasures FILE   the list of erasures, as the server keeps it and 'log erasures' prints it
            --checkpoint FILE the latest that a witness cosigned: an older list is refused
                          make an installation out of a backup and its key file
        tandem move --from DIR --to DIR
            --from-database URL --from-shred URL   where the source is PostgreSQL
            --to-database URL --to-shred URL       where the target is
                          copy a stopped installation, from files to PostgreSQL or back, and compare every row
        tandem link FILE.csv [FILE2.csv]
                          find who stands in a list twice, or in two lists; columns are guessed and confirmed
            --name COL --given-name COL --surname COL --birth-date COL --code COL --text COL --identifier COL
                                which column says what; a=b: a in the first list, b in the second
            --date-order ORDER  ymd, dmy or mdy (default: what the dates say)
            --out FILE          the result: every column, a cluster and its certainty (default: FILE-linked.csv)
            --decisions FILE    what persons decided, used again (default: beside the result)
            --review ADDRESS    asks about doubtful pairs in a browser, on 127.0.0.1 or ::1 only
            --wrong-costs N --missed-costs N --question-costs N
                                in minutes: a wrong link, a missed one, a question (default: 200, 20, 1)
            --yes               takes the guessed columns without asking
            --unguarded         writes cells as they are, also those that a spreadsheet would execute
        tandem verify --data DIR [--witness KEY...] [--checkpoint FILE...]
                          check everything without opening anything: rows, keys, journals, log;
                          against witnesses that must have cosigned and checkpoints others kept
        tandem fingerprints --data DIR [--new-key | --retire]
                          by what people are found: how many under each linkage key; a new key for what comes; the end
                          of keys that nothing is under any more
        tandem log key|checkpoint|erasures --data DIR
        tandem log proof --data DIR --leaf HASH
        tandem log consistency --data DIR --from SIZE [--to SIZE]
        tandem log cosign --data DIR --witness KEY FILE
                          what the log shows, and keeping what a witness signed
        tandem log witness --name NAME --key FILE --log-key KEY --state FILE --checkpoint FILE
            --proof FILE      that the log continues what was seen; --first the first time
                          for a witness: signs what continues the log that it has seen
        tandem doctor --data DIR [--json]
                          say what is wrong with an installation and how to mend it, the worst first;
                          status 0: nothing or notes only, 1: warnings, 2: faults
        tandem config     print each setting, its value and what said so; passwords are masked
        populate, verify, fingerprints, log and doctor take --database and --shred as serve does
        --config FILE     'name = value' lines for options that are not given (default:
                          /etc/tandem/tandem.conf if it is there); $TANDEM_PORT and so on win over it
        """

    static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }

    /// Prints a line at once, also into a pipe.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}

/// The command line was not understood.
struct UsageError: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}

/// A command could not do what it was asked, for a reason that the operator can mend.
struct CommandFailure: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}
