import Exercises
import Notebooks
import Testing

/// What students must not get, found wherever it is.
struct LeakTests {
  private static let text = """
    ```swift run id=f
    func slope(_ x: Double) -> Double {
      // BEGIN SOLUTION
      let secret = x < 2 && x > 1 ? "a" : "b"
      return secret.isEmpty ? 0 : 41.5
      // END SOLUTION
    }
    ```

    <!-- solution -->
    The slope is the same everywhere.

    | ------ | ------ |
    ```swift run
    ```
    <!-- end -->

    ```swift run hidden of=f
    expect("slope at 7", slope(7), equals: 41.5)
    ```

    """
  private static let secrets = Secrets(of: Notebook.parsing(SourceText(text, name: "x.md")).0)

  @Test(arguments: [
    ("the student's notebook", "```swift run\n    return secret.isEmpty ? 0 : 41.5\n```"),
    ("the page, coloured", "<span>return</span> secret.<b>isEmpty</b> ? <i>0</i> : 41.5"),
    (
      "the page, escaped",
      "let secret = x &lt; 2 &amp;&amp; x &#62; 1 ? &quot;a&quot; : &#x22;b&#x22;"
    ),
    ("a comment", "<p>x</p><!-- The slope is the same everywhere. -->"),
    ("a comment over lines", "<!-- The slope is\nthe same   everywhere. -->"),
    ("the title of a picture", "<svg><title>The slope is the same everywhere.</title></svg>"),
    ("an attribute", "<img alt=\"expect(&quot;slope at 7&quot;, slope(7), equals: 41.5)\">"),
    (
      "the annotation of a formula",
      "<annotation encoding=\"application/x-tex\">\\text{The slope is the same everywhere.}"
    ),
    ("the provenance", "<dd>let secret = x < 2 && x > 1 ? \"a\" : \"b\"</dd>"),
    ("JSON", #"{ "output": "expect(\"slope at 7\", slope(7), equals: 41.5)\n" }"#),
    ("JSON, escaped", #"{ "output": "The slope is\u0020the same everywhere." }"#),
    ("what is kept of a run", "\u{1}\u{0}return secret.isEmpty ? 0 : 41.5\u{0}"),
  ])
  func `a planted leak is found`(place: String, contents: String) {
    let artefact = StudentArtefact(name: "x.student", contents: "first\n\(contents)\nlast\n")
    let found = Self.secrets.leaks(into: [artefact])
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix("what stands here is kept from students") == true)
    #expect(found.first?.message.contains("x.student") == true)
    #expect([4, 5, 11, 19].contains(found.first?.line ?? 0))
  }

  @Test func `what students get by right is no leak`() {
    let notebook = Notebook.parsing(SourceText(Self.text, name: "x.md")).0
    let contents = notebook.studentText() + "| ------ | ------ |\n\n```swift run\n"
    let artefact = StudentArtefact(name: "x.student.md", contents: contents)
    #expect(Self.secrets.leaks(into: [artefact]).isEmpty)
    #expect(artefact.contents.contains("// YOUR CODE HERE"))
  }
}
