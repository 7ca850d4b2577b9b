using System.CommandLine;
using System.Globalization;
using Mkr.Benchmarks.Peers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;
using Mkr.Model.Speed;
using static TorchSharp.torch;

var preset = new Option<string>("--preset")
{
    Description = "The data set and its settings", DefaultValueFactory = _ => "music", HelpName = string.Join('|', WorldSizes.Public.Keys),
};
var data = new Option<string?>("--data")
{
    Description = "The data set's folder [default: invented data of the same sizes]", HelpName = "DIR",
};
var threads = new Option<int>("--threads")
{
    Description = "Threads of TorchSharp; Mkr trains on one", DefaultValueFactory = _ => 1, HelpName = "N",
};
var seconds = new Option<int>("--seconds") { Description = "For each measurement", DefaultValueFactory = _ => 5, HelpName = "N" };
threads.Validators.Add(result =>
{
    if (int.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : null, out int number) && number < 1)
        result.AddError($"--threads: expected at least 1, found {number}");
});
var root = new RootCommand("Trains MKR with TorchSharp and with Mkr, on the same data, and compares the speeds.")
{
    preset, data, threads, seconds,
};
root.SetAction(parsed =>
    Compare(parsed.GetValue(preset)!, parsed.GetValue(data), parsed.GetValue(threads), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is SettingException or DataFormatException or DllNotFoundException or InvalidOperationException)
{
    Console.Error.WriteLine("peers: " + e.Message);
    return 2;
}

static void Compare(string preset, string? folder, int threads, TimeSpan time)
{
    if (TorchLibrary.Load() is string note) Console.WriteLine(note);
    RunSettings settings = Preset.Find(preset).Settings(ModelCatalog.Find("mkr"))
        .With([new("protocol", "paper"), new("objective", "released"), new("kgeInterval", "1")]);
    var options = (MkrOptions)settings.Options;
    RecommendationData read = folder is null
        ? RandomWorld.Create(preset, WorldSizes.Public.GetValueOrDefault(preset)
            ?? throw new SettingException($"There are no public sizes of '{preset}'. Give --data its folder."))
        : SpeedSubject.Read(preset, settings, folder).Data;
    if (!read.Map.IsOneToOne) throw new SettingException($"{folder}: the peer wants each item to have one entity of its own.");
    DatasetSplit split = settings.Split.Split(read, new SeededRandom(1));
    var sizes = new MkrSizes(read.Users.Count, read.Items.Count, read.Graph.Entities.Count, read.Graph.Relations.Count);
    var model = new MkrModel<float>(options, sizes, oneToOne: true);
    model.Initialize(new SeededRandom(2));
    set_num_threads(threads);
    var torchModel = new TorchMkr(model, options);
    Agreement.Check(model, torchModel, options, split.Train, read.Graph.OfItems.Triples);

    Console.WriteLine(
        $"{MachineDescription.Current().Processor}; {preset}: {split.Train.Length} samples, "
        + $"{read.Graph.OfItems.Triples.Length} triples, batch {options.BatchSize}");
    Console.WriteLine($"TorchSharp with libtorch {__version__}, threads: {threads}; both programs' losses agree");
    Console.WriteLine();
    Console.WriteLine("                     M samples/s  M triples/s");
    var timer = new TorchTimer(torchModel, split.Train, read.Graph.OfItems.Triples, options.BatchSize);
    Print("TorchSharp, dense", timer.Samples(time), timer.Triples(time));
    foreach (string policy in SpeedTest.Policies)
    {
        TrainingSpeed speed =
            TrainingTimer.Measure(read, split, (MkrOptions)settings.With(KeyValuePair.Create("adam", policy)).Options, time);
        Print($"Mkr, {policy}", speed.Rs.PerSecond, speed.Kge.PerSecond);
    }

    Console.WriteLine();
    TripleComparison.Run(read.Graph.OfItems, time);
}

static void Print(string name, double samples, double triples) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20} {samples / 1e6,11:0.000}  {triples / 1e6,11:0.000}"));
