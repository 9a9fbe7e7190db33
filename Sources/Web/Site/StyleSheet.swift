/// The one style sheet of the house, for pages that another part of the program serves.
package enum StyleSheet {
    /// CSS in UTF-8.
    package static var bytes: [UInt8] { PackageResources.tandem_css }
}
