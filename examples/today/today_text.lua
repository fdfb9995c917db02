--- Lays out a day picture as text for an 80-column terminal. All words come from the config and
-- from the person (texts page.*, month.* and the like); the order is that of the picture's eleven
-- parts, and the crisis lines always end it.

local WIDTH = 78
local MOST_TO_CELEBRATE = 3

-- ---- small texts ----

--- The number of the day from Sunday on, by Sakamoto's rule.
local function weekday(text)
   local year, month, day = text:match("^(%d+)-(%d+)-(%d+)")
   year, month, day = tonumber(year), tonumber(month), tonumber(day)
   local shift = ({ 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 })[month]
   if month < 3 then
      year = year - 1
   end
   local leaps = math.floor(year / 4) - math.floor(year / 100) + math.floor(year / 400)
   return ("%d"):format((year + leaps + shift + day) % 7)
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

function Page:heading(id)
   table.insert(self.lines, "")
   table.insert(self.lines, self:phrase(id))
end

--- A sentence of the page as one paragraph.
function Page:tell(indent, id, args)
   self:say(indent, self:phrase(id, args))
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

-- ---- words ----

--- A sentence of the page; its numbers and names are filled in.
function Page:phrase(id, args)
   return self:known("page." .. id, args) or id
end

--- The person's own words for an id, else the config's, else nil.
function Page:known(id, args)
   return (self.person:text(id, self.locale, args))
end

function Page:words_of_any(kinds, id, n, ref)
   local args = { n = n and math.floor(n * 10 + 0.5) / 10, ref = ref ~= "" and ref or nil }
   for _, kind in ipairs(kinds) do
      local text = self:known(kind .. "." .. id, args)
      if text then
         return text
      end
   end
   return readable(id)
end

--- The words for an id, else the id made readable.
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

-- ---- days, times, numbers ----

function Page:date(text)
   local year, month, day = text:match("^(%d+)-0?(%d+)-0?(%d+)")
   return self:phrase("date", { day = day, month = self:words("month", month), year = year })
end

--- A time of day for the person; with the day when it is not today.
function Page:clock(at)
   local text = assert(self.config:local_time(self.day.zone, at))
   if text:sub(1, 10) == self.day.date then
      return text:sub(12, 16)
   end
   return self:words("weekday_short", weekday(text)) .. " " .. text:sub(12, 16)
end

function Page:ago(days)
   if days == 0 or days == 1 then
      return self:phrase(days == 0 and "today" or "yesterday")
   end
   return self:phrase("days_ago", { n = days })
end

--- A number, with the range it can be in where something is unknown.
function Page:measure(one, scale)
   if one.state ~= "known" and one.state ~= "bounded" or not one.value then
      return self:phrase("unknown")
   end
   scale = scale or 1
   local value = whole(one.value * scale)
   local low, high = whole(one.low * scale), whole(one.high * scale)
   return low == high and value
      or self:phrase("between", { value = value, low = low, high = high })
end

function Page:title()
   local at = assert(self.config:local_time(self.day.zone, self.day.provenance.as_of))
   self:tell(0, "title", {
      weekday = self:words("weekday", weekday(at)),
      date = self:date(at),
      time = at:sub(12, 16),
      zone = self.day.zone,
   })
end

-- ---- the eleven parts ----

local function setback(page, one)
   local back, date = one.reengage_days.value, page:date(one.on)
   if back then
      page:tell(4, "setback_back", { n = math.floor(back + 0.5), date = date })
   else
      page:tell(4, "setback", { date = date })
   end
   if #one.helped > 0 then
      page:tell(4, "helped", { names = page:names("strategy", one.helped) })
   end
   if one.lesson then
      page:tell(4, "lesson", { lesson = one.lesson })
   end
end

local function recovery_of(page, one)
   page:say(2, page:words("target", one.target))
   page:tell(4, "totals", {
      total = page:measure(one.total_days),
      run = page:measure(one.current_run),
      longest = page:measure(one.longest_run),
   })
   local said = {}
   if one.start then
      table.insert(said, page:phrase("since", { date = page:date(one.start) }))
   end
   if one.last_confirmed then
      table.insert(said, page:phrase("last_word", { date = page:date(one.last_confirmed) }))
   end
   if #said > 0 then
      page:say(4, table.concat(said, " "))
   end
   if one.medication then
      page:tell(4, "medication", { medication = one.medication })
   end
   if one.period_limit then
      local used, limit = page:measure(one.period_used), tenths(one.period_limit)
      page:tell(4, "period", { used = used, limit = limit, unit = one.period_unit or "" })
   end
   if one.last_setback then
      setback(page, one.last_setback)
   end
   if #one.reasons > 0 then
      page:tell(4, "counted_so", { reasons = page:reasons(one) })
   end
end

local function recovery(page, day)
   page:heading("recovery")
   if #day.recovery == 0 then
      page:tell(2, "nothing_to_count")
   end
   for _, one in ipairs(day.recovery) do
      recovery_of(page, one)
   end
end

local function milestone(page, title, one)
   local said = {
      title = page:phrase(title),
      milestone = one.label or page:words("milestone", one.id),
      target = page:words("target", one.target),
      date = page:date(one.on),
   }
   if one.days_to_go > 0 then
      said.n = one.days_to_go
      page:tell(2, "milestone_ahead", said)
   else
      page:tell(2, "milestone", said)
   end
end

local function milestones(page, day)
   local parts = day.milestones
   page:heading("milestones")
   for i = math.max(1, #parts.unacknowledged - MOST_TO_CELEBRATE + 1), #parts.unacknowledged do
      milestone(page, "to_celebrate", parts.unacknowledged[i])
   end
   for _, one in ipairs(parts.next) do
      milestone(page, "next", one)
   end
   for _, one in ipairs(parts.confirm_first) do
      milestone(page, "confirm_first", one)
   end
   page:tell(2, "reached", { n = #parts.reached })
end

local function series(page, one)
   local item = page:words("series", one.item)
   if one.target then
      local target = page:words("target", one.target)
      item = page:phrase("item_of_target", { item = item, target = target })
   end
   local said = { item = item, last = tenths(one.last), ago = page:ago(one.last_age_days) }
   if one.mean_7.value then
      said.n, said.mean = one.answered_7, tenths(one.mean_7.value)
      page:tell(4, "series_mean", said)
   else
      page:tell(4, "series", said)
   end
end

local function checkins(page, day)
   page:heading("checkins")
   for _, due in ipairs(day.checkins.due) do
      page:tell(2, "due", {
         form = page:words("form", due.form),
         state = page:words("occasion_state", due.state),
         opens = page:clock(due.opens),
         closes = page:clock(due.closes),
      })
   end
   for _, kept in ipairs(day.checkins.adherence) do
      local said = { form = page:words("form", kept.form), n = kept.streak }
      if kept.denominator > 0 then
         said.kept, said.asked = ("%d"):format(kept.numerator), ("%d"):format(kept.denominator)
         page:tell(2, "in_a_row_of", said)
      else
         page:tell(2, "in_a_row", said)
      end
   end
   for _, one in ipairs(day.checkins.series) do
      if one.last then
         series(page, one)
      end
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
      page:tell(4, "one_step", { step = page:words(one.next_step:match("^([^.]*)%.?(.*)$")) })
   end
end

local function network(page, day)
   local net = day.network
   page:heading("network")
   if net.people + net.i_support == 0 then -- nobody told us; that is not "nobody is there"
      page:tell(2, "no_people")
      return
   end
   page:tell(2, "people", { n = net.people, others = ("%d"):format(net.i_support) })
   groups(page, "stream", net.streams)
   groups(page, "source", net.sources)
   page:tell(2, "supporting", { measure = page:measure(net.supporting, 100) })
   for _, one in ipairs(net.gaps) do
      gap(page, one)
   end
end

local function reach(page, day)
   page:heading("reach")
   if #day.reach == 0 then
      page:tell(2, "nobody")
   end
   for _, one in ipairs(day.reach) do
      local said = one.tie
      if #one.channels > 0 then
         said = said .. ", " .. page:names("channel", one.channels)
      end
      if one.reachable_until then
         said = said .. ", " .. page:phrase("until", { time = page:clock(one.reachable_until) })
      end
      page:say(2, said .. ": " .. page:reasons(one) .. ".")
   end
   for _, one in ipairs(day.reach_left_out) do
      local said = { tie = one.tie, reasons = page:reasons(one) }
      if one.reachable_from then
         said.time = page:clock(one.reachable_from)
         page:tell(4, "not_now_until", said)
      else
         page:tell(4, "not_now", said)
      end
   end
end

local function hits(page, all)
   for _, hit in ipairs(all) do
      local when = hit.in_progress and page:phrase("until", { time = page:clock(hit["end"]) })
         or page:clock(hit.start)
      local where = hit.location or hit.online and page:phrase("online")
      local said = when .. " " .. hit.name .. (where and ", " .. where or "")
      page:say(2, said .. ": " .. page:reasons(hit) .. ".")
   end
end

local function meetings(page, day)
   if not day.meetings then
      return
   end
   page:heading("meetings")
   hits(page, day.meetings.in_progress)
   hits(page, day.meetings.next)
   local removed = {}
   for _, filter in ipairs(day.meetings.removed) do
      if filter.removed > 0 then
         local name = page:words("filter", filter.filter)
         table.insert(removed, ("%s %d"):format(name, filter.removed))
      end
   end
   local said = { n = day.meetings.considered, filters = table.concat(removed, ", ") }
   page:tell(4, #removed > 0 and "looked_at_not_shown" or "looked_at", said)
end

local function roles(page, day)
   local all = day.roles
   page:heading("roles")
   local level = all.level and page:words("level", all.level) or page:phrase("unknown")
   page:tell(2, "level", { level = level })
   if all.next then
      local said = { level = page:words("level", all.next), needs = page:names("need", all.unmet) }
      page:tell(2, #all.unmet > 0 and "next_level_needs" or "next_level", said)
   end
end

local function assessment(page, one)
   local score = one.scores[1]
   local text = page:phrase("not_scored")
   if score and score.value then
      text = tenths(score.value) .. (score.band_label and ", " .. score.band_label or "")
   end
   local said = { instrument = one.instrument, score = text, date = page:date(one.on) }
   if one.change then
      said.change = (one.change > 0 and "+" or "") .. tenths(one.change)
      said.since = page:date(one.change_since)
      page:tell(2, "assessment_change", said)
   else
      page:tell(2, "assessment", said)
   end
   for _, alert in ipairs(one.alerts) do
      page:tell(4, "please_look", { alert = page:words("alert", alert.id) })
   end
end

local function assessments(page, day)
   page:heading("assessments")
   if #day.assessments == 0 then
      page:tell(2, "none_yet")
   end
   for _, one in ipairs(day.assessments) do
      assessment(page, one)
   end
end

local function risk(page, day)
   if not day.risk then
      return
   end
   page:heading("risk")
   for _, term in ipairs(day.risk.terms) do
      page:say(2, term.label .. ": " .. page:words("risk", term.direction or "none") .. ".")
   end
   if #day.risk.terms == 0 then
      page:tell(2, "nothing_stands_out")
   end
   if #day.risk.missing > 0 then
      page:tell(4, "missing", { names = page:names("input", day.risk.missing) })
   end
   if day.risk.statement then
      page:say(4, day.risk.statement)
   end
end

local function plan(page, day)
   local one = day.plan
   page:heading("plan")
   if not one.plan then
      page:tell(2, "no_plan")
      return
   end
   local said = { n = one.parts_filled, parts = ("%d"):format(one.parts) }
   if one.days_since_review then
      said.ago = page:ago(one.days_since_review)
   end
   page:tell(2, said.ago and "plan_filled_seen" or "plan_filled", said)
   if #one.missing > 0 then
      page:tell(2, "room_for", { names = page:names("plan", one.missing) })
   end
   if #one.reasons > 0 then
      page:tell(2, "plan_note", { reasons = page:reasons(one) })
   end
end

local function notices(page, day)
   page:heading("notices")
   for _, notice in ipairs(day.notices) do
      page:say(2, notice.text or page:words("notice", notice.id))
   end
end

local function crisis_lines(page, day)
   page:heading("crisis_lines")
   for _, line in ipairs(day.crisis_lines) do
      local ways = {}
      if line.dial then
         table.insert(ways, page:phrase("call", { number = line.dial }))
      end
      if line.sms then
         local said = { number = line.sms, word = line.sms_keyword }
         table.insert(ways, page:phrase(line.sms_keyword and "text_word" or "text", said))
      end
      if line.chat then
         table.insert(ways, line.chat)
      end
      local name = page:known("line." .. line.id) or line.name
      local said = name .. (#ways > 0 and ": " .. table.concat(ways, ", ") or "")
      page:say(2, said .. (line.hours and " (" .. line.hours .. ")" or ""))
   end
end

local PARTS = {
   recovery, milestones, checkins, network, reach, meetings,
   roles, assessments, risk, plan,
}

--- What asks for somebody to look, and the crisis lines, come before everything else.
local function safety(page, day)
   notices(page, day)
   crisis_lines(page, day)
end

--- The whole page.
return function(config, person, day, locale)
   local page = { config = config, person = person, day = day, locale = locale, lines = {} }
   setmetatable(page, Page)
   local calm = day.safety_level == "none_reported"
   page:title()
   if not calm then
      safety(page, day)
   end
   for _, part in ipairs(PARTS) do
      part(page, day)
   end
   if calm then
      safety(page, day)
   else
      crisis_lines(page, day)
   end
   return table.concat(page.lines, "\n") .. "\n"
end
