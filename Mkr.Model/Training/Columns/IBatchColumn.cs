namespace Mkr.Model.Training.Columns;

/// <summary>Something that a batch needs and that follows from the examples in it: an entity of each item, a false tail of each triple.</summary>
public interface IBatchColumn
{
    /// <summary>Fills in what belongs to the first <paramref name="count"/> examples of the batch.</summary>
    void Fill(int count);
}
