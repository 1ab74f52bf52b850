using System.Globalization;

namespace GateDsl.Dsl.Tests.Arrays;

/// <summary>A random program on an array xs and a number c: its text, and its value by plain loops over doubles.</summary>
sealed class ArrayProgram
{
    delegate double OfNumbers(Scope scope);

    delegate double[] OfArrays(Scope scope);

    /// <summary>The values of the names.</summary>
    sealed record Scope(Scope? Outer, string Name, object Value)
    {
        public object this[string name]
        {
            get
            {
                Scope scope = this;
                while (scope.Name != name) scope = scope.Outer!;
                return scope.Value;
            }
        }

        public Scope With(string name, object value) => new(this, name, value);
    }

    readonly Random random;
    readonly List<string> numbers = ["c"], arrays = ["xs"];
    int names;

    ArrayProgram(Random random) => this.random = random;

    /// <summary>The body of the gate, indented.</summary>
    public string Text { get; private set; } = "";

    OfNumbers value = _ => 0;

    public static ArrayProgram Of(Random random)
    {
        var program = new ArrayProgram(random);
        var (text, value) = program.Number(4);
        program.Text = "    " + text;
        program.value = value;
        return program;
    }

    public double Value(double[] xs, double c) => value(new Scope(new Scope(null, "xs", xs), "c", c));

    string Fresh(string letter) => letter + (++names).ToString(CultureInfo.InvariantCulture);

    (string, OfNumbers) Number(int depth)
    {
        switch (depth <= 0 ? random.Next(2) : random.Next(2, 20))
        {
            case 0 or 2:
                string name = numbers[random.Next(numbers.Count)];
                return (name, scope => (double)scope[name]);
            case 1 or 3:
                double constant = random.Next(1, 9) / 4.0;
                return (constant.ToString(CultureInfo.InvariantCulture), _ => constant);
            case 4: return Two(depth, (a, b) => $"({a} + {b})", (a, b) => a + b);
            case 5: return Two(depth, (a, b) => $"({a} * {b})", (a, b) => a * b);
            case 6: return Two(depth, (a, b) => $"({a} / (2 + {b} * {b}))", (a, b) => a / (2 + b * b));
            case 7: return One(depth, a => $"sin ({a})", Math.Sin);
            case 8: return One(depth, a => $"exp (-abs ({a}))", a => Math.Exp(-Math.Abs(a)));
            case 9:
                var (left, l) = Number(depth - 1);
                var (right, r) = Number(depth - 1);
                var (then, t) = Number(depth - 1);
                return ($"(if {left} > {right} then {then} else {right})", scope => l(scope) > r(scope) ? t(scope) : r(scope));
            case 10 or 11: return SumBy(depth);
            case 12: return Fold(depth, isBack: false);
            case 13: return Fold(depth, isBack: true);
            case 14:
                var (array, xs) = Array(depth - 1);
                int position = random.Next(4);
                string at = Fresh("a");
                return ($"(let {at} = {array} in if Array.length {at} > {position} then {at}.[{position}] else c)",
                    scope => xs(scope) is var all && all.Length > position ? all[position] : (double)scope["c"]);
            case 15:
                var (chosen, from) = Array(depth - 1);
                string of = Fresh("a");
                return ($"(let {of} = {chosen} in if Array.isEmpty {of} then c else Array.max {of} - Array.min {of})",
                    scope => from(scope) is { Length: > 0 } all ? all.Max() - all.Min() : (double)scope["c"]);
            case 16:
                int times = random.Next(4);
                string state = Fresh("s");
                var (start, s) = Number(depth - 1);
                numbers.Add(state);
                var (next, f) = Number(depth - 2);
                numbers.RemoveAt(numbers.Count - 1);
                return ($"iterate {times} (fun {state} -> {next}) ({start})", scope =>
                {
                    double value = s(scope);
                    for (int i = 0; i < times; i++) value = f(scope.With(state, value));
                    return value;
                }
                );
            case 17:
                var (first, a1) = Array(depth - 1);
                string name1 = Fresh("a");
                return ($"(let {name1} = {first} in Array.dot {name1} (Array.rev {name1}))", scope => a1(scope) is var all ? all.Zip(all.Reverse(), (p, q) => p * q).Sum() : 0);
            case 18:
                var (some, a2) = Array(depth - 1);
                string bound = Fresh("a");
                return ($"(let {bound} = {some} in if Array.isEmpty {bound} then 1.0 else Array.reduce (fun p q -> p * 0.5 + q) {bound})",
                    scope => a2(scope) is { Length: > 0 } all ? all.Aggregate((p, q) => p * 0.5 + q) : 1);
            default: return SumBy(depth);
        }
    }

    (string, OfNumbers) One(int depth, Func<string, string> text, Func<double, double> f)
    {
        var (a, x) = Number(depth - 1);
        return (text(a), scope => f(x(scope)));
    }

    (string, OfNumbers) Two(int depth, Func<string, string, string> text, Func<double, double, double> f)
    {
        var (a, x) = Number(depth - 1);
        var (b, y) = Number(depth - 1);
        return (text(a, b), scope => f(x(scope), y(scope)));
    }

    (string, OfNumbers) SumBy(int depth)
    {
        var (array, xs) = Array(depth - 1);
        var (x, body, f) = Body(depth);
        return ($"Array.sumBy (fun {x} -> {body}) ({array})", scope => xs(scope).Sum(element => f(scope.With(x, element))));
    }

    // A function of one element.
    (string Name, string Text, OfNumbers Value) Body(int depth)
    {
        string x = Fresh("x");
        numbers.Add(x);
        var (body, f) = Number(depth - 1);
        numbers.RemoveAt(numbers.Count - 1);
        return (x, body, f);
    }

    (string, OfNumbers) Fold(int depth, bool isBack)
    {
        var (array, xs) = Array(depth - 1);
        var (start, s) = Number(depth - 1);
        string acc = Fresh("s");
        numbers.Add(acc);
        var (x, body, f) = Body(depth - 1);
        numbers.RemoveAt(numbers.Count - 1);
        return (isBack ? $"Array.foldBack (fun {x} {acc} -> {body}) ({array}) ({start})" : $"Array.fold (fun {acc} {x} -> {body}) ({start}) ({array})", scope =>
        {
            double state = s(scope);
            foreach (double element in isBack ? xs(scope).Reverse() : xs(scope)) state = f(scope.With(acc, state).With(x, element));
            return state;
        }
        );
    }

    (string, OfArrays) Array(int depth)
    {
        switch (depth <= 0 ? 0 : random.Next(1, 12))
        {
            case 0 or 1:
                string name = arrays[random.Next(arrays.Count)];
                return (name, scope => (double[])scope[name]);
            case 2 or 3:
                var (source, xs) = Array(depth - 1);
                var (x, body, f) = Body(depth);
                return ($"Array.map (fun {x} -> {body}) ({source})", scope => [.. xs(scope).Select(element => f(scope.With(x, element)))]);
            case 4:
                var (indexed, ys) = Array(depth - 1);
                string i = Fresh("i");
                var (y, inner, g) = Body(depth);
                return ($"Array.mapi (fun {i} {y} -> {inner} * float ({i} + 1)) ({indexed})", scope => [.. ys(scope).Select((element, k) => g(scope.With(y, element)) * (k + 1))]);
            case 5:
                var (scanned, zs) = Array(depth - 1);
                return ($"Array.scan (fun s z -> s * 0.5 + z) 0.25 ({scanned})", scope =>
                {
                    List<double> states = [0.25];
                    foreach (double z in zs(scope)) states.Add(states[^1] * 0.5 + z);
                    return [.. states];
                }
                );
            case 6:
                var (reversed, rs) = Array(depth - 1);
                return ($"Array.rev ({reversed})", scope => [.. rs(scope).Reverse()]);
            case 7:
                var (paired, ps) = Array(depth - 1);
                return ($"(Array.pairwise ({paired}) |> Array.map (fun (p, q) -> p * q - q))", scope => ps(scope) is var all ? [.. all.Zip(all.Skip(1), (p, q) => p * q - q)] : []);
            case 8:
                var (sorted, ss) = Array(depth - 1);
                return ($"Array.sort ({sorted})", scope => [.. ss(scope).Order()]);
            case 9:
                var (joined, js) = Array(depth - 1);
                return ($"Array.append ({joined}) xs", scope => [.. js(scope), .. (double[])scope["xs"]]);
            case 10:
                var (sliced, cs) = Array(depth - 1);
                string bound = Fresh("a");
                return ($"(let {bound} = {sliced} in {bound}.[1..3])", scope => [.. cs(scope).Skip(1).Take(3)]);
            default:
                var (value, v) = Number(depth - 1);
                int count = random.Next(4);
                return ($"Array.init {count} (fun i -> {value} + float i)", scope => [.. Enumerable.Range(0, count).Select(k => v(scope) + k)]);
        }
    }
}
