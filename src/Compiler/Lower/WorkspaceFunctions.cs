namespace GateDsl.Compiler.Lower;

/// <summary>The functions over spans of code that runs in a workspace: large circuits, and where there is no JIT.</summary>
sealed class WorkspaceFunctions(WorkspaceCode code, SpanLayout layout)
{
    readonly Run[] runs = Runs(layout);

    public void Value(ReadOnlySpan<double> x, Span<double> values) => Call(x, default, values, default);

    public double Gradient(ReadOnlySpan<double> x, Span<double> partials) => Call(x, default, partials, default);

    public double Hessian(ReadOnlySpan<double> x, Span<double> partials, Span<double> second) => Call(x, default, partials, second);

    public void Jacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian) => Call(x, default, values, jacobian);

    public void Directional(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> values, Span<double> derivatives) =>
        Call(x, direction, values, derivatives);

    public double HessianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> partials, Span<double> product) =>
        Call(x, direction, partials, product);

    double Call(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> first, Span<double> second)
    {
        int[] lengths = layout.Lengths;
        int directions = layout.Directions, inputs = code.Inputs - directions;
        if (x.Length < inputs || direction.Length < directions || first.Length < lengths[0] || (lengths.Length > 1 && second.Length < lengths[1]))
        {
            SpanCode.TooShort(layout.Signature);
        }
        Workspace workspace = Workspace.Rent(code.WorkspaceLength);
        x[..inputs].CopyTo(code.InputsOf(workspace));
        direction[..directions].CopyTo(code.InputsOf(workspace)[inputs..]);
        code.Run(workspace);
        ReadOnlySpan<double> outputs = code.OutputsOf(workspace);
        foreach (Run run in runs)
        {
            Span<double> target = run.Span == 0 ? first : second;
            if (run.Length == 1) target[run.Index] = outputs[run.Output];
            else outputs.Slice(run.Output, run.Length).CopyTo(target[run.Index..]);
        }
        double value = outputs[0];
        workspace.Return();
        return value;
    }

    /// <summary>The places of the outputs, neighbours together.</summary>
    static Run[] Runs(SpanLayout layout)
    {
        List<Run> runs = [];
        for (int output = 0; output < layout.Places.Length; output++)
        {
            foreach ((int span, int index) in layout.Places[output])
            {
                if (runs.Count > 0 && runs[^1] is var last && last.Span == span && last.Output + last.Length == output && last.Index + last.Length == index)
                {
                    runs[^1] = last with { Length = last.Length + 1 };
                }
                else
                {
                    runs.Add(new(output, span, index, 1));
                }
            }
        }
        return [.. runs];
    }

    /// <summary>Outputs that are neighbours in a span too.</summary>
    readonly record struct Run(int Output, int Span, int Index, int Length);
}
