using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Mkr.Model.Export.Onnx.Wire;

namespace Mkr.Model.Export.Onnx;

/// <summary>
/// A computation in the Open Neural Network Exchange format (https://onnx.ai), while it is put together. A value is known by its name; the
/// first dimension of inputs and outputs is that of the examples, and may be of any length.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The version of the file format, of ONNX 1.12 (2022).</summary>
    public const int IrVersion = 8;

    /// <summary>The version of the operators, of ONNX 1.12.</summary>
    public const int OpsetVersion = 17;

    private const string Examples = "N";
    private const int IntegerAttribute = 2, IntegersAttribute = 7;

    private readonly Graph _graph = new();
    private readonly List<Entry> _notes = [];
    private long _bytes;

    /// <summary>The names of the inputs.</summary>
    public IEnumerable<string> Inputs => _graph.Input.Select(input => input.Name);

    /// <summary>The names of the outputs.</summary>
    public IEnumerable<string> Outputs => _graph.Output.Select(output => output.Name);

    /// <summary>Adds an input [N] of integers, int64.</summary>
    public string Indices(string name)
    {
        _graph.Input.Add(Describe(name, OnnxType.Int64, null));
        return name;
    }

    /// <summary>Adds an input [N x columns] of numbers in double precision.</summary>
    public string Numbers(string name, int columns)
    {
        _graph.Input.Add(Describe(name, OnnxType.Double, columns));
        return name;
    }

    /// <summary>Names a value as an output: float [N], or [N x columns].</summary>
    public void Output(string name, string value, int? columns = null)
    {
        _graph.Node.Add(new Node { OpType = "Identity", Input = { value }, Output = { name }, Name = name });
        _graph.Output.Add(Describe(name, OnnxType.Float, columns));
    }

    /// <summary>Adds constant numbers.</summary>
    /// <typeparam name="T">float, double or long.</typeparam>
    /// <param name="name">What they are; a number is added, so that names differ.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The length of each dimension; none for a scalar.</param>
    /// <exception cref="InvalidOperationException">All of them together are more than the 2 GiB that a file may have.</exception>
    public string Constant<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        if ((_bytes += bytes.Length) > int.MaxValue - 1_000_000)
        {
            throw new InvalidOperationException(
                "onnx: the numbers of this model take more than the 2 GiB that an ONNX file may have. Export its vectors alone: "
                + "--format npy or --format parquet.");
        }

        var tensor = new Tensor
        {
            Name = $"{name}_{_graph.Initializer.Count}",
            DataType = OnnxType.Of<T>(),
            RawData = ByteString.CopyFrom(bytes),
        };
        foreach (int length in shape) tensor.Dims.Add(length);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds a node with one output.</summary>
    public string Apply(string op, params ReadOnlySpan<string> inputs) => Apply(op, inputs, []);

    /// <summary>Adds a node with one output and attributes, lists of integers or single ones.</summary>
    public string Apply(string op, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, long[] Values)> attributes)
    {
        string name = $"{op}_{_graph.Node.Count}";
        var node = new Node { OpType = op, Name = name, Output = { name } };
        foreach (string input in inputs) node.Input.Add(input);
        foreach ((string key, long[] values) in attributes)
            node.Attribute.Add(new Wire.Attribute { Name = key, Type = IntegersAttribute, Ints = { values } });
        _graph.Node.Add(node);
        return name;
    }

    /// <summary>Adds a node with one output and an attribute that is an integer.</summary>
    public string Apply(string op, ReadOnlySpan<string> inputs, string attribute, long value)
    {
        string name = Apply(op, inputs, []);
        _graph.Node[^1].Attribute.Add(new Wire.Attribute { Name = attribute, Type = IntegerAttribute, I = value });
        return name;
    }

    /// <summary>Adds a line to the file's metadata.</summary>
    public void Note(string key, string value) => _notes.Add(new Entry { Key = key, Value = value });

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The graph's name.</param>
    /// <param name="description">What it computes.</param>
    public void Write(string path, string name, string description)
    {
        _graph.Name = name;
        var model = new OnnxModel
        {
            IrVersion = IrVersion,
            ProducerName = "mkr",
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
            DocString = description,
            Graph = _graph,
            OpsetImport = { new OperatorSet { Version = OpsetVersion } },
            MetadataProps = { _notes },
        };
        using FileStream file = File.Create(path);
        model.WriteTo(file);
    }

    private static ValueInfo Describe(string name, int type, int? columns)
    {
        var shape = new Shape { Dim = { new Dimension { DimParam = Examples } } };
        if (columns is int length) shape.Dim.Add(new Dimension { DimValue = length });
        return new ValueInfo { Name = name, Type = new Wire.ValueType { TensorType = new TensorType { ElemType = type, Shape = shape } } };
    }
}
