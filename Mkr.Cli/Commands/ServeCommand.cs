using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Mkr.Cli.Output;
using Mkr.Cli.Serving;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary><c>mkr serve</c>: answers requests over HTTP from a trained model.</summary>
internal sealed class ServeCommand
{
    private static readonly ServeLimits Default = new();

    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<string> _urls = new("--urls")
    {
        Description = "The addresses to listen at, with semicolons between them. There is no login; the default is for programs of this "
            + "machine only",
        HelpName = "URLS",
        DefaultValueFactory = _ => new ServeOptions(string.Empty).Urls,
    };

    private readonly Option<int?> _watch = CommonOptions.WholeOrNone(
        "--watch", "SECONDS", "Look so often whether DIR holds another run, and serve that (SIGHUP does it once)", 1);

    private readonly Option<int> _count =
        CommonOptions.Whole("--max-count", "N", "The most items of a list", Default.Count, 1, 1_000_000);

    private readonly Option<int> _ids =
        CommonOptions.Whole("--max-ids", "N", "The most ids in each part of a request", Default.Ids, 1, 1_000_000);

    private readonly Option<int> _body =
        CommonOptions.Whole("--max-body", "BYTES", "The largest body of a request", Default.Body, 1, 1 << 30);

    private readonly Option<int> _concurrent =
        CommonOptions.Whole("--max-concurrent", "N", "The most requests that are worked on at once", Default.Concurrent, 1, 1_000_000);

    public static Command Create()
    {
        var serve = new ServeCommand();
        var command = new Command("serve", "Answers requests over HTTP: recommend, similar, explain; with a page to try it.")
        {
            serve._run, serve._urls, serve._watch, serve._count, serve._ids, serve._body, serve._concurrent,
        };
        // The parser's library would end the process two seconds after a signal; the server takes signals itself, and drains.
        command.SetAction(parsed => serve.Run(parsed).GetAwaiter().GetResult());
        return command;
    }

    private async Task<int> Run(ParseResult parsed)
    {
        string urls = parsed.GetValue(_urls)!, run = parsed.GetValue(_run)!;
        CheckUrls(urls);
        await using var server = new MkrServer(new ServeOptions(run)
        {
            Urls = urls,
            Watch = parsed.GetValue(_watch) is int seconds ? TimeSpan.FromSeconds(seconds) : null,
            Limits = new ServeLimits
            {
                Count = parsed.GetValue(_count),
                Ids = parsed.GetValue(_ids),
                Body = parsed.GetValue(_body),
                Concurrent = parsed.GetValue(_concurrent),
            },
        });
        // From the start on: by default the signal ends a process.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = server.ReloadAsync();
        });
        await server.StartAsync();
        server.Open();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Serving {run} at {server.Url}. End with Ctrl-C."));
        await server.WaitForShutdownAsync();
        return ErrorReport.Success;
    }

    private static void CheckUrls(string urls)
    {
        foreach (string url in urls.Split(';'))
        {
            try
            {
                BindingAddress address = BindingAddress.Parse(url);
                if (address is { Scheme: "http", PathBase: "" } && IsPlace(address.Host)) continue;
            }
            catch (FormatException)
            {
                // Not an address at all.
            }

            throw new SettingException(
                $"--urls: '{url}' is no address to listen at: expected such as http://127.0.0.1:8080, or http://*:8080 for all networks.");
        }
    }

    /// <summary>
    /// Whether a host is an address, this machine's loopback, or all networks: Kestrel would take any other name for the last.
    /// </summary>
    private static bool IsPlace(string host) => host is "localhost" or "*" or "+" || IPAddress.TryParse(host.Trim('[', ']'), out _);
}
