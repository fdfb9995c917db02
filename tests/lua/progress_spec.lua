-- Stage, group milestones and the day grid from Lua.
local rs = require "recovery_support"

local NOW = "2026-03-11T12:00+01:00"
local config = assert(rs.config.default())

local function somebody(name)
   return assert(rs.person.loads({
      format = "recovery-support/person", format_version = 1, id = name,
      zones = { { zone = "Europe/Berlin" } },
      targets = { { id = "alcohol", goal = { kind = "abstain", from = "2026-03-01" } } },
      events = { { type = "confirmed", id = "c", target = "alcohol", on = "2026-03-02" } },
   }, config))
end

describe("progress", function()
   it("names the stage, and when the next one is reached", function()
      local found = assert(rs.stage(somebody("a"), { now = NOW }))
      assert.are.equal("beginning", found.id)
      assert.are.equal("2026-04-01", found.next_on)
   end)

   it("adds up the days of who shares", function()
      local people, permits = {}, {}
      for i = 1, 6 do
         people[i], permits[i] = somebody("p" .. i), i < 6
      end
      local page = assert(rs.group_milestones(people, { now = NOW, permits = permits }))
      assert.are.equal(50, page.counts[1].total.value)
      assert.are.equal(50, page.counts[1].milestones[1].to_go)
   end)

   it("refuses a group without permits", function()
      local none, _, code = rs.group_milestones({ somebody("a") }, { now = NOW })
      assert.is_nil(none)
      assert.are.equal("RSUP_E_ARGUMENT", code)
   end)

   it("takes in a calendar of days as a whole", function()
      local me = somebody("a")
      assert(me:append_grid({
         format = "recovery-support/day-grid", format_version = 1, from = "2026-03-03",
         unit = "drinks", targets = { alcohol = { 0, 4, "used" } },
      }))
      local told = assert(rs.history(me, "alcohol", {
         now = NOW, since = "2026-03-03", before = "2026-03-06" }))
      assert.are.equal(2, told.used)
      assert.are.equal(4, told.grid[2].amount)
   end)
end)
