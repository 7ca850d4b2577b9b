using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>A bag of weighted rows for each example.</summary>
internal sealed class WeightedBags<T>(WeightedRows rows, RowNumbers owners, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            int owner = owners.Rows[i];
            ReadOnlySpan<double> weights = rows.Weights(owner);
            rows.Columns(owner).CopyTo(bags.Rows[end..]);
            for (int k = 0; k < weights.Length; k++) bags.Weights[end + k] = T.CreateTruncating(weights[k]);
            bags.Ends[i] = end += weights.Length;
        }
    }
}

/// <summary>A bag of weighted rows for each run of examples of the same user.</summary>
internal sealed class UserBags<T>(Func<int, ReadOnlySpan<int>> rows, Func<int, ReadOnlySpan<double>>? weights, RowNumbers users, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        int end = 0, bag = -1, last = -1;
        for (int i = 0; i < count; i++)
        {
            int user = users.Rows[i];
            if (user != last || i == 0)
            {
                last = user;
                bag++;
                ReadOnlySpan<int> own = rows(user);
                own.CopyTo(bags.Rows[end..]);
                if (weights is not null)
                {
                    ReadOnlySpan<double> w = weights(user);
                    for (int k = 0; k < w.Length; k++) bags.Weights[end + k] = T.CreateTruncating(w[k]);
                }

                bags.Ends[bag] = end += own.Length;
            }

            bags.Bags[i] = bag;
        }
    }
}

/// <summary>The example's own row, to be taken off a history: weight -1 for a positive.</summary>
internal sealed class OwnRows<T>(RowNumbers items, BatchInput<T> labels, BagLookup<T> bags, WeightedRows? attributes) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        int end = 0;
        for (int i = 0; i < count; i++)
        {
            if (labels.Values[i] != T.Zero)
            {
                int item = items.Rows[i];
                if (attributes is null)
                {
                    bags.Rows[end] = item;
                    bags.Weights[end++] = -T.One;
                }
                else
                {
                    ReadOnlySpan<int> own = attributes.Columns(item);
                    ReadOnlySpan<double> w = attributes.Weights(item);
                    for (int k = 0; k < own.Length; k++)
                    {
                        bags.Rows[end] = own[k];
                        bags.Weights[end++] = T.CreateTruncating(-w[k]);
                    }
                }
            }

            bags.Ends[i] = end;
        }
    }
}

/// <summary>Numbers of each example that are no parameters.</summary>
internal sealed class PairScales<T>(HybridFacts facts, HybridOptions options, RowNumbers users, RowNumbers items, BatchInput<T>? labels, BatchInput<T> history, BatchInput<T> prior) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int own = labels is not null && labels.Values[i] != T.Zero ? 1 : 0;
            int size = facts.Positives.ItemsOf(users.Rows[i]).Length - own, popularity = facts.Positives.UsersOf(items.Rows[i]).Length - own;
            history.Values[i] = T.CreateTruncating(Math.Pow(size + 1, -options.HistoryPower));
            prior.Values[i] = T.CreateTruncating(options.ItemPrior == 0 ? 1 : popularity / (popularity + options.ItemPrior));
        }
    }
}

/// <summary>Draws the seed of a batch's dropout.</summary>
internal sealed class DropoutSeeds(DropoutSeed seed, SeededRandom random) : IBatchColumn
{
    /// <inheritdoc/>
    public void Fill(int count) => seed.Value = random.NextUInt64();
}
