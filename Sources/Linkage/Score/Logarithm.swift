internal import Glibc

extension Double {
    static func log(_ value: Double) -> Double { Glibc.log(value) }
    static func exp(_ value: Double) -> Double { Glibc.exp(value) }
}

extension Float {
    static func log(_ value: Float) -> Float { Glibc.logf(value) }
}
