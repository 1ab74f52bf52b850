-- The scalar workloads in the seed's language, for LuaJIT: prints nanoseconds a call.
local exp, clock = math.exp, os.clock

local function best(calls, run)
  local least = math.huge
  for _ = 1, 30 do
    local start = clock()
    run(calls)
    least = math.min(least, (clock() - start) / calls * 1e9)
  end
  return least
end

local function sigmoid(x) return 1 / (1 + exp(-x)) end

local g = {}
local function net(a1, b1, c1, a2, b2, c2, u1, u2, c, x, y, target)
  local h1, h2 = sigmoid(a1 * x + b1 * y + c1), sigmoid(a2 * x + b2 * y + c2)
  local o = sigmoid(u1 * h1 + u2 * h2 + c)
  local e = o - target
  local d = 2 * e * o * (1 - o)
  local d1, d2 = d * u1 * h1 * (1 - h1), d * u2 * h2 * (1 - h2)
  g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9] = d1 * x, d1 * y, d1, d2 * x, d2 * y, d2, d * h1, d * h2, d
  return e * e
end

local sink
print(("sigmoid call %.3f"):format(best(200000, function(n)
  local sum = 0
  for i = 0, n - 1 do sum = sum + sigmoid(i * 5e-5 - 5) end
  sink = sum
end)))
print(("net call %.3f"):format(best(100000, function(n)
  local sum = 0
  for i = 0, n - 1 do sum = sum + net(0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05, i * 1e-5, -1, 1) end
  sink = sum
end)))
