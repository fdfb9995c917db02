-- The cases of tests/vectors/taper.yaml, asked from Lua.
local rs = require "recovery_support"
local files = dofile "tests/lua/keyed_cases.lua"

describe("tapers", function()
   for _, case in ipairs(files.cases "taper.yaml") do
      it(case.id, function()
         local person = files.person(case)
         local asked = { now = case.now, known_at = case.known_at }
         local day = assert(rs.today(person, asked))
         asked.since, asked.before = case.from, case["until"]
         local told = { history = { assert(rs.history(person, "alcohol", asked)) },
            targets = day.recovery }
         for part, wanted in pairs(case.expect) do
            files.compare(wanted, told[part], part, part)
         end
      end)
   end
end)
