/// What is going to happen in the wards.
struct Event {
    enum Kind {
        /// A free bed may take its next patient; `subject` is the bed.
        case fill
        /// `subject` is the stay's slot.
        case toIntensiveCare, fromIntensiveCare, changeBed, discharge, birth
        /// A discharged patient comes back; `subject` is the patient, `detail` the condition.
        case comeBack
    }

    let time: Int
    let kind: Kind
    let subject: Int
    var detail = 0
    /// Breaks ties, so that the order never depends on the heap.
    fileprivate(set) var number = 0

    init(time: Int, kind: Kind, subject: Int, detail: Int = 0) {
        self.time = time
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }
}

/// The coming events, the earliest first: a binary heap.
struct EventQueue {
    private var heap: [Event] = []
    private var added = 0

    var nextTime: Int? {
        heap.first?.time
    }

    mutating func add(_ event: Event) {
        var event = event
        added += 1
        event.number = added
        heap.append(event)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard Self.isBefore(heap[child], heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() -> Event? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && Self.isBefore(heap[child], heap[least]) {
                least = child
            }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private static func isBefore(_ a: Event, _ b: Event) -> Bool {
        (a.time, a.number) < (b.time, b.number)
    }
}
