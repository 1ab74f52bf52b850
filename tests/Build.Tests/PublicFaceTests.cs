using GateDsl.Emit;
using GateDsl.Tests;
using Xunit;

namespace GateDsl.Build.Tests;

public class PublicFaceTests
{
    [Fact]
    public void The_public_members_are_those_of_the_lists()
    {
        Repository.AssertMatches(Repository.PathOf("tests", "api", "GateDsl.Emit.txt"), PublicFace.Of(typeof(CSharpWriter).Assembly));
        Repository.AssertMatches(Repository.PathOf("tests", "api", "GateDsl.Build.txt"), PublicFace.Of(typeof(GateAssembly).Assembly));
    }
}
