using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>The units between items and entities, recorded.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Items">The item of each example; null where the output does not depend on it.</param>
/// <param name="Entities">The entity of each example; null where the output does not depend on it.</param>
/// <param name="Output">vL or eL.</param>
/// <param name="Features">Look the features of items and entities up.</param>
internal sealed record RecordedUnits<T>(
    RowNumbers? Items, RowNumbers? Entities, Variable<T> Output, IReadOnlyList<IBatchColumn> Features)
    where T : unmanaged, IFloatingPointIeee754<T>;
