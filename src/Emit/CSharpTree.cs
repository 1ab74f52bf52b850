using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace GateDsl.Emit;

/// <summary>The LINQ trees that the compiler makes of circuits, as C# text: statement by statement, with the parentheses that C# needs to group in the same way.</summary>
sealed class CSharpTree
{
    readonly StringBuilder text = new();
    readonly Dictionary<ParameterExpression, string> names = [];
    readonly HashSet<ParameterExpression> declared = [];
    readonly string indent;

    /// <param name="parameters">The names of what is no local.</param>
    /// <param name="indent">What stands before each line.</param>
    public CSharpTree(IEnumerable<(ParameterExpression Parameter, string Name)> parameters, string indent)
    {
        this.indent = indent;
        foreach ((ParameterExpression parameter, string name) in parameters)
        {
            names[parameter] = name;
            declared.Add(parameter);
        }
    }

    public override string ToString() => text.ToString();

    /// <summary>A statement of the method itself.</summary>
    public void Statement(Expression statement) => Statement(statement, indent);

    /// <summary>A line as it is.</summary>
    public void Line(string line) => text.Append(indent).Append(line).Append('\n');

    /// <summary>An expression, in parentheses if its operator binds less than asked for.</summary>
    public string Text(Expression expression, int needed = 0)
    {
        (string result, int binds) = Written(expression);
        return binds < needed ? $"({result})" : result;
    }

    /// <summary>A number as a literal that is read back as the same double.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value)) return "double.NaN";
        if (double.IsInfinity(value)) return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    /// <summary>The name of a method: of ours through an alias, which no name of a gate file can hide.</summary>
    public static string Name(MethodInfo method)
    {
        Type type = method.DeclaringType!;
        string lane = method.IsGenericMethod && !method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Name(type)}.{method.Name}{lane}";
    }

    static string Name(Type type) => type.Namespace switch
    {
        "GateDsl.Numerics" => "Numerics::" + type.Name,
        "GateDsl.Primitives" => "Primitives::" + type.Name,
        _ => type == typeof(double) ? "double" : type.Name,
    };

    void Statement(Expression statement, string before)
    {
        switch (statement)
        {
            case BlockExpression block:
                foreach (Expression each in block.Expressions) Statement(each, before);
                break;
            case ConditionalExpression { Type: var type } branch when type == typeof(void):
                DeclareAssigned(branch, before);
                Branch(branch, before);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression local } assignment when declared.Add(local):
                text.Append(before).Append(TypeOf(local)).Append(' ').Append(NameOf(local)).Append(" = ").Append(Text(assignment.Right)).Append(";\n");
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign } assignment:
                text.Append(before).Append(Text(assignment.Left)).Append(" = ").Append(Text(assignment.Right)).Append(";\n");
                break;
            case DefaultExpression:
                break;
            default:
                text.Append(before).Append(Text(statement)).Append(";\n");
                break;
        }
    }

    void Branch(ConditionalExpression branch, string before)
    {
        text.Append(before).Append("if (").Append(Text(branch.Test)).Append(")\n").Append(before).Append("{\n");
        Statement(branch.IfTrue, before + "    ");
        text.Append(before).Append("}\n");
        if (branch.IfFalse is DefaultExpression) return;
        text.Append(before).Append("else\n").Append(before).Append("{\n");
        Statement(branch.IfFalse, before + "    ");
        text.Append(before).Append("}\n");
    }

    // What a branch assigns is read after it too. Compilers know that it has a value only if it gets one on both sides, so it starts with one.
    void DeclareAssigned(Expression statement, string before)
    {
        switch (statement)
        {
            case BlockExpression block:
                foreach (Expression each in block.Expressions) DeclareAssigned(each, before);
                break;
            case ConditionalExpression branch when branch.Type == typeof(void):
                DeclareAssigned(branch.IfTrue, before);
                DeclareAssigned(branch.IfFalse, before);
                break;
            case BinaryExpression { NodeType: ExpressionType.Assign, Left: ParameterExpression local } when declared.Add(local):
                text.Append(before).Append(TypeOf(local)).Append(' ').Append(NameOf(local)).Append(" = default;\n");
                break;
        }
    }

    static string TypeOf(ParameterExpression local) => local.Type == typeof(bool) ? "bool" : "double";

    string NameOf(ParameterExpression parameter)
    {
        if (!names.TryGetValue(parameter, out string? name)) names.Add(parameter, name = string.Create(CultureInfo.InvariantCulture, $"v{names.Count + 1}"));
        return name;
    }

    const int Primary = 14, Prefix = 13, Lowest = 1;

    (string Text, int Binds) Written(Expression expression) => expression switch
    {
        ConstantExpression { Value: double number } => (Number(number), number < 0 || double.IsNegative(number) ? Prefix : Primary),
        ConstantExpression { Value: bool truth } => (truth ? "true" : "false", Primary),
        ConstantExpression { Value: IConvertible whole } => (whole.ToString(CultureInfo.InvariantCulture), whole.ToDouble(CultureInfo.InvariantCulture) < 0 ? Prefix : Primary),
        ParameterExpression parameter => (NameOf(parameter), Primary),
        ConditionalExpression choice => ($"{Text(choice.Test, Lowest + 1)} ? {Text(choice.IfTrue, Lowest + 1)} : {Text(choice.IfFalse, Lowest)}", Lowest),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } item => ($"{Text(item.Left, Primary)}[{Text(item.Right)}]", Primary),
        IndexExpression item => ($"{Text(item.Object!, Primary)}[{Text(item.Arguments[0])}]", Primary),
        BinaryExpression operation => Binary(operation),
        UnaryExpression { NodeType: ExpressionType.Convert } cast => ($"({TypeName(cast.Type)}){Text(cast.Operand, Primary)}", Prefix),
        UnaryExpression { NodeType: ExpressionType.Negate } negation => ("-" + Text(negation.Operand, Primary), Prefix),
        UnaryExpression { NodeType: ExpressionType.Not } negation => ("!" + Text(negation.Operand, Primary), Prefix),
        NewExpression { Type: var type } wrapped when type.Namespace == "GateDsl.Numerics" => Written(wrapped.Arguments[0]),   // lanes are made of doubles without being asked
        NewExpression tuple => ($"({string.Join(", ", Items(tuple).Select(item => Text(item)))})", Primary),
        MemberExpression member => ($"{Text(member.Expression!, Primary)}.{member.Member.Name}", Primary),
        MethodCallExpression call => ($"{Name(call.Method)}({string.Join(", ", call.Arguments.Select(argument => Text(argument)))})", Primary),
        _ => throw new NotSupportedException($"{expression.NodeType} has no spelling in C#"),
    };

    (string, int) Binary(BinaryExpression operation)
    {
        (string sign, int binds) = operation.NodeType switch
        {
            ExpressionType.OrElse => ("||", 2),
            ExpressionType.AndAlso => ("&&", 3),
            ExpressionType.Or => ("|", 4),
            ExpressionType.ExclusiveOr => ("^", 5),
            ExpressionType.And => ("&", 6),
            ExpressionType.Equal => ("==", 7),
            ExpressionType.NotEqual => ("!=", 7),
            ExpressionType.LessThan => ("<", 8),
            ExpressionType.LessThanOrEqual => ("<=", 8),
            ExpressionType.GreaterThan => (">", 8),
            ExpressionType.GreaterThanOrEqual => (">=", 8),
            ExpressionType.Add => ("+", 10),
            ExpressionType.Subtract => ("-", 10),
            ExpressionType.Multiply => ("*", 11),
            ExpressionType.Divide => ("/", 11),
            ExpressionType.Modulo => ("%", 11),
            _ => throw new NotSupportedException($"{operation.NodeType} has no spelling in C#"),
        };
        return ($"{Text(operation.Left, binds)} {sign} {Text(operation.Right, binds + 1)}", binds);
    }

    // The rest of a long ValueTuple is written in one row with the others.
    static IEnumerable<Expression> Items(NewExpression tuple)
    {
        for (int i = 0; i < tuple.Arguments.Count; i++)
        {
            if (i == 7 && tuple.Arguments[i] is NewExpression rest)
            {
                foreach (Expression item in Items(rest)) yield return item;
            }
            else yield return tuple.Arguments[i];
        }
    }

    static string TypeName(Type type) => type == typeof(int) ? "int" : type == typeof(double) ? "double" : type.Name;
}
