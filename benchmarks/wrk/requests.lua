-- Requests the paths in a file, line by line, and repeats them from the first: the same for every server.
-- wrk -s requests.lua URL -- FILE

local requests, at = {}, 0

function init(arguments)
  for path in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", path) end
end

function request()
  at = at % #requests + 1
  return requests[at]
end
