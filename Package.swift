// swift-tools-version: 6.1
import PackageDescription

// One target a stage of a question's way; imports run in one direction (Documentation/architecture.md).
let package = Package(
    name: "lamplight",
    products: [
        .executable(name: "lamplight", targets: ["lamplight"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // System libraries.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),

        // The bottom: the notation of queries, what a database means, and the wrappers of system libraries.
        .target(name: "Algebra"),
        .target(name: "Catalog", dependencies: ["Algebra", .product(name: "Yams", package: "Yams")]),
        .target(name: "Database", dependencies: ["CSQLite"]),
        .target(name: "Pattern", dependencies: ["CPCRE2"]),

        // The stages of a question, side by side.
        .target(name: "Language", dependencies: ["Algebra", "Catalog", "Pattern"]),
        .target(name: "Governance", dependencies: ["Algebra", "Catalog", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Execution", dependencies: ["Algebra", "Catalog", "Database"]),
        .target(
            name: "Disclosure",
            dependencies: ["Algebra", "Catalog", "Pattern", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Audit", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),

        // What joins them, what makes the demonstration hospital, what helps to write lexicons, what measures, and the command.
        .target(
            name: "Service",
            dependencies: [
                "Algebra", "Catalog", "Language", "Governance", "Execution", "Disclosure", "Audit", "Database",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(name: "Demonstration", dependencies: ["Database"]),
        .target(name: "Authoring", dependencies: ["Algebra", "Catalog", "Language", "Database", "Governance", "Execution", "Disclosure"]),
        .target(name: "Evaluation", dependencies: ["Service", "Language", "Disclosure", "Database"]),
        .executableTarget(
            name: "lamplight",
            dependencies: [
                "Service", "Catalog", "Governance", "Audit", "Demonstration", "Evaluation", "Authoring", "Database", "CEdit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Command"),

        // Speed and scale, for `make bench`; no part of the command.
        .executableTarget(
            name: "lamplight-bench",
            dependencies: [
                "Service", "Evaluation", "Language", "Governance", "Execution", "Database",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks", exclude: ["questions.txt", "governed.sql", "accuracy.sh", "reading.sh"]),

        // What answers must be, worked out by another road than the passes take: for the tests, and at length for `make fuzz`.
        .target(
            name: "Specification", dependencies: ["Algebra", "Catalog", "Governance", "Execution", "Disclosure", "Database"],
            path: "Tests/Specification"),
        .executableTarget(
            name: "lamplight-fuzz", dependencies: ["Specification", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Fuzzing"),

        .testTarget(name: "AlgebraTests", dependencies: ["Algebra"]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Algebra"]),
        .testTarget(name: "DatabaseTests", dependencies: ["Database"]),
        .testTarget(name: "PatternTests", dependencies: ["Pattern"]),
        .testTarget(name: "LanguageTests", dependencies: ["Language", "Catalog", "Algebra"]),
        .testTarget(name: "CorpusTests", dependencies: ["Language", "Catalog", "Algebra", "Execution", "Database", "Demonstration"]),
        .testTarget(name: "GovernanceTests", dependencies: ["Governance", "Execution", "Database", "Specification"]),
        .testTarget(name: "PostgresTests", dependencies: ["Governance", "Execution", "Database", "Demonstration"]),
        .testTarget(name: "ExecutionTests", dependencies: ["Execution", "Demonstration", "Specification"]),
        .testTarget(name: "DisclosureTests", dependencies: ["Disclosure"]),
        .testTarget(name: "AuditTests", dependencies: ["Audit"]),
        .testTarget(name: "DemonstrationTests", dependencies: ["Demonstration", "Database"]),
        .testTarget(
            name: "AuthoringTests", dependencies: ["Authoring", "Catalog", "Governance", "Disclosure", "Database", "Demonstration"]),
        .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Database"]),
        .testTarget(
            name: "ServiceTests",
            dependencies: ["Service", "Audit", "Catalog", "Database", "Demonstration", "Disclosure", "Governance", "lamplight"]),
    ],
    swiftLanguageModes: [.v6]
)
