namespace Mkr.Model.Runs.SafeTensors;

/// <summary>The element types of tensors, named as the safetensors header names them. All are little-endian.</summary>
internal enum TensorType
{
    /// <summary>32-bit floating-point numbers.</summary>
    F32,

    /// <summary>64-bit floating-point numbers.</summary>
    F64,

    /// <summary>32-bit signed integers.</summary>
    I32,

    /// <summary>64-bit signed integers.</summary>
    I64,
}
