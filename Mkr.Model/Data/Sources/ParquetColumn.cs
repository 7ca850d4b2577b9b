using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace Mkr.Model.Data.Sources;

/// <summary>A column of a Parquet file as text: numbers as the invariant culture writes them, times as seconds since 1970.</summary>
internal abstract class ParquetColumn
{
    private static readonly Dictionary<Type, Func<DataField, ParquetColumn>> Kinds = new()
    {
        [typeof(ReadOnlyMemory<char>)] = field => new Strings(field),
        [typeof(bool)] = field => new Values<bool>(field, value => value ? "1" : "0"),
        [typeof(DateTime)] = field => new Values<DateTime>(field, Seconds),
        [typeof(sbyte)] = Number<sbyte>,
        [typeof(byte)] = Number<byte>,
        [typeof(short)] = Number<short>,
        [typeof(ushort)] = Number<ushort>,
        [typeof(int)] = Number<int>,
        [typeof(uint)] = Number<uint>,
        [typeof(long)] = Number<long>,
        [typeof(ulong)] = Number<ulong>,
        [typeof(float)] = Number<float>,
        [typeof(double)] = Number<double>,
        [typeof(decimal)] = Number<decimal>,
    };

    private byte[] _text = new byte[64];
    private bool _isRead;

    /// <summary>Whether a column is of a type that is read.</summary>
    public static bool CanRead(DataField field) => !field.IsArray && field.MaxRepetitionLevel == 0 && Kinds.ContainsKey(field.ClrType);

    public static ParquetColumn Of(DataField field) => Kinds[field.ClrType](field);

    /// <summary>Drops the values of the row group before.</summary>
    public void Forget() => _isRead = false;

    /// <summary>The text of a row, empty for null. It is valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Text(ParquetRowGroupReader group, int row)
    {
        if (!_isRead) Read(group);
        _isRead = true;
        if (Format(row) is not string text) return default;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _text.Length) _text = new byte[most];
        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    protected abstract void Read(ParquetRowGroupReader group);

    protected abstract string? Format(int row);

    private static Values<T> Number<T>(DataField field)
        where T : struct, IFormattable => new(field, value => value.ToString(null, CultureInfo.InvariantCulture));

    private static string Seconds(DateTime time) =>
        new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private sealed class Strings(DataField field) : ParquetColumn
    {
        private string?[] _values = [];

        protected override void Read(ParquetRowGroupReader group)
        {
            _values = new string?[group.RowCount];
            group.ReadAsync(field, _values.AsMemory()!).AsTask().GetAwaiter().GetResult();
        }

        protected override string? Format(int row) => _values[row];
    }

    private sealed class Values<T>(DataField field, Func<T, string> format) : ParquetColumn
        where T : struct
    {
        private T?[] _values = [];

        protected override void Read(ParquetRowGroupReader group)
        {
            _values = new T?[group.RowCount];
            if (field.IsNullable)
            {
                group.ReadAsync(field, _values.AsMemory()).AsTask().GetAwaiter().GetResult();
                return;
            }

            var values = new T[group.RowCount];
            group.ReadAsync(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
            for (int i = 0; i < values.Length; i++) _values[i] = values[i];
        }

        protected override string? Format(int row) => _values[row] is T value ? format(value) : null;
    }
}
