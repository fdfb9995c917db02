local rs = require "recovery_support"

local NOW = "2025-06-01T12:00Z"

local function answers(instrument, day, value, count, more)
   local one = { type = "answers", id = instrument .. day, instrument = instrument, on = day }
   one.answers = {}
   for n = 1, count do one.answers["q" .. n] = value end
   for key, said in pairs(more or {}) do one[key] = said end
   return one
end

local function person(events, config)
   return assert(rs.person.loads({
      format = "recovery-support/person", format_version = 1, id = "p",
      zones = { { zone = "Europe/Lisbon" } }, events = events,
   }, config))
end

-- The arithmetic is in tests/checkin/test_checkin_scores.c.
describe("scores of a record over time", function()
   local me = person {
      answers("gad-7", "2025-01-01", 2, 7), answers("gad-7", "2025-01-31", 1, 7),
      answers("gad-7", "2025-03-02", 2, 7, { scoring_revision = 1 }),
      answers("gad-7", "2025-04-02", 3, 7, { scoring_revision = 2 }),
   }

   it("stand beside those before", function()
      local told = assert(rs.scores(me, "gad-7", { now = NOW, reliability = 0.75, sd = 4 }))
      assert.are.equal(4, #told.answers)
      assert.are.equal(-7, told.answers[2].since_first)
      assert.are.equal("mild", told.answers[2].score.band)
      assert.are.equal("other_revision", told.answers[4].left_out)
      assert.are.equal(0, told.since_first.change.change)
      assert.are.equal("2025-01-31", told.since_best.on)
      assert.is_true(told.since_previous.change.thresholds["clinically-important"].met)
      assert.is_true(told.since_previous.change.reliable)
      assert.are.equal(3, told.trend.n)
   end)

   it("are of a window", function()
      local told = assert(rs.scores(me, "gad-7", {
         now = NOW, since = "2025-01-15", before = "2025-03-02" }))
      assert.are.equal(1, #told.answers)
      assert.is_nil(told.since_first)
   end)

   it("are refused of what nobody knows", function()
      local none, _, code = rs.scores(me, "phq-10", { now = NOW })
      assert.is_nil(none)
      assert.are.equal("RSUP_E_UNKNOWN_NAME", code)
      none, _, code = rs.scores(me, "gad-7", { now = NOW, score = "totals" })
      assert.is_nil(none)
      assert.are.equal("RSUP_E_UNKNOWN_NAME", code)
      assert.has_error(function() rs.scores(me, "gad-7", { now = NOW, moon = 1 }) end)
   end)

   -- AUDIT-C of 1, 1, 1 is 3: a positive screen from 3 for women, from 4 for men (VistA).
   it("are judged by what was known then", function()
      local config = assert(rs.config.loads(
         "format: recovery-support/config\nformat_version: 1\ninstruments: [{id: audit-c}]\n"))
      for sex, reached in pairs { female = 1, male = 0 } do
         local them = person({}, config)
         assert(them:append(answers("audit-c", "2025-05-01", 1, 3, { context = { sex = sex } })))
         local total = assert(rs.today(them, { now = NOW })).assessments[1].scores.total
         assert.are.equal(reached, #total.cutoffs)
         assert.are.equal(0, #total.cautious)
      end
      local them = person({}, config)
      local odd = answers("audit-c", "2025-05-01", 1, 3, { context = { age = "9" } })
      assert.is_nil((them:append(odd)))
   end)
end)
