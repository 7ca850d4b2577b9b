namespace Mkr.Engine.Ops;

/// <summary>Which of its two vectors a cross&amp;compress unit computes. A task's last unit needs only one of them.</summary>
[Flags]
public enum CrossOutputs
{
    /// <summary>The item's next vector, v'.</summary>
    Item = 1,

    /// <summary>The entity's next vector, e'.</summary>
    Entity = 2,

    /// <summary>Both.</summary>
    Both = Item | Entity,
}
