using System.Numerics;
using Mkr.Engine;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>The rows that an attention reads.</summary>
/// <param name="Keys">K: what a row is asked for.</param>
/// <param name="Values">V: what it says.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record AttentionTables<T>(Table<T> Keys, Table<T> Values)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adds tables of zeros.</summary>
    public static AttentionTables<T> Create(ParameterSet<T> parameters, string prefix, int rows, int dim) =>
        new(parameters.AddTable(prefix + "key", rows, dim), parameters.AddTable(prefix + "value", rows, dim));
}
