using System.Diagnostics;
using System.Globalization;

namespace Mkr.Tests.Cli;

/// <summary>Runs the program as a user does: as a process.</summary>
internal static class MkrProgram
{
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments) => Run([], arguments);

    /// <summary>The same with environment variables.</summary>
    public static (int ExitCode, string Output, string Error) Run((string Name, string Value)[] environment, params string[] arguments)
    {
        using Process process = Start(arguments, environment);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>
    /// Asks the program to end as soon as it has written a line with <paramref name="text"/>. By SIGTERM, which it takes as it takes
    /// Ctrl-C: a test that runs in the background of a shell would inherit that SIGINT is ignored.
    /// </summary>
    public static (int ExitCode, string Error) EndAfter(string text, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is string line)
        {
            if (!line.Contains(text, StringComparison.Ordinal)) continue;
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            break;
        }

        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }

    /// <summary>Kills the program, as nothing can prepare for, as soon as a condition holds.</summary>
    public static void KillWhen(Func<bool> condition, params string[] arguments)
    {
        using Process process = Start(arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!condition() && !process.HasExited) Thread.Sleep(5);
        process.Kill();
        process.WaitForExit();
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestContext.CurrentContext.TestDirectory,
        };
        start.ArgumentList.Add(Path.Combine(TestContext.CurrentContext.TestDirectory, "mkr.dll"));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
