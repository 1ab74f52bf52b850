using System.Reflection;
using GateDsl.Ir;
using GateDsl.Numerics;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Ir;

/// <summary>The table of functions at a width of one has every function that is written over lanes, and each is the primitive's own.</summary>
public class OneLaneTests
{
    [Fact]
    public void Every_function_over_lanes_is_in_the_table()
    {
        double[] points = [0.3, 1.75, 2.5, 40.25, 1e-9, 3];
        foreach (Primitive primitive in PrimitiveTable.All)
        {
            Operation? operation = OneLane.Of(primitive.Op);
            Assert.Equal(primitive.Lanes is not null, operation is not null);
            if (primitive.Lanes is not { } lanes) continue;
            MethodInfo of = lanes.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(m => m is { Name: "Of", IsGenericMethodDefinition: true } && m.GetParameters().Any(p => p.ParameterType == typeof(int)) == primitive.TakesBits)
                .MinBy(m => m.GetParameters().Length)!.MakeGenericMethod(typeof(Scalar64));
            foreach (double x in points)
            {
                double y = x / 3;
                Queue<double> numbers = new([x, y]);
                object[] arguments = [.. of.GetParameters().Select(p => p.ParameterType == typeof(int) ? (object)3 : (Scalar64)numbers.Dequeue())];
                Assert.Equal((double)(Scalar64)of.Invoke(null, arguments)!, operation!(3, x, y, 0));
            }
        }
    }
}
