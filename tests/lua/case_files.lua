-- Cases of tests/vectors, asked from Lua: a small JSON reader, and what differs from an answer.
local M = { null = {} }

local ZONES = "tests/data/zoneinfo"
local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
local WORDS = { ["true"] = true, ["false"] = false, null = M.null }

local function fill(pattern, text, at)
   return select(2, text:find("^" .. pattern, at)) + 1
end

local value

local function string_at(text, at)
   local from, i = at + 1, at + 1
   while text:sub(i, i) ~= '"' do
      i = i + (text:sub(i, i) == "\\" and 2 or 1)
   end
   local raw = text:sub(from, i - 1):gsub("\\(.)", function(c) return ESCAPES[c] or c end)
   return raw, i + 1
end

local function list_at(text, at)
   local list, i = {}, at + 1
   while text:sub(i, i) ~= "]" do
      list[#list + 1], i = value(text, i)
      i = fill(",?", text, i)
   end
   return list, i + 1
end

-- The text of a record and of a config stays beside what was read, as an empty map is no list.
local function map_at(text, at)
   local map, i = {}, at + 1
   while text:sub(i, i) ~= "}" do
      local key, from = string_at(text, i)
      from = from + 1 -- the colon
      map[key], i = value(text, from)
      if key == "record" or key == "config" then
         map[key .. "_text"] = text:sub(from, i - 1)
      end
      i = fill(",?", text, i)
   end
   return map, i + 1
end

function value(text, at)
   local first = text:sub(at, at)
   if first == "{" then
      return map_at(text, at)
   elseif first == "[" then
      return list_at(text, at)
   elseif first == '"' then
      return string_at(text, at)
   end
   local word = text:match("^[%a]+", at) or text:match("^[%d.eE+-]+", at)
   if WORDS[word] ~= nil then
      return WORDS[word], at + #word
   end
   return assert(tonumber(word)), at + #word
end

--- The cases of a file, one a line.
function M.cases(name)
   local cases = {}
   for line in io.lines("tests/vectors/" .. name) do
      if line:match '^{"id"' then
         cases[#cases + 1] = value(line, 1)
      end
   end
   return cases
end

function M.person(rs, case)
   local config = '{"format":"recovery-support/config","format_version":1'
   if case.config then
      config = config .. "," .. case.config_text:sub(2, -2)
   end
   local record = '{"format":"recovery-support/person","format_version":1,"id":"p1",'
   local made = assert(rs.config.loads(config .. "}", "case", { zoneinfo_dir = ZONES }))
   return assert(rs.person.loads(record .. case.record_text:sub(2), made))
end

local function same(wanted, got)
   if wanted == M.null then
      return got == nil
   elseif type(wanted) == "number" and type(got) == "number" then
      return math.abs(wanted - got) <= 1e-12 * math.max(1, math.abs(wanted))
   end
   return wanted == got
end

local function same_measure(wanted, got)
   if type(wanted) == "string" then
      return got.state == wanted
   end
   local bounds = type(wanted) == "table" and wanted or { wanted, wanted, wanted }
   return got.state == (bounds == wanted and "bounded" or "known") and same(bounds[1], got.value)
      and same(bounds[2], got.low) and same(bounds[3], got.high)
end

--- The first place where an answer is not as expected, or nil; only what is named is compared.
function M.difference(wanted, got, path)
   if type(got) == "table" and got.state and got.unknowns then
      return not same_measure(wanted, got) and path or nil
   elseif type(wanted) ~= "table" or wanted == M.null or type(got) ~= "table" then
      return not same(wanted, got) and path .. ": " .. tostring(got) or nil
   elseif #wanted ~= #got then
      return path .. ": " .. #got .. " instead of " .. #wanted
   end
   for key, one in pairs(wanted) do
      local found = M.difference(one, got[key], path .. "." .. key)
      if found then
         return found
      end
   end
   return nil
end

return M
