-- Cases of tests/vectors whose expectations name records by key: reading them, and comparing.
local rs = require "recovery_support"
local cjson = require "cjson"

local M = {}

local own = { id = true, why = true, like = true, ask = true, expect = true }

--- An expected empty list is said by its number, as an empty table could be a map as well.
local function decode(text)
   return cjson.decode((text:gsub('"expect": .*$', function(part)
      return (part:gsub("%[%]", "0"))
   end)))
end

--- The cases of a file, each written as JSON; what one does not say is taken from the one that it
-- is `like`.
function M.cases(name)
   local file = assert(io.open("tests/vectors/" .. name, "rb"))
   local text = file:read("*a"):gsub("\n#[^\n]*", "")
   file:close()
   local cases, by_id = {}, {}
   local at = text:find("\n- {", 1, true)
   while at do
      local stop = text:find("\n- {", at + 1, true)
      local case = decode(text:sub(at + 3, stop or #text))
      for key, part in pairs(by_id[case.like] or {}) do
         if case[key] == nil and not own[key] then case[key] = part end
      end
      cases[#cases + 1], by_id[case.id] = case, case
      at = stop
   end
   return cases
end

--- JSON's null becomes the library's own; a decoded case is no document yet.
local function plain(value)
   if value == cjson.null then return nil end
   if type(value) ~= "table" then return value end
   local copy = {}
   for key, one in pairs(value) do copy[key] = plain(one) end
   return copy
end

local function near(a, b)
   local scale = math.max(1, math.abs(a), math.abs(b))
   return math.abs(a - b) <= 1e-12 * scale
end

local function is_measure(got)
   return type(got) == "table" and got.unknowns ~= nil and got.state ~= nil
end

local function same_measure(wanted, got)
   if type(wanted) == "string" then return got.state == wanted end
   if type(wanted) == "number" then
      return got.state == "known" and near(wanted, got.value) and near(wanted, got.low)
         and near(wanted, got.high)
   end
   if got.state ~= "bounded" and got.state ~= "unknown" then return false end
   local names = { "value", "low", "high", "unknowns" }
   for i = 1, #wanted do
      local one, other = wanted[i], got[names[i]]
      if one == cjson.null then
         if other ~= nil then return false end
      elseif other == nil or not near(one, other) then
         return false
      end
   end
   return true
end

local keys = { "id", "care", "kind", "sign", "behaviour", "target", "condition", "after" }
local function key_of(record)
   for _, name in ipairs(keys) do
      if record[name] ~= nil then return record[name] end
   end
end

local compare

--- Of several records with a key, one that is as expected will do.
local function compare_keyed(wanted, got, key, path)
   local found, same, why = false, false, nil
   for _, record in ipairs(got) do
      if not same and key_of(record) == key then
         found = true
         same, why = pcall(compare, wanted, record, path)
      end
   end
   if wanted == "absent" then
      assert(not found, path .. ": is there")
   else
      assert(found, path .. ": is not there")
      assert(same, why)
   end
end

local function compare_list(wanted, got, path)
   if type(wanted) == "number" then
      assert(#got == wanted, path .. ": so many: " .. #got)
   elseif #wanted > 0 then
      assert(#got == #wanted, path .. ": so many: " .. #got)
      for i, one in ipairs(wanted) do
         local two = got[i]
         if type(two) == "table" and type(one) == "string" then two = key_of(two) end
         compare(one, two, path .. "[" .. i .. "]")
      end
   else
      for key, one in pairs(wanted) do
         compare_keyed(one, got, key, path .. "." .. key)
      end
   end
end

local lists = { goals = true, episodes = true, gaps = true, services = true, appointments = true,
   medications = true, conditions = true, kinds = true, reasons = true, history = true,
   evidence = true, signs = true, targets = true, behaviours = true, reached = true, next = true,
   limits = true, runs = true, grid = true, unacknowledged = true, confirm_first = true,
   triggers = true, helped = true, counted = true }

function compare(wanted, got, path, name)
   if wanted == cjson.null or wanted == "absent" then
      assert(got == nil, path .. ": has a value")
   elseif is_measure(got) then
      assert(same_measure(wanted, got), path .. ": " .. cjson.encode(wanted) .. " is not "
         .. tostring(got.value) .. " " .. tostring(got.low) .. " " .. tostring(got.high) .. " "
         .. tostring(got.state))
   elseif name and lists[name] and type(got) == "table" then
      compare_list(wanted, got, path)
   elseif type(wanted) == "table" then
      for key, one in pairs(wanted) do compare(one, got[key], path .. "." .. key, key) end
   elseif type(wanted) == "number" then
      assert(type(got) == "number" and near(wanted, got), path .. ": " .. tostring(got))
   else
      assert(wanted == got, path .. ": " .. tostring(got) .. " and not " .. tostring(wanted))
   end
end

--- The record that a case speaks of.
function M.person(case)
   local config = { format = "recovery-support/config", format_version = 1 }
   for key, value in pairs(plain(case.config or {})) do config[key] = value end
   local record = { format = "recovery-support/person", format_version = 1, id = "p1",
      zones = { { zone = "Europe/Berlin" } } }
   for key, value in pairs(plain(case.record)) do record[key] = value end
   local person = assert(rs.person.loads(record, assert(rs.config.loads(config))))
   if case.append then assert(person:append(plain(case.append))) end
   if case.erase then assert(person:erase(case.erase)) end
   return person
end

M.compare = compare

return M
