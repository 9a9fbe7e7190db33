internal import CMath

extension Double {
    static func log(_ value: Double) -> Double { cmath_log(value) }
    static func exp(_ value: Double) -> Double { cmath_exp(value) }
}

extension Float {
    static func log(_ value: Float) -> Float { cmath_logf(value) }
}
