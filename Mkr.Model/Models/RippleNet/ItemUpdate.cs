namespace Mkr.Model.Models.RippleNet;

/// <summary>What a hop makes of the item's vector v and of what the hop attended to, o.</summary>
internal enum ItemUpdate
{
    /// <summary>v stays: the paper's text.</summary>
    None,

    /// <summary>o.</summary>
    Replace,

    /// <summary>v + o.</summary>
    Plus,

    /// <summary>o T.</summary>
    ReplaceTransform,

    /// <summary>(v + o) T: the released program's default.</summary>
    PlusTransform,
}
