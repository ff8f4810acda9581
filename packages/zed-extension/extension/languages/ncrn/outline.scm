(declaration
  (keyword) @context
  name: (_) @name) @item
