using GateDsl.Compiler;

namespace GateDsl.Cli.Data;

/// <summary>Computes the outputs of a gate for some rows; a column is an array.</summary>
delegate void RowsFunction(int rows, double[][] inputs, double[][] outputs);

/// <summary>The ways to run a gate over rows.</summary>
static class RowsFunctions
{
    /// <summary>With the functions of lanes, so that a row has the same bits in a short table and in a long one.</summary>
    public static RowsFunction Interpreted(Gate gate, Wanted what)
    {
        var at = new double[gate.Inputs.Count];
        var results = new double[gate.OutputNames((int)what).Count];
        return (rows, inputs, outputs) =>
        {
            for (int row = 0; row < rows; row++)
            {
                for (int i = 0; i < at.Length; i++) at[i] = inputs[i][row];
                gate.EvaluateAll(at, results, (int)what, likeBatch: true);
                for (int i = 0; i < results.Length; i++) outputs[i][row] = results[i];
            }
        };
    }

    /// <summary>Numbers that are correctly rounded, proven; a small table does not pay for code that counts how often plain doubles are.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="what">What is computed.</param>
    /// <param name="limits">Where the search for the digits of a row ends; null: 32,768 bits and a quarter of a second.</param>
    /// <param name="compiled">Whether the plain numbers, which are counted, are computed by compiled code.</param>
    public static (RowsFunction Compute, CertifiedCounts Counts) Certified(Gate gate, Wanted what, CertifyLimits? limits, bool compiled)
    {
        BatchFunction batch = gate.CompileCertified((BatchOutputs)what, compiled, limits);
        return (Of(batch), batch.Certified!);
    }

    /// <summary>One thread computes a block, because others have blocks of their own.</summary>
    public static RowsFunction Compiled(Gate gate, Wanted what) => Of(gate.CompileBatch((BatchOutputs)what, threads: 1));

    static RowsFunction Of(BatchFunction batch) => (rows, inputs, outputs) => batch.Invoke(
        rows, [.. inputs.Select(column => (BatchColumn)column)], [.. outputs.Select(column => column.AsMemory())]);
}
