local rs = require "recovery_support"

local NOW = "2026-03-06T18:40-05:00"

describe("questions about one person", function()
   local config = assert(rs.config.load("examples/data/config.yaml"))
   local me = assert(rs.person.load("examples/data/marlow.json", config))
   local target = assert(rs.today(me, { now = NOW })).recovery[1].target

   it("gives the series of an item", function()
      local mood = assert(rs.series(me, "mood", {
         now = NOW, window_days = 90, window_kind = "hours_24" }))
      assert.are.equal("hours_24", mood.window_kind)
      assert.is_true(mood.n == 0 or (mood.min <= mood.mean and mood.mean <= mood.max))
   end)

   it("refuses an item that nobody asks", function()
      local none, _, code = rs.series(me, "height", { now = NOW })
      assert.is_nil(none)
      assert.are.equal("RSUP_E_UNKNOWN_NAME", code)
   end)

   it("refuses a window it does not know", function()
      local none, _, code = rs.series(me, "mood", { now = NOW, window_kind = "moons" })
      assert.is_nil(none)
      assert.are.equal("RSUP_E_RANGE", code)
   end)

   it("gives insights", function()
      local found = assert(rs.insights(me, { now = NOW, craving_from = 4 }))
      assert.are.equal(4, found.craving_from)
      assert.are.equal(4, #found.areas)
   end)

   it("gives the history of a target", function()
      local told = assert(rs.history(me, target, {
         now = NOW, since = "2026-02-01", before = "2026-03-01" }))
      assert.are.equal("2026-02-01", told.from)
      assert.are.equal(told.days, #told.grid)
   end)

   it("shows the note of a setback in the history alone", function()
      local person = assert(rs.person.loads({ format = "recovery-support/person",
         format_version = 1, id = "p1", zones = { { zone = "Europe/Berlin" } },
         targets = { { id = "alcohol", goal = { kind = "abstain", from = "2026-02-01" } } },
         events = { { type = "setback", id = "s1", target = "alcohol", on = "2026-02-10",
            note = "so tired" } } }))
      local told = assert(rs.history(person, "alcohol", { now = NOW }))
      assert.are.equal("so tired", told.setbacks[1].note)
      local day = assert(rs.today(person, { now = NOW }))
      assert.are.equal("s1", day.recovery[1].last_setback.event)
      assert.is_nil(day.recovery[1].last_setback.note)
   end)

   it("lists the occasions of a form, and what was missed", function()
      local told = assert(rs.occasions(me, "daily", { now = NOW, days = 14, policy = "strict" }))
      assert.are.equal("strict", told.adherence.policy)
      local missed = 0
      for _, one in ipairs(told.occasions) do
         if one.state == "missed" then missed = missed + 1 end
      end
      assert.are.equal(told.adherence.missed, missed)
      local nothing, err = rs.occasions(me, "daily", { now = NOW, policy = "kind" })
      assert.is_nil(nothing)
      assert.is_not_nil(err)
   end)
end)
