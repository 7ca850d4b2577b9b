namespace Mkr.Engine.Ops;

/// <summary>The function that a dense layer ends in.</summary>
public enum Activation
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>y = max(x, 0).</summary>
    Relu,

    /// <summary>y = 1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>y = tanh(x).</summary>
    Tanh,
}
