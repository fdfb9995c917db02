--- Loads the module that was built for the interpreter that asks. It lies beside the built modules:
-- recovery_support.so (5.1), 5.4/recovery_support.so, jit/recovery_support.so.
local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./"
local version = _VERSION:match("%d%.%d")
local folders = { version == "5.1" and "" or version .. "/" }
if rawget(_G, "jit") then
   table.insert(folders, 1, "jit/") -- LuaJIT can also load what was built for 5.1
end

local tried = {}
for _, folder in ipairs(folders) do
   local path = here .. folder .. "recovery_support.so"
   local open, why = package.loadlib(path, "luaopen_recovery_support")
   if open then
      return open()
   end
   tried[#tried + 1] = why
end
error("recovery_support was not built for this Lua:\n" .. table.concat(tried, "\n"), 2)
