/// The engines that there is a driver for.
package enum Engine: String, CaseIterable, Hashable, Sendable { case sqlite, postgres }
