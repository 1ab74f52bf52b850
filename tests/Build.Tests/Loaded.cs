using System.Reflection;
using System.Runtime.Loader;
using GateDsl.Emit;

namespace GateDsl.Build.Tests;

/// <summary>Modules built into an assembly that is loaded beside this process' own code.</summary>
static class Loaded
{
    /// <summary>The class of one module.</summary>
    public static Type Class(string source, CSharpOptions options, GateOptions? compiled = null)
    {
        using var assembly = new MemoryStream();
        GateModule.Parse(source, compiled).SaveAssembly(assembly, new() { CSharp = options });
        return Load(assembly).GetType(options.Namespace is null ? options.Class : $"{options.Namespace}.{options.Class}", throwOnError: true)!;
    }

    public static Assembly Load(MemoryStream assembly)
    {
        assembly.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(assembly);
    }

    public static T Method<T>(Type type, string name) where T : Delegate => type.GetMethod(name, typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray())!.CreateDelegate<T>();
}
