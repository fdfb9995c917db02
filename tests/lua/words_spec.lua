local rs = require "recovery_support"

describe("words", function()
   local config = assert(rs.config.loads {
      format = "recovery-support/config",
      format_version = 1,
      texts = { en = { ["notice.checkin_due"] = ("long "):rep(200) .. "{ref}" } },
   })

   it("come from the config, with names filled in, however long they are", function()
      local text = assert(config:text("notice.checkin_due", "en", { ref = "today" }))
      assert.equal(("long "):rep(200) .. "today", text)
   end)

   it("fail for an id that nobody worded", function()
      local none, _, code = config:text("no.such.id")
      assert.is_nil(none)
      assert.equal("RSUP_E_UNKNOWN_NAME", code)
   end)
end)

describe("local time", function()
   it("is what the clocks of a zone show", function()
      local config = assert(rs.config.default { zoneinfo_dir = "tests/data/zoneinfo" })
      local at = 1772656200000 -- 2026-03-04T20:30Z
      assert.equal("2026-03-04T21:30:00+01:00", config:local_time("Europe/Berlin", at))
      assert.equal("2026-03-04T17:00:00-03:30", config:local_time("America/St_Johns", at))
      local none, _, code = config:local_time("Mars/Base", at)
      assert.is_nil(none)
      assert.equal("RSUP_E_UNKNOWN_ZONE", code)
   end)
end)
