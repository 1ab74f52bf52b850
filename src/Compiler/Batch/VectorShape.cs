using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GateDsl.Compiler.Lower;
using GateDsl.Numerics;

namespace GateDsl.Compiler.Batch;

/// <summary>One width of vectors: its types, and how LINQ trees say what its operators do not.</summary>
sealed class VectorShape
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)]
    readonly Type statics;
    readonly Dictionary<string, MethodInfo> methods = [];
    readonly MethodInfo load, store, spread, add;

    VectorShape(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type vector,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type statics, Type lane, int lanes)
    {
        (Vector, this.statics, Lane, Lanes) = (vector, statics, lane, lanes);
        load = Helper("Load");
        store = Helper("Store");
        spread = Helper("Spread");
        add = Helper("AddTo");
        MethodInfo Helper(string name) => typeof(VectorMemory).GetMethod(name + Bits)!;
    }

    /// <summary>The vector of doubles; a truth value is one too, all bits set or none.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type Vector { get; }

    /// <summary>The lane type around it that functions are written over.</summary>
    public Type Lane { get; }

    public int Lanes { get; }

    public int Bytes => Lanes * sizeof(double);

    public int Bits => Bytes * 8;

    public static VectorShape Of(int lanes) => lanes switch
    {
        8 => new(typeof(Vector512<double>), typeof(Vector512), typeof(Lanes512), 8),
        4 => new(typeof(Vector256<double>), typeof(Vector256), typeof(Lanes256), 4),
        _ => new(typeof(Vector128<double>), typeof(Vector128), typeof(Lanes128), 2),
    };

    public Expression Load(Expression address) => Expression.Call(load, address);

    public Expression Store(Expression value, Expression address) => Expression.Call(store, value, address);

    /// <summary>The number at an address, in every lane.</summary>
    public Expression Spread(Expression address) => Expression.Call(spread, address);

    /// <summary>Adds to the vector at an address.</summary>
    public Expression AddTo(Expression value, Expression address) => Expression.Call(add, value, address);

    /// <summary>
    /// A constant. NaN is read from memory, where the JIT does not see it: it takes <c>mask &amp; (x &lt;= NaN)</c> for the mask.
    /// </summary>
    public Expression Number(double value) => double.IsNaN(value)
        ? Spread(Expression.Constant(VectorMemory.AddressOfNaN))
        : Expression.Call(Method("Create", typeof(double)), Expression.Constant(value));

    public Expression Truth(bool value) => value ? Call("Equals", Number(0), Number(0)) : Number(0);

    /// <summary>A static method of Vector512, 256 or 128 on vectors of doubles.</summary>
    public Expression Call(string name, params Expression[] arguments) =>
        Expression.Call(Method(name, [.. arguments.Select(a => a.Type)]), arguments);

    /// <summary>An operator of the vector, as a call of its method: FastExpressionCompiler refuses some operators that are methods.</summary>
    public Expression Operator(string name, params Expression[] arguments) =>
        Expression.Call(Vector.GetMethod(name, [.. arguments.Select(a => a.Type)])!, arguments);

    /// <summary>What a primitive names: an operator, a helper of <see cref="VectorMemory"/> or a static method.</summary>
    public Expression Apply(string name, params Expression[] arguments) =>
        name.StartsWith("op_", StringComparison.Ordinal) ? Operator(name, arguments)
        : typeof(VectorMemory).GetMethod(name + Bits) is { } helper ? Expression.Call(helper, arguments)
        : Call(name, arguments);

    public Expression Not(Expression value) => Operator("op_OnesComplement", value);

    MethodInfo Method(string name, params Type[] parameters)
    {
        if (methods.TryGetValue(name, out MethodInfo? known)) return known;
        foreach (MethodInfo candidate in statics.GetMethods().Where(m => m.Name == name && m.GetParameters().Length == parameters.Length))
        {
            MethodInfo method = candidate;
            if (candidate.IsGenericMethodDefinition)
            {
                if (candidate.GetGenericArguments().Length != 1) continue;
                method = candidate.At(typeof(double));
            }
            if (method.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters)) return methods[name] = method;
        }
        throw new MissingMethodException(statics.Name, name);
    }
}
