-- Asks `mkr serve RUN` for the lists of users drawn at random:
--   wrk -t1 -c32 -d10 --latency -s random-user.lua http://127.0.0.1:8080 -- RUN
local users = {}

function init(args)
  for id in io.lines(args[1] .. "/vocabulary/users.txt") do
    users[#users + 1] = id:gsub("[^%w%-._~]", function(c) return string.format("%%%02X", c:byte()) end)
  end
  math.randomseed(2019)
end

function request()
  return wrk.format("GET", "/recommend/" .. users[math.random(#users)] .. "?count=10")
end
