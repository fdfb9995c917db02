-- Agenda, worklist and snapshot are asked for from Lua.
local rs = require("recovery_support")

local function record(id)
   return {
      format = "recovery-support/person",
      format_version = 1,
      id = id,
      zones = { { zone = "America/New_York" } },
   }
end

describe("looking ahead", function()
   it("gives the agenda of a day of 23 hours", function()
      local person = assert(rs.person.loads(record("p")))
      local page = assert(
         rs.agenda(person, { from = "2026-03-08T00:00-05:00", to = "2026-03-09T00:00-04:00" })
      )
      assert.equal(2, #page.entries)
      assert.equal("checkin_opens", page.entries[1].kind)
      assert.equal("2026-03-08T21:00:00-04:00", page.entries[2].local_time)
   end)

   it("leaves out of the worklist who may not be read", function()
      local persons = { rs.person.loads(record("a")), rs.person.loads(record("b")) }
      local page = assert(
         rs.worklist(persons, { now = "2026-03-08T16:00Z", permits = { true, false } })
      )
      assert.equal(1, #page.people)
      assert.equal("a", page.people[1].person)
      assert.equal(1, page.not_permitted)
   end)

   it("opens a snapshot as the same record", function()
      local person = assert(rs.person.loads(record("p")))
      local blob = assert(person:snapshot())
      assert.equal(person:to_json(), assert(rs.person.open_snapshot(blob)):to_json())
      assert.is_nil((rs.person.open_snapshot(blob:sub(1, -2))))
   end)
end)
