local rs = require "recovery_support"

local EMPTY = "format: recovery-support/config\nformat_version: 1\n"

describe("a failure", function()
   it("is nil, message, code, where", function()
      local config, message, code, where = rs.config.loads(EMPTY .. "rolls: []\n", "clinic.yaml")
      assert.is_nil(config)
      assert.equal("RSUP_E_SCHEMA", code)
      assert.matches("^clinic%.yaml:3:", message)
      assert.equal("clinic.yaml", where.source)
      assert.equal(3, where.line)
      assert.is_true(#where.report.problems >= 1)
   end)

   it("of a missing file is of the io class", function()
      local _, _, code = rs.config.load("no/such/config.yaml")
      assert.equal("RSUP_E_FILE", code)
   end)

   it("of an unknown instrument names it as unknown", function()
      local _, _, code = rs.instrument.load("no-such-instrument")
      assert.equal("RSUP_E_UNKNOWN_NAME", code)
   end)

   local texts = { ("["):rep(100000), '{"a": 1', "a: &x 1\nb: *x\n", "<html></html>", "" }
   for i, text in ipairs(texts) do
      it("is what becomes of a text that is no config, number " .. i, function()
         local config, message, code = rs.config.loads(text)
         assert.is_nil(config)
         assert.is_string(message)
         assert.matches("^RSUP_E_", code)
      end)
   end
end)

describe("an argument", function()
   local person = assert(rs.person.loads {
      format = "recovery-support/person", format_version = 1, id = "p1",
      zones = { { zone = "Europe/Berlin" } }, ties = { { id = "dana" } },
   })

   it("with NUL in it is not cut short", function()
      assert.has_error(function() person:erase("ties\0/dana") end)
      assert.has_error(function() rs.today(person, { now = 0, region = "US\0" }) end)
      assert.truthy(person:to_json():find("dana", 1, true))
   end)

   it("that is no whole number of 32 bits is not cut to another one", function()
      local phq9 = assert(rs.instrument.load("phq-9"))
      assert.has_error(function() phq9:check("q9", 2 ^ 32) end)
      assert.has_error(function() phq9:check("q9", 0.5) end)
      local when = { zone = "UTC", weekday = 2 ^ 32, start = "10:00", minutes = 60, now = 0 }
      assert.has_error(function() rs.next_occurrence(when) end)
   end)
end)

describe("a table", function()
   it("that is both a list and a map is refused", function()
      local _, _, code = rs.config.loads { 1, a = 2 }
      assert.equal("RSUP_E_ARGUMENT", code)
   end)

   it("that holds itself is refused", function()
      local loop = {}
      loop.loop = loop
      local _, _, code = rs.config.loads(loop)
      assert.equal("RSUP_E_LIMIT", code)
   end)

   it("with a NaN in it is refused", function()
      local _, _, code = rs.config.loads { a = 0 / 0 }
      assert.equal("RSUP_E_RANGE", code)
   end)
end)

describe("an object", function()
   it("can be closed twice and not be used afterwards", function()
      local config = assert(rs.config.loads(EMPTY))
      assert.is_string(config:digest())
      config:close()
      config:close()
      assert.has_error(function() config:digest() end, "this recovery_support.config is closed")
   end)

   it("outlives the config it came from", function()
      local config = assert(rs.config.loads(EMPTY))
      local model = assert(rs.model.default(config))
      config:close()
      assert.is_string(model:digest())
   end)

   it("of the wrong kind is an error", function()
      assert.has_error(function() rs.person.load("x", "y") end)
      assert.has_error(function() rs.today({}, { now = 0 }) end)
      assert.has_error(function() rs.config.load("x", { zone_dir = "/" }) end)
   end)
end)
