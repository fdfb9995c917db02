-- The QuestionnaireResponses of tests/data/fhir against tests/vectors/fhir.tsv.
local rs = require "recovery_support"
local tsv = dofile "tests/lua/tsv.lua"

local loaded = {}
local function instrument(name)
   loaded[name] = loaded[name] or assert(rs.instrument.load(name))
   return loaded[name]
end

local function document(name)
   local file = assert(io.open("tests/data/fhir/" .. name .. ".json", "rb"))
   local text = file:read "*a"
   file:close()
   return text
end

local function words(cell)
   return cell == "-" and {} or tsv.split(cell, " ")
end

-- "81/7", "10", or a word
local function meaning(text)
   local above, below = text:match "^(%d+)/(%d+)$"
   return above and above / below or tonumber(text) or text
end

local MATCHES = { yes = true, no = false }

local function check(row, response)
   local answers = {}
   for index, answer in ipairs(response.answers) do
      answers[index] = ("%s=%d"):format(answer.item, answer.value)
   end
   assert.equal(row.status, response.status)
   assert.equal(row.on, response.on or "-")
   assert.same(words(row.answers), answers)
   for _, one in ipairs(words(row.scores)) do
      local name, wanted = one:match "^(.-)=(.*)$"
      local score = response.assessment.scores[name]
      assert.equal(meaning(wanted), score.rule_value or score.value or score.reason)
   end
   local carried = words(row.carried)
   assert.equal(#carried, #response.carried)
   for index, one in ipairs(carried) do
      local parts, found = tsv.split(one, ":"), response.carried[index]
      assert.equal(parts[1], found.score)
      assert.equal(meaning(parts[2]), found.carried_rule or found.carried)
      assert.equal(meaning(parts[3]), found.computed_rule or found.computed)
      assert.equal(MATCHES[parts[4]], found.matches)
   end
end

describe("the responses of fhir.tsv", function()
   local all = tsv.rows "tests/vectors/fhir.tsv"

   it("are all there", function()
      assert.is_true(#all >= 50)
   end)

   for _, row in ipairs(all) do
      it(row.document .. " " .. row.profile, function()
         local profile = row.profile ~= "-" and row.profile or nil
         local form = instrument(row.instrument)
         local text = document(row.document)
         local response, safety, code, where = form:read_fhir(text, { profile = profile })
         if row.error == "-" then
            assert.equal(row.safety, safety.level)
            return check(row, response)
         end
         assert.is_nil(response)
         assert.equal(row.error, code)
         assert.equal(tonumber(row.line), where.line)
         assert.equal(row.path, where.path ~= "" and where.path or "-")
         assert.equal(row.safety, where.safety.level)
      end)
   end
end)

describe("instrument:read_fhir", function()
   it("takes a table", function()
      local response = assert(instrument("phq-2"):read_fhir {
         resourceType = "QuestionnaireResponse",
         status = "completed",
         item = {
            { linkId = "44250-9", answer = { { valueInteger = 2 } } },
            { linkId = "q2", answer = { { valueCoding = { code = "LA6569-3" } } } },
         },
      })
      assert.equal(3, response.assessment.scores.total.value) -- 2 + 1
   end)

   it("lists all problems of what it refuses", function()
      local nothing, _, code, where = instrument("phq-9"):read_fhir {
         resourceType = "QuestionnaireResponse",
         status = "completed",
         item = {
            { linkId = "q1", answer = { { valueString = "often" } } },
            { linkId = "q2", answer = { { valueInteger = 4 } } },
            { linkId = "q9", answer = { { valueInteger = 1 } } },
         },
      }
      local found = where.report.problems
      assert.is_nil(nothing)
      assert.equal(2, #found)
      assert.equal(code, found[1].code)
      assert.equal("item[0].answer[0].valueString", found[1].path)
      assert.equal("item[1].answer[0].valueInteger", found[2].path)
      assert.equal("urgent", where.safety.level)
   end)
end)
