namespace Mkr.Model.Data.Formats;

/// <summary>Which rating of a pair counts where several lines rate it. Its time counts with it.</summary>
public enum DuplicateRule
{
    /// <summary>The latest by time, and of equal times the later line; where there are no times, as <see cref="Highest"/>.</summary>
    Latest,

    /// <summary>The last line.</summary>
    Last,

    /// <summary>The first line.</summary>
    First,

    /// <summary>A positive wins: the first of them, if there is one.</summary>
    Highest,

    /// <summary>A rating below the threshold wins: the first of them, if there is one.</summary>
    Lowest,
}
