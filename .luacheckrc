std = "max"
max_line_length = 100
files["tests/lua"] = { std = "max+busted" }
exclude_files = { "build" }
