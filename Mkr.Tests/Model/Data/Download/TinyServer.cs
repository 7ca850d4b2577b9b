using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mkr.Tests.Model.Data.Download;

/// <summary>A web server on the loopback that can misbehave. It answers the n-th request with the n-th reply, or the last.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Reply[] _replies;
    private readonly Task _serving;

    public TinyServer(params Reply[] replies)
    {
        _replies = replies;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address(string path) => new($"http://{_listener.LocalEndpoint}/{path}");

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        try
        {
            _serving.Wait();
        }
        catch (AggregateException)
        {
            // That is how a pending accept and a deliberate silence end.
        }

        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        for (int request = 0; ; request++)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            await AnswerAsync(client, _replies[Math.Min(request, _replies.Length - 1)]);
        }
    }

    private async Task AnswerAsync(TcpClient client, Reply reply)
    {
        NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        string first = await reader.ReadLineAsync(_end.Token) ?? string.Empty;
        Requests.Enqueue(first.Split(' ')[1]);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 }) continue;
        if (reply.IsSilentFirst)
        {
            await SilenceAsync(stream);
            return;
        }

        string head = $"HTTP/1.1 {reply.Status}\r\nContent-Length: {reply.AnnouncedLength ?? reply.Body.Length}\r\n"
            + "Connection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _end.Token);
        foreach (byte[] piece in reply.Body.Chunk(1 + (reply.Body.Length / reply.Pieces)))
        {
            await stream.WriteAsync(piece, _end.Token);
            await Task.Delay(reply.Pause, _end.Token);
        }

        if (reply.IsSilentLast) await SilenceAsync(stream);
        if (reply.IsReset) client.Client.LingerState = new LingerOption(true, 0);
    }

    /// <summary>Says nothing until the other side gives up.</summary>
    private async Task SilenceAsync(NetworkStream stream)
    {
        try
        {
            _ = await stream.ReadAsync(new byte[1], _end.Token);
        }
        catch (IOException)
        {
            // It has hung up.
        }
    }
}
