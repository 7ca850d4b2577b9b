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
            case Activation.Relu: ElementwiseKernel.Forward<T, ReluFunction>(y, y); break;
            case Activation.Sigmoid: ElementwiseKernel.Forward<T, SigmoidFunction>(y, y); break;
            case Activation.Tanh: ElementwiseKernel.Forward<T, TanhFunction>(y, y); break;
        }
    }

    /// <summary>gradY becomes the gradient with respect to the activation's input.</summary>
    public static void Backward<T>(Activation activation, LaneMatrix<T> y, LaneMatrix<T> gradY)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (activation)
        {
            case Activation.Relu: ElementwiseKernel.Backward<T, ReluFunction>(y, gradY, gradY, add: false); break;
            case Activation.Sigmoid: ElementwiseKernel.Backward<T, SigmoidFunction>(y, gradY, gradY, add: false); break;
            case Activation.Tanh: ElementwiseKernel.Backward<T, TanhFunction>(y, gradY, gradY, add: false); break;
        }
    }
}
