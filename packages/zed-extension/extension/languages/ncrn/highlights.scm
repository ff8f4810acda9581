; Where several patterns capture a node, the last one holds.

(comment) @comment
(documentation_comment) @comment.doc
(string) @string
(number) @number
(constant) @constant
(keyword) @keyword
(identifier) @variable
(quoted_name) @variable
(operator) @operator
(arrow) @operator
(punctuation) @punctuation.delimiter
";" @punctuation.delimiter
["(" ")" "[" "]" "{" "}"] @punctuation.bracket
(stray) @punctuation.bracket

; f(x)
((identifier) @function . (group))

; until: 50
(statement
  . (identifier) @property
  . (punctuation) @_colon
  (#eq? @_colon ":"))

; 0.5 [1/(nM*s)]
((number) . (list (identifier) @attribute))
((number) . (list (group (identifier) @attribute)))

; crn Clock
(declaration name: (_) @type)

; train Linear on iris
(declaration
  (keyword) @_train
  name: (_)
  . (identifier) @keyword
  (#eq? @_train "train")
  (#eq? @keyword "on"))
(declaration
  (keyword) @_train
  name: (_)
  . (identifier) @_on
  . (identifier) @type
  (#eq? @_train "train")
  (#eq? @_on "on"))

; module Pump(species A, rate k)
(declaration
  (keyword) @_module
  name: (_)
  . (group (identifier) @keyword . (identifier))
  (#eq? @_module "module")
  (#any-of? @keyword "species" "rate" "signal"))

; clamped species X
(statement
  . (keyword) @_clamped
  . (identifier) @keyword
  (#eq? @_clamped "clamped")
  (#eq? @keyword "species"))
