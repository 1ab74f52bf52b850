namespace GateDsl.Bench;

/// <summary>What a class of benchmarks is to show: its benchmark Gate takes at most so many times as long as its baseline.</summary>
/// <param name="workload">What is measured, and the unit of its nanoseconds.</param>
/// <param name="most">The largest ratio that is accepted.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClaimAttribute(string workload, double most) : Attribute
{
    public string Workload => workload;

    public double Most => most;

    /// <summary>The ratio that is aimed at, if it is a smaller one.</summary>
    public double Target { get; set; }

    /// <summary>The value of the class's parameter for which this is claimed; 0: all.</summary>
    public int At { get; set; }

    /// <summary>The value of the parameter for which Gate itself is what it is compared with; 0: it is compared with the baseline.</summary>
    public int AgainstItselfAt { get; set; }
}

/// <summary>What another benchmark of the class needs, and how near to the gate's its numbers are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PeerAttribute : Attribute
{
    public Needs Needs { get; set; }

    /// <summary>Relative to the number, or to 0.001 if that is larger. Infinite for one that computes something else.</summary>
    public double Tolerance { get; set; } = 1e-9;
}

/// <summary>What a machine may lack.</summary>
public enum Needs
{
    Nothing, Gcc, LuaJit, Vector512, TwoProcessors,
}

/// <summary>Some benchmarks of the same computation: the gate's is called Gate. Those of a parameter have one <c>[Params]</c> property.</summary>
public abstract class Measurement
{
    /// <summary>Where each of the benchmarks leaves its numbers.</summary>
    public abstract Memory<double>[] Results { get; }
}
