namespace Mkr.Model.Models.LibFm;

/// <summary>How a factorization machine is trained.</summary>
internal enum LibFmMethod
{
    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Gradient descent; with batches of one pair, that of the program libFM.</summary>
    Sgd,
}
