namespace GateDsl.Ir;

/// <summary>What a legal node of arrays and loops is.</summary>
static class ArraySpec
{
    public static string? Wrong(Node node, Func<int, Kind> kindOf, LoopTable loops, Func<int, Node> nodeOf)
    {
        switch (node.Op)
        {
            case Op.Pack: return kindOf(node.A) == Kind.List ? "a list holds a list" : node.B >= 0 && nodeOf(node.B).Op != Op.Pack ? "the rest of a list is none" : null;
            case Op.Loop or Op.Root: return Arguments(node, kindOf, loops, nodeOf);
            case Op.Part:
                Node whole = nodeOf(node.A);
                return whole.Op != Op.Loop ? "it is no part of a loop" : node.Bits < 0 || node.Bits >= loops[whole.Bits].Results.Length ? "the loop has no such result" : null;
            case Op.Items: return node.A < 0 || nodeOf(node.A).Op != Op.Pack ? "its items are no list" : null;
            case Op.Length: return node.Bits < 0 || node.Bits >= kindOf(node.A).Rank() ? "there is no such dimension" : null;
            case Op.At: return !kindOf(node.A).IsArray() || kindOf(node.B) != Kind.Float ? "it reads no array at a number" : null;
            case Op.Put: return !kindOf(node.A).IsArray() || kindOf(node.B) != kindOf(node.A).Element() || kindOf(node.C) != Kind.Float ? "it puts no element at a number" : null;
            case Op.Transpose: return kindOf(node.A).Rank() < 2 ? "it transposes no matrix" : null;
            case Op.Plus: return kindOf(node.A) != kindOf(node.B) || !kindOf(node.A).IsArray() ? "it adds no two arrays" : null;
            case Op.Zeros: return kindOf(node.A).IsArray() ? null : "it is like no array";
            case Op.Order: return kindOf(node.A).Rank() == 1 ? null : "it sorts no array of numbers";
            case Op.Locate: return kindOf(node.A) != Kind.Float.ArrayOf() || kindOf(node.B) != Kind.Float ? "it looks for no number among knots" : null;
            default: return kindOf(node.A) == Kind.Float ? null : "it checks no number";
        }
    }

    static string? Arguments(Node node, Func<int, Kind> kindOf, LoopTable loops, Func<int, Node> nodeOf)
    {
        if (node.Bits < 0 || node.Bits >= loops.Count) return "there is no such loop";
        Loop loop = loops[node.Bits];
        List<int> arguments = [];
        for (int list = node.A; list >= 0; list = nodeOf(list).B)
        {
            if (nodeOf(list).Op != Op.Pack) return "its arguments are no list";
            arguments.Add(nodeOf(list).A);
        }
        for (int k = 0; k < loop.Carried; k++)
        {
            Kind next = loop.Body.Kinds[loop.Body.Outputs[k]];
            if (kindOf(arguments[Loop.FirstStart + k]) != next) return $"carried value {k} changes its kind";
        }
        for (int i = 0; i < loop.Inputs.Length; i++)
        {
            LoopInput input = loop.Inputs[i];
            Kind kind = loop.Body.Inputs[i].Kind;
            if (input.Role is LoopRole.Element or LoopRole.Captured && input.Argument >= arguments.Count) return $"input {i} has no argument";
            if (input.Role == LoopRole.Element && kindOf(arguments[input.Argument]) != kind.ArrayOf()) return $"input {i} is no element of its array";
            if (input.Role == LoopRole.Captured && kindOf(arguments[input.Argument]) != kind) return $"input {i} is of another kind than what it captures";
        }
        return null;
    }
}
