/// The script that typesets: KaTeX between what Duktape lacks and what we ask of KaTeX.
///
/// It evaluates to a function that takes the two functions of `engine.h` and returns
/// `(tex, display)`, which answers `H` and the HTML, or `E`, the position of the error in UTF-16
/// units if known, a line feed and KaTeX's message.
///
/// - `strict` ignores: its notes are about what LaTeX would do with the source, not about what
///   the page shows, and a notebook's formulas go nowhere but into the page.
/// - `trust` throws instead of answering false, whereupon KaTeX would print the command in red:
///   nothing unevaluated may reach the output.
/// - `macros` is new for each formula, so a `\gdef` ends with its formula.
func katexProgram(wrapping katex: [UInt8]) -> [UInt8] {
  Array(prelude.utf8) + katex + Array(driver.utf8)
}

// KaTeX uses Array.prototype.fill, which Duktape doesn't have. push, join and splice are replaced
// because KaTeX calls them wherever it loops: there a formula that has used up its allowance is
// stopped. Moving an array's tail allocates nothing, so splice is charged for it.
private let prelude = #"""
  (function () { return function (push, charge) {
  function define(name, value) {
    Object.defineProperty(Array.prototype, name, { value: value, writable: true, configurable: true });
  }
  var join = Array.prototype.join, splice = Array.prototype.splice;
  define("push", push);
  define("join", function (separator) { charge(0); return join.call(this, separator); });
  define("splice", function (start) {
    charge(16 * this.length);
    return splice.apply(this, arguments);
  });
  define("fill", function (value) {
    for (var i = 0; i < this.length; i++) this[i] = value;
    return this;
  });
  var module = { exports: {} }, exports = module.exports;

  """#

private let driver = #"""

  ;var katex = module.exports;
  return function (tex, display) {
    try {
      return "H" + katex.renderToString(tex, {
        displayMode: display, output: "htmlAndMathml", throwOnError: true, strict: "ignore",
        maxExpand: \#(FormulaError.Limit.expansions), maxSize: \#(FormulaError.Limit.length),
        macros: {},
        trust: function (context) {
          var error = new katex.ParseError("'" + context.command
            + "' could load or run what isn't in the page, so it is not allowed");
          var place = tex.indexOf(context.command);
          error.position = place < 0 ? undefined : place;
          throw error;
        }
      });
    } catch (error) {
      if (!(error instanceof katex.ParseError)) throw error;
      return "E" + (error.position === undefined ? "" : error.position) + "\n" + error.message;
    }
  };
  }; })()
  """#
