namespace Mkr.Model.Data.Formats;

/// <summary>Which ids are taken for the same.</summary>
public enum IdNormalization
{
    /// <summary>Those of the same bytes.</summary>
    None,

    /// <summary>
    /// Also those that differ by white space at an end, by its kind or amount inside, by characters without width, or by Unicode form
    /// (NFC): g0 followed by a no-break space is g0.
    /// </summary>
    Form,

    /// <summary>Also those that differ by letter case.</summary>
    Case,
}
