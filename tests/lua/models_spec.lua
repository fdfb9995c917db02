local rs = require "recovery_support"

local function row(changes)
   local all = {
      weeks_since_use = 4, craving_z = 2, confidence_z = 0, coped = 0, missed_last = 0,
      net_support = 0.5,
   }
   for name, value in pairs(changes or {}) do
      all[name] = value
   end
   return all
end

describe("the built-in model", function()
   local model = assert(rs.model.default())

   it("gives terms that add up to the distance from the reference", function()
      local score = assert(model:score(row()))
      local total = 0
      for _, term in ipairs(score.terms) do
         total = total + term.contribution
      end
      assert.near(score.linear_predictor - score.reference_predictor, total, 1e-12)
   end)

   it("says that nobody calibrated it", function()
      local score = assert(model:score(row()))
      assert.equal("uncalibrated", score.evidence)
      assert.is_nil(score.band)
      assert.is_string(score.statement)
   end)

   it("has a reason instead of a score when too little is known", function()
      local score = assert(model:score { weeks_since_use = 4 })
      assert.equal("coverage", score.reason)
      assert.is_nil(score.risk)
   end)

   it("refuses what it can not take", function()
      for _, change in ipairs { { no_such_input = 1 }, { craving_z = "x" },
         { weeks_since_use = rs.null } } do
         local score, _, code = model:score(row(change))
         assert.is_nil(score)
         assert.matches("^RSUP_E_", code)
      end
   end)

   it("takes a horizon as a number", function()
      assert.is_table(model:score(row(), 1, 0))
      assert.has_error(function() model:score(row(), "a week") end)
   end)

   it("knows its id and digest", function()
      assert.is_string(model:id())
      assert.equal(64, #model:digest())
   end)
end)
