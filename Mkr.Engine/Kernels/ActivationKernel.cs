using System.Numerics;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Kernels;

/// <summary>Applies an <see cref="Activation"/> in place.</summary>
internal static class ActivationKernel
{
    /// <summary>y = activation(y).</summary>
    public static void Forward<T>(Activation activation, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (activation)
        {
            case Activation.Relu: ReluKernel.Forward(y, y); break;
            case Activation.Sigmoid: SigmoidKernel.Forward(y, y); break;
            case Activation.Tanh: TanhKernel.Forward(y, y); break;
        }
    }

    /// <summary>gradY becomes the gradient with respect to the activation's input.</summary>
    public static void Backward<T>(Activation activation, LaneMatrix<T> y, LaneMatrix<T> gradY)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (activation)
        {
            case Activation.Relu: ReluKernel.Backward(y, gradY, gradY, add: false); break;
            case Activation.Sigmoid: SigmoidKernel.Backward(y, gradY, gradY, add: false); break;
            case Activation.Tanh: TanhKernel.Backward(y, gradY, gradY, add: false); break;
        }
    }
}
