[
  (comment)
  (documentation_comment)
] @comment.inclusive
(string) @string
