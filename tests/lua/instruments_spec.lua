local rs = require "recovery_support"

local function answers(changed)
   local all = { q9 = 0 }
   for number = 1, 8 do
      all["q" .. number] = 1
   end
   for item, value in pairs(changed or {}) do
      all[item] = value
   end
   return all
end

describe("an instrument", function()
   local phq9 = assert(rs.instrument.load("phq-9"))

   it("gives exact scores and what they rest on", function()
      local total = assert(phq9:score(answers())).scores[1]
      assert.equal(8, total.numerator) -- eight items of 1, one of 0
      assert.equal(1, total.denominator)
      assert.equal(9, total.answered)
      assert.is_nil(total.reason)
   end)

   it("is urgent about a raised safety item, whatever the score", function()
      local _, safety = phq9:score(answers { q9 = 1 })
      assert.equal("urgent", safety.level)
      assert.equal("self_harm_answer", safety.signs[1])
   end)

   it("asks for review of an unanswered safety item", function()
      local _, safety = phq9:score(answers { q9 = rs.null })
      assert.equal("review", safety.level)
   end)

   it("asks for review when it refuses the answers", function()
      for _, bad in ipairs { { q1 = 77 }, { no_such_item = 1 }, { q1 = 0 / 0 }, { q1 = print } } do
         local result, message, _, where = phq9:score(answers(bad))
         assert.is_nil(result)
         assert.is_nil(message:find("77", 1, true))
         assert.equal("review", where.safety.level)
      end
   end)

   it("has the id it was asked by", function()
      assert.equal("phq-9", phq9:id())
   end)
end)

describe("a text pack", function()
   it("comes back with its licence, in the order of the definition", function()
      local gad2 = assert(rs.instrument.load "gad-2")
      local pack = {
         format = "recovery-support/text-pack",
         format_version = 1,
         instrument = "gad-2",
         locale = "de",
         licence = "invented for this test",
         notice = "Nur ein Beispiel.",
         items = { q1 = { text = "eins" }, q2 = { text = "zwei" } },
         options = {
            ["not-at-all"] = { text = "gar nicht" },
            ["several-days"] = { text = "manchmal" },
            ["more-than-half"] = { text = "oft" },
            ["nearly-every-day"] = { text = "fast immer" },
         },
      }
      local words = assert(gad2:texts(pack))
      assert.equal("Nur ein Beispiel.", words.notice)
      assert.equal("zwei", words.items[2].text)
      assert.equal("oft", words.items[1].options[3].text)
      pack.items.q2 = nil
      local nothing, message = gad2:texts(pack)
      assert.is_nil(nothing)
      assert.is_truthy(message:find("no words for item q2", 1, true))
   end)
end)
