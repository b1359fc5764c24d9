import Testing

@testable import Notebooks

struct InfoStringTests {
  private func found(_ info: String) -> [String] { problems("```\(info)\n```\n") }

  @Test(arguments: [
    ("gradcheckid=a", "1:4: 'gradcheckid=a' is run together; a block begins 'gradcheck id=a'"),
    ("gradcheck,id=a", "1:4: 'gradcheck,id=a' is run together; a block begins 'gradcheck id=a'"),
    ("gradcheck{id=a}", "1:4: 'gradcheck{id=a}' is run together; a block begins 'gradcheck id=a'"),
    ("{gradcheck id=a}", "1:4: '{gradcheck' is run together; a block begins 'gradcheck id=NAME'"),
    ("gradcheck, id=a", "1:4: 'gradcheck,' is run together; a block begins 'gradcheck id=NAME'"),
    ("table{id=tab:a}", "1:4: 'table{id=tab:a}' is run together; a block begins 'table id=tab:a'"),
    ("mathid=eq:a", "1:4: 'mathid=eq:a' is run together; a block begins 'math id=eq:a'"),
  ])
  func `a block's name that is run together with its options is reported`(
    info: String, message: String
  ) {
    #expect(found(info) == [message])
  }

  @Test(arguments: [
    "", "swift", "yaml", "mathematica", "figures.txt", "c++", "{python}", "text id=a",
    "json,ignore",
  ])
  func `other blocks are code`(info: String) {
    #expect(found(info) == [])
  }

  @Test(arguments: [
    ("gradcheck id=a id=b", "1:19: 'id' is given twice; an option may stand once"),
    ("gradcheck id=a id=a", "1:19: 'id' is given twice; an option may stand once"),
    ("table id=a id=b", "1:15: 'id' is given twice; an option may stand once"),
    ("math id=a id=a", "1:14: 'id' is given twice; an option may stand once"),
    ("swift run id=a id=b", "1:19: 'id' is given twice; an option may stand once"),
    ("swift run fail id=a fail", "1:24: 'fail' is given twice; an option may stand once"),
    ("swift run echo=true echo=false", "1:24: 'echo' is given twice; an option may stand once"),
  ])
  func `an option may stand once`(info: String, message: String) {
    #expect(found(info) == [message])
  }
}
