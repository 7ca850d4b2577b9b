using Mkr.Engine;
using Mkr.Model.Runs;

namespace Mkr.Tests.Model.Runs.Checkpoints;

/// <summary>The bytes of a state.</summary>
internal static class StateBytes
{
    public static byte[] Of(IStateful state)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "state");
        TensorWriter.Write(path, state);
        return File.ReadAllBytes(path);
    }
}
