namespace Mkr.Tests.Engine.Verification;

/// <summary>Says which ops a fixture tests: their values, against something else than themselves. No op may be missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TestsOfAttribute(params Type[] ops) : Attribute
{
    public IReadOnlyList<Type> Ops { get; } = ops;
}
