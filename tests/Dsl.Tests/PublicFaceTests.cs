using Xunit;

namespace GateDsl.Tests;

public class PublicFaceTests
{
    [Fact]
    public void The_public_members_are_those_listed() => Repository.AssertMatches(Repository.PathOf("tests", "api", "GateDsl.txt"), PublicFace.Of(typeof(GateModule).Assembly));
}
