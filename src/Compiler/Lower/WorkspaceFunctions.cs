namespace GateDsl.Compiler.Lower;

/// <summary>The functions over spans of code that runs in a workspace: large circuits, and where there is no JIT.</summary>
sealed class WorkspaceFunctions(WorkspaceCode code, SpanLayout layout)
{
    public void Value(ReadOnlySpan<double> x, Span<double> values) => Run(x, default, values, default);

    public double Gradient(ReadOnlySpan<double> x, Span<double> partials) => Run(x, default, partials, default);

    public double Hessian(ReadOnlySpan<double> x, Span<double> partials, Span<double> second) => Run(x, default, partials, second);

    public void Jacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian) => Run(x, default, values, jacobian);

    public void Directional(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> values, Span<double> derivatives) =>
        Run(x, direction, values, derivatives);

    public double HessianVector(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> partials, Span<double> product) =>
        Run(x, direction, partials, product);

    double Run(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> first, Span<double> second)
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
        Span<double> outputs = code.OutputsOf(workspace);
        for (int i = 0; i < outputs.Length; i++)
        {
            foreach ((int span, int index) in layout.Places[i]) (span == 0 ? first : second)[index] = outputs[i];
        }
        double value = outputs[0];
        workspace.Return();
        return value;
    }
}
