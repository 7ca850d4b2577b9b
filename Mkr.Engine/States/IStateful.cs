namespace Mkr.Engine;

/// <summary>
/// Something with a state that can be walked: to be saved, opened, copied, or hashed. One method does all of it, so that nothing that is
/// written can be forgotten when it is read.
/// </summary>
public interface IStateful
{
    /// <summary>Shows the visitor each piece of the state, always in the same order and under the same names.</summary>
    void Visit(StateVisitor visitor);
}
