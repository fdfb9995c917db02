local rs = require "recovery_support"

local function same(a, b)
   return a == b or (a ~= a and b == nil) -- NaN in a column, nothing in a record
end

describe("scoring by columns", function()
   local phq9 = assert(rs.instrument.load "phq-9")
   local rows = {
      { 2, 2, 2, 2, 1, 1, 2, 0, 0 },
      { 2, 2, 1, rs.null, 2, 1, 1, 0, 0 },
      { 1, rs.null, rs.null, rs.null, 1, 1, 1, 1, 1 },
      { 0, 0, 0, 0, 0, 0, 0, 0, 1 },
      { 0, 0, 0, 0, 0, 0, 0, 0, rs.null },
   }

   local function columns_of(list)
      local columns = {}
      for item = 1, 9 do
         local column = {}
         for row = 1, #list do
            column[row] = list[row][item]
         end
         columns["q" .. item] = column
      end
      return columns
   end

   it("equals single calls", function()
      local found = assert(phq9:score_columns(columns_of(rows)))
      for row, answers in ipairs(rows) do
         local one = {}
         for item = 1, 9 do
            one["q" .. item] = answers[item]
         end
         for _, score in ipairs(assert(phq9:score(one)).scores) do
            local column = found.scores[score.id]
            assert.is_true(same(column.value[row], score.value))
            assert.is_true(same(column.low[row], score.low))
            assert.is_true(same(column.high[row], score.high))
            assert.equal(score.band or false, column.band[row])
            assert.equal(score.rule_value or false, column.rule[row])
            assert.equal(score.reason or false, column.reason[row])
         end
      end
      assert.same({ 0, 0, 1, 1, 0 }, found.alerts)
      assert.same({ 0, 0, 0, 0, 1 }, found.reviews) -- item 9 was not answered: look
   end)

   it("refuses a row by name, and no other", function()
      local columns = columns_of { rows[1], rows[4] }
      columns.q3[2] = 4
      local found = assert(phq9:score_columns(columns))
      assert.same({ false, "q3" }, found.refused)
      assert.equal(1, found.refused_rows)
      assert.equal("refused", found.scores.total.reason[2])
      assert.equal(12, found.scores.total.value[1])
   end)

   it("takes a profile and a context", function()
      local bam = assert(rs.instrument.load "bam")
      local columns = {}
      for _, item in ipairs(bam:describe().items) do
         columns[item.id] = { rs.null }
      end
      columns.q4 = { 1 }
      local strict = assert(bam:score_columns(columns))
      assert.equal("too_many_missing", strict.scores.use.reason[1])
      local va = assert(bam:score_columns(columns, { profile = "va_zero" }))
      assert.equal(1, va.scores.use.value[1])
      local audit = assert(rs.instrument.load "audit-c")
      local ones = { q1 = { 1 }, q2 = { 1 }, q3 = { 1 } }
      local men = assert(audit:score_columns(ones, { context = { sex = "male" } }))
      assert.equal(0, men.scores.total.cutoffs[1]) -- 3, where 4 is the cut-off
   end)

   it("says what it cannot read", function()
      assert.has_error(function()
         phq9:score_columns { q1 = { 1 } }
      end, "no column for item q2")
      local columns = columns_of { rows[1] }
      columns.q1[1] = "4"
      assert.has_error(function()
         phq9:score_columns(columns)
      end, "column q1: expected whole numbers and blanks")
   end)
end)
