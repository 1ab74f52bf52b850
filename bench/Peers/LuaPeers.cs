using System.Runtime.InteropServices;
using System.Text;

namespace GateDsl.Bench.Peers;

/// <summary>peers.lua in LuaJIT, where its library is present: in this process, so that it takes its turns with the others and its numbers can be compared.</summary>
static unsafe class LuaPeers
{
    const int Globals = -10002, AllResults = -1;

    static readonly string[] names = ["libluajit-5.1.so.2", "libluajit-5.1.2.dylib", "lua51"];

    static readonly nint library = names.Select(name => NativeLibrary.TryLoad(name, out nint found) ? found : 0).FirstOrDefault(found => found != 0);

    static readonly Lazy<nint> state = new(Open);

    public static bool Present => library != 0;

    /// <summary>Calls a function of numbers.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="results">Receives what it returns, which must be as many.</param>
    /// <param name="arguments">What it is given.</param>
    public static void Call(string function, Span<double> results, params ReadOnlySpan<double> arguments)
    {
        nint lua = state.Value;
        fixed (byte* name = Encoding.UTF8.GetBytes(function + '\0')) ((delegate* unmanaged<nint, int, byte*, void>)Symbol("lua_getfield"))(lua, Globals, name);
        foreach (double argument in arguments) ((delegate* unmanaged<nint, double, void>)Symbol("lua_pushnumber"))(lua, argument);
        Run(lua, arguments.Length);
        int count = ((delegate* unmanaged<nint, int>)Symbol("lua_gettop"))(lua);
        if (count != results.Length) throw new InvalidOperationException($"{function} returns {count} numbers, {results.Length} are wanted");
        for (int i = 0; i < count; i++) results[i] = ((delegate* unmanaged<nint, int, double>)Symbol("lua_tonumber"))(lua, i + 1);
        ((delegate* unmanaged<nint, int, void>)Symbol("lua_settop"))(lua, 0);
    }

    static nint Open()
    {
        nint lua = ((delegate* unmanaged<nint>)Symbol("luaL_newstate"))();
        ((delegate* unmanaged<nint, void>)Symbol("luaL_openlibs"))(lua);
        fixed (byte* source = Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Peers", "peers.lua")) + '\0'))
        {
            if (((delegate* unmanaged<nint, byte*, int>)Symbol("luaL_loadstring"))(lua, source) != 0) throw Error(lua);
        }
        Run(lua, 0);
        return lua;
    }

    static void Run(nint lua, int arguments)
    {
        if (((delegate* unmanaged<nint, int, int, int, int>)Symbol("lua_pcall"))(lua, arguments, AllResults, 0) != 0) throw Error(lua);
    }

    static InvalidOperationException Error(nint lua) =>
        new(Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, int, nint, nint>)Symbol("lua_tolstring"))(lua, -1, 0)));

    static nint Symbol(string name) => NativeLibrary.GetExport(library, name);
}
