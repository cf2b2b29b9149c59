import Database
import Testing

@testable import Service

/// Several inputs of one session: follow-ups, choices, "why?", and whose session it is.
@Suite("A conversation")
struct ConversationTests {
    private func say(
        _ text: String, as caller: String = "hospital.manager", in session: String, to hospital: TestWorkspace, for purpose: String? = nil
    ) -> Answer {
        hospital.engine.answer(Request(question: text, caller: caller, purpose: purpose, session: session))
    }

    @Test func editsTheLastQuery() throws {
        let hospital = try DemoHospital.shared.get()
        let whole = hospital.ask("How many female admissions did Neurology have last year by month?", as: "hospital.manager")
        for text in ["How many admissions were there in Cardiology last month?", "what about last year?", "only women", "per month"] {
            #expect(say(text, in: "edit", to: hospital).status == .answered, "'\(text)'")
        }
        let answer = say("and in Neurology?", in: "edit", to: hospital)
        #expect(answer.rows == whole.rows && !answer.rows.isEmpty)
        #expect(answer.restatement?.contains("Neurology") == true && answer.restatement?.contains("Cardiology") == false)
    }

    @Test func whatIsNotUnderstoodChangesNothing() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("How many admissions were there last month?", in: "typo", to: hospital)
        #expect(say("only wombats", in: "typo", to: hospital).status == .unanswerable)
        #expect(say("only women", in: "typo", to: hospital).restatement?.contains("in May 2026, female") == true)
    }

    @Test func isOneCallersAndOneSessions() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("How many admissions were there last month?", in: "mine", to: hospital)
        for other in [
            say("and by department?", as: "quality.officer", in: "mine", to: hospital),
            say("and by department?", in: "yours", to: hospital),
            hospital.ask("and by department?", as: "hospital.manager"), say("why?", as: "finance.officer", in: "mine", to: hospital),
        ] {
            #expect(other.status == .unanswerable)
            #expect(other.restatement == nil && other.explanation.isEmpty)
        }
        #expect(say("and by department?", in: "mine", to: hospital).status == .answered)
        hospital.engine.forget(session: "mine")
        #expect(say("and by gender?", in: "mine", to: hospital).status == .unanswerable)
    }

    /// A follow-up is decided upon as the whole question would be: the manager may count, and may not see names.
    @Test func isGovernedAnew() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("How many inpatients are there now?", in: "governed", to: hospital)
        let list = say("show the list", in: "governed", to: hospital)
        let whole = hospital.ask("list the current inpatients", as: "hospital.manager")
        #expect(list.status == whole.status && list.reason?.code == whole.reason?.code)
        #expect(list.rows == whole.rows)
    }

    /// Rights that were lost since are lost for the follow-up.
    @Test func rightsThatChangeChangeTheNextAnswer() throws {
        let hospital = try DemoHospital.copy()
        let head = try hospital.head(of: "Cardiology")
        let first = say("How many admissions were there last month?", as: head, in: "rights", to: hospital)
        #expect(first.scope?.contains("Cardiology") == true)
        try hospital.change(
            "UPDATE staff SET dept_id = (SELECT dept_id FROM department WHERE name = 'Neurology') WHERE 'staff.' || staff_id = ?",
            .text(head))
        let second = say("what about last year?", as: head, in: "rights", to: hospital)
        #expect(second.scope?.contains("Cardiology") != true)
        let why = say("why?", as: head, in: "rights", to: hospital)
        #expect(!why.explanation.joined().contains("Cardiology"))
    }

    // MARK: Choosing

    @Test(arguments: ["2", "the second one", "option 2"]) func anOptionIsChosenByNumber(text: String) throws {
        let hospital = try DemoHospital.shared.get()
        let asked = say("Which is the best department?", in: "choose \(text)", to: hospital)
        #expect(asked.status == .clarify && (2...4).contains(asked.readings.count))
        let answer = say(text, in: "choose \(text)", to: hospital)
        #expect(answer.status == .answered)
        #expect(answer.restatement == asked.readings[1])
        // It can be followed up like any other answer.
        #expect(say("what about 2025?", in: "choose \(text)", to: hospital).restatement?.contains("2025") == true)
    }

    @Test func anOptionIsChosenByTheRequest() throws {
        let hospital = try DemoHospital.shared.get()
        func choose(_ number: Int) -> Answer {
            hospital.engine.answer(Request(question: "", caller: "hospital.manager", session: "field", choice: number))
        }
        #expect(choose(1).reason?.code == "choice-unknown")
        let asked = say("Which is the best department?", in: "field", to: hospital)
        #expect(choose(9).reason?.code == "choice-unknown")
        let again = say("Which is the best department?", in: "field", to: hospital)
        #expect(choose(3).restatement == again.readings[2])
        #expect(asked.readings == again.readings)
        #expect(choose(3).reason?.code == "choice-unknown", "options are there until the next input")
    }

    @Test func anotherQuestionIsNoChoice() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("Which is the best department?", in: "other", to: hospital)
        let answer = say("How many beds are there?", in: "other", to: hospital)
        #expect(answer.status == .answered && answer.restatement?.contains("beds") == true)
        #expect(say("2", in: "other", to: hospital).status == .unanswerable)
    }

    // MARK: Why

    @Test func whySaysWhatTheAnswerIsMadeOf() throws {
        let hospital = try DemoHospital.shared.get()
        let head = try hospital.head(of: "Cardiology")
        let asked = say("What was the bed occupancy last month?", as: head, in: "why", to: hospital)
        let why = say("why?", as: head, in: "why", to: hospital)
        #expect(why.status == .answered && why.rows.isEmpty && why.columns.isEmpty && why.record != nil)
        let text = why.explanation.joined(separator: "\n")
        #expect(asked.restatement.map(text.contains) == true)
        #expect(text.contains("open beds"))
        #expect(asked.scope.map(text.contains) == true, "\(text)")
        // It changes nothing of what a follow-up edits.
        #expect(say("what about 2025?", as: head, in: "why", to: hospital).restatement?.contains("2025") == true)
    }

    @Test func whyNotSaysWhatWouldHelp() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("How many admisions were there for wombats?", in: "why not", to: hospital)
        let unknown = say("why not?", in: "why not", to: hospital).explanation.joined(separator: "\n")
        #expect(unknown.contains("wombats") && unknown.contains("admission"))
        let refused = say("How many operations were there last month?", as: "public.health", in: "why not", to: hospital)
        #expect(refused.status == .refused)
        let why = say("why not?", as: "public.health", in: "why not", to: hospital).explanation.joined(separator: "\n")
        #expect(refused.reason.map { why.contains($0.text) } == true)
        #expect(refused.reason?.remedy.map(why.contains) != false)
        _ = say("Which is the best department?", in: "why not", to: hospital)
        #expect(say("why?", in: "why not", to: hospital).explanation.count > 2)
        // The options are still there.
        #expect(say("1", in: "why not", to: hospital).status == .answered)
    }

    @Test func whyWithoutAnythingBeforeIsNoQuestion() throws {
        #expect(try say("why?", in: "empty", to: DemoHospital.shared.get()).status == .unanswerable)
    }

    @Test func theSameInputOnceMoreIsReadAgainstWhatWasSaidBefore() throws {
        let hospital = try DemoHospital.shared.get()
        _ = say("How many admissions were there in May 2026?", in: "again", to: hospital)
        let april = say("and the month before?", in: "again", to: hospital)
        let explained = hospital.engine.explain(
            Request(question: "and the month before?", caller: "hospital.manager", session: "again"), again: true)
        #expect(explained.answer.restatement == april.restatement)
        #expect(say("and the month before?", in: "again", to: hospital).restatement?.contains("March 2026") == true)
    }

    // MARK: Completion

    private func completions(_ text: String, as caller: String, in hospital: TestWorkspace) -> [String] {
        hospital.engine.completions(Request(question: text, caller: caller)).map(\.text)
    }

    @Test func offersWhatTheCallerMayUse() throws {
        let hospital = try DemoHospital.shared.get()
        #expect(completions("what is the bed occ", as: "hospital.manager", in: hospital).contains("bed occupancy"))
        #expect(completions("admissions in Card", as: "hospital.manager", in: hospital).contains("Cardiology"))
        #expect(completions("how many adm", as: "hospital.manager", in: hospital).contains("admission"))
        #expect(completions("how many adm", as: "nobody", in: hospital).isEmpty)
        // Names of patients are nothing that the manager may use, so the word is not offered either; their values are never words.
        #expect(completions("how many oper", as: "hospital.manager", in: hospital).contains("operation"))
        #expect(!completions("how many oper", as: "public.health", in: hospital).contains("operation"))
        #expect(!completions("list the patient nam", as: "hospital.manager", in: hospital).contains("patient name"))
        let treating = try hospital.head(of: "Cardiology")
        #expect(completions("list the patient nam", as: treating, in: hospital).contains("patient name"))
        guard case .text(let person) = try hospital.value("SELECT name FROM patient ORDER BY patient_id LIMIT 1") else { return }
        #expect(!completions("visits of " + person.prefix(4), as: treating, in: hospital).contains(person))
    }

    @Test func tellsCompletionsToPrograms() throws {
        let hospital = try DemoHospital.shared.get()
        let line = #"{"id":"c","complete":"what is the bed occ","caller":"hospital.manager"}"#
        let answer = hospital.engine.answer(try RequestLine.request(Array(line.utf8), number: 1))
        #expect(answer.json.line.hasPrefix(#"{"id":"c","status":"answered","completions":[{"text":"bed occupancy","replaces":7}"#))
    }
}
