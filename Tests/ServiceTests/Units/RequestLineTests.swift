import Testing

@testable import Service

@Suite("Lines of the JSON-lines interface")
struct RequestLineTests {
    @Test func readAsRequests() throws {
        let line = """
            {"id":7,"question":"How many?","caller":"staff.1","purpose":"treatment","session":"s","environment":{"project":"3"}}
            """
        let request = try RequestLine.request(Array(line.utf8), number: 1)
        #expect(request.id == .integer(7))
        #expect(request.question == "How many?")
        #expect(request.caller == "staff.1")
        #expect(request.purpose == "treatment")
        #expect(request.session == "s")
        #expect(request.environment == ["project": "3"])
    }

    @Test(arguments: [
        "", "1", "[]", "{}", "{\"question\":\"a\"}", "{\"caller\":\"a\"}", "{\"question\":1,\"caller\":\"a\"}",
        "{\"question\":\"a\",\"caller\":\"b\",\"purposes\":\"c\"}", "{\"id\":1.5,\"question\":\"a\",\"caller\":\"b\"}",
        "{\"question\":\"a\",\"caller\":\"b\",\"environment\":[]}", "{\"question\":\"a\",\"caller\":\"b\",\"environment\":{\"x\":1}}",
    ])
    func complainWithTheirNumber(line: String) {
        #expect {
            _ = try RequestLine.request(Array(line.utf8), number: 42)
        } throws: { error in
            guard let fault = error as? RequestLine.Fault else { return false }
            return fault.error.code == .requestMalformed && fault.error.line == 42 && fault.error.message.contains("42")
        }
    }

    @Test func keepTheirIdWhenTheRestIsWrong() {
        #expect {
            _ = try RequestLine.request(Array("{\"id\":\"x\",\"question\":\"a\"}".utf8), number: 1)
        } throws: { error in
            (error as? RequestLine.Fault)?.id == .string("x")
        }
    }
}
