using System.Net;
using System.Text;

namespace Mkr.Tests.Cli.Serving;

/// <summary>A JSON body whose last byte is held back: the request is being worked on until it is let go.</summary>
internal sealed class SlowBody : HttpContent
{
    private readonly byte[] _body;
    private readonly TaskCompletionSource _begun = new(), _go = new();

    public SlowBody(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = new("application/json");
    }

    /// <summary>The first bytes are sent.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Lets the last byte go.</summary>
    public void Finish() => _go.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_body.AsMemory(0, _body.Length - 1));
        await stream.FlushAsync();
        _begun.SetResult();
        await _go.Task;
        await stream.WriteAsync(_body.AsMemory(_body.Length - 1));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
