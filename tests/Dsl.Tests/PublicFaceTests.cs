using Xunit;

namespace GateDsl.Tests;

public class PublicFaceTests
{
    [Fact]
    public void The_public_members_are_those_listed() => Listed.Check("GateDsl.txt", PublicFace.Of(typeof(GateModule).Assembly));
}
