using Mkr.Engine;
using Mkr.Engine.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mkr.Benchmarks.Peers;

/// <summary>
/// Adam in one call for all parameters: libtorch has such a kernel, which TorchSharp reaches through TorchScript only. Its own optimizer, a
/// dozen calls a parameter, takes five times as long for the tables of music.
/// </summary>
internal sealed class FusedAdam
{
    private const string Source = """
        def step(values: List[Tensor], gradients: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], rate: float):
            torch._fused_adam_(values, gradients, m, v, [], steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8,
                amsgrad=False, maximize=False)
            return 0

        """;

    private static readonly jit.CompilationUnit Script = jit.compile(Source);

    private readonly Parameter[] _parameters;

    // Kept: of a plain number TorchSharp makes a scalar that is not referred to during the call, and that the collector may take.
    private readonly Scalar _rate;

    // The same memory as the parameters', without their history.
    private readonly Tensor[] _values;
    private readonly Tensor[] _gradients;
    private readonly Tensor[] _m;
    private readonly Tensor[] _v;
    private readonly Tensor _step = zeros(1);
    private readonly Tensor[] _steps;

    public FusedAdam(double rate, params Parameter[] parameters)
    {
        _rate = rate.ToScalar();
        _parameters = parameters;
        _values = [.. parameters.Select(p => p.detach())];
        _m = [.. parameters.Select(p => zeros_like(p, requires_grad: false))];
        _v = [.. parameters.Select(p => zeros_like(p, requires_grad: false))];
        _gradients = new Tensor[parameters.Length];
        _steps = [.. parameters.Select(_ => _step)];
    }

    /// <summary>Forgets the gradients.</summary>
    public void Clear()
    {
        foreach (Parameter parameter in _parameters) parameter.grad = null;
    }

    /// <summary>One step.</summary>
    public void Step()
    {
        for (int i = 0; i < _parameters.Length; i++) _gradients[i] = _parameters[i].grad!;
        _step.add_(1);
        Script.invoke("step", _values, _gradients, _m, _v, _steps, _rate);
    }
}
