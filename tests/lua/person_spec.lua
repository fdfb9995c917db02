local rs = require "recovery_support"

local function record()
   return {
      format = "recovery-support/person",
      format_version = 1,
      id = "p1",
      zones = { { from = "2025-01-01T00:00-05:00", zone = "America/New_York" } },
      targets = { { id = "alcohol", goal = { kind = "abstain", from = "2025-01-10" } } },
      ties = { { id = "dana", roles = { { role = "sponsor" } } } },
   }
end

local function checkin(id, answers)
   return {
      type = "checkin", id = id, form = "daily", at = "2026-03-04T08:10-05:00",
      answers = answers or { mood = 4 },
   }
end

describe("a person", function()
   local me
   before_each(function() me = assert(rs.person.loads(record())) end)
   after_each(function() me:close() end)

   it("is written as a document that loads again as the same", function()
      assert(me:append(checkin("c1")))
      local again = assert(rs.person.loads(me:to_json()))
      assert.equal(me:to_json(), again:to_json())
   end)

   it("has a report of what was left out", function()
      local odd = record()
      odd.events = { checkin("c0") }
      odd.events[1].form = "no-such-form"
      local report = assert(rs.person.loads(odd)):report()
      assert.equal(1, report.left_out)
      assert.is_string(report.problems[1].message)
   end)

   it("answers an append with the safety", function()
      assert.equal("none_reported", assert(me:append(checkin("c1"))).level)
      local answers = { q9 = 1 }
      for i = 1, 8 do
         answers["q" .. i] = 0
      end
      local safety = assert(me:append {
         type = "answers", id = "a1", instrument = "phq-9", at = "2026-03-04T08:10-05:00",
         answers = answers,
      })
      assert.equal("urgent", safety.level)
   end)

   it("says what its newest words ask for", function()
      local now = "2026-03-04T08:10-05:00"
      assert(me:append { type = "sign", id = "s1", kind = "unsafe_at_home", at = now })
      assert.equal("urgent", me:safety(now).level)
      assert.is_nil((me:safety("one evening")))
   end)

   it("is unchanged by an append that is refused, which asks for review", function()
      local before = me:to_json()
      local wrong = { checkin("c2", { mood = 4711 }), checkin("c2", { no_such_item = 1 }),
         checkin(nil), { type = "contact" }, checkin("c2", { mood = print }) }
      for _, entry in ipairs(wrong) do
         local safety, message, code, where = me:append { checkin("c1"), entry }
         assert.is_nil(safety)
         assert.matches("^RSUP_E_", code)
         assert.is_nil(message:find("4711", 1, true))
         assert.equal("review", where.safety.level)
         assert.equal(before, me:to_json())
      end
   end)

   it("really forgets what is erased", function()
      assert(me:append(checkin("c1")))
      assert(me:erase("events/c1"))
      assert(me:append(checkin("c1")))
      assert.is_nil(me:to_json():find("mood", 1, true))
      local done, _, code = me:erase("events/nobody")
      assert.is_nil(done)
      assert.equal("RSUP_E_UNKNOWN_NAME", code)
   end)

   it("takes in the entries of another record of the same person", function()
      local other = assert(rs.person.loads(record()))
      assert(other:append(checkin("c1")))
      assert(me:merge(other))
      assert.equal(other:to_json(), me:to_json())
   end)

   it("is named by nothing in its text form", function()
      assert.equal("recovery_support.person", tostring(me))
   end)

   it("survives a hurried collector", function()
      collectgarbage("setpause", 0)
      for i = 1, 100 do
         assert(me:append(checkin("c" .. i, { mood = i % 5, triggers = rs.list {} })))
      end
      collectgarbage("setpause", 200)
      assert.matches('"c100"', me:to_json())
   end)
end)
