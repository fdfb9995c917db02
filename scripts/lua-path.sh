# . scripts/lua-path.sh [folder]: lets `require "recovery_support"` find build/lua, or another folder, from anywhere. The
# loader that lies there picks the module that fits the interpreter. Paths that end in ;; keep the interpreter's own.
lua_build=${1-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/build/lua}
export LUA_PATH="$lua_build/?.lua;;" LUA_CPATH="$lua_build/?.so;;"
unset LUA_PATH_5_4 LUA_CPATH_5_4
