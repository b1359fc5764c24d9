#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An image file as an address that holds it, so that the page loads nothing.
struct EmbeddedImage {
  /// The largest file that is embedded, in bytes.
  static let sizeLimit = 4 << 20

  /// A `data:` address.
  let address: String

  private struct Format {
    var name: String
    var type: String
    var extensions: [String]
    var isFile: @Sendable ([UInt8]) -> Bool
  }

  private static let formats: [Format] = [
    Format(name: "PNG", type: "image/png", extensions: ["png"]) {
      $0.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    },
    Format(name: "JPEG", type: "image/jpeg", extensions: ["jpg", "jpeg"]) {
      $0.starts(with: [0xFF, 0xD8, 0xFF])
    },
    Format(name: "GIF", type: "image/gif", extensions: ["gif"]) {
      $0.starts(with: Array("GIF8".utf8))
    },
    Format(name: "WebP", type: "image/webp", extensions: ["webp"]) {
      $0.starts(with: Array("RIFF".utf8)) && $0.dropFirst(8).starts(with: Array("WEBP".utf8))
    },
    Format(name: "SVG", type: "image/svg+xml", extensions: ["svg"]) {
      $0.prefix(4096).firstRange(of: Array("<svg".utf8)) != nil
    },
  ]

  /// Reads an image.
  ///
  /// - Parameters:
  ///   - path: The path as the notebook gives it.
  ///   - surroundings: Who reads files.
  /// - Throws: What is wrong with it, as a phrase that follows the image's name.
  init(path: String, in surroundings: Surroundings) throws(Surroundings.Refusal) {
    if path.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:|\/\//) != nil {
      throw Surroundings.Refusal(
        "is not a file beside the notebook; a page loads nothing, so save the image and name its file"
      )
    }
    let name = path.decoded
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    guard let format = Self.formats.first(where: { $0.extensions.contains(ending) }) else {
      throw Surroundings.Refusal(
        "is of no kind that can be embedded; the kinds are png, jpg, gif, webp and svg")
    }
    let bytes: [UInt8]
    switch surroundings.file(name) {
    case .success(let contents): bytes = contents
    case .failure(let refusal): throw Surroundings.Refusal("can't be embedded: \(refusal.reason)")
    }
    guard bytes.count <= Self.sizeLimit else {
      throw Surroundings.Refusal(
        "has \(bytes.count) bytes; an embedded image has at most \(Self.sizeLimit)")
    }
    guard format.isFile(bytes) else {
      throw Surroundings.Refusal("holds no \(format.name) image, whatever its name says")
    }
    let shown = format.name == "SVG" ? withoutXMLComments(bytes) : bytes
    address = "data:\(format.type);base64,\(Data(shown).base64EncodedString())"
  }
}
