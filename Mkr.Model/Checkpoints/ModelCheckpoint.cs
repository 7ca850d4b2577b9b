using Mkr.Engine;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Checkpoints;

/// <summary>A model's parameters as named tensors in a safetensors file.</summary>
public static class ModelCheckpoint
{
    /// <summary>Writes all parameters, as F32 [rows x columns] under their names.</summary>
    public static void Write(string path, MkrModel<float> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var tensors = new List<SafeTensor>();
        foreach (Parameter<float> parameter in model.Parameters.Parameters)
        {
            float[] values = new float[parameter.Count];
            parameter.CopyTo(values);
            tensors.Add(SafeTensor.Create<float>(parameter.Name, values, parameter.Rows, parameter.Columns));
        }

        new SafeTensorFile(tensors, new Dictionary<string, string> { ["format"] = "mkr" }).Write(path);
    }

    /// <summary>Reads a model of the given shape.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, is there but not in the model, or has another shape.</exception>
    public static MkrModel<float> Read(string path, MkrOptions options, MkrSizes sizes)
    {
        SafeTensorFile file = SafeTensorFile.Read(path);
        var model = new MkrModel<float>(options, sizes);
        Dictionary<string, SafeTensor> tensors = file.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (Parameter<float> parameter in model.Parameters.Parameters)
        {
            if (!tensors.Remove(parameter.Name, out SafeTensor? tensor))
                throw new InvalidDataException($"{path}: there is no tensor '{parameter.Name}'. Does the configuration belong to these weights?");
            if (!tensor.Shape.SequenceEqual([parameter.Rows, parameter.Columns]))
            {
                throw new InvalidDataException($"{path}: '{parameter.Name}' is [{string.Join(" x ", tensor.Shape.ToArray())}], but the model needs "
                    + $"[{parameter.Rows} x {parameter.Columns}]. Do the configuration and the data belong to these weights?");
            }

            parameter.CopyFrom(tensor.Values<float>());
        }

        return tensors.Count == 0 ? model : throw new InvalidDataException($"{path}: the model has no parameter '{tensors.Keys.First()}'.");
    }
}
