local rs = require "recovery_support"

local function meeting(changes)
   local all = {
      slug = "tue", name = "Tuesday", day = 2, time = "19:00", timezone = "Europe/Berlin",
   }
   for key, value in pairs(changes or {}) do
      all[key] = value
   end
   return all
end

local function vectors()
   local rows = {}
   for line in io.lines("tests/vectors/next_occurrence_vectors.csv") do
      local row = {}
      for cell in line:gmatch("[^,\r]+") do
         row[#row + 1] = cell
      end
      rows[#rows + 1] = row
   end
   table.remove(rows, 1)
   return rows
end

describe("meetings", function()
   it("are read from a list of tables, a bad one is left out and reported", function()
      local some = assert(rs.meetings.reads { meeting(), meeting { slug = "x", time = "late" } })
      assert.equal(1, some:count())
      local errors = {}
      for _, problem in ipairs(some:report().problems) do
         errors[#errors + 1] = problem.severity == "error" and problem or nil
      end
      assert.equal(1, #errors)
      assert.equal("RSUP_E_TIME", errors[1].code)
      assert.equal(2, errors[1].row)
   end)

   it("are not read from what is no list of meetings", function()
      for _, text in ipairs { "<html></html>", "[{", "", "nothing" } do
         local none, _, code, where = rs.meetings.reads(text, nil, { source = "feed.json" })
         assert.is_nil(none)
         assert.matches("^RSUP_E_", code)
         assert.equal("feed.json", where.source)
      end
   end)

   it("come in one format", function()
      assert.has_error(function() rs.meetings.reads("[]", nil, { format = "bmlt" }) end)
   end)
end)

describe("next_occurrence", function()
   it("gives all the vectors", function()
      local config = assert(rs.config.default { zoneinfo_dir = "tests/data/zoneinfo" })
      local rows = vectors()
      assert.equal(1823, #rows)
      for _, row in ipairs(rows) do
         local found = assert(rs.next_occurrence {
            zone = row[1], weekday = tonumber(row[2]), start = row[3], minutes = tonumber(row[4]),
            now = tonumber(row[5]) * 1000, config = config,
         })
         assert.equal(tonumber(row[6]) * 1000, found.start)
         assert.equal(tonumber(row[7]) * 1000, found["end"])
         assert.equal(row[8] == "1", found.in_progress)
         assert.equal(row[9], found.local_date)
      end
   end)

   it("fails on an unknown zone", function()
      local none, _, code = rs.next_occurrence {
         zone = "Mars/Base", weekday = 0, start = "10:00", minutes = 60, now = 0,
      }
      assert.is_nil(none)
      assert.equal("RSUP_E_UNKNOWN_ZONE", code)
   end)

   it("is an error without a time of day", function()
      assert.has_error(function()
         rs.next_occurrence { zone = "UTC", weekday = 0, start = "7pm", minutes = 60, now = 0 }
      end)
   end)
end)
