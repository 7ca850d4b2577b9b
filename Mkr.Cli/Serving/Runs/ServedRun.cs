using Mkr.Model.Explanations;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Runs;
using Mkr.Model.Serving;

namespace Mkr.Cli.Serving.Runs;

/// <summary>A run that requests are answered from. It is freed when it has been replaced and its last request has ended.</summary>
internal sealed class ServedRun
{
    private readonly Lazy<Explainer> _explainer;

    // Those who use it: the slot until it has another run, and each request.
    private int _users = 1;

    private ServedRun(RunFolder run)
    {
        Recommender = Recommender.Of(run);
        Users = new UserSearch(Recommender);
        _explainer = new Lazy<Explainer>(() => Explainer.Of(run));
    }

    /// <summary>Recommends.</summary>
    public Recommender Recommender { get; }

    /// <summary>Explains.</summary>
    /// <exception cref="Mkr.Model.Settings.SettingException">The model does not say what its scores are made of.</exception>
    public Explainer Explainer => _explainer.Value;

    /// <summary>Finds users.</summary>
    public UserSearch Users { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset Opened { get; } = DateTimeOffset.UtcNow;

    /// <summary>Opens a folder, and asks everything once, so that no request has to wait for what is computed at the first.</summary>
    public static ServedRun Open(string path)
    {
        RunFolder folder = RunFolder.Open(path);
        var run = new ServedRun(folder);
        try
        {
            run.WarmUp(explains: folder.Recommender is IExplains { Explains: true });
            return run;
        }
        catch
        {
            run.Release();
            throw;
        }
    }

    /// <summary>Counts a request in; false where the run is being freed.</summary>
    public bool TryUse()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0)
        {
            int found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users) return true;
            users = found;
        }

        return false;
    }

    /// <summary>Counts a user out, and frees the run after the last.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0) Recommender.Dispose();
    }

    private void WarmUp(bool explains)
    {
        string user = Recommender.Users[0], item = Recommender.Recommend(user, 1, new RecommendOptions { KeepSeen = true })[0].Id;
        Recommender.RecommendFor([item], 1);
        Recommender.Similar(item, 1);
        if (explains) Explainer.Explain(user, item);
    }
}
