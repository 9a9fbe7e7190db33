import Dispatch
import Foundation

/// Lets a long run end well on Ctrl-C or SIGTERM; a second one ends it at once.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                CommandLineTool.say("Stopping after what is under way …")
                signal(number, SIG_DFL)
                stop()
            }
            source.resume()
            return source
        }
    }

    func end() { sources.forEach { $0.cancel() } }
}
