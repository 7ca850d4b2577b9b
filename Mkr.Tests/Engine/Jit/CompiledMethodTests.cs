namespace Mkr.Tests.Engine.Jit;

internal sealed class CompiledMethodTests
{
    [Test]
    public void Innermost_loops_are_those_without_a_loop_inside()
    {
        string[] listing =
        [
            "; Assembly listing for method House.Kernel:Run[float](int) (FullOpts)",
            "; optimized code",
            "G_M000_IG01:                ;; offset=0x0000",
            "       push     rbp",
            "G_M000_IG02:",
            "       call     [House.Kernel:Begin()]",
            "G_M000_IG03:",
            "       vaddps   zmm0, zmm1, zmm2",
            "       jl       SHORT G_M000_IG03",
            "       jl       G_M000_IG02",
            "       jmp      G_M000_IG04",
            "G_M000_IG04:",
            "       ret",
            "; Assembly listing for method House.Kernel:Other() (FullOpts)",
            "G_M000_IG01:",
            "       ret",
        ];
        CompiledMethod[] methods = [.. CompiledMethod.Parse(listing)];
        Assert.That(methods.Select(m => m.Name), Is.EqualTo(new[] { "House.Kernel:Run[float]", "House.Kernel:Other" }));
        Assert.That(methods[0].InnermostLoops,
            Is.EqualTo(new[] { new[] { "G_M000_IG03:", "vaddps   zmm0, zmm1, zmm2", "jl       SHORT G_M000_IG03" } }));
        Assert.That(methods[1].InnermostLoops, Is.Empty);
    }
}
