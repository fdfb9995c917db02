-- The cases of tests/vectors/goals_care.yaml, asked from Lua; each is written as JSON.
local rs = require "recovery_support"
local files = dofile "tests/lua/keyed_cases.lua"

describe("goals, care and activities", function()
   for _, case in ipairs(files.cases "goals_care.yaml") do
      it(case.id, function()
         local person = files.person(case)
         local days = { now = case.now, known_at = case.known_at, since = case.from,
            before = case["until"], retained_days = case.retained_days }
         local told = {
            goals = assert(rs.goals(person, { now = case.now, known_at = case.known_at })),
            care = assert(rs.care(person, days)),
         }
         days.retained_days = nil
         told.activities = assert(rs.activities(person, days))
         for part, wanted in pairs(case.expect) do
            for key, one in pairs(wanted) do
               files.compare(one, told[part][key], part .. "." .. key, key)
            end
         end
      end)
   end

   it("sums a collective goal of those who agreed", function()
      local people = {}
      for i = 1, 4 do
         people[i] = files.person { record = { goals = { { id = "g", measure = "meetings",
            at_least = 5, from = "2026-03-01", group = "spring", share = 10 * i } },
            events = { { type = "attendance", id = "a", meeting = "tue", on = "2026-03-05" } } } }
      end
      local now = "2026-03-11T12:00+01:00"
      local one, _, code = rs.group_goal(people, "spring", { now = now, permits = { true, true } })
      assert.is_nil(one)
      assert.are.equal("RSUP_E_ARGUMENT", code)
      local config = assert(rs.config.default())
      for i = 1, 4 do
         people[i] = assert(rs.person.loads({ format = "recovery-support/person",
            format_version = 1, id = "p" .. i, zones = { { zone = "Europe/Berlin" } },
            goals = { { id = "g", measure = "meetings", at_least = 5, from = "2026-03-01",
            group = "spring", share = 10 * i } } }, config))
      end
      local told = assert(rs.group_goal(people, "spring", { now = now,
         permits = { true, true, true, false } }))
      assert.are.equal(3, told.members)
      assert.are.equal(60, told.wanted.value)
      assert.are.equal(1, told.not_permitted)
   end)
end)
