using System.Numerics;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// What every row of a table has to obey, whatever a step of the optimizer did to it; see <see cref="Optimizer{T}.Constrain"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRowConstraint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Moves a row to the nearest place where it obeys.</summary>
    void Apply(Span<T> row);
}
