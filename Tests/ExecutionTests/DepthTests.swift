import Algebra
import Execution
import Foundation
import Testing

/// The longest and deepest queries that the notation lets through must pass every stage on a small thread's stack.
@Suite struct DepthTests {
    @Test(arguments: [
        Array(repeating: "p!patient_id = 1", count: 250).joined(separator: " or "),
        Array(repeating: "p!patient_id", count: 490).joined(separator: " + ") + " = 1",
        String(repeating: "(", count: 90) + "p!patient_id = 1" + String(repeating: ")", count: 90),
        String(repeating: "not (p!is_vip and ", count: 45) + "p!is_vip" + String(repeating: ")", count: 45),
        String(repeating: "exists(from patient as q where ", count: 45) + "true" + String(repeating: ")", count: 45),
    ])
    func theDeepestQueriesFitASmallStack(condition: String) async throws {
        let text = "from patient as p where \(condition) select n: count()"
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Bool, any Error>, Never>) in
            let thread = Thread {
                continuation.resume(
                    returning: Result {
                        let query = try Query.parse(text)
                        let isReadBack = try Query.parse(query.description) == query
                        _ = try SQLCompiler.compile(query, schema: Ward.Tables())
                        _ = try SQLCompiler.compile(query.normalized(), schema: Ward.Tables())
                        return isReadBack
                    })
            }
            thread.stackSize = 4 << 20
            thread.start()
        }
        #expect(try outcome.get())
    }
}
