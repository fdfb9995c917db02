-- The cases of tests/vectors/days.json, schedules.json and agenda.json, asked from Lua.
local rs = require "recovery_support"
local files = dofile "tests/lua/case_files.lua"

local function by_target(list)
   local map = {}
   for _, one in ipairs(list) do
      map[one.target] = one
   end
   return map
end

describe("days.json:", function()
   for _, case in ipairs(files.cases "days.json") do
      it(case.id, function()
         local person = files.person(rs, case)
         local asked = { now = case.now, known_at = case.known_at }
         local day = assert(rs.today(person, asked))
         local got = { targets = by_target(day.recovery), milestones = day.milestones }
         got.history = {}
         for name in pairs(case.expect.history) do
            got.history[name] = assert(rs.history(person, name, asked))
         end
         assert.is_nil(files.difference(case.expect, got, ""))
      end)
   end
end)

local function line(one)
   local marks = {}
   for i, key in ipairs { "opens", "due", "closes", "late_until" } do
      marks[i] = ("%d"):format(one[key] / 1000)
   end
   return table.concat({
      one.date, one.occasion or "-", one.state, table.concat(marks, " "), one.dst and "dst" or "-",
   }, " ")
end

describe("schedules.json:", function()
   for _, case in ipairs(files.cases "schedules.json") do
      it(case.id, function()
         local asked = { now = case.now, known_at = case.known_at }
         local told = assert(rs.occasions(files.person(rs, case), "f", asked))
         local lines = {}
         for i, one in ipairs(told.occasions) do
            lines[i] = line(one)
         end
         assert.same(case.expect.occasions, lines)
         assert.is_nil(files.difference(case.expect.adherence.f, told.adherence, ""))
      end)
   end
end)

local function entry(one)
   local ends = one.ends and ("%d"):format(one.ends / 1000) or "-"
   return table.concat({
      one.kind, one.ref, one.date, ("%d"):format(one.at / 1000), ends, one.dst and "dst" or "-",
      one.local_time,
   }, " ")
end

describe("agenda.json:", function()
   for _, case in ipairs(files.cases "agenda.json") do
      it(case.id, function()
         local page = assert(rs.agenda(files.person(rs, case), {
            from = case.from, to = case.to, now = case.now,
         }))
         local lines = {}
         for i, one in ipairs(page.entries) do
            lines[i] = entry(one)
         end
         assert.same(case.expect.entries, lines)
      end)
   end
end)
