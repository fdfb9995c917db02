-- The cases of tests/vectors/warnings.yaml, asked from Lua.
local rs = require "recovery_support"
local files = dofile "tests/lua/keyed_cases.lua"

describe("early-warning signs and what makes use safer", function()
   for _, case in ipairs(files.cases "warnings.yaml") do
      it(case.id, function()
         local person = files.person(case)
         local days = { now = case.now, known_at = case.known_at, since = case.from,
            before = case["until"], unit_days = case.unit_days }
         local told = { warning_signs = assert(rs.warning_signs(person, days)) }
         days.unit_days, days.target = nil, case.target
         told.safer_use = assert(rs.safer_use(person, days))
         for part, wanted in pairs(case.expect) do
            for key, one in pairs(wanted) do
               files.compare(one, told[part][key], part .. "." .. key, key)
            end
         end
      end)
   end
end)
