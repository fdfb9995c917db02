--- Prints what today looks like for one person: the day picture of recovery-support.
--
--    lua today.lua --person FILE [--now TIME] [options]

local here = arg[0]:match("^(.*[/\\])") or "./"
package.path = here .. "?.lua;" .. package.path
local rs = require "recovery_support"
local picture_text = require "today_text"

local USAGE = [[
usage: today.lua --person FILE [options]
  --config FILE     settings laid over the built-in ones
  --person FILE     the person's record
  --meetings FILE   a Meeting Guide list
  --model FILE      a risk model; else the built-in one
  --now TIME        such as "2026-03-06T18:40-05:00"
  --known-at TIME   only what was known by then
  --region CODE     for crisis lines, such as "US-NY"
  --near LAT,LON    where the person is
  --locale TAG      words and plurals, such as "en"
  --json            the whole picture as JSON
  --report          all that could not be used
]]
local FLAGS = { json = true, report = true, help = true }
local OPTIONS = {
   config = true, person = true, meetings = true, model = true, now = true,
   ["known-at"] = true, region = true, near = true, locale = true,
}

local function stop(message)
   io.stderr:write(message, "\n")
   os.exit(2)
end

--- What a call gave, or the end of the program with the one line that says what is wrong.
local function must(value, message)
   return value or stop(message)
end

local function options(arguments)
   local given, i = {}, 1
   while arguments[i] do
      local name = arguments[i]:match("^%-%-(.+)$") or ""
      if FLAGS[name] then
         given[name] = true
      elseif OPTIONS[name] and arguments[i + 1] then
         i = i + 1
         given[name] = arguments[i]
      else
         stop(USAGE .. "today.lua: what is " .. arguments[i] .. "?")
      end
      i = i + 1
   end
   return given
end

local function place(text)
   local latitude, longitude = text:match("^([^,]+),([^,]+)$")
   latitude, longitude = tonumber(latitude), tonumber(longitude)
   if not latitude or not longitude then
      stop("--near wants LAT,LON, such as 42.9012,-74.9034")
   end
   return latitude, longitude
end

local function problem_line(problem)
   local parts = { problem.source }
   if problem.line > 0 then
      parts[1] = ("%s:%d:%d"):format(problem.source, problem.line, problem.column)
   end
   if problem.severity ~= "error" then
      table.insert(parts, problem.severity)
   end
   if problem.row > 0 then
      table.insert(parts, ("row %d"):format(problem.row))
   end
   if problem.path and problem.path ~= "" then
      table.insert(parts, problem.path)
   end
   table.insert(parts, problem.message)
   return table.concat(parts, ": ")
end

--- What of a document could not be used, on stderr: a line each, or their number.
local function tell(report, lines)
   if lines ~= "count" then
      for _, problem in ipairs(report.problems) do
         if lines == "all" or problem.severity ~= "note" then
            io.stderr:write(problem_line(problem), "\n")
         end
      end
   elseif report.left_out and report.left_out > 0 then
      io.stderr:write(("%s: %d used, %d left out (see --report)\n"):format(
         report.source, report.used, report.left_out))
   end
end

local function print_day(given)
   local config = given.config and must(rs.config.load(given.config)) or must(rs.config.default())
   local person = must(rs.person.load(given.person, config))
   local meetings = given.meetings and must(rs.meetings.read(given.meetings, config)) or nil
   local model = given.model and must(rs.model.load(given.model, config))
      or must(rs.model.default(config))
   local wanted = {
      now = given.now or os.time() * 1000,
      meetings = meetings,
      model = model,
      region = given.region,
      known_at = given["known-at"],
      locale = given.locale,
   }
   if given.near then
      wanted.latitude, wanted.longitude = place(given.near)
   end
   local day = must(rs.today(person, wanted))
   tell(person:report(), given.report and "all" or "problems")
   if meetings then
      tell(meetings:report(), given.report and "all" or "count")
   end
   if given.json then
      io.write(must(rs.json(day)), "\n")
   else
      io.write(picture_text(config, person, day, given.locale or "en"))
   end
end

local given = options(arg)
if given.help then
   io.write(USAGE)
elseif given.person then
   print_day(given)
else
   stop(USAGE .. "today.lua: --person is wanted")
end
