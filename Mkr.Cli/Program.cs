using System.CommandLine;
using Mkr.Cli.Commands;
using Mkr.Cli.Output;

var root = new RootCommand(
    "Recommendation with the help of a knowledge graph: MKR, and models to read it against. Trains, evaluates and recommends.")
{
    TrainCommand.Create(),
    TuneCommand.Create(),
    EvaluateCommand.Create(),
    CompareCommand.Create(),
    ReportCommand.Create(),
    RecommendCommand.Create(),
    ExportCommand.Create(),
    SimilarCommand.Create(),
    ExplainCommand.Create(),
    ServeCommand.Create(),
    InspectCommand.Create(),
    ModelsCommand.Create(),
    DoctorCommand.Create(),
    CompletionCommand.Create(),
    ReproduceCommand.Create(),
    BenchCommand.Create(),
    GradCheckCommand.Create(),
    TheoryCommand.Create(),
    PrepareCommand.Create(),
    DataCommand.Create(),
    DemoDataCommand.Create(),
    Notes.Quiet,
    Notes.Verbose,
};
return ErrorReport.Run(root.Parse(args));
