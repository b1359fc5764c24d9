import Foundation
import Testing

@testable import Rendering

@Suite struct EmbeddedImageTests {
  private static let files: [String: [UInt8]] = [
    "a.png": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    "b.JPG": [0xFF, 0xD8, 0xFF, 0xE0],
    "c.gif": Array("GIF89a".utf8),
    "d.webp": Array("RIFF1234WEBPVP8 ".utf8),
    "e f.svg": Array("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
    "g.png": Array("GIF89a".utf8),
    "h.png": Array(repeating: 0x89, count: EmbeddedImage.sizeLimit + 1),
  ]

  private static let surroundings = Surroundings(
    file: { path in
      files[path].map { .success($0) } ?? .failure(Surroundings.Refusal("there is no such file"))
    },
    page: { _, _ in .failure(Surroundings.Refusal("none")) })

  @Test(arguments: [
    ("a.png", "data:image/png;base64,iVBORw0KGgo="), ("b.JPG", "data:image/jpeg;base64,/9j/4A=="),
    ("c.gif", "data:image/gif;base64,R0lGODlh"),
    ("d.webp", "data:image/webp;base64,UklGRjEyMzRXRUJQVlA4IA=="),
  ])
  func `an image is written into its address`(path: String, address: String) throws {
    #expect(try EmbeddedImage(path: path, in: Self.surroundings).address == address)
  }

  @Test func `an address may have percent escapes`() throws {
    let address = try EmbeddedImage(path: "e%20f.svg", in: Self.surroundings).address
    #expect(address.hasPrefix("data:image/svg+xml;base64,"))
  }

  @Test(arguments: [
    ("<svg><!-- a --><g/><!----></svg>", "<svg><g/></svg>"),
    ("<!-- a\n> b --><svg/><!-- c", "<svg/>"),
    ("<svg><![CDATA[<!-- a -->]]></svg>", "<svg><![CDATA[<!-- a -->]]></svg>"),
    ("<svg><!<!-- a -->-- b --></svg>", "<svg></svg>"),
  ])
  func `a drawing loses its comments`(drawing: String, shown: String) throws {
    let surroundings = Surroundings(
      file: { _ in .success(Array(drawing.utf8)) },
      page: { _, _ in .failure(Surroundings.Refusal("none")) })
    let address = try EmbeddedImage(path: "a.svg", in: surroundings).address
    let start = "data:image/svg+xml;base64,".count
    let data = try #require(Data(base64Encoded: String(address.dropFirst(start))))
    #expect(String(decoding: data, as: UTF8.self) == shown)
  }

  @Test(arguments: [
    ("https://example.org/a.png", "is not a file beside the notebook"),
    ("//example.org/a.png", "is not a file beside the notebook"),
    ("data:image/png;base64,AAAA", "is not a file beside the notebook"),
    ("a.bmp", "is of no kind that can be embedded"), ("png", "is of no kind that can be embedded"),
    ("x.png", "can't be embedded: there is no such file"), ("g.png", "holds no PNG image"),
    ("h.png", "has 4194305 bytes; an embedded image has at most 4194304"),
  ])
  func `what cannot be embedded says why`(path: String, reason: String) {
    let error = #expect(throws: Surroundings.Refusal.self) {
      try EmbeddedImage(path: path, in: Self.surroundings)
    }
    #expect(error?.reason.hasPrefix(reason) == true)
  }
}
