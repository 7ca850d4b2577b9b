using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Engine.Optimizers;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>A part of <see cref="RunSettings"/> that can be set by its key, on the command line or in a configuration file.</summary>
/// <param name="Key">The key.</param>
/// <param name="Meaning">What it means, in a line.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Returns the settings with another value; throws <see cref="SettingException"/> for a bad one.</param>
public sealed record Setting(string Key, string Meaning, Func<RunSettings, JsonNode?> Get, Func<RunSettings, string, RunSettings> Set)
{
    private static readonly Choice<Objective> Objectives = new(("paper", Objective.Paper), ("released", Objective.Released));

    private static readonly Choice<PredictionFunction> Functions =
        new(("inner", PredictionFunction.InnerProduct), ("mlp", PredictionFunction.Mlp));

    private static readonly Choice<Schedule> Schedules = new(("algorithm1", Schedule.Algorithm1), ("epochs", Schedule.Epochs));

    private static readonly Choice<RowPolicy> Policies = new(("dense", RowPolicy.Dense), ("deferred", RowPolicy.Deferred), ("lazy", RowPolicy.Lazy));

    private static readonly Choice<bool> OnOff = new(("on", true), ("off", false));

    private static readonly Choice<SplitProtocol> Protocols = new([.. SplitProtocol.All.Select(p => (p.Name, p))]);

    /// <summary>All settings, in the order in which they are applied.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Of("protocol", "how the data is split: " + string.Join(", ", SplitProtocol.All.Select(p => p.Name)), s => s.Protocol.Name,
            (s, v) => s with { Protocol = Protocols.Value("protocol", v) }),
        Of("split", "a folder with train.tsv, validation.tsv and test.tsv, as in a run's split/, instead of a protocol; or none", s => s.SplitFolder ?? "none",
            (s, v) => s with { SplitFolder = v == "none" ? null : Text("split", v) }),
        Of("objective", "KGE loss: paper (true and false triples, lambda1) or released (true triples only); also selects the schedule",
            s => Objectives.Name(s.Model.Objective), (s, v) => s.WithObjective(Objectives.Value("objective", v))),
        Of("dim", "d: the dimension of embeddings and layers", s => s.Model.Dim, (s, v) => s with { Model = s.Model with { Dim = Whole("dim", v, 1, 4096) } }),
        Of("lowLayers", "L: cross&compress units, and dense layers beside them", s => s.Model.LowLayers,
            (s, v) => s with { Model = s.Model with { LowLayers = Whole("lowLayers", v, 1, 64) } }),
        Of("highLayers", "H: layers that predict the tail, and the logit where fRs is mlp", s => s.Model.HighLayers,
            (s, v) => s with { Model = s.Model with { HighLayers = Whole("highLayers", v, 1, 64) } }),
        Of("fRs", "the prediction from user and item vector: inner (inner product) or mlp", s => Functions.Name(s.Model.FRs),
            (s, v) => s with { Model = s.Model with { FRs = Functions.Value("fRs", v) } }),
        Of("lambda1", "the weight of the KGE task in the paper's objective", s => s.Model.Lambda1,
            (s, v) => s with { Model = s.Model with { Lambda1 = Number("lambda1", v) } }),
        Of("l2", "lambda2: the weight of the L2 penalty", s => s.Model.L2, (s, v) => s with { Model = s.Model with { L2 = Number("l2", v) } }),
        Of("epochs", "passes over the interactions", s => s.Training.Epochs,
            (s, v) => s with { Training = s.Training with { Epochs = Whole("epochs", v, 1, 1_000_000) } }),
        Of("batchSize", "examples of a minibatch, of either task", s => s.Training.BatchSize,
            (s, v) => s with { Training = s.Training with { BatchSize = Whole("batchSize", v, 1, 1 << 20) } }),
        Of("rsRate", "Adam's rate for the recommendation task", s => s.Training.RsRate,
            (s, v) => s with { Training = s.Training with { RsRate = Number("rsRate", v) } }),
        Of("kgeRate", "Adam's rate for the KGE task", s => s.Training.KgeRate,
            (s, v) => s with { Training = s.Training with { KgeRate = Number("kgeRate", v) } }),
        Of("kgeInterval", "t: recommendation steps (or epochs) to one KGE step (or epoch)", s => s.Training.KgeInterval,
            (s, v) => s with { Training = s.Training with { KgeInterval = Whole("kgeInterval", v, 1, 1_000_000) } }),
        Of("schedule", "algorithm1 (steps alternate) or epochs (whole epochs alternate)", s => Schedules.Name(s.Training.Schedule),
            (s, v) => s with { Training = s.Training with { Schedule = Schedules.Value("schedule", v) } }),
        Of("adam", "rows outside the batch: dense (move), deferred (the same, made up later), lazy (stay)", s => Policies.Name(s.Training.Adam),
            (s, v) => s with { Training = s.Training with { Adam = Policies.Value("adam", v) } }),
        Of("rs", "the recommendation task: on or off", s => OnOff.Name(s.Training.UseRs),
            (s, v) => s with { Training = s.Training with { UseRs = OnOff.Value("rs", v) } }),
        Of("kge", "the KGE task: on or off", s => OnOff.Name(s.Training.UseKge),
            (s, v) => s with { Training = s.Training with { UseKge = OnOff.Value("kge", v) } }),
        Of("trainShare", "the share of the training interactions that is kept, drawn at random", s => s.TrainShare,
            (s, v) => s with { TrainShare = Share("trainShare", v) }),
        Of("graphShare", "the share of the triples that is kept, drawn at random", s => s.GraphShare,
            (s, v) => s with { GraphShare = Share("graphShare", v) }),
        Of("ratingsFile", "the ratings' file name", s => s.Format.RatingsFile, (s, v) => s with { Format = s.Format with { RatingsFile = v } }),
        Of("separator", "what separates the ratings' columns; \\t is a tab", s => s.Format.Separator.Replace("\t", "\\t", StringComparison.Ordinal),
            (s, v) => s with { Format = s.Format with { Separator = Text("separator", v).Replace("\\t", "\t", StringComparison.Ordinal) } }),
        Of("columns", "the number of the ratings' columns", s => s.Format.Columns,
            (s, v) => s with { Format = s.Format with { Columns = Whole("columns", v, 2, 1000) } }),
        Column("user", s => s.Format.UserColumn, (f, c) => f with { UserColumn = c ?? 0 }, optional: false),
        Column("item", s => s.Format.ItemColumn, (f, c) => f with { ItemColumn = c ?? 0 }, optional: false),
        Column("rating", s => s.Format.RatingColumn, (f, c) => f with { RatingColumn = c }, optional: true),
        Column("time", s => s.Format.TimeColumn, (f, c) => f with { TimeColumn = c }, optional: true),
        Of("quote", "the character that may enclose a field of the ratings, or none", s => s.Format.Quote?.ToString() ?? "none",
            (s, v) => s with { Format = s.Format with { Quote = v == "none" ? null : Text("quote", v)[0] } }),
        Of("headerLines", "lines before the first rating", s => s.Format.HeaderLines,
            (s, v) => s with { Format = s.Format with { HeaderLines = Whole("headerLines", v, 0, 1000) } }),
        Of("lostLines", "ratings to drop unread; 1 repeats the released program on movie", s => s.Format.LostLines,
            (s, v) => s with { Format = s.Format with { LostLines = Whole("lostLines", v, 0, int.MaxValue) } }),
        Of("threshold", "the rating from which on a row is a positive, or none: every row is", s => s.Format.Threshold is double t ? t : "none",
            (s, v) => s with { Format = s.Format with { Threshold = v == "none" ? null : Number("threshold", v, signed: true) } }),
        Of("mapFile", "the file name of the items' entities", s => s.Format.ItemMapFile, (s, v) => s with { Format = s.Format with { ItemMapFile = v } }),
        Of("triplesFile", "the file name of the triples", s => s.Format.TriplesFile, (s, v) => s with { Format = s.Format with { TriplesFile = v } }),
        Of("strict", "on: what is otherwise counted and left out (unlinked items, dangling heads, duplicate pairs) is an error",
            s => OnOff.Name(s.Format.Strict), (s, v) => s with { Format = s.Format with { Strict = OnOff.Value("strict", v) } }),
    ];

    /// <summary>The setting called <paramref name="key"/>.</summary>
    /// <exception cref="SettingException">There is none; the message names the nearest one.</exception>
    public static Setting Find(string key) => All.FirstOrDefault(s => s.Key == key)
        ?? throw new SettingException($"There is no setting '{key}'. Did you mean '{Nearest.To(key, All.Select(s => s.Key))}'?");

    /// <summary>Applies settings by key, whatever order they come in.</summary>
    /// <exception cref="SettingException">A key is unknown, or a value bad.</exception>
    public static RunSettings Apply(RunSettings settings, IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach ((Setting setting, string value) in values.Select(v => (Setting: Find(v.Key), v.Value)).OrderBy(v => Index(v.Setting)))
            settings = setting.Set(settings, value);
        return settings;
    }

    /// <summary>All settings as one JSON object, by key.</summary>
    public static JsonObject ToJson(RunSettings settings) => new(All.Select(s => KeyValuePair.Create(s.Key, s.Get(settings))));

    private static Setting Of(string key, string meaning, Func<RunSettings, JsonNode?> get, Func<RunSettings, string, RunSettings> set) =>
        new(key, meaning, get, set);

    private static Setting Column(string what, Func<RunSettings, int?> get, Func<RawFormat, int?, RawFormat> set, bool optional)
    {
        string key = what + "Column";
        string meaning = $"the column of the {what}, from 0" + (optional ? ", or none" : string.Empty);
        return new Setting(key, meaning, s => get(s) is int column ? column : "none", (s, v) =>
            s with { Format = set(s.Format, optional && v == "none" ? null : Whole(key, v, 0, 999)) });
    }

    private static int Index(Setting setting)
    {
        for (int i = 0; ; i++)
        {
            if (ReferenceEquals(All[i], setting)) return i;
        }
    }

    private static int Whole(string key, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new SettingException($"{key}: expected a whole number from {least} to {most}, found '{value}'.");

    private static double Number(string key, string value, bool signed = false) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && (signed || number >= 0)
            ? number
            : throw new SettingException($"{key}: expected a {(signed ? string.Empty : "non-negative ")}number, found '{value}'.");

    private static double Share(string key, string value) =>
        Number(key, value) is > 0 and <= 1 and double share ? share : throw new SettingException($"{key}: expected a number above 0, and at most 1, found '{value}'.");

    private static string Text(string key, string value) =>
        value.Length > 0 ? value : throw new SettingException($"{key}: expected at least one character.");

    /// <summary>Values with names.</summary>
    private sealed class Choice<TValue>(params (string Name, TValue Value)[] values)
    {
        public string Name(TValue value) => values.First(v => EqualityComparer<TValue>.Default.Equals(v.Value, value)).Name;

        public TValue Value(string key, string name)
        {
            foreach ((string candidate, TValue value) in values)
            {
                if (candidate == name) return value;
            }

            throw new SettingException($"{key}: expected {string.Join(" or ", values.Select(v => v.Name))}, found '{name}'.");
        }
    }
}
