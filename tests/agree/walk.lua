-- walk.lua CONFIG MEETINGS PERSON INSTANT...: for each instant two lines, the text that the library
-- writes and the tree as Lua walked it, encoded by Lua's own JSON library.
local rs = require "recovery_support"
local cjson = require "cjson"

cjson.encode_number_precision(14)

local config = assert(rs.config.load(arg[1]))
local meetings = assert(rs.meetings.read(arg[2], config))
local person = assert(rs.person.load(arg[3], config))
local model = assert(rs.model.default(config))
for i = 4, #arg do
   local day = assert(rs.today(person, { now = arg[i], meetings = meetings, model = model }))
   print(rs.json(day))
   print(cjson.encode(day))
end
