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
    /// Runs the program on a terminal, as far as it can tell, by <c>script</c> of util-linux; the output has all escape codes.
    /// </summary>
    public static string RunOnTerminal((string Name, string Value)[] environment, params string[] arguments)
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "mkr.dll");
        using Process process = Start("script", ["-qec", $"dotnet '{program}' {string.Join(' ', arguments)}", "/dev/null"], environment);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
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

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "mkr.dll"), .. arguments], environment);

    private static Process Start(string command, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestContext.CurrentContext.TestDirectory,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
