using GateDsl.Compiler;
using Xunit;

namespace GateDsl.Tests;

public class PublicFaceTests
{
    [Fact]
    public void The_public_members_are_those_listed() => Listed.Check("GateDsl.Compiler.txt", PublicFace.Of(typeof(GateCompiler).Assembly));
}
