-- Tables of tests/vectors: tabs between cells, names in the first line.
local M = {}

function M.split(text, by)
   local cells = {}
   for cell in (text .. by):gmatch("(.-)" .. by) do
      cells[#cells + 1] = cell
   end
   return cells
end

-- The rows of a file, each a table by the names of the first line.
function M.rows(path)
   local file = assert(io.open(path))
   local names, all = M.split(file:read "*l", "\t"), {}
   for line in file:lines() do
      local row = {}
      for index, cell in ipairs(M.split(line, "\t")) do
         row[names[index]] = cell
      end
      all[#all + 1] = row
   end
   file:close()
   return all
end

return M
