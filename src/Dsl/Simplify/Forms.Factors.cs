using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Factors as code: what goes over the line and what under it, in which order they are multiplied and divided.</summary>
sealed partial class Write
{
    /// <summary>Factors of a product as code, over and under the line.</summary>
    sealed class Factors(Code code)
    {
        public List<(int Node, Rational Exponent)> Over { get; } = [];
        public List<(int Node, Rational Exponent)> Under { get; } = [];
        public List<(int Node, Rational Exponent)> Constants { get; } = [];
        public Rational Number { get; set; } = Rational.One;

        public void Put(int node, Rational exponent)
        {
            if (exponent.IsZero || code.IsNumber(node, 1)) return;
            if (code.IsNegated(node) && exponent.IsWhole)
            {
                if (exponent.IsOdd) Number = -Number;
                node = code.Graph[node].A;
            }
            if (code.Graph[node] is { Op: Op.Multiply } product && code.Graph[product.A] is { Op: Op.Number, Number: var number } && exponent.IsWhole && exponent.IsShort(5)
                && Math.Abs(number) < 1e6 && number * 1024 == Math.Floor(number * 1024) && number != 0)
            {
                Number *= Rational.Of((Int128)(number * 1024), 1024).Power(exponent);
                node = product.B;
            }
            var side = exponent.Sign > 0 ? Over : Under;
            int i = side.FindIndex(factor => factor.Node == node);
            if (i >= 0) side[i] = (node, side[i].Exponent + exponent.Abs());
            else side.Add((node, exponent.Abs()));
        }
    }

    int Finished(Factors factors)
    {
        Rational number = factors.Number, size = number.Abs();
        bool isBinary = Int128.IsPow2(size.Denominator) && size.Denominator != 1;
        bool isUnder = factors.Constants.Count == 0 && size.Numerator == 1 && size.Denominator != 1 && (!isBinary || (size.Denominator != 2 && factors.Under.Count > 0));
        Rational over = isUnder ? 1 : size, under = isUnder ? size.Inverse() : 1;
        int top = -1;
        if (factors.Constants.Count > 0) top = Constant(over, factors.Constants);
        else if (!over.IsOne || factors.Over.Count == 0)
        {
            top = code.Number(number.Sign < 0 ? -over : over);
            number = number.Abs();
        }
        foreach (var (node, exponent) in Ordered(factors.Over)) top = top < 0 ? code.Power(node, exponent) : code.Multiply(top, code.Power(node, exponent));
        int bottom = under.IsOne ? -1 : code.Number(under);
        bool apart = IsApart(factors);
        foreach (var (node, exponent) in Ordered(factors.Under))
        {
            if (apart && exponent.IsWhole && exponent <= 4 && top >= 0 && IsHomogeneous(node))
            {
                for (int i = 0; i < exponent.Numerator; i++) top = code.Divide(top, node);
                continue;
            }
            int power = code.Power(node, exponent);
            if (apart) top = code.Divide(top, bottom < 0 ? power : code.Multiply(bottom, power));
            bottom = apart ? -1 : bottom < 0 ? power : code.Multiply(bottom, power);
        }
        if (bottom >= 0) top = code.Divide(top, bottom);
        return number.Sign < 0 ? code.Negate(top) : top;
    }

    // Denominators of a high degree are divided by one after another: their product would overflow long before the quotient underflows.
    bool IsApart(Factors factors)
    {
        Rational degree = factors.Under.Aggregate(Rational.Zero, (sum, factor) => sum + factor.Exponent);
        return factors.Over.Count > 0 && (factors.Under.Count > 1 && degree >= 3 || (degree >= 2 && factors.Under.Count > 1 && factors.Under.TrueForAll(factor => IsHomogeneous(factor.Node))));
    }

    // Nothing keeps it from becoming as large as its inputs.
    bool IsHomogeneous(int node) => Graph[node] is { Op: Op.Input } || (Graph[node] is { Op: Op.Add or Op.Subtract } sum && IsHomogeneous(sum.A) && IsHomogeneous(sum.B));

    // Names first.
    IEnumerable<(int Node, Rational Exponent)> Ordered(List<(int Node, Rational Exponent)> factors) => factors.OrderBy(factor => Graph[factor.Node].Op == Op.Input ? 0 : 1);

    // All that is constant together: it is computed once and for all.
    int Constant(Rational number, List<(int Node, Rational Exponent)> known)
    {
        int top = number.IsOne && known.Exists(factor => factor.Exponent.Sign > 0) ? -1 : code.Number(number);
        foreach (var (node, exponent) in known.Where(factor => factor.Exponent.Sign > 0)) top = top < 0 ? code.Power(node, exponent) : code.Multiply(top, code.Power(node, exponent));
        foreach (var (node, exponent) in known.Where(factor => factor.Exponent.Sign < 0)) top = code.Divide(top, code.Power(node, -exponent));
        return top;
    }
}
