using System.Net;
using System.Net.Sockets;

namespace Mkr.Model.Data.Download;

/// <summary>Saves what an address serves to a file; tries again, a few times, what may pass.</summary>
internal sealed class HttpDownload(HttpClient client, DownloadOptions options)
{
    /// <returns>What went wrong; null where nothing did.</returns>
    public async Task<string?> SaveAsync(Uri address, string path, Action<long, long?> progress, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            Failure? failure = await TryAsync(address, path, progress, cancellation).ConfigureAwait(false);
            if (failure is null) return null;
            if (!failure.MayPass) return failure.Problem;
            if (attempt >= options.Tries) return $"{failure.Problem} ({attempt} tries)";
            await Task.Delay(options.Pause * (1 << (attempt - 1)), cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Failure?> TryAsync(Uri address, string path, Action<long, long?> progress, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(options.Timeout);
        try
        {
            using HttpResponseMessage response =
                await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                bool mayPass = response.StatusCode >= HttpStatusCode.InternalServerError
                    || response.StatusCode == HttpStatusCode.TooManyRequests;
                return new Failure($"the server answered {(int)response.StatusCode} ({response.ReasonPhrase})", mayPass);
            }

            await CopyAsync(response.Content, path, progress, silence).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Failure($"the server was silent for {options.Timeout.TotalSeconds:0.#} s", MayPass: true);
        }
        catch (HttpRequestException e) when (NeverConnected(e.HttpRequestError))
        {
            return new Failure($"there is no connection to the server ({e.Message.TrimEnd('.')})", MayPass: false);
        }
        catch (Exception e) when (BrokeOff(e))
        {
            return new Failure("the connection was lost before the end of the file", MayPass: true);
        }
    }

    private async Task CopyAsync(HttpContent content, string path, Action<long, long?> progress, CancellationTokenSource silence)
    {
        using Stream body = await content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None);
        byte[] block = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(block, silence.Token).ConfigureAwait(false)) > 0;)
        {
            silence.CancelAfter(options.Timeout);
            await file.WriteAsync(block.AsMemory(0, read), silence.Token).ConfigureAwait(false);
            progress(file.Length, content.Headers.ContentLength);
        }
    }

    private static bool NeverConnected(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    /// <summary>Whether the network failed, and not the disk. A body shorter than announced is an error of HttpClient's too.</summary>
    private static bool BrokeOff(Exception e) =>
        e is HttpRequestException or HttpIOException or IOException { InnerException: SocketException };

    private sealed record Failure(string Problem, bool MayPass);
}
