-- Ego networks from standard input, one column per line: name, kind, then numbers. Prints each
-- column of measures as numbers that read back.
local rs = require "recovery_support"

local columns = { unlisted = "not_tied" }
for line in io.lines() do
   local name, rest = line:match("^(%S+)(.*)$")
   local column = {}
   for word in rest:gmatch("%S+") do
      column[#column + 1] = tonumber(word)
   end
   columns[name] = column
end
local found = assert(rs.network_measures(columns))
local names = {}
for name in pairs(found) do
   names[#names + 1] = name
end
table.sort(names)
for _, name in ipairs(names) do
   local words = {}
   for i, value in ipairs(found[name]) do
      words[i] = value ~= value and "nan" or string.format("%.17g", value)
   end
   print(name .. " " .. table.concat(words, " "))
end
