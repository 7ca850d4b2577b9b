namespace Mkr.Engine;

/// <summary>An op that has something to do once a step, before or after all tiles.</summary>
public interface IStepOp
{
    /// <summary>Called before a step's tiles.</summary>
    void BeginStep();

    /// <summary>Called after a step's tiles; with <paramref name="backward"/>, the weights' gradients are complete but for what is added here.</summary>
    void EndStep(bool backward);
}
