-- The scalar workloads in the seed's language, for LuaJIT. A line such as "chain 10000 100" asks for so many calls of so many variables;
-- the answer is a line of numbers, those of the last call or the sum of some calls, as the other peers leave them.
local exp, log, abs, max, sin = math.exp, math.log, math.abs, math.max, math.sin

local function sigmoid_gate(x) return 1 / (1 + exp(-x)) end

local workloads = {}

function workloads.sigmoid(calls, times)
  local sum
  for _ = 1, times do
    sum = 0
    for i = 0, calls - 1 do sum = sum + sigmoid_gate(i * 1e-3 - 5) end
  end
  return sum
end

local g = {}
local function net_error(a1, b1, c1, a2, b2, c2, u1, u2, c, x, y, target)
  local h1, h2 = sigmoid_gate(a1 * x + b1 * y + c1), sigmoid_gate(a2 * x + b2 * y + c2)
  local o = sigmoid_gate(u1 * h1 + u2 * h2 + c)
  local e = o - target
  local d = 2 * e * o * (1 - o)
  local d1, d2 = d * u1 * h1 * (1 - h1), d * u2 * h2 * (1 - h2)
  g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9] = d1 * x, d1 * y, d1, d2 * x, d2 * y, d2, d * h1, d * h2, d
  return e * e
end

function workloads.net(calls, times)
  local sum
  for _ = 1, times do
    sum = 0
    for i = 0, calls - 1 do sum = sum + net_error(0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05, i * 1e-4, -1, 1) end
  end
  return sum, unpack(g, 1, 9)
end

local points = {}
local function point(n)
  if not points[n] then
    local x = {}
    for i = 1, n do x[i] = sin(i) end
    points[n] = x
  end
  return points[n]
end

local function gradient(calls, n, f)
  local x, partials, value = point(n), {}, 0
  for _ = 1, calls do value = f(n, x, partials) end
  return value, unpack(partials, 1, n)
end

local function rosenbrock_value(n, x, d)
  local sum = 0
  for i = 1, n do d[i] = 0 end
  for i = 1, n - 1 do
    local a, b = x[i + 1] - x[i] * x[i], 1 - x[i]
    sum = sum + 100 * a * a + b * b
    d[i] = d[i] - 400 * a * x[i] - 2 * b
    d[i + 1] = 200 * a
  end
  return sum
end

local function chain_value(n, x, d)
  local sum = 0
  for i = 1, n do d[i] = 0 end
  for i = 1, n - 1 do
    local u = x[i] * x[i + 1]
    local e = exp(-abs(u))
    local s = (u >= 0 and 1 or e) / (1 + e)
    sum = sum + max(u, 0) + log(1 + e)
    d[i] = d[i] + s * x[i + 1]
    d[i + 1] = s * x[i]
  end
  return sum
end

function workloads.rosenbrock(calls, n) return gradient(calls, n, rosenbrock_value) end
function workloads.chain(calls, n) return gradient(calls, n, chain_value) end

for line in io.lines() do
  local name, calls, more = line:match("(%S+) (%d+) (%d+)")
  local numbers = { workloads[name](tonumber(calls), tonumber(more)) }
  for i = 1, #numbers do numbers[i] = ("%.17g"):format(numbers[i]) end
  io.write(table.concat(numbers, " "), "\n")
  io.flush()
end
