local rs = require("recovery_support")

local now = "2026-03-04T12:00+01:00"
local record = {
   format = "recovery-support/person",
   format_version = 1,
   id = "p7f3",
   zones = { { zone = "Europe/Berlin" } },
   ties = {
      {
         id = "ana",
         roles = { { role = "sponsor" } },
         stance = "supports",
         contact_every = { days = 1 },
      },
      { id = "ben", roles = { { role = "partner" } } },
      { id = "cleo", since = "2026-02-01" },
   },
   events = { { type = "contact", id = "e1", tie = "ana", on = "2026-03-01" } },
}

describe("a support network", function()
   it("is measured with low and high", function()
      local measures = assert(rs.person.loads(record):network():measures(now))
      local all = measures.parts[1]
      assert.equal("all", all.id)
      assert.equal(3, all.size.value)
      assert.equal(1, all.supporting.value)
      assert.equal(3, math.floor(1 / all.supporting.low + 0.5))
      assert.equal("bounded", all.supporting.state)
   end)

   it("takes options, and refuses what it does not know", function()
      local network = rs.person.loads(record):network()
      assert.equal(1, network:measures(now, { stale_days = 1 }).stale)
      local nothing, message, code = network:measures(now, { stale_days = -1 })
      assert.is_nil(nothing)
      assert.is_string(message)
      assert.equal("RSUP_E_RANGE", code)
   end)

   it("has gaps and at most one suggestion", function()
      local gaps = assert(rs.person.loads(record):network():gaps(now))
      assert.equal(gaps.gaps[1].id, gaps.suggestion.id)
   end)

   it("tells whom to call, and why others are left out", function()
      local network = rs.person.loads(record):network()
      local asked = { want = "emotional", situation = "craving", hours = 8 }
      local found = assert(network:reach(now, asked))
      assert.equal(3, found.can_be_reached)
      assert.is_true(found.craving)
      assert.is_true(#found.crisis_lines > 0)
      local nothing, _, code = network:reach(now, { want = "job" })
      assert.is_nil(nothing)
      assert.equal("RSUP_E_OPTIONS", code)
   end)

   it("tells who carries whom", function()
      local network = rs.person.loads(record):network()
      local load = assert(network:load(now, { roles = "sponsor mentee" }))
      assert.equal(2, #load.roles)
      assert.equal("ana", load.roles[1].pairs[1].tie)
      assert.equal(2, load.roles[1].pairs[1].overdue_days)
   end)

   it("is laid out as a picture", function()
      local network = rs.person.loads(record):network()
      local drawn = assert(network:layout(now))
      assert.equal("ana", drawn.nodes[1].tie)
      assert.equal("recovery_community", drawn.nodes[1].sector)
      assert.equal(0.7, drawn.nodes[1].angle)
      assert.equal("named", drawn.sectors[2].state)
      assert.truthy(network:dot(now):find('label="ana"', 1, true))
      assert.is_nil(network:dot(now):find("sponsor", 1, true))
      local nothing, _, code = network:layout("tomorrow")
      assert.is_nil(nothing)
      assert.is_string(code)
   end)

   it("finds a mentor", function()
      local function candidate(id, since)
         return rs.person.loads({
            format = "recovery-support/person",
            format_version = 1,
            id = id,
            zones = { { zone = "Europe/Berlin" } },
            self = { capacity = { mentor = 1 } },
            targets = { { id = "alcohol", goal = { kind = "abstain", from = since } } },
            events = {
               { type = "training", id = "t", kind = "mentor", completed = "2025-06-01" },
               { type = "use_day", id = "n", target = "alcohol", on = "2026-03-01", amount = 0 },
            },
         })
      end
      local person = rs.person.loads(record)
      local people = { candidate("ready", "2025-03-04"), candidate("young", "2025-03-05") }
      local both = { true, true }
      local match = assert(rs.mentor_match(person, people, {
         now = now,
         permits = both,
         person_permits = both,
         tells = both,
      }))
      assert.equal("ready", match.mentors[1].person)
      assert.equal("young", match.left_out[1].person)
      assert.equal("not_stable_for_long_enough", match.left_out[1].reasons[1].id)
      local nothing, _, code = rs.mentor_match(person, people, { now = now, permits = both })
      assert.is_nil(nothing)
      assert.equal("RSUP_E_ARGUMENT", code)
   end)

   it("changes between two moments", function()
      local change = assert(rs.person.loads(record):network():change("2026-01-01T12:00Z", now))
      assert.same({ "cleo" }, change.added)
      assert.equal(2, #change.kept)
   end)
end)
