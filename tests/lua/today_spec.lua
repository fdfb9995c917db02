local rs = require "recovery_support"

local DATA = "examples/data/"
local NOW = "2026-03-06T18:40-05:00"

describe("today", function()
   local config = assert(rs.config.load(DATA .. "config.yaml"))
   local me = assert(rs.person.load(DATA .. "marlow.json", config))
   local meetings = assert(rs.meetings.read(DATA .. "meetings.json", config))
   local model = assert(rs.model.default(config))

   it("gives the parts of the day picture", function()
      local day = assert(rs.today(me, { now = NOW, meetings = meetings, model = model }))
      for _, part in ipairs { "recovery", "milestones", "checkins", "network", "reach", "meetings",
         "roles", "assessments", "risk", "plan", "notices", "crisis_lines" } do
         assert.is_table(day[part])
      end
      local run = day.recovery[1].current_run
      assert.is_true(run.low <= run.value and run.value <= run.high)
   end)

   it("leaves out the parts that nothing was handed in for", function()
      local day = assert(rs.today(me, { now = NOW }))
      assert.is_nil(day.meetings)
      assert.is_nil(day.risk)
      assert.is_true(#day.crisis_lines > 0)
   end)

   it("takes its options", function()
      local day = assert(rs.today(me, {
         now = rs.instant(NOW), meetings = meetings, meeting_limit = 1,
         known_at = "2025-06-01T00:00Z", latitude = 42.9012, longitude = -74.9034,
         locale = "en", region = "US-NY",
      }))
      assert.is_true(#day.meetings.next <= 1)
      assert.is_true(day.provenance.known_at < day.provenance.as_of)
   end)

   it("takes the clock of a host that counts seconds with a fraction", function()
      local day = assert(rs.today(me, { now = 1772840400.123 * 1000 }))
      assert.equal(1772840400123, day.provenance.as_of)
      day = assert(rs.today(me, { now = 1772840400000.25 }))
      assert.equal(1772840400000, day.provenance.as_of)
      for _, no_time in ipairs { 0 / 0, 1 / 0, 2 ^ 53 } do
         local _, _, code = rs.today(me, { now = no_time })
         assert.equal("RSUP_E_TIME", code)
      end
   end)

   it("wants to know when now is, with its offset", function()
      assert.has_error(function() rs.today(me, {}) end)
      assert.has_error(function() rs.today(me, { now = NOW, limit = 3 }) end)
      local day, _, code = rs.today(me, { now = "2026-03-06T18:40" })
      assert.is_nil(day)
      assert.equal("RSUP_E_TIME", code)
   end)

   it("takes a model of another config", function()
      local other = assert(rs.model.default(assert(rs.config.load(DATA .. "config.yaml"))))
      local day = assert(rs.today(me, { now = NOW, model = other }))
      other:close()
      assert.is_string(rs.json(day))
   end)

   it("does not mix records of two roots", function()
      local other = assert(rs.person.load(DATA .. "marlow.json"))
      local done, _, code = me:merge(other)
      assert.is_nil(done)
      assert.equal("RSUP_E_STATE", code)
   end)

   it("gives an answer that outlives all it was made from", function()
      local own = assert(rs.config.load(DATA .. "config.yaml"))
      local person = assert(rs.person.load(DATA .. "marlow.json", own))
      local day = assert(rs.today(person, { now = NOW }))
      local text = rs.json(day)
      person:close()
      own:close()
      collectgarbage()
      assert.equal(text, rs.json(day))
      assert.is_string(day.recovery[1].target)
   end)
end)
