-- The cases of tests/vectors/instruments.tsv; expected values come from instrument_reference.py.
local rs = require "recovery_support"
local tsv = dofile "tests/lua/tsv.lua"

local loaded = {}
local function instrument(name)
   loaded[name] = loaded[name] or assert(rs.instrument.load(name))
   return loaded[name]
end

local function options(row)
   local name, value = row.context:match "^(.-)=(.*)$"
   return {
      context = name and { [name] = value } or nil,
      profile = row.profile ~= "-" and row.profile or nil,
   }
end

local function exact(score)
   if score.rule_value then
      return score.rule_value
   end
   if not score.numerator then
      return "-"
   end
   local text = ("%d"):format(score.numerator)
   return score.denominator == 1 and text or text .. ("/%d"):format(score.denominator)
end

local function number(cell)
   local above, below = cell:match "^(.-)/(.*)$"
   return above and tonumber(above) / tonumber(below) or tonumber(cell)
end

local function told(alerts)
   local words = {}
   for index, alert in ipairs(alerts) do
      words[index] = alert.id .. ":" .. alert.level
   end
   return #words > 0 and table.concat(words, ",") or "-"
end

local function check(row)
   local result, _, _, where = instrument(row.instrument):score(row.answers, options(row))
   if row.error ~= "-" then
      assert.is_nil(result)
      return assert.equal(row.error, where.path)
   end
   local score = result.scores[row.score]
   assert.equal(row.value, exact(score))
   assert.equal(row.band, score.band or "-")
   assert.equal(row.reason, score.reason or "-")
   assert.equal(row.cutoffs, #score.cutoffs > 0 and table.concat(score.cutoffs, ",") or "-")
   assert.equal(number(row.low), score.low)
   assert.equal(number(row.high), score.high)
   assert.equal(row.alerts, told(result.alerts))
end

describe("the cases of instruments.tsv", function()
   local all = tsv.rows "tests/vectors/instruments.tsv"

   it("are all there", function()
      assert.is_true(#all >= 150)
   end)

   for _, row in ipairs(all) do
      it(row.id .. " " .. row.score, function()
         check(row)
      end)
   end
end)
