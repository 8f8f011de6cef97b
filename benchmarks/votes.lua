-- One vote a request, each by another voter: arguments are the path and a file with a voter token a line.
-- The choice turns with the voter: one to three of twenty entries, as deploy/local/rehearsal/voters.py has it.
local path, tokens, number = nil, nil, 0
local bodies = {}

local function body_of(voter)
  local names = {}
  for choice = 0, voter % 3 do
    names[#names + 1] = string.format('"e%02d"', (voter + choice * 7) % 20)
  end
  return '{"entries":[' .. table.concat(names, ",") .. "]}"
end

function init(args)
  path, tokens = args[1], assert(io.open(args[2], "r"))
  for voter = 0, 59 do
    local body = body_of(voter)
    bodies[voter] = "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
  end
end

function request()
  local token = tokens:read("*l")
  if token == nil then
    tokens:seek("set", 0)
    token = tokens:read("*l")
  end
  number = number + 1
  return "POST " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
    .. token .. bodies[number % 60]
end
