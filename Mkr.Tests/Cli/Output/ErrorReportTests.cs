using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Model.Data;

namespace Mkr.Tests.Cli.Output;

/// <summary>What a user can do something about ends in an exit code; a mistake of the program stays an exception.</summary>
internal sealed class ErrorReportTests
{
    private static readonly TestCaseData[] Cases =
    [
        new(new DataFormatException("a.txt", 1, 1, "x", "y", "Do z."), ErrorReport.Usage),
        new(new InvalidDataException("too many ids"), ErrorReport.Usage),
        new(new InsufficientMemoryException(), ErrorReport.Failure),
        new(new AggregateException(new InsufficientMemoryException()), ErrorReport.Failure),
        new(new OperationCanceledException(), ErrorReport.Interrupted),
    ];

    [TestCaseSource(nameof(Cases))]
    public void An_expected_exception_has_an_exit_code(Exception exception, int exitCode) =>
        Assert.That(Run(exception), Is.EqualTo(exitCode));

    [Test]
    public void A_mistake_of_the_program_is_thrown() =>
        Assert.That(() => Run(new ArgumentException("a bug")), Throws.ArgumentException);

    private static int Run(Exception exception)
    {
        var root = new RootCommand();
        root.SetAction((Func<ParseResult, int>)(_ => throw exception));
        return ErrorReport.Run(root.Parse([]));
    }
}
