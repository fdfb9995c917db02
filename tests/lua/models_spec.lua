local rs = require "recovery_support"
local unpack = table.unpack or unpack -- luacheck: ignore

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

local function cells(line)
   local all = {}
   for cell in line:gmatch("[^\t]+") do
      all[#all + 1] = cell ~= "-" and cell or false
   end
   return all
end

-- Equal up to four units in the last place, which is what libm and the library may part by.
local function near(found, wanted)
   if not (found and wanted) then
      return not found and not wanted
   end
   return math.abs(found - wanted) <= 4 * 2 ^ -52 * math.abs(wanted)
end

describe("the score vectors", function()
   it("come out", function()
      local models, count = { default = assert(rs.model.default()) }, 0
      for line in io.lines("tests/vectors/risk_scores.tsv") do
         if line:sub(1, 1) ~= "#" then
            local name, model, inputs, horizon, elapsed, lp, risk = unpack(cells(line))
            models[model] = models[model] or assert(rs.model.load(model))
            local ahead, gone = horizon and tonumber(horizon), elapsed and tonumber(elapsed)
            local score = assert(models[model]:score(inputs, ahead or nil, gone or nil))
            assert.is_true(near(score.linear_predictor, lp and tonumber(lp)), name)
            assert.is_true(near(score.risk, risk and tonumber(risk)), name)
            count = count + 1
         end
      end
      assert.equal(120, count)
   end)
end)
