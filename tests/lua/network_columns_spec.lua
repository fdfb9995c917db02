local rs = require "recovery_support"

-- Nobody; one; three of whom 0-1 and 1-2 know each other.
local function three(changes)
   local columns = { alters = { 0, 1, 3 }, ego = { 2, 2 }, a = { 0, 2 }, b = { 1, 1 } }
   for name, column in pairs(changes or {}) do
      columns[name] = column
   end
   return columns
end

describe("network_measures", function()
   it("gives nobody and one their documented values", function()
      local found = assert(rs.network_measures(three()))
      assert.same({ 0, 1, 3 }, found.size)
      assert.same({ 0, 1, 1 }, found.components)
      assert.is_true(found.constraint[1] ~= found.constraint[1])
      assert.equal(1, found.constraint[2])
      -- N v = 4/3, 2, 4/3: squares 16/9 + 4 + 16/9 = 68/9, of 9
      assert.equal(68 / 81, found.constraint[3])
      assert.same({ 1, 16 / 81, 4 / 9, 16 / 81 }, found.alter_constraint)
   end)

   it("leaves open what nobody asked about", function()
      local found = assert(rs.network_measures(three { state = { "tied", "not_asked" } }))
      assert.same({ 0.5, 1 / 3, 2 / 3 },
         { found.density[3], found.density_low[3], found.density_high[3] })
      assert.equal(1, found.not_asked[3])
      assert.equal(1, found.exact[3])
   end)

   it("names the row and the column that can't be", function()
      local found, message, code, where = rs.network_measures(three { a = { 0, 3 } })
      assert.is_nil(found)
      assert.truthy(message:find("alter", 1, true))
      assert.equal("RSUP_E_RANGE", code)
      assert.equal(2, where.row)
      assert.equal("a", where.path)
   end)

   it("refuses what is no column", function()
      assert.has_error(function()
         rs.network_measures(three { a = { 0, 0.5 } })
      end, "column a: expected whole numbers")
      assert.has_error(function()
         rs.network_measures(three { b = { 1 } })
      end, "column b: expected 2 rows")
      assert.has_error(function()
         rs.network_measures(three { weight = 3 })
      end, "column weight: expected a table of numbers")
   end)
end)
