using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Mkr.Engine.Verification;

namespace Mkr.Cli.Diagnosis;

/// <summary>The versions of the program and its packages, and whether what it computes is right on this machine.</summary>
internal static class ProgramFindings
{
    // As many as take some ten milliseconds, compilation apart.
    private const int Checks = 8;

    private static readonly string[] Packages =
        ["Google.Protobuf", "MathNet.Numerics", "Parquet", "ScottPlot", "SkiaSharp", "Spectre.Console", "System.CommandLine"];

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> All() => [Versions(), Gradients(OpChecks.All().Take(Checks))];

    /// <summary>Compares gradients with finite differences.</summary>
    public static Finding Gradients(IEnumerable<OpCheck> checks)
    {
        long start = Stopwatch.GetTimestamp();
        GradientCheckResult[] results = [.. checks.SelectMany(check => check.Run())];
        double worst = results.Max(result => result.RelativeError), time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new Finding(
            "self-check",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Sum(r => r.Elements)} derivatives, largest error {worst:0.0e+00} of {GradientCheck.Tolerance:0e+00} allowed, "
                + $"{time:0} ms"),
            worst <= GradientCheck.Tolerance ? null : "Gradients are wrong on this machine: run `mkr gradcheck` and report what it says.");
    }

    private static Finding Versions() => new(
        "versions", string.Join(", ", Packages.Select(name => $"{name} {Version(Assembly.Load(name))}")
            .Prepend($"mkr {Version(typeof(ProgramFindings).Assembly)}")));

    /// <summary>The package's version, without the hash of the sources that may follow it.</summary>
    private static string? Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
}
