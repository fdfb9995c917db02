--- Lays out a day picture as text for an 80-column terminal. The words come from the config and the
-- person; the order is that of the picture's eleven parts, and the crisis lines always end it.

local WIDTH = 78
local MOST_TO_CELEBRATE = 3
local MONTHS = {
   "January", "February", "March", "April", "May", "June", "July",
   "August", "September", "October", "November", "December",
}
local WEEKDAYS = {
   "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
}

-- ---- small texts ----

local function date(text)
   local year, month, day = text:match("^(%d+)-(%d+)-(%d+)")
   return ("%d %s %s"):format(tonumber(day), MONTHS[tonumber(month)], year)
end

--- The name of the day, by Sakamoto's rule.
local function weekday(text)
   local year, month, day = text:match("^(%d+)-(%d+)-(%d+)")
   year, month, day = tonumber(year), tonumber(month), tonumber(day)
   local shift = ({ 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 })[month]
   if month < 3 then
      year = year - 1
   end
   local leaps = math.floor(year / 4) - math.floor(year / 100) + math.floor(year / 400)
   return WEEKDAYS[(year + leaps + shift + day) % 7 + 1]
end

local function count(n, one, many)
   return ("%d %s"):format(n, n == 1 and one or many)
end

local function days(n)
   return count(n, "day", "days")
end

local function ago(n)
   return n == 0 and "today" or n == 1 and "yesterday" or days(n) .. " ago"
end

local function whole(value)
   return ("%d"):format(math.floor(value + 0.5))
end

local function tenths(value)
   local all = math.floor(math.abs(value) * 10 + 0.5)
   local sign = value < 0 and all > 0 and "-" or ""
   local units, rest = math.floor(all / 10), all % 10
   return sign .. (rest > 0 and ("%d.%d"):format(units, rest) or ("%d"):format(units))
end

--- A number, with the range it can be in where something is unknown.
local function measure(one, scale)
   if one.state ~= "known" and one.state ~= "bounded" or not one.value then
      return "not known"
   end
   scale = scale or 1
   local value = whole(one.value * scale)
   local low, high = whole(one.low * scale), whole(one.high * scale)
   return low == high and value or ("%s (between %s and %s)"):format(value, low, high)
end

local function readable(id)
   return (id:gsub("[_-]", " "))
end

--- Characters, not bytes.
local function length(text)
   local _, following = text:gsub("[\128-\191]", "")
   return #text - following
end

-- ---- the page ----

local Page = {}
Page.__index = Page

function Page:heading(text)
   table.insert(self.lines, "")
   table.insert(self.lines, text)
end

--- One paragraph, wrapped; what is left over hangs two columns deeper.
function Page:say(indent, text)
   local line, empty = (" "):rep(indent), true
   for word in text:gmatch("[^%c ]+") do
      if not empty and length(line) + 1 + length(word) > WIDTH then
         table.insert(self.lines, line)
         line, empty = (" "):rep(indent + 2), true
      end
      line = line .. (empty and word or " " .. word)
      empty = false
   end
   table.insert(self.lines, line)
end

function Page:words_of_any(kinds, id, n, ref)
   local args = { n = n and math.floor(n * 10 + 0.5) / 10, ref = ref ~= "" and ref or nil }
   for _, kind in ipairs(kinds) do
      local text = self.person:text(kind .. "." .. id, self.locale, args)
      if text then
         return text
      end
   end
   return readable(id)
end

--- The person's own words for an id, else the config's, else the id made readable.
function Page:words(kind, id, n, ref)
   return self:words_of_any({ kind }, id, n, ref)
end

function Page:reasons(record)
   local all = {}
   for i, reason in ipairs(record.reasons) do
      all[i] = self:words("reason", reason.id, reason.number, reason.ref)
   end
   return table.concat(all, ", ")
end

function Page:names(kind, ids)
   local all = {}
   for i, id in ipairs(ids) do
      all[i] = self:words(kind, id)
   end
   return table.concat(all, ", ")
end

--- A time of day for the person; with the day when it is not today.
function Page:clock(at)
   local text = assert(self.config:local_time(self.day.zone, at))
   if text:sub(1, 10) == self.day.date then
      return text:sub(12, 16)
   end
   return weekday(text):sub(1, 3) .. " " .. text:sub(12, 16)
end

function Page:title()
   local at = assert(self.config:local_time(self.day.zone, self.day.provenance.as_of))
   self:say(0, ("%s, %s, %s (%s)"):format(weekday(at), date(at), at:sub(12, 16), self.day.zone))
end

-- ---- the eleven parts ----

local function setback(page, one)
   local said = "Last setback: " .. date(one.on)
   if one.reengage_days.value then
      said = said .. ", back after " .. days(math.floor(one.reengage_days.value + 0.5))
   end
   page:say(4, said .. ".")
   if #one.helped > 0 then
      page:say(4, "What helped: " .. page:names("strategy", one.helped) .. ".")
   end
   if one.lesson then
      page:say(4, "What you took from it: " .. one.lesson .. ".")
   end
end

local function recovery_of(page, one)
   page:say(2, page:words("target", one.target))
   page:say(4, ("Days in all: %s. This run: %s. The longest: %s."):format(
      measure(one.total_days), measure(one.current_run), measure(one.longest_run)))
   local said = one.start and "Since " .. date(one.start) .. "." or ""
   if one.last_confirmed then
      said = said .. " Your last word: " .. date(one.last_confirmed) .. "."
   end
   if said ~= "" then
      page:say(4, said)
   end
   if one.medication then
      page:say(4, "With " .. one.medication .. ".")
   end
   if one.period_limit then
      local used, limit = measure(one.period_used), tenths(one.period_limit)
      page:say(4, ("This time: %s of %s %s."):format(used, limit, one.period_unit or ""))
   end
   if one.last_setback then
      setback(page, one.last_setback)
   end
   if #one.reasons > 0 then
      page:say(4, "Counted so: " .. page:reasons(one) .. ".")
   end
end

local function recovery(page, day)
   page:heading("Your recovery")
   if #day.recovery == 0 then
      page:say(2, "Nothing to count yet.")
   end
   for _, one in ipairs(day.recovery) do
      recovery_of(page, one)
   end
end

local function milestone(page, title, one)
   local label = one.label or page:words("milestone", one.id)
   local target = page:words("target", one.target)
   local said = ("%s: %s, %s, %s"):format(title, label, target, date(one.on))
   page:say(2, said .. (one.days_to_go > 0 and ", " .. days(one.days_to_go) .. " to go." or "."))
end

local function milestones(page, day)
   local parts = day.milestones
   page:heading("Milestones")
   for i = math.max(1, #parts.unacknowledged - MOST_TO_CELEBRATE + 1), #parts.unacknowledged do
      milestone(page, "To celebrate", parts.unacknowledged[i])
   end
   for _, one in ipairs(parts.next) do
      milestone(page, "Next", one)
   end
   for _, one in ipairs(parts.confirm_first) do
      milestone(page, "First a word from you", one)
   end
   page:say(2, ("Reached so far: %d."):format(#parts.reached))
end

local function series(page, one)
   if not one.last then
      return
   end
   local target = one.target and " (" .. page:words("target", one.target) .. ")" or ""
   local said = ("%s%s: %s %s"):format(
      (one.item:gsub("_", " ")), target, tenths(one.last), ago(one.last_age_days))
   if one.mean_7.value then
      local answers = count(one.answered_7, "answer", "answers")
      said = ("%s, %s over %s"):format(said, tenths(one.mean_7.value), answers)
   end
   page:say(4, said)
end

local function checkins(page, day)
   page:heading("Check-ins")
   for _, due in ipairs(day.checkins.due) do
      page:say(2, ("%s: %s, from %s to %s."):format(page:words("form", due.form),
         page:words("occasion_state", due.state), page:clock(due.opens), page:clock(due.closes)))
   end
   for _, kept in ipairs(day.checkins.adherence) do
      local said = ("%s: %d in a row"):format(page:words("form", kept.form), kept.streak)
      if kept.denominator > 0 then
         said = ("%s, %d of the last %d"):format(said, kept.numerator, kept.denominator)
      end
      page:say(2, said .. ".")
   end
   for _, one in ipairs(day.checkins.series) do
      series(page, one)
   end
end

local function groups(page, kind, all)
   local said = {}
   for i, group in ipairs(all) do
      said[i] = ("%s %d"):format(page:words(kind, group.id), group.people)
   end
   page:say(4, table.concat(said, ", ") .. ".")
end

local function gap(page, one)
   local about = page:words_of_any({ "source", "stream", "kind" }, one.id:match("/(.*)$") or "")
   local text = one.text or page:words("gap", one.rule)
   page:say(2, ("%s (%s: %s)"):format(text, about, page:reasons(one)))
   if one.next_step then
      page:say(4, "One step: " .. page:words(one.next_step:match("^([^.]*)%.?(.*)$")))
   end
end

local function network(page, day)
   local net = day.network
   page:heading("Your people")
   local people = count(net.people, "person is", "people are")
   page:say(2, ("%s there for you; you are there for %d."):format(people, net.i_support))
   groups(page, "stream", net.streams)
   groups(page, "source", net.sources)
   page:say(2, "Percent of them who support your recovery: " .. measure(net.supporting, 100) .. ".")
   for _, one in ipairs(net.gaps) do
      gap(page, one)
   end
end

local function reach(page, day)
   page:heading("Who you can reach now")
   if #day.reach == 0 then
      page:say(2, "Nobody you know is in reach just now. The lines below always are.")
   end
   for _, one in ipairs(day.reach) do
      local said = one.tie
      if #one.channels > 0 then
         said = said .. ", " .. page:names("channel", one.channels)
      end
      if one.reachable_until then
         said = said .. ", until " .. page:clock(one.reachable_until)
      end
      page:say(2, said .. ": " .. page:reasons(one) .. ".")
   end
   for _, one in ipairs(day.reach_left_out) do
      local said = ("Not now: %s, %s"):format(one.tie, page:reasons(one))
      if one.reachable_from then
         said = said .. "; from " .. page:clock(one.reachable_from)
      end
      page:say(4, said .. ".")
   end
end

local function hits(page, all)
   for _, hit in ipairs(all) do
      local when = hit.in_progress and "until " .. page:clock(hit["end"])
         or page:clock(hit.start)
      local where = hit.location or hit.online and "online"
      local said = when .. "  " .. hit.name .. (where and ", " .. where or "")
      page:say(2, said .. ": " .. page:reasons(hit) .. ".")
   end
end

local function meetings(page, day)
   if not day.meetings then
      return
   end
   page:heading("Meetings")
   hits(page, day.meetings.in_progress)
   hits(page, day.meetings.next)
   local removed = {}
   for _, filter in ipairs(day.meetings.removed) do
      if filter.removed > 0 then
         local name = page:words("filter", filter.filter)
         table.insert(removed, ("%s %d"):format(name, filter.removed))
      end
   end
   local said = ("Looked at: %d"):format(day.meetings.considered)
   if #removed > 0 then
      said = said .. ". Not shown: " .. table.concat(removed, ", ")
   end
   page:say(4, said .. ".")
end

local function roles(page, day)
   local all = day.roles
   page:heading("Your part in the group")
   page:say(2, "Now: " .. (all.level and page:words("level", all.level) or "not known") .. ".")
   if all.next then
      local said = "Next: " .. page:words("level", all.next)
      if #all.unmet > 0 then
         said = said .. ", still " .. page:names("need", all.unmet)
      end
      page:say(2, said .. ".")
   end
end

local function assessment(page, one)
   local score = one.scores[1]
   local said = one.instrument .. ": "
   if score and score.value then
      said = said .. tenths(score.value) .. (score.band_label and ", " .. score.band_label or "")
   else
      said = said .. "not scored"
   end
   said = said .. ", " .. date(one.on)
   if one.change then
      local sign = one.change > 0 and "+" or ""
      said = ("%s (%s%s since %s)"):format(said, sign, tenths(one.change), date(one.change_since))
   end
   page:say(2, said .. ".")
   for _, alert in ipairs(one.alerts) do
      page:say(4, "Please look: " .. page:words("alert", alert.id) .. ".")
   end
end

local function assessments(page, day)
   page:heading("Questionnaires")
   if #day.assessments == 0 then
      page:say(2, "None yet.")
   end
   for _, one in ipairs(day.assessments) do
      assessment(page, one)
   end
end

local function risk(page, day)
   if not day.risk then
      return
   end
   page:heading("What may matter now")
   for _, term in ipairs(day.risk.terms) do
      page:say(2, term.label .. ": " .. page:words("risk", term.direction or "none") .. ".")
   end
   if #day.risk.terms == 0 then
      page:say(2, "Nothing stands out, or too little is known.")
   end
   if #day.risk.missing > 0 then
      local missing = table.concat(day.risk.missing, ", "):gsub("_", " ")
      page:say(4, "Not known: " .. missing .. ".")
   end
   if day.risk.statement then
      page:say(4, day.risk.statement)
   end
end

local function plan(page, day)
   local one = day.plan
   page:heading("Your plan")
   if not one.plan then
      page:say(2, "None yet. A short one is a good one.")
      return
   end
   local said = ("%d of %d parts are filled"):format(one.parts_filled, one.parts)
   if one.days_since_review then
      said = said .. "; you looked at it " .. ago(one.days_since_review)
   end
   page:say(2, said .. ".")
   if #one.missing > 0 then
      page:say(2, "Room for: " .. page:names("plan", one.missing) .. ".")
   end
   if #one.reasons > 0 then
      page:say(2, "Note: " .. page:reasons(one) .. ".")
   end
end

local function notices(page, day)
   page:heading("Please note")
   for _, notice in ipairs(day.notices) do
      page:say(2, notice.text or page:words("notice", notice.id))
   end
end

local function crisis_lines(page, day)
   page:heading("Somebody is there, day and night")
   for _, line in ipairs(day.crisis_lines) do
      local ways = {}
      if line.dial then
         table.insert(ways, "call " .. line.dial)
      end
      if line.sms then
         local word = line.sms_keyword and line.sms_keyword .. " to " or ""
         table.insert(ways, "text " .. word .. line.sms)
      end
      if line.chat then
         table.insert(ways, line.chat)
      end
      local said = line.name .. (#ways > 0 and ": " .. table.concat(ways, ", ") or "")
      page:say(2, said .. (line.hours and " (" .. line.hours .. ")" or ""))
   end
end

local PARTS = {
   recovery, milestones, checkins, network, reach, meetings,
   roles, assessments, risk, plan, notices, crisis_lines,
}

--- The whole page.
return function(config, person, day, locale)
   local page = { config = config, person = person, day = day, locale = locale, lines = {} }
   setmetatable(page, Page)
   page:title()
   for _, part in ipairs(PARTS) do
      part(page, day)
   end
   return table.concat(page.lines, "\n") .. "\n"
end
