namespace Mkr.Model.Data;

/// <summary>How the rows of an owner's values in a field are added up.</summary>
public enum FeatureMode
{
    /// <summary>Their mean: an owner of many values is as long a vector as one of few.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean, rare values weighing more; see <see cref="FeatureField.WithInverseFrequencies"/>.</summary>
    Idf,
}
