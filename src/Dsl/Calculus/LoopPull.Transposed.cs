using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Calculus;

/// <summary>The body of the transpose: the loop's body again, its adjoints, and what of them leaves it.</summary>
sealed partial class LoopPull
{
    // The transposed body, for a choice of the carried adjoints that are not 0.
    sealed class Transposed
    {
        readonly LoopPull pull;
        readonly Graph graph;
        readonly Loop loop;
        readonly LoopBuilder builder;
        readonly int[] inputs, outputs;
        readonly SortedDictionary<int, int> carried = [];          // the adjoints that are carried
        readonly List<Seed> seeds = [];
        readonly List<(int Result, bool IsPartial)> needed = [];   // what is captured and may fail; whether a condition that stays in the trips decides
        readonly Guarded[] arrived;                                // at the inputs

        public Transposed(LoopPull pull, SortedSet<int> active)
        {
            (this.pull, graph, loop) = (pull, pull.graph, pull.loop);
            builder = new(graph) { Place = loop.Place };
            foreach (int k in active) carried.Add(k, builder.Carried(pull.Last(k)));
            inputs = builder.Inputs(loop, pull.arguments, k => pull.StateOf(builder, k));
            outputs = graph.Inline(loop.Body, inputs);
            foreach (var (result, adjoint) in pull.results) Seed(result, adjoint);
            foreach (var (k, adjoint) in carried) seeds.Add(new(outputs[k], graph.Wire(adjoint)));
            bool[] wanted = [.. inputs.Select((input, i) => IsWanted(loop.Inputs[i], input))];
            int[] variables = [.. inputs.Where((_, i) => wanted[i])];
            Guarded[] found = Reverse.Gradient(graph, seeds, variables);
            arrived = new Guarded[inputs.Length];
            int next = 0;
            for (int i = 0; i < inputs.Length; i++) if (wanted[i]) arrived[i] = found[next++];
        }

        bool IsWanted(LoopInput input, int node) => graph.Moves(node) && graph[node].Op == Op.Input && input.Role switch
        {
            LoopRole.Element or LoopRole.Captured => pull.adjoints.Needs(pull.arguments[input.Argument]),
            LoopRole.Carried => true,
            _ => false,
        };

        void Seed(int number, Guarded adjoint)
        {
            LoopResult result = loop.Results[number];
            int value = adjoint.Value!.Value.Id;
            Wire? guard = pull.isCommon || adjoint.Guard is not { } condition ? null : graph.Wire(builder.Captured(condition.Id));
            // elements are read whether their guard holds or not
            if (guard is not null && result is LoopResult.Stacked or LoopResult.All) value = adjoint.ResolveLike(graph, LoopBuilder.Part(graph, pull.id, number)).Id;
            switch (result)
            {
                case LoopResult.Stacked stacked: Add(stacked.Value, builder.Read(value, isWhole: true)); break;
                case LoopResult.Summed summed: Add(summed.Value, Scaled(value)); break;
                case LoopResult.All all: Add(all.Carried, builder.Element(value, loop.IsBackwards ? -1 : graph.Number(1))); break;
                case LoopResult.Scattered scattered:
                    foreach (LoopResult.Contribution added in scattered.Contributions) Add(added.Value, ReadAt(builder.Captured(value), added));
                    break;
            }

            // a factor that is known may meet one in the body
            int Scaled(int adjoint)
            {
                var (factor, other) = Factored(graph, adjoint);
                if (RootOfSquares(other) is { } root) (other, adjoint) = (root.With(Op.Equal, 0).Choose(root.Number(0), graph.Wire(other)).Id, root.With(Op.Equal, 0).Choose(root.Number(0), graph.Wire(adjoint)).Id);
                return factor == 1 || graph[other].Op == Op.Number ? builder.Captured(adjoint) : (graph.Wire(graph.Number(factor)) * graph.Wire(builder.Captured(other))).Id;
            }

            // a length has slope 0 at its origin, and so has the root of a mean of squares
            Wire? RootOfSquares(int adjoint)
            {
                if (graph[adjoint] is not { Op: Op.Divide } share || !IsSquare(outputs[((LoopResult.Summed)result).Value])) return null;
                Node below = graph[share.B];
                if (below.Op == Op.Sqrt) return IsOfSum(below.A, null) ? graph.Wire(share.B) : null;
                if (below.Op != Op.Multiply) return null;
                // n r of the mean over n
                if (graph[below.B] is { Op: Op.Sqrt } root && IsOfSum(root.A, below.A)) return graph.Wire(below.B);
                return graph[below.A] is { Op: Op.Sqrt } first && IsOfSum(first.A, below.B) ? graph.Wire(below.A) : null;
            }

            bool IsOfSum(int node, int? count) => (count is null && IsSum(node)) || (graph[node] is { Op: Op.Divide } mean && IsSum(mean.A) && (count is null || mean.B == count))
                || (count is null && graph[node] is { Op: Op.Multiply } scaled && ((IsSum(scaled.A) && graph[scaled.B].Op == Op.Number) || (IsSum(scaled.B) && graph[scaled.A].Op == Op.Number)));

            bool IsSum(int node) => node == LoopBuilder.Part(graph, pull.id, number);

            // A square, or the element of a map of squares.
            bool IsSquare(int term)
            {
                if (builder.ArrayOf(term) is not (>= 0 and var array) || graph[array] is not { Op: Op.Part } part) return IsProductOfSame(graph[term]);
                Loop map = graph.Loops[graph[part.A].Bits];
                return !map.IsOrdered && map.Results[(int)part.Bits] is LoopResult.Stacked stacked && IsProductOfSame(map.Body.Nodes[map.Body.Outputs[stacked.Value]]);
            }

            static bool IsProductOfSame(Node term) => term is { Op: Op.PowerInt, Bits: 2 } || (term.Op == Op.Multiply && term.A == term.B);

            void Add(int output, int with) => seeds.Add(new(outputs[output], new(graph.Wire(with), guard)));
        }

        // A power of two, or its negative, times what is left: nothing is rounded by that.
        static (double Factor, int Other) Factored(Graph graph, int id)
        {
            Node node = graph[id];
            if (node.Op is not (Op.Multiply or Op.Divide or Op.Negate) || graph.KindOf(id) != Kind.Float || !DeepStack.HasRoom) return node.Op == Op.Number && IsExact(node.Number) ? (node.Number, graph.Number(1)) : (1, id);
            var (factor, left) = Factored(graph, node.A);
            if (node.Op == Op.Negate) return (-factor, left);
            var (other, right) = Factored(graph, node.B);
            if (node.Op == Op.Divide) return factor == 1 && other == 1 ? (1, id) : (factor / other, (graph.Wire(left) / graph.Wire(right)).Id);
            return factor == 1 && other == 1 ? (1, id) : (factor * other, Product(graph, left, right));
        }

        static int Product(Graph graph, int a, int b) => graph[a] is { Op: Op.Number, Number: 1 } ? b : graph[b] is { Op: Op.Number, Number: 1 } ? a : (graph.Wire(a) * graph.Wire(b)).Id;

        static bool IsExact(double factor) => double.IsNormal(factor) && Math.Log2(Math.Abs(factor)) is > -64 and < 64 and var power && power == Math.Floor(power);

        // A contribution at -1 adds nothing.
        int ReadAt(int array, LoopResult.Contribution added)
        {
            int read = array;
            foreach (int position in added.Positions) read = ArrayNodes.At(graph, read, outputs[position]);
            foreach (int position in added.Positions)
            {
                Node node = graph[outputs[position]];
                if (node.Op == Op.Select && graph[node.C] is { Op: Op.Number, Number: -1 }) read = graph.Wire(node.A).Choose(graph.Wire(read), graph.Wire(ArrayNodes.ZeroLike(graph, outputs[added.Value]))).Id;
            }
            return read;
        }

        /// <summary>The carried values at which an adjoint has arrived.</summary>
        public IEnumerable<int> Reached()
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (loop.Inputs[i].Role == LoopRole.Carried && !arrived[i].IsZero) yield return loop.Inputs[i].Argument;
            }
        }

        public void Finish()
        {
            List<LoopResult> made = [];
            List<int> targets = [];
            var nexts = new List<int>();
            foreach (int k in carried.Keys)
            {
                nexts.Add(Next(k));
                made.Add(new LoopResult.Last(nexts.Count - 1));
                targets.Add(pull.Start(k));
            }
            foreach (var array in Enumerable.Range(0, inputs.Length).Where(i => loop.Inputs[i].Role == LoopRole.Element && !arrived[i].IsZero).GroupBy(i => pull.arguments[loop.Inputs[i].Argument]))
            {
                targets.Add(array.Key);
                made.Add(OfElements([.. array], array.Key));
            }
            Dictionary<int, Wire?> guards = [];        // of the results of what is captured
            for (int i = 0; i < inputs.Length; i++)
            {
                if (loop.Inputs[i].Role != LoopRole.Captured || arrived[i].IsZero) continue;
                int argument = pull.arguments[loop.Inputs[i].Argument];
                var (value, guard, isPartial) = Outward(arrived[i]);
                foreach (LoopResult result in Contributions.Of(builder, value, argument))
                {
                    guards[made.Count] = guard;
                    if (ArrayNodes.MayFail(graph, argument)) needed.Add((made.Count, isPartial));
                    targets.Add(argument);
                    made.Add(result);
                }
            }
            Tidy(nexts, made);
            if (made.Count > 0) Hand(builder.Finish(pull.trips, [.. nexts], made, isBackwards: loop.Carried > 0 && !loop.IsBackwards), targets, guards);
            foreach (var (result, adjoint) in pull.results)
            {
                // the start is a row of All
                if (loop.Results[result] is not LoopResult.All all) continue;
                int row = ArrayNodes.At(graph, adjoint.Value!.Value.Id, loop.IsBackwards ? pull.trips : graph.Number(0));
                pull.adjoints.Add(pull.Start(all.Carried), new(graph.Wire(row), adjoint.Guard));
            }
        }

        void Tidy(List<int> nexts, List<LoopResult> made)
        {
            if (graph.Tidy is not { } tidy) return;
            int[] derivatives = [.. nexts.Concat(made.SelectMany(Terms)).Distinct()];
            int[] tidied = tidy(derivatives, outputs);
            Dictionary<int, int> simpler = [];
            for (int i = 0; i < derivatives.Length; i++) simpler[derivatives[i]] = tidied[i];
            for (int k = 0; k < nexts.Count; k++) nexts[k] = simpler[nexts[k]];
            for (int q = 0; q < made.Count; q++) made[q] = made[q].Through(value => simpler.GetValueOrDefault(value, value), argument => argument);
        }

        // What is added; positions are no derivatives and stay as they are.
        static IEnumerable<int> Terms(LoopResult result) => result is LoopResult.Scattered scattered ? scattered.Contributions.Select(added => added.Value) : result.Values();

        // A guard that is the same in all trips leaves the loop with the value; whether it is another one that stays in the trips.
        (int Value, Wire? Guard, bool IsPartial) Outward(Guarded adjoint)
        {
            if (adjoint.Guard is not { } guard) return (adjoint.Value!.Value.Id, null, false);
            return builder.Outward(guard.Id) is >= 0 and var outside ? (adjoint.Value!.Value.Id, graph.Wire(outside), false) : (adjoint.Resolve(graph).Id, null, true);
        }

        // What is captured and can fail is not asked for where no trip has needed it.
        void Hand(int transposed, List<int> targets, Dictionary<int, Wire?> guards)
        {
            for (int q = 0; q < targets.Count; q++)
            {
                var adjoint = new Guarded(graph.Wire(LoopBuilder.Whole(graph, transposed, q)), pull.common);
                if (guards.GetValueOrDefault(q) is { } guard) adjoint = new(adjoint.Value, adjoint.And(guard));
                foreach (var (place, isPartial) in needed)
                {
                    if (place == q && Needed(adjoint.Value!.Value, isPartial) is { } condition) adjoint = new(adjoint.Value, adjoint.And(condition));
                }
                pull.adjoints.Add(targets[q], adjoint);
            }
        }

        Wire? Needed(Wire adjoint, bool isPartial)
        {
            if (isPartial && graph.KindOf(adjoint.Id) == Kind.Float) return adjoint.With(Op.NotEqual, 0);
            int trips = ArrayNodes.Unchecked(graph, pull.trips);          // asking must not fail
            return graph[trips].Op == Op.Number ? null : graph.Wire(trips).With(Op.Greater, 0);
        }

        int Next(int k)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (loop.Inputs[i].Role == LoopRole.Carried && loop.Inputs[i].Argument == k) return arrived[i].ResolveLike(graph, inputs[i]).Id;
            }
            return ArrayNodes.ZeroLike(graph, carried[k]);      // the body does not read it
        }

        // What is read of one array: all of it once, or at several positions.
        LoopResult OfElements(int[] elements, int array)
        {
            if (elements is [var only] && loop.Inputs[only] is { IsWhole: true, Offset: < 0, Stride: 1 } && !loop.HasGoing) return builder.Stacked(arrived[only].ResolveLike(graph, inputs[only]).Id);
            var contributions = ImmutableArray.CreateBuilder<LoopResult.Contribution>();
            foreach (int i in elements)
            {
                LoopInput input = loop.Inputs[i];
                Wire position = graph.Wire(builder.Index());
                if (input.Stride != 1) position = position * graph.Wire(graph.Number(input.Stride));
                if (input.Offset >= 0) position += graph.Wire(builder.Captured(pull.arguments[input.Offset]));
                contributions.Add(new(arrived[i].ResolveLike(graph, inputs[i]).Id, [position.Id]));
            }
            return new LoopResult.Scattered(contributions.ToImmutable(), array);
        }
    }
}
