using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Runs.SafeTensors;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs.WarmStarts;

/// <summary>
/// A trained model as the start of a training on other data: the rows of users, items, entities and so on are found by their ids, whatever
/// numbers they have there; new ones keep the start that was drawn for them. Optimizers start anew.
/// </summary>
internal sealed class WarmStart
{
    private readonly string _path;
    private readonly RunSettings _settings;
    private readonly ModelData _data;
    private readonly IReadOnlyDictionary<string, SafeTensor> _tensors;

    /// <summary>A start from a run that has been opened.</summary>
    /// <param name="run">The run, which need not stay open.</param>
    public WarmStart(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_path, _settings, _data) = (run.Path, run.Settings, new ModelData(run.Data, run.Split));
        _tensors = run.Parameters();
    }

    /// <summary>Fills the parameters of a training, before its first epoch.</summary>
    /// <param name="training">The training.</param>
    /// <param name="model">Its model.</param>
    /// <param name="options">Its options.</param>
    /// <param name="data">Its data.</param>
    /// <returns>What was kept, what is new, and what could not be kept, a line each.</returns>
    /// <exception cref="SettingException">The run is of another model, or keeps no parameters.</exception>
    public IReadOnlyList<string> Fill(ITrainable training, ModelDefinition model, ModelOptions options, ModelData data)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(model);
        if (model != _settings.Model)
            throw new SettingException($"{_path}: this run is of the model {_settings.Model.Name}, and not of {model.Name}.");
        var filler = new ParameterFiller(_tensors, model.RowIds(_settings.Options, _data), model.RowIds(options, data));
        training.VisitParameters(filler);
        if (!filler.HasParameters) return [$"{model.Name} has no parameters to start from: it is solved anew on the new data"];
        if (!filler.HasKept)
        {
            throw new SettingException(
                $"{_path}: no parameter of this run fits: {string.Join("; ", filler.Lines())}. Leave the settings as they are there; a run "
                + "folder of an earlier version may have none.");
        }

        return [.. filler.Lines(), .. Leak(data)];
    }

    /// <summary>Says so where what is to judge the model was learnt in the run that it starts from.</summary>
    private IEnumerable<string> Leak(ModelData data)
    {
        HashSet<(string, string)> learnt = Positives(_data, _data.Split.Train);
        (string Part, Interaction[] Rows)[] parts = [("validation", data.Split.Validation), ("test", data.Split.Test)];
        foreach ((string part, Interaction[] rows) in parts)
        {
            HashSet<(string, string)> judged = Positives(data, rows);
            int known = judged.Count(learnt.Contains);
            if (known == 0) continue;
            yield return $"warning: {known:N0} of the {judged.Count:N0} positives of the {part} part were learnt in {_path}: what is "
                + "measured there is too good. Split by time (protocol=time), or give the split (split=DIR)";
        }
    }

    private static HashSet<(string User, string Item)> Positives(ModelData data, Interaction[] rows) =>
        [.. rows.Where(row => row.IsPositive).Select(row => (data.Data.Users[row.User], data.Data.Items[row.Item]))];
}
