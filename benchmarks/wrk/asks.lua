-- Asks for what stands in a file, line after line, and from its start again: the same for everybody.
-- wrk -s asks.lua ADDRESS -- FILE

local asks, at = {}, 0

function init(arguments)
  for path in io.lines(arguments[1]) do asks[#asks + 1] = wrk.format("GET", path) end
end

function request()
  at = at % #asks + 1
  return asks[at]
end
