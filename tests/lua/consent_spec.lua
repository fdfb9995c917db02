local rs = require "recovery_support"

local NOW = "2026-03-04T12:00Z"

local function record(id, tie, other)
   return {
      format = "recovery-support/person",
      format_version = 1,
      id = id,
      zones = { { zone = "Europe/Lisbon" } },
      ties = { { id = tie, person = other } },
      events = {
         { type = "checkin", id = "e1", form = "daily", on = "2026-03-03", answers = { mood = 4 } },
         { type = "activity", id = "e2", kind = "exercise", on = "2026-03-03" },
      },
      consents = {
         {
            id = "k1", grantor = "self", to = tie, what = { "checkin", "link" },
            sensitivity = { "SUD" }, purpose = "SUPNWK",
         },
      },
   }
end

local function asking(more)
   local question = { actor = "dana", role = "sponsor", purpose = "SUPNWK", now = NOW }
   for key, value in pairs(more or {}) do question[key] = value end
   return question
end

describe("consent", function()
   local me
   before_each(function() me = assert(rs.person.loads(record("me", "dana", "you"))) end)
   after_each(function() me:close() end)

   it("decides and says why", function()
      local decision = assert(rs.decide(me, asking { what = "checkin", labels = { "SUD" } }))
      assert.same({
         permit = true, reason = "consent", consent_id = "k1", confidentiality = "R",
         obligations = { "NORDSCLCD", "PERSISTLABEL", "PRIVMARK", "MINEC" },
      }, decision)
      assert.equal("not_covered", rs.decide(me, asking { what = { "plan" } }).reason)
      assert.equal("incomplete_part2",
         rs.decide(me, asking { what = "checkin", origin = "part2" }).reason)
   end)

   it("shows what may be seen as a person", function()
      local view = assert(me:view(asking()))
      local text = view:to_json()
      assert.truthy(text:find('"e1"', 1, true))
      assert.falsy(text:find('"e2"', 1, true))
      assert.falsy(text:find("consents", 1, true))
      assert.equal(me:to_json(), assert(me:view { actor = "self", now = NOW }):to_json())
      view:close()
   end)

   it("refuses legal proceedings and names nobody knows", function()
      local none, _, code = me:view(asking { purpose = "HLEGAL" })
      assert.is_nil(none)
      assert.equal("RSUP_E_CONSENT", code)
      assert.is_nil((me:view(asking { role = "spy" })))
      assert.has_error(function() rs.decide(me, asking { colour = "red" }) end)
      assert.has_error(function() rs.decide(me, asking { what = { 1 } }) end)
      assert.has_error(function() rs.decide(me, { actor = "dana" }) end)
   end)

   it("links two users while both agree", function()
      local you = assert(rs.person.loads(record("you", "mo", "me")))
      assert.same({ linked = true, a_tie = "dana", b_tie = "mo" }, rs.linked(me, you, NOW))
      assert(you:erase("ties/mo"))
      assert.is_false(rs.linked(me, you, NOW).linked)
      you:close()
   end)
end)
