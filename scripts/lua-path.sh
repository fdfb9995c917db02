# . scripts/lua-path.sh [lua5.1|lua5.4|luajit]: lets `require "recovery_support"` find build/lua from any folder. The
# loader in build/lua picks the module that fits the interpreter. Paths that end in ;; keep the interpreter's own.
lua_build=$(cd "$(dirname "${BASH_SOURCE[0]}")/../build/lua" && pwd)
export LUA_PATH="$lua_build/?.lua;;" LUA_CPATH="$lua_build/?.so;;"
unset LUA_PATH_5_4 LUA_CPATH_5_4
