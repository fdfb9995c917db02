-- The cases of tests/vectors/day_counts.yaml, asked from Lua.
local rs = require "recovery_support"
local files = dofile "tests/lua/keyed_cases.lua"

local function named(records, id)
   for _, one in ipairs(records) do
      if one.id == id then return one end
   end
end

-- Since when it is stable, and the next change of this part alone, are told in C only.
local function compare_stable_year(wanted, roles)
   local year = named(named(roles.standings, "mentor").conditions, "stable")
   assert.are.equal(({ [1] = true, [0] = false })[wanted.stable], year.met)
   if wanted.stable == 0 then
      assert.are.equal(wanted.on, year.on)
   end
end

describe("day counts", function()
   for _, case in ipairs(files.cases "day_counts.yaml") do
      it(case.id, function()
         local asked = { now = case.now, known_at = case.known_at }
         local day = assert(rs.today(files.person(case), asked))
         local wanted = case.expect
         if wanted.targets then
            files.compare(wanted.targets, day.recovery, "targets", "targets")
         end
         if wanted.milestones then
            files.compare(wanted.milestones, day.milestones, "milestones")
         end
         if wanted.stable_year then
            compare_stable_year(wanted.stable_year, day.roles)
         end
      end)
   end
end)
