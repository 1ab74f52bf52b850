using System.Diagnostics;

namespace GateDsl.Cli.Tests;

/// <summary>The command as a process of its own: what no test inside this process can see.</summary>
public sealed class ProcessTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Streams_and_exit_statuses_are_those_of_a_command()
    {
        scratch.Write("f.gate", "let f x = x * x\nf 3\nassert (f 2 = 5)\n");
        Ran ran = Run("run", "f.gate");
        Assert.Equal((1, "f 3 = 9\n"), (ran.Exit, ran.Out));
        Assert.Contains("left side:  4", ran.Error, StringComparison.Ordinal);
        Assert.Equal("-2\n", Run("eval", "-e", "x - 4", "x=2").Out);
        Assert.Equal(2, Run("eval", "f.gate", "g 1").Exit);
        Assert.DoesNotContain("\u001b", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        scratch.Write("f.gate", string.Concat(Enumerable.Repeat("1 + 1\n", 200_000)));
        using Process process = Start("run", "f.gate");
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        string error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal((0, ""), (process.ExitCode, error));
    }

    [Fact]
    public void An_interrupt_leaves_no_half_written_file()
    {
        if (OperatingSystem.IsWindows()) return;
        scratch.Write("f.gate", "let f x = x * x\n");
        using Process process = Start("eval", "f.gate", "f", "--data", "-", "-o", "out.csv");
        process.StandardInput.Write("x\n");
        process.StandardInput.Write(string.Concat(Enumerable.Repeat("1\n", 50_000)));
        process.StandardInput.Flush();
        Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles(scratch.Folder).Length == 2, 30_000), "the output is being written");
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.True(process.WaitForExit(30_000));
        Assert.NotEqual(0, process.ExitCode);
        Assert.Equal(["f.gate"], Directory.GetFiles(scratch.Folder).Select(Path.GetFileName));
    }

    Ran Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        return new(process.ExitCode, output, error.Result);
    }

    // The build of the command lies beside the tests.
    Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "gate.dll"), .. arguments])
    {
        WorkingDirectory = scratch.Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
