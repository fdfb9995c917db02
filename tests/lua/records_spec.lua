local rs = require "recovery_support"

local NOW = 1772656200000 -- 2026-03-04T20:30Z

local function occurrence(now)
   return rs.next_occurrence {
      zone = "Europe/Berlin", weekday = 3, start = "21:00", minutes = 60, now = now or NOW,
   }
end

describe("records", function()
   it("become tables, with no value as an absent key", function()
      local lines = rs.crisis_lines("US")
      assert.equal("us-988", lines[1].id)
      assert.is_nil(lines[2].chat)
   end)

   it("are never an empty list of crisis lines", function()
      assert.is_true(#rs.crisis_lines() > 0)
      assert.is_true(#rs.crisis_lines("no such place") > 0)
      assert.is_true(#rs.crisis_lines(true, {}) > 0)
      local asked = { region = "US", purpose = "emergency" }
      assert.same(rs.crisis_lines("US", "emergency"), rs.crisis_lines(asked))
   end)

   it("have days as texts, instants as milliseconds, flags as booleans", function()
      -- 4 March 2026 is a Wednesday; 21:00 in Berlin (UTC+1) is 20:00Z, half an hour before NOW.
      local next_one = assert(occurrence())
      assert.equal("2026-03-04", next_one.local_date)
      assert.equal(NOW - 30 * 60000, next_one.start)
      assert.equal(3600000, next_one["end"] - next_one.start)
      assert.is_true(next_one.in_progress)
   end)

   it("come with the text that the library writes", function()
      assert.matches('"local_date":"2026%-03%-04"', rs.json(occurrence()))
   end)

   it("keep their text while they live, whatever the collector does", function()
      local kept = {}
      for i = 1, 50 do
         kept[i] = assert(occurrence())
      end
      collectgarbage()
      collectgarbage()
      for i = 1, 50 do
         assert.matches("local_date", rs.json(kept[i]))
      end
   end)

   it("give no text for a table of somebody else's", function()
      assert.has_error(function() rs.json {} end)
   end)
end)

describe("instants", function()
   it("are numbers, or texts with an offset", function()
      assert.equal(NOW, rs.instant("2026-03-04T21:30+01:00"))
      assert.same(occurrence(), occurrence("2026-03-04T20:30:00Z"))
   end)

   it("are refused when naive", function()
      local nothing, message, code = occurrence("2026-03-04T20:30")
      assert.is_nil(nothing)
      assert.matches("offset", message)
      assert.equal("RSUP_E_TIME", code)
   end)
end)
