using GateDsl.Compiler;
using Xunit;

namespace GateDsl.Tests;

public class PublicFaceTests
{
    [Fact]
    public void The_public_members_are_those_listed() => Repository.AssertMatches(Repository.PathOf("tests", "api", "GateDsl.Compiler.txt"), PublicFace.Of(typeof(GateCompiler).Assembly));
}
