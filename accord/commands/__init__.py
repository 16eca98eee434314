"""The commands, one module each, imported when they run; `catalog` lists them."""
