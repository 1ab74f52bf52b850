using System.Linq.Expressions;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Steps as LINQ statements: a local for each step, an if around the steps of a branch.
/// </summary>
/// <param name="schedule">What is computed where.</param>
/// <param name="input">The expression of an input, by position.</param>
class Statements(Schedule schedule, Func<int, Expression> input)
{
    readonly Dictionary<int, ParameterExpression> locals = [];

    public IEnumerable<ParameterExpression> Locals => locals.Values;

    protected Circuit Circuit => schedule.Circuit;

    /// <summary>The value of a node: its local, or its expression.</summary>
    public Expression Value(int node) => schedule.IsStep(node) ? Known(node) : Computed(node);

    /// <summary>The statements of some steps, those of a region and of the branches in it.</summary>
    public List<Expression> Of(IReadOnlyList<Step> steps, int region = 0)
    {
        var result = new List<Expression>();
        for (int i = 0; i < steps.Count;)
        {
            if (steps[i].Region == region)
            {
                Keep(steps[i], result);
                i++;
                continue;
            }
            int condition = ConditionOf(steps[i]);
            List<Step> whenTrue = [], whenFalse = [];
            for (; i < steps.Count && steps[i].Region != region && ConditionOf(steps[i]) == condition; i++)
            {
                Region side = schedule.Regions[schedule.Regions.ChildOn(region, steps[i].Region)];
                (side.Truth ? whenTrue : whenFalse).Add(steps[i]);
            }
            result.Add(Branch(region, condition, whenTrue, whenFalse));
        }
        return result;

        int ConditionOf(Step step) => schedule.Regions[schedule.Regions.ChildOn(region, step.Region)].Condition;
    }

    /// <summary>Where the value of a step is found.</summary>
    protected virtual Expression Known(int node) => Local(node);

    /// <summary>Adds the statements that compute a step and keep its value.</summary>
    protected virtual void Keep(Step step, List<Expression> statements) =>
        statements.Add(Expression.Assign(Local(step.Node), ValueOf(step)));

    protected Expression ValueOf(Step step) => step.Node == step.Source ? Computed(step.Node) : Value(step.Source);

    protected ParameterExpression Local(int node)
    {
        if (!locals.TryGetValue(node, out ParameterExpression? local))
        {
            local = Expression.Variable(Circuit.Kinds[node] == Kind.Bool ? typeof(bool) : typeof(double));
            locals.Add(node, local);
        }
        return local;
    }

    Expression Branch(int region, int condition, List<Step> whenTrue, List<Step> whenFalse)
    {
        Expression test = Value(condition);
        if (whenFalse.Count == 0) return Expression.IfThen(test, Side(true, whenTrue));
        if (whenTrue.Count == 0) return Expression.IfThen(Expression.Not(test), Side(false, whenFalse));
        return Expression.IfThenElse(test, Side(true, whenTrue), Side(false, whenFalse));

        BlockExpression Side(bool truth, List<Step> steps) =>
            Expression.Block(typeof(void), Of(steps, schedule.Regions.Side(region, condition, truth)));
    }

    /// <summary>Recurses over nested nodes only, which the schedule keeps shallow.</summary>
    Expression Computed(int i)
    {
        Node node = Circuit.Nodes[i];
        if (node.Op == Op.Input) return input((int)node.Bits);
        if (node.Op.IsOfArrays()) return OfArrays(i);
        Expression a = node.A < 0 ? Expression.Empty() : Value(node.A);
        Expression b = node.B < 0 ? Expression.Empty() : Value(node.B);
        Expression c = node.C < 0 ? Expression.Empty() : Value(node.C);
        return node.Op switch
        {
            Op.And when IsWorthSkipping(node.B) => Expression.AndAlso(a, b),
            Op.Or when IsWorthSkipping(node.B) => Expression.OrElse(a, b),
            Op.Host => HostCode.Call(Circuit.Functions[node.Bits], node.IsGuarded, [.. HostCall.Arguments(Circuit.Nodes.AsSpan(), Circuit.Functions, node).Select(Value)]),
            _ => ScalarOps.Of(node, a, b, c, Circuit.Reproducible),
        };
    }

    /// <summary>The number that a node of arrays is, where it is no step.</summary>
    protected virtual Expression OfArrays(int node) => throw new NotSupportedException($"{Circuit.Nodes[node].Op} is no operation on numbers");

    /// <summary>Whether a nested right side costs more than the jump around it.</summary>
    bool IsWorthSkipping(int node)
    {
        const int Jump = 4;
        int weight = 0;
        var open = new Stack<int>([node]);
        while (weight < Jump && open.TryPop(out int i))
        {
            if (schedule.IsStep(i)) continue;
            Node nested = Circuit.Nodes[i];
            weight += ScalarOps.Weight(nested.Op);
            for (int argument = 0; argument < nested.Arity; argument++) open.Push(nested[argument]);
        }
        return weight >= Jump;
    }
}
