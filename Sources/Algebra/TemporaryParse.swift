extension Term { public static func parse(_ s: String) throws(NErr) -> Term { throw NErr() } }
public struct NErr: Error {}
